"""Only who was invited becomes a member: once, in time, with a good password of their own."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.access.actors import ANONYMOUS, Actor, the_system
from firmground_site.accounts.models import Invitation, Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry
from firmground_site.members.actions import accept_invitation, invite_member, withdraw_invitation
from firmground_site.members.demo import PASSWORD
from firmground_site.members.queries import agency_choices, open_invitation

pytestmark = pytest.mark.django_db
GOOD = "seven quiet herons"
DOOR = the_system("accept_invitation")


@pytest.fixture
def administrator(cast: Any) -> Actor:
    return cast.actor("administrator")


@pytest.fixture
def invite(administrator: Actor) -> Callable[..., Any]:
    agency = agency_choices()[0][0]

    def invite_one(**other: Any) -> Any:
        given = {"name": "Ms Poon", "email": "Poon@Agency.example", "agency": agency, "role": "screening_officer"}
        return invite_member(**(given | {"by": administrator} | other))

    return invite_one


def accept(token: str, **other: str) -> Member:
    return accept_invitation(**({"token": token, "name": "Poon Mei", "password": GOOD, "by": DOOR} | other))


def test_an_invited_person_joins_with_the_role_of_the_invitation_and_a_name_of_their_own(invite: Any, noted: Any) -> None:
    invitation, token = invite()
    member = accept(token)
    invitation.refresh_from_db()
    assert (member.email, member.name, member.role) == ("poon@agency.example", "Poon Mei", "screening_officer")
    assert member.check_password(GOOD)
    assert invitation.accepted_by == member
    content = Entry.objects.get(kind="member:joined").content.value
    assert (content["name"], content["name_invited"]) == ("Poon Mei", "Ms Poon")
    assert noted() == [("member:invited", f"invitation:{invitation.pk}"), ("member:joined", f"member:{member.pk}")]


@pytest.mark.parametrize("spelling", ["Ms Cheung", " ms  CHEUNG ", "Ms. Ch\u00e9ung", "\uff2ds Cheung"])
def test_nobody_joins_under_the_name_of_an_active_member_of_their_agency(
    spelling: str, invite: Any, cast: Any, noted: Any
) -> None:
    namesake = cast.identification_officer
    _, token = invite(agency=namesake.agency)
    noted()
    with pytest.raises(Refused, match="already a member called"):
        accept(token, name=spelling)
    assert (noted(), open_invitation(token) is not None) == ([], True)
    assert accept(token, name=f"{spelling} of the night shift")


@pytest.mark.parametrize("why", ["left", "elsewhere"])
def test_the_name_of_one_who_left_or_works_elsewhere_is_free(why: str, invite: Any, cast: Any) -> None:
    namesake = cast.identification_officer
    with writing("a test"):
        Member.objects.filter(pk=namesake.pk).update(is_active=why != "left")
    agency = next(code for code, _ in agency_choices() if (code == namesake.agency) is (why == "left"))
    assert accept(invite(agency=agency).token, name=namesake.name).name == namesake.name


def test_the_token_is_kept_as_a_digest_only(invite: Any) -> None:
    invitation, token = invite()
    assert len(token) >= 43
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert open_invitation(token) == invitation


def test_an_invitation_is_accepted_once(invite: Any) -> None:
    _, token = invite()
    accept(token)
    with pytest.raises(Refused, match="accepted, withdrawn, or is too old"):
        accept(token)
    assert Member.objects.filter(email="poon@agency.example").count() == 1


@pytest.mark.parametrize("fate", ["withdrawn", "too old", "renewed", "unknown"])
def test_a_link_that_is_withdrawn_or_old_or_renewed_or_unknown_lets_nobody_in(
    fate: str, invite: Any, administrator: Actor
) -> None:
    invitation, token = invite()
    if fate == "withdrawn":
        withdraw_invitation(invitation=invitation, by=administrator)
    elif fate == "too old":
        with writing("a test"):
            Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif fate == "renewed":
        invite()
    else:
        token = "x" * 43
    with pytest.raises(Refused):
        accept(token)
    page = Client().get(reverse("members:join", args=[token]))
    assert (page.status_code, "is not open" in page.content.decode()) == (404, True)


def test_inviting_the_same_address_again_renews_the_invitation(invite: Any) -> None:
    first, _ = invite()
    second, token = invite(email="POON@agency.example", role="auditor")
    assert (second.pk, open_invitation(token).role) == (first.pk, "auditor")


def test_an_invitation_is_withdrawn_once(invite: Any, administrator: Actor, noted: Any) -> None:
    invitation, _ = invite()
    withdraw_invitation(invitation=invitation, by=administrator)
    assert noted()[-1][0] == "invitation:withdrawn"
    with pytest.raises(Refused, match="already"):
        withdraw_invitation(invitation=invitation, by=administrator)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "no address"}, "no email address"),
        ({"email": "supervisor@demo.example"}, "already a member"),
        ({"role": "captain"}, "no role 'captain'"),
        ({"agency": "moon"}, "no agency 'moon'"),
        ({"agency": ""}, "Choose the agency"),
    ],
)
def test_an_invitation_that_makes_no_sense_is_refused(wrong: dict[str, str], said: str, invite: Any) -> None:
    with pytest.raises(Refused, match=said):
        invite(**wrong)
    assert not Invitation.objects.exists()


def test_an_administrator_may_have_no_agency(invite: Any) -> None:
    assert invite(agency="", role="administrator").invitation.agency == ""


@pytest.mark.parametrize("key", ["supervisor", "auditor", "outsider"])
def test_nobody_but_an_administrator_invites(key: str, invite: Any, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        invite(by=cast.actor(key))
    with pytest.raises(NotPermitted):
        accept("x", by=ANONYMOUS)


@pytest.mark.parametrize("password", ["short", "123456789012345", "password1234", "poon@agency.example"])
def test_a_weak_password_is_refused_and_the_invitation_stays_open(password: str, invite: Any) -> None:
    _, token = invite()
    with pytest.raises(Refused):
        accept(token, password=password)
    assert open_invitation(token)


def test_somebody_who_became_a_member_meanwhile_is_not_made_twice(invite: Any) -> None:
    _, token = invite()
    with writing("a test"):
        Member.objects.create(email="Poon@agency.example", name="P", role="auditor")
    with pytest.raises(Refused, match="already a member"):
        accept(token)


def test_an_administrator_invites_on_a_page_and_sees_the_link_once(administering: Client) -> None:
    client = administering
    answer = client.post(
        reverse("members:invite"),
        {"name": "Mr Kan", "email": "kan@agency.example", "role": "auditor", "agency": agency_choices()[0][0]},
        follow=True,
    )
    link = re.search(r"http://testserver(/members/join/[\w-]+/)", answer.content.decode())
    assert link
    assert link[0] in mail.outbox[0].body
    assert mail.outbox[0].to == ["kan@agency.example"]
    assert mail.outbox[0].subject.endswith(": your invitation / 你的邀請")
    assert ("To join, open this link" in mail.outbox[0].body, "如要加入，請開啟以下連結" in mail.outbox[0].body) == (True, True)
    assert link[1].split("/")[-2] not in str(client.session.items())
    assert link[0] not in client.get(reverse("members:invited"), follow=True).content.decode()
    fields = {"name": "Kan", "password": GOOD, "again": GOOD}
    joined = Client().post(link[1], fields)
    assert (joined.status_code, joined["Location"]) == (302, reverse("account_login"))
    assert Member.objects.get(email="kan@agency.example").role == "auditor"


def test_what_is_wrong_is_said_beside_what_was_typed(administering: Client, invite: Any, cast: Any) -> None:
    page = administering.post(reverse("members:invite"), {"name": "X", "email": "supervisor@demo.example"})
    assert "This field is required" in page.content.decode()
    _, token = invite()
    page = Client().post(reverse("members:join", args=[token]), {"name": "X", "password": GOOD, "again": "other"})
    assert "not the same" in page.content.decode()
    page = Client().post(reverse("members:join", args=[token]), {"name": "X", "password": "short", "again": "short"})
    assert "too short" in page.content.decode()
    with writing("a test"):
        Member.objects.filter(pk=cast.supervisor.pk).update(agency=agency_choices()[0][0])
    taken = {"name": cast.supervisor.name, "password": GOOD, "again": GOOD}
    form = Client().post(reverse("members:join", args=[token]), taken).context["form"]
    assert list(form.errors) == ["name"]


def test_a_letter_that_cannot_be_sent_does_not_undo_the_invitation(administering: Client, monkeypatch: Any, caplog: Any) -> None:
    def fail(*_: Any, **__: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("firmground_site.members.letters.send_mail", fail)
    fields = {"name": "Mr Kan", "email": "kan@agency.example", "role": "administrator", "agency": ""}
    page = administering.post(reverse("members:invite"), fields, follow=True).content.decode()
    assert "could not be sent" in page
    assert "/members/join/" in page
    assert "kan@" not in caplog.text


def test_an_open_invitation_is_withdrawn_on_the_page(as_member: Any, invite: Any) -> None:
    invitation, token = invite()
    client = as_member("administrator")
    assert "Ms Poon" in client.get(reverse("members:members")).content.decode()
    assert client.get(reverse("members:withdraw", args=[invitation.pk])).status_code == 405
    client.post(reverse("members:withdraw", args=[invitation.pk]))
    assert open_invitation(token) is None
    assert client.post(reverse("members:withdraw", args=[invitation.pk])).status_code == 404


def test_the_first_administrator_is_invited_by_a_command(db: None, capsys: Any, noted: Any) -> None:
    call_command("invite_administrator", "first@agency.example", "Ms First", site="https://firm.example")
    link = re.search(r"https://firm\.example/members/join/([\w-]+)/", capsys.readouterr().out)
    assert link
    assert accept(link[1]).role == "administrator"
    assert noted()[0][0] == "member:invited"
    with pytest.raises(CommandError, match="already a member"):
        call_command("invite_administrator", "first@agency.example", "Ms First")


def test_the_demonstrations_password_is_good_enough_for_a_member(invite: Any) -> None:
    assert accept(invite().token, password=PASSWORD)
