"""Signing in as people do it: password and code, a second factor from nothing, a passkey, the keyboard, no JavaScript."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from journeys.conftest import PHONE, code_of
from playwright.sync_api import Page, expect

from firmground_site.accounts.models import Member
from firmground_site.audit.models import Entry
from firmground_site.members.demo import PASSWORD

Check = Callable[[Page], None]
YOU = "/members/you/"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _in_earnest(settings: Any) -> None:
    settings.MFA_TOTP_INSECURE_BYPASS_CODE = None
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # Chromium takes localhost for safe


@pytest.fixture
def newcomer(cast: Any) -> Member:
    """An identification officer who has no second factor yet."""
    Authenticator.objects.filter(user=cast.identification_officer).delete()
    return cast.identification_officer


def real_authenticator(member: Member) -> str:
    Authenticator.objects.filter(user=member).delete()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(member, secret)
    return secret


def give_password(page: Page, member: Member, address: str = LOGIN) -> None:
    page.goto(address)
    page.get_by_label("Email address").fill(member.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def events() -> list[str]:
    return list(Entry.objects.filter(stream="members").order_by("id").values_list("kind", flat=True))


def test_a_member_signs_in_with_password_and_code_and_signs_out(either_page: Page, cast: Any) -> None:
    page, secret = either_page, real_authenticator(cast.supervisor)
    page.goto(YOU)
    heading(page, "Sign in")
    give_password(page, cast.supervisor, page.url)
    heading(page, "Second step")
    page.get_by_label("Code").fill("123456" if code_of(secret) != "123456" else "654321")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    heading(page, "Your account")
    page.get_by_role("link", name="Sign out").first.click()
    page.get_by_role("button", name="Sign out").click()
    heading(page, "Sign in")
    assert events() == ["member:sign_in_failed", "member:signed_in", "member:signed_out"]


def test_a_newcomer_is_led_to_an_authenticator_app_and_keeps_recovery_codes(either_page: Page, newcomer: Member) -> None:
    page = either_page
    give_password(page, newcomer)
    heading(page, "Set up a second factor")
    page.goto(YOU)
    heading(page, "Set up a second factor")
    page.get_by_role("button", name="Use an authenticator app").click()
    heading(page, "Authenticator app")
    page.get_by_text("I cannot use the camera").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code that the app shows now").fill(code_of(secret))
    page.get_by_role("button", name="Go on").click()
    heading(page, "Recovery codes")
    assert len(re.findall(r"\b\d{8}\b", page.locator("#codes").inner_text())) == 10
    page.get_by_role("button", name="I have kept them").click()
    page.goto(YOU)
    heading(page, "Your account")
    expect(page.locator("main")).to_contain_text("authenticator app, recovery codes")


def with_authenticator_device(page: Page) -> None:
    """Give Chromium a virtual device that keeps passkeys and knows its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_and_then_signs_in_by_itself(page: Page, newcomer: Member) -> None:
    with_authenticator_device(page)
    give_password(page, newcomer)
    page.get_by_role("button", name="Use a passkey").click()
    heading(page, "Add a passkey")
    page.get_by_label("What to call it").fill("My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    heading(page, "Recovery codes")
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{LOGIN}?next={YOU}")
    page.get_by_role("button", name="Sign in with a passkey").click()
    heading(page, "Your account")
    expect(page.locator("main")).to_contain_text("passkey, recovery codes")
    page.goto("/account/2fa/passkeys/")
    expect(page.get_by_role("table")).to_contain_text("My telephone")
    assert Entry.objects.filter(kind="member:signed_in").latest("id").content.value["ways"] == ["webauthn"]


def test_a_passkey_also_serves_as_the_second_step_and_for_showing_oneself_again(page: Page, newcomer: Member) -> None:
    with_authenticator_device(page)
    give_password(page, newcomer)
    page.goto("/account/2fa/passkeys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    heading(page, "Recovery codes")
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    give_password(page, newcomer)
    heading(page, "Second step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/account/" not in address)
    page.goto(f"{reverse('mfa_reauthenticate_webauthn')}?next={YOU}")
    heading(page, "Show that it is you")
    page.get_by_role("button", name="Use a passkey").click()
    heading(page, "Your account")


def test_a_passkey_that_is_not_there_leaves_the_other_ways(page: Page, cast: Any) -> None:
    with_authenticator_device(page)
    page.goto(LOGIN)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")
    give_password(page, cast.auditor, page.url)
    heading(page, "Second step")


def test_signing_in_needs_no_mouse(page: Page, cast: Any) -> None:
    secret = real_authenticator(cast.supervisor)
    page.goto(f"{LOGIN}?next={YOU}")
    for words, press in ((cast.supervisor.email, "Tab"), (PASSWORD, "Enter")):
        reach(page, "input:not([type=hidden])" if press == "Tab" else "input[type=password]")
        page.keyboard.type(words)
        page.keyboard.press(press)
    heading(page, "Second step")
    reach(page, "input[name=code]")
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    heading(page, "Your account")


def reach(page: Page, what: str) -> None:
    """Go on by the Tab key until something like that has the focus."""
    for _ in range(30):
        if page.evaluate("what => document.activeElement.matches(what)", what):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{what} cannot be reached with the Tab key")


def test_an_administrator_hands_over_a_link_and_the_person_joins_on_a_phone(
    open_page: Callable[..., Page], sign_in: Any, cast: Any, well_made: Check
) -> None:
    desk, phone = open_page(), open_page(PHONE)
    sign_in("administrator", desk)
    desk.wait_for_url("**/")
    desk.goto("/members/invite/")
    desk.get_by_label("Name", exact=True).fill("Ms Poon")
    desk.get_by_label("Email address").fill("poon@agency.example")
    desk.get_by_label("Screening officer").check()
    desk.get_by_label("Agency").select_option(index=1)
    desk.get_by_role("button", name="Invite").click()
    heading(desk, "Invited")
    well_made(desk)
    phone.goto(desk.locator("#link").inner_text())
    well_made(phone)
    phone.get_by_label("Your name").fill("Poon Mei")
    phone.get_by_label("Password", exact=True).fill("seven quiet herons")
    phone.get_by_role("textbox", name="Password again").fill("seven quiet herons")
    phone.get_by_role("button", name="Join").click()
    heading(phone, "Sign in")
    assert Member.objects.get(email="poon@agency.example").name == "Poon Mei"


@pytest.mark.parametrize("size", [PHONE, {"viewport": {"width": 1280, "height": 900}}], ids=["phone", "desk"])
def test_every_page_on_the_way_in_is_well_made(size: Any, open_page: Any, newcomer: Member, cast: Any, well_made: Check) -> None:
    page = open_page(size)
    page.goto(LOGIN)
    page.get_by_text("Sign-ins of the demonstration").click()
    seen(page, well_made, "sign-in")
    page.get_by_role("button", name="Sign in", exact=True).click()
    seen(page, well_made, "sign-in-wrong")
    real_authenticator(cast.supervisor)
    give_password(page, cast.supervisor)
    seen(page, well_made, "second-step")
    page.get_by_role("button", name="Stop signing in").click()
    give_password(page, newcomer)
    seen(page, well_made, "choose")
    for name in ("mfa_add_webauthn", "mfa_activate_totp"):
        page.goto(reverse(name))
        seen(page, well_made, name)
    page.get_by_text("I cannot use the camera").click()
    page.get_by_label("Code that the app shows now").fill(code_of(page.locator("#secret").inner_text()))
    page.get_by_role("button", name="Go on").click()
    seen(page, well_made, "codes")
    for name in ("mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_list_webauthn", "account_reauthenticate",
                 "account_change_password", "members:you", "mfa_reauthenticate", "account_logout"):  # fmt: skip
        page.goto(reverse(name))
        seen(page, well_made, name.replace(":", "-"))


@pytest.mark.parametrize("size", [PHONE, {"viewport": {"width": 1280, "height": 900}}], ids=["phone", "desk"])
def test_every_page_about_a_member_is_well_made(size: Any, open_page: Any, sign_in_as: Any, cast: Any, well_made: Check) -> None:
    page = sign_in_as("administrator", open_page(size))
    for name in ("members", "invite"):
        page.goto(reverse(f"members:{name}"))
        seen(page, well_made, name)
    for name in ("member", "change", "deactivate", "reset_second_factor"):
        page.goto(reverse(f"members:{name}", args=[cast.case_worker.pk]))
        seen(page, well_made, name)
    page.goto(reverse("members:join", args=["nothing"]))
    seen(page, well_made, "not-open")


def seen(page: Page, well_made: Check, name: str) -> None:
    """Check a page, and keep its picture where SEEN names a folder."""
    well_made(page)
    if folder := os.environ.get("SEEN"):
        page.screenshot(path=f"{folder}/{page.viewport_size['width']}-{name}.png", full_page=True)
