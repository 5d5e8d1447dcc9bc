"""Who can read what on a phone: PINs, locks, two officers on one phone, and phones that were revoked."""

from collections.abc import Callable

import pytest
from journeys.conftest import Faults
from journeys.looking import wait_until
from journeys.phone_page import PhonePage
from playwright.sync_api import Page, expect

from firmground_site.audit.guard import writing
from firmground_site.devices.models import Device, DeviceOfficer
from firmground_site.screening.models import Screening

SignIn = Callable[[str, Page], Page]


@pytest.fixture
def officer(phone: Page, sign_in_as: SignIn) -> PhonePage:
    """A screening officer with a prepared phone and nothing in it."""
    return PhonePage(sign_in_as("officer_immd", phone)).open().prepare()


def with_a_draft_and_an_entry(officer: PhonePage) -> None:
    officer.page.route("**/phone/entries", lambda route: route.abort())  # nothing is sent
    officer.begin()
    officer.finish()
    officer.press("Screen another person")
    officer.on("questions")
    officer.answer("documents_held", "yes")
    officer.has(1, "drafts")


def test_a_wrong_pin_opens_nothing_and_the_fifth_erases_keys_and_draft_but_no_entry(officer: PhonePage) -> None:
    with_a_draft_and_an_entry(officer)
    officer.lock()
    for left in (4, 3, 2, 1):
        officer.unlock("not-the-pin")
        expect(officer.page.get_by_text(f"{left} tr")).to_be_visible()
    officer.unlock("not-the-pin")
    officer.on("erasedHere")
    kept = officer.kept()
    assert (kept["officers"], kept["drafts"], kept["shifts"]) == ([], [], [])
    assert len(kept["outbox"]) == 1


def test_a_right_pin_takes_back_the_count_of_wrong_ones(officer: PhonePage) -> None:
    officer.lock()
    officer.unlock("not-the-pin")
    expect(officer.page.get_by_text("4 tries are left")).to_be_visible()
    officer.unlock()
    officer.on("home")
    assert [each["tries"] for each in officer.kept()["officers"]] == [0]


WAITS = """() => {
  const sign = crypto.subtle.sign.bind(crypto.subtle);
  const told = new Promise((done) => { window.goOn = done; });
  crypto.subtle.sign = async (...given) => { window.signing = true; await told; return sign(...given); };
}"""


def test_what_is_sealed_while_the_phone_locks_takes_no_more_and_shows_nothing_on_the_locked_phone(officer: PhonePage) -> None:
    officer.page.route("**/phone/entries", lambda route: route.abort())  # nothing is sent
    officer.begin()
    officer.answer("documents_held", "yes")
    officer.page.evaluate(WAITS)
    officer.press("Finish")
    wait_until(officer.page, "window.signing")
    assert officer.page.evaluate("document.querySelector('.firm-phone__form').inert")
    officer.lock()
    officer.page.evaluate("window.goOn()")
    officer.has(1, "outbox")
    officer.unlock()
    officer.on("home")
    expect(officer.page.get_by_text("You began an entry")).to_have_count(0)
    kept = officer.kept()
    assert (len(kept["outbox"]), kept["drafts"]) == (1, [])


def test_the_phone_locks_after_a_pause(phone: Page, sign_in_as: SignIn, settings: pytest.FixtureRequest) -> None:
    settings.PHONE_LOCK_SECONDS = 4
    officer = PhonePage(sign_in_as("officer_immd", phone)).open().prepare()
    officer.begin()
    officer.answer("documents_held", "yes")
    officer.on("who")
    assert phone.locator("input[name=q-documents_held]").count() == 0
    expect(phone.get_by_text("The phone is locked.")).to_be_visible()


@pytest.mark.parametrize(("pin", "says"), [("1234", "at least 6"), ("777777", "too easy"), ("abcdefg", "too easy")])
def test_a_pin_that_is_easily_guessed_is_not_taken(phone: Page, sign_in_as: SignIn, pin: str, says: str) -> None:
    PhonePage(sign_in_as("officer_immd", phone)).open()
    phone.get_by_label("Name of this phone").fill("Desk")
    phone.get_by_label("PIN of your choice").fill(pin)
    phone.get_by_role("button", name="Prepare this phone").click()
    expect(phone.locator(".govuk-error-message")).to_contain_text(says)
    assert not Device.objects.exists()


def test_two_officers_on_one_phone_see_nothing_of_each_other(officer: PhonePage, sign_in_as: SignIn) -> None:
    with_a_draft_and_an_entry(officer)
    officer.lock()
    officer.page.context.clear_cookies()
    sign_in_as("identification_officer", officer.page)
    officer.press("Add another officer")
    officer.on("prepare")
    officer.prepare("another-pin-9")
    expect(officer.page.get_by_text("You began an entry")).to_have_count(0)
    officer.waits(1)
    officer.press("Outbox and receipts")
    officer.on("outbox")
    rows = officer.page.locator(".firm-table tbody td").all_inner_texts()
    assert rows == ["0 minutes", "Waiting for a signal"]
    officer.lock()
    names = [each["name"] for each in officer.kept()["officers"]]
    officer.unlock("another-pin-9", name=sorted(names)[-1])
    expect(officer.page.locator("#phone")).to_have_attribute("data-screen", "pin")


def test_handing_over_erases_the_draft_and_the_shift_and_keeps_what_was_accepted(officer: PhonePage) -> None:
    with_a_draft_and_an_entry(officer)
    officer.lock()
    officer.unlock()
    officer.on("home")
    officer.press("Hand over the phone")
    officer.on("handOver")
    officer.press("Hand over")
    officer.on("who")
    kept = officer.kept()
    assert (kept["drafts"], kept["shifts"], len(kept["officers"]), len(kept["outbox"])) == ([], [], 1, 1)


def test_leaving_the_phone_erases_the_officer_s_keys_and_the_site_is_told_once_there_is_a_signal(officer: PhonePage) -> None:
    with_a_draft_and_an_entry(officer)
    officer.lock()
    officer.unlock()
    officer.on("home")
    officer.press("Stop using this phone")
    officer.on("leave")
    officer.press("Erase my keys")
    officer.on("who")
    kept = officer.kept()
    assert (kept["officers"], kept["drafts"], len(kept["outbox"])) == ([], [], 1)
    assert DeviceOfficer.objects.get().ended_as == ""
    officer.page.unroute("**/phone/entries")
    with officer.page.expect_response("**/phone/left"):
        officer.page.reload()
    keys = DeviceOfficer.objects.get()
    assert (keys.ended_as, Screening.objects.get().recorded_by) == ("left", keys.member)


def test_a_revoked_phone_erases_what_can_be_read_and_still_sends_what_is_sealed(officer: PhonePage, faults: Faults) -> None:
    with_a_draft_and_an_entry(officer)
    with writing("a revoked phone"):
        device = Device.objects.get()
        Device.objects.update(revoked_at=device.enrolled_at, revoked_by=device.enrolled_by, reason="lost")
    officer.page.unroute("**/phone/entries")
    officer.page.reload()
    officer.on("revoked")
    officer.waits(0)
    kept = officer.kept()
    assert (kept["officers"], kept["drafts"], kept["outbox"]) == ([], [], [])
    assert [each["state"] for each in kept["receipts"]] == ["held"]
    assert not Screening.objects.exists()
    faults.seen.clear()  # the request that the test stopped, and the answer that the phone is revoked
