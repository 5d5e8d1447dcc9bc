"""An officer screens people on a phone: prepared with a signal, used without one, sent when it is back."""

from collections.abc import Callable
from typing import Any

from journeys.conftest import Faults
from journeys.looking import wait_until
from journeys.phone_page import PhonePage
from playwright.sync_api import Page, expect

from firmground_site.screening.models import Screening

SignIn = Callable[[str, Page], Page]
SEVEN = (
    "documents_held",
    "movement_restricted",
    "deceived_about_work",
    "debt_to_leave",
    "threatened_or_harmed",
    "wages_withheld",
    "forced_to_act",
)


def prepared(phone: Page, sign_in_as: SignIn) -> PhonePage:
    return PhonePage(sign_in_as("officer_immd", phone)).open().prepare().ready_without_a_signal()


def test_an_officer_prepares_a_phone_screens_without_a_signal_and_sends_later(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    phone.context.set_offline(True)
    officer.begin()
    officer.answer("documents_held", "yes")
    expect(phone.locator(".firm-live__found")).to_have_count(1)
    officer.finish()
    expect(phone.get_by_text("Nothing has been decided about you.")).to_be_visible()
    officer.press("Done for now")
    officer.waits(1)
    assert not Screening.objects.exists()
    phone.context.set_offline(False)
    officer.waits(0)
    kept = Screening.objects.get()
    assert kept.answers == {"documents_held": "yes"}
    assert kept.browser_result == {"outcomes": {each["id"]: each["finding"] for each in kept.result["outcomes"]}}
    assert [each["state"] for each in officer.kept()["receipts"]] == ["recorded"]


def test_seven_times_no_takes_nine_presses_and_the_page_opens_cold_without_a_signal(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    officer.begin()
    officer.finish()
    officer.press("Done for now")
    officer.waits(0)
    phone.context.set_offline(True)
    phone.reload()  # nothing of the page is left in memory
    officer.on("who")
    officer.unlock()
    officer.on("home")
    pressed = phone.evaluate(
        "() => { let n = 0; addEventListener('click', (e) => { n += e.isTrusted; }); window.pressed = () => n; }"
    )
    assert pressed is None
    officer.begin()
    for question in SEVEN:
        officer.answer(question, "no")
    officer.finish()
    assert phone.evaluate("window.pressed()") <= 9
    officer.press("Done for now")
    officer.waits(1)


def test_languages_change_at_any_moment_and_nothing_entered_is_lost(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    officer.begin()
    officer.answer("debt_to_leave", "yes")
    phone.get_by_text("The person", exact=True).click()
    phone.get_by_label("What to call the person").fill("Number 7")
    phone.get_by_role("button", name="Thai").click()
    expect(phone.locator(".firm-questions")).to_have_attribute("lang", "th")
    phone.get_by_role("button", name="繁體中文").first.click()
    expect(phone.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(phone.get_by_role("button", name="完成")).to_be_visible()
    expect(phone.locator("input[name=q-debt_to_leave][value=yes]")).to_be_checked()
    phone.get_by_role("button", name="English").first.click()
    phone.get_by_text("The person", exact=True).click()
    expect(phone.get_by_label("What to call the person")).to_have_value("Number 7")
    officer.finish()
    officer.press("Done for now")
    officer.waits(0)
    assert Screening.objects.get().person.alias == "Number 7"


def test_the_person_answers_one_question_at_a_time_and_the_officer_takes_the_phone_back(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    phone.context.set_offline(True)
    officer.begin()
    officer.press("One question at a time")
    expect(phone.locator("dialog h2")).to_be_focused()
    phone.keyboard.press("2")
    phone.keyboard.press("1")
    phone.get_by_role("button", name="Officer").click()
    expect(phone.locator("dialog")).to_have_count(0)
    expect(phone.locator("input[name=q-in_danger_now][value=no]")).to_be_checked()
    expect(phone.locator("input[name=q-documents_held][value=yes]")).to_be_checked()
    officer.press("One question at a time")
    phone.evaluate("document.getElementById('phone-lock').click()")  # as the pause does
    officer.on("who")
    expect(phone.locator("dialog")).to_have_count(0)


def test_what_is_missing_is_named_and_leads_to_its_place(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    officer.press("Screen a person")
    officer.on("shift")
    officer.press("Go on")
    officer.on("questions")
    officer.answer("wages_withheld", "yes")
    officer.press("Finish")
    summary = phone.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    assert phone.evaluate("document.activeElement.closest('[id=trigger]') !== null")
    expect(phone.locator("input[name=q-wages_withheld][value=yes]")).to_be_checked()
    assert officer.kept()["outbox"] == []


def test_an_entry_is_taken_up_again_after_a_lock_and_is_in_no_store_in_clear(phone: Page, sign_in_as: SignIn) -> None:
    officer = prepared(phone, sign_in_as)
    officer.begin()
    officer.answer("documents_held", "yes")
    expect(phone.locator(".firm-live__found")).to_have_count(1)
    wait_until(phone, "async () => (await indexedDB.databases()).length > 0")
    officer.lock()
    expect(phone.locator(".firm-questions")).to_have_count(0)
    officer.unlock()
    officer.on("home")
    officer.press("Go on with it")
    expect(phone.locator("input[name=q-documents_held][value=yes]")).to_be_checked()
    officer.throw_away()
    officer.on("home")
    assert officer.kept()["drafts"] == []
    assert phone.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_the_phone_s_screens_are_well_made(phone: Page, sign_in_as: SignIn, well_made: Callable[[Page], None]) -> None:
    officer = PhonePage(sign_in_as("officer_immd", phone)).open()
    well_made(phone)
    officer.prepare().ready_without_a_signal()
    well_made(phone)
    for button, screen in (
        ("Outbox and receipts", "outbox"),
        ("Settings of your shift", "shift"),
        ("Hand over the phone", "handOver"),
    ):
        officer.press(button)
        officer.on(screen)
        well_made(phone)
        assert phone.evaluate("document.activeElement.tagName") == "H1"
        officer.press("Back")
        officer.on("home")
    officer.begin()
    phone.get_by_role("button", name="Chinese (traditional)").click()
    phone.get_by_text("The person", exact=True).click()
    well_made(phone)
    officer.finish()
    well_made(phone)
    officer.lock()
    well_made(phone)
    phone.set_viewport_size({"width": 320, "height": 640})  # as 1280 px at 400 %
    officer.unlock()
    officer.on("home")
    well_made(phone)


def test_whoever_is_not_signed_in_is_told_to_sign_in_first(phone: Page, cast: Any) -> None:
    PhonePage(phone).open()
    phone.get_by_role("button", name="Sign in").click()
    phone.wait_for_url("**/account/login/?next=/phone/")


def test_whoever_records_no_screenings_prepares_no_phone(phone: Page, sign_in_as: SignIn, faults: Faults) -> None:
    PhonePage(sign_in_as("auditor", phone)).open()
    expect(phone.get_by_text("Your account cannot record screenings")).to_be_visible()
    faults.seen.clear()  # the answer 404


def test_the_way_out_is_on_every_screen_and_works(phone: Page, sign_in_as: SignIn, faults: Faults) -> None:
    faults.leaves_for("https://www.hko.gov.hk/")
    officer = prepared(phone, sign_in_as)
    officer.begin()
    phone.get_by_role("button", name="Leave this page quickly").click()
    phone.wait_for_url("https://www.hko.gov.hk/")
    phone.go_back()
    officer.on("who")
    expect(phone.locator(".firm-questions")).to_have_count(0)
