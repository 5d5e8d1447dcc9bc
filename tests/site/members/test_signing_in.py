"""Signing in takes a password and a second factor, leaves its trace in the ledger, and tells a stranger nothing."""

import io
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as site
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from members.conftest import code_of, first_step, new_authenticator, second_step

from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.members.demo import PASSWORD
from firmground_site.sealed.keys import CannotOpen

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "nine patient herons"
YOU = "members:you"


def is_in(client: Client) -> bool:
    return client.get(reverse(YOU)).status_code == 200


def test_a_member_signs_in_with_password_and_code_and_gets_a_new_session(cast: Any, noted: Any) -> None:
    client, member = Client(), cast.supervisor
    secret = new_authenticator(member)
    client.get(reverse("account_login"))
    client.session.save()
    assert first_step(client, member, next="/members/you/")["Location"] == reverse("mfa_authenticate")
    before = client.session.session_key
    assert not is_in(client)
    assert second_step(client, code_of(secret))["Location"] == "/members/you/"
    assert is_in(client)
    assert client.session.session_key != before
    assert noted() == [("member:signed_in", f"member:{member.pk}")]
    assert Entry.objects.get(kind="member:signed_in").content.value["ways"] == ["password", "totp"]
    client.post(reverse("account_logout"))
    assert noted() == [("member:signed_out", f"member:{member.pk}")]
    assert not is_in(client)


def test_an_address_that_leads_elsewhere_is_not_followed(cast: Any) -> None:
    client, secret = Client(), new_authenticator(cast.supervisor)
    first_step(client, cast.supervisor, next="https://elsewhere.example/")
    assert second_step(client, code_of(secret))["Location"].startswith("/")


@pytest.mark.parametrize(("email", "subject"), [("supervisor@demo.example", True), ("who@nowhere.example", False)])
def test_a_wrong_password_is_noted_without_what_was_typed(email: str, subject: bool, cast: Any, noted: Any) -> None:
    page = Client().post(reverse("account_login"), {"login": email, "password": "open sesame please"})
    assert "not right" in page.content.decode()
    entry = Entry.objects.get(kind="member:sign_in_failed")
    assert entry.subject == (f"member:{cast.supervisor.pk}" if subject else "member:unknown")
    assert bool(entry.content.value["address_index"]) is not subject
    assert not re.search("sesame|who@", str(entry.content.value))


def test_a_known_and_an_unknown_address_are_answered_alike(cast: Any, settings: Any) -> None:
    settings.DEMO = False
    pages = [
        Client().post(reverse("account_login"), {"login": email, "password": "x"}).content.decode().replace(email, "")
        for email in (cast.supervisor.email, "who@nowhere.example")
    ]
    unlike = re.compile(r'value="[\w-]{40,}"|id="?\d+')
    assert unlike.sub("", pages[0]) == unlike.sub("", pages[1])


@pytest.mark.parametrize("code", ["000000", "wrong", ""])
def test_a_wrong_code_does_not_let_in(code: str, cast: Any, noted: Any) -> None:
    client = Client()
    new_authenticator(cast.supervisor)
    first_step(client, cast.supervisor)
    assert second_step(client, code).status_code == 200
    assert not is_in(client)
    if code:
        assert noted(contents=True)[-1]["why"] == "code"


def test_a_code_seen_over_a_shoulder_does_not_work_again(cast: Any) -> None:
    code = code_of(new_authenticator(cast.supervisor))
    first, second = Client(), Client()
    for client in (first, second):
        first_step(client, cast.supervisor)
        second_step(client, code)
    assert (is_in(first), is_in(second)) == (True, False)


def test_codes_and_counts_are_shared_by_all_processes_of_the_site() -> None:
    assert caches.settings["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_guessing_is_slowed_down(cast: Any, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    caches["default"].clear()
    try:
        answers = [first_step(Client(), cast.supervisor, "a wrong password").content.decode() for _ in range(7)]
        assert "Too many attempts" not in answers[0]
        assert "Too many attempts" in answers[-1]
        assert first_step(Client(), cast.supervisor).status_code == 200, "the right password is refused too, for a while"
    finally:
        caches["default"].clear()


@pytest.mark.parametrize("why", ["inactive", "without a role"])
def test_who_was_shut_out_cannot_sign_in(why: str, cast: Any, noted: Any) -> None:
    member = cast.outsider if why == "without a role" else cast.supervisor
    with writing("a test"):
        member.is_active = why != "inactive"
        member.set_password(PASSWORD)
        member.save()
    client = Client()
    assert first_step(client, member)["Location"] == reverse("account_inactive")
    assert not is_in(client)
    assert noted(contents=True)[-1]["why"] == "inactive"


def test_a_digest_of_a_password_that_is_out_of_date_is_renewed_when_it_is_used(
    cast: Any, settings: Any, noted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)  # seconds otherwise, and how many there are is not asked here
    strong, weak = "django.contrib.auth.hashers.PBKDF2PasswordHasher", "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [weak, strong]
    with writing("a test"):
        Member.objects.filter(pk=cast.supervisor.pk).update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))
    first_step(Client(), cast.supervisor)
    cast.supervisor.refresh_from_db()
    assert cast.supervisor.password.startswith(("md5$", "pbkdf2_sha256$"))
    settings.PASSWORD_HASHERS = [strong, weak]
    with writing("a test"):
        Member.objects.filter(pk=cast.supervisor.pk).update(password=make_password(PASSWORD, salt="a", hasher="pbkdf2_sha256"))
    first_step(Client(), cast.supervisor)
    cast.supervisor.refresh_from_db()
    assert "$a$" not in cast.supervisor.password
    assert noted()[-1][0] == "member:password_strengthened"
    assert cast.supervisor.check_password(PASSWORD)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_can_do_harm_and_is_led_to_a_second_factor(role: str, cast: Any) -> None:
    member, client = next(each for each in Member.objects.all() if each.role == role), Client()
    Authenticator.objects.filter(user=member).delete()
    first_step(client, member)
    answer = client.get(reverse(YOU))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("members:elsewhere")).status_code == 302
    assert not Entry.objects.filter(kind="member:signed_out_elsewhere").exists()


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_authenticator_shows_recovery_codes_once_and_each_works_once(cast: Any, noted: Any) -> None:
    member, client = cast.supervisor, Client()
    Authenticator.objects.filter(user=member).delete()
    first_step(client, member)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "not right" in wrong.content.decode()
    shown = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True).content.decode()
    recovery = re.findall(r">(\d{8})<", shown)
    assert len(recovery) == 10
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert recovery[0] not in again
    assert "10 of 10 left" in again
    assert [kind for kind, _ in noted()] == ["member:signed_in", "member:second_factor_added", "member:second_factor_added"]
    for expected in (True, False):
        other = Client()
        first_step(other, member)
        second_step(other, recovery[0])
        assert is_in(other) is expected
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    kinds = [kind for kind, _ in noted()]
    assert "member:recovery_codes_renewed" in kinds
    assert kinds.count("member:second_factor_removed") == 2


def test_secrets_of_second_factors_lie_sealed_and_are_sealed_anew_when_keys_change(cast: Any, settings: Any, noted: Any) -> None:
    secret, old = new_authenticator(cast.supervisor), settings.SEALING_KEYS
    Authenticator.objects.exclude(user=cast.supervisor).delete()
    before = Authenticator.objects.get().data["secret"]
    assert secret not in before
    settings.SEALING_KEYS = f"{'A' * 43}= {old}"
    call_command("rotate_keys", stdout=io.StringIO())
    settings.SEALING_KEYS = f"{'A' * 43}="
    authenticator = Authenticator.objects.get()
    assert authenticator.wrap().validate_code(code_of(secret))
    assert Authenticator.objects.get().data["secret"] != before
    authenticator.data["secret"] = before
    with pytest.raises(CannotOpen):
        authenticator.wrap().validate_code("123456")


def test_something_that_was_never_sealed_does_not_open(cast: Any) -> None:
    with pytest.raises(CannotOpen):
        totp.TOTP(Authenticator(data={"secret": "in clear!"})).validate_code("123456")


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(cast: Any, signed_in: Any, noted: Any) -> None:
    here, elsewhere = signed_in("supervisor"), signed_in("supervisor")
    noted()
    fields = {"oldpassword": "not it", "password1": NEW, "password2": NEW}
    assert "not your current password" in here.post(reverse("account_change_password"), fields).content.decode()
    answer = here.post(reverse("account_change_password"), fields | {"oldpassword": PASSWORD})
    assert answer["Location"] == reverse(YOU)
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert noted() == [("member:password_changed", f"member:{cast.supervisor.pk}")]


def test_a_forgotten_password_is_set_anew_through_a_letter_once(cast: Any, noted: Any) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": cast.supervisor.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert link
    assert mail.outbox[-1].subject.endswith(": a new password / 新密碼")
    assert mail.outbox[-1].body.count(link[0]) == 2, "it is there in both languages"
    form = client.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]
    assert link[1] != address, "the link's key stays in the address"
    client.post(address, {"password1": NEW, "password2": NEW})
    cast.supervisor.refresh_from_db()
    assert cast.supervisor.check_password(NEW)
    assert not is_in(client)
    assert noted()[-1][0] == "member:password_changed"
    assert "does not work" in Client().get(link[1], follow=True).content.decode()


def test_a_stranger_who_forgets_a_password_gets_the_same_answer_and_no_letter(cast: Any) -> None:
    with writing("a test"):
        Member.objects.filter(pk=cast.auditor.pk).update(is_active=False)
    for email in ("who@nowhere.example", cast.auditor.email, cast.supervisor.email):
        answer = Client().post(reverse("account_reset_password"), {"email": email})
        assert answer["Location"] == reverse("account_reset_password_done")
    assert [letter.to for letter in mail.outbox] == [[cast.supervisor.email]]


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_email", "account_set_password", "account_confirm_login_code", "socialaccount_signup",
     "socialaccount_connections", "account_email_verification_sent", "mfa_download_recovery_codes"],
)  # fmt: skip
@pytest.mark.parametrize("key", [None, "administrator"])
def test_pages_that_make_no_sense_here_do_not_exist(name: str, key: str | None, as_member: Any) -> None:
    client = as_member(key) if key else Client()
    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name)).status_code == 404
    assert client.get("/account/signup/").status_code == 404


def test_a_session_is_short_and_its_cookie_is_out_of_reach(cast: Any, signed_in: Any) -> None:
    cookie = signed_in("supervisor").cookies[site.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert site.SESSION_COOKIE_AGE <= 3600
    assert not cookie["expires"], "the cookie outlives the browser"


def test_a_session_that_is_older_must_show_itself_again_before_it_touches_second_factors(cast: Any, signed_in: Any) -> None:
    client = signed_in("supervisor")
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    session = client.session
    session["account_authentication_methods"] = [
        each | {"at": each["at"] - 600} for each in session["account_authentication_methods"]
    ]
    session.save()
    answer = client.get(reverse("mfa_add_webauthn"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert "not your password" in client.post(answer["Location"], {"password": "x"}).content.decode()
    assert client.post(answer["Location"], {"password": PASSWORD})["Location"] == reverse("mfa_add_webauthn")


@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"id": 1}'])
def test_a_made_up_passkey_lets_nobody_in(credential: str, cast: Any, noted: Any) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert client.post(reverse("mfa_login_webauthn"), {"credential": credential})["Location"] == reverse("account_login")
    new_authenticator(cast.supervisor)
    first_step(client, cast.supervisor)
    assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert not is_in(client)
    assert [content["why"] for content in noted(contents=True)] == ["passkey", "passkey"]
    second_step(client, code_of(new_authenticator(cast.supervisor)))
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn"):
        client.get(reverse(name))
        assert client.post(reverse(name), {"credential": credential, "passwordless": "True"}).status_code < 500
    assert not Authenticator.objects.filter(type="webauthn").exists()
