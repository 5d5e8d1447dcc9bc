"""The full debriefing in a browser: sittings and breaks, any device, no script, keyboard only, two tabs, a session that ends."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from journeys.conftest import DESK, PHONE
from playwright.sync_api import Page, expect

from firmground_site.audit.models import Entry
from firmground_site.members.demo import PASSWORD
from firmground_site.packs.queries import instrument_on
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Identification, Screening

MET_ON = datetime.date(2026, 11, 2)
RECRUITED = "Did anyone find you, hire you or persuade you?"


@pytest.fixture
def identification(cast: Any, transactional_db: None) -> Identification:
    """Opened by a first screening in which an indicator was found."""
    instrument = instrument_on("initial_screening", MET_ON)
    plain = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
    received = Received(
        id=uuid.uuid4(),
        instrument=instrument.id,
        person=PersonMet(alias="Maria"),
        encounter=Encounter(agency="immd", group="domestic_helpers", trigger="came_forward", screened_on=MET_ON),
        answers={**plain, "documents_held": "yes"},
    )
    return receive_screening(received=received, by=cast.actor("identification_officer")).identification


@pytest.fixture
def at_debriefing(identification: Identification, sign_in_as: Callable[..., Page]) -> Callable[[Page], str]:
    """Sign in as the officer, say why the file is opened, and arrive at the debriefing; gives its address."""

    def arrive(page: Page) -> str:
        address = f"/screening/identifications/{identification.pk}/debriefing/"
        sign_in_as("identification_officer", page)
        page.goto(address)
        say_why(page)
        return address

    return arrive


def say_why(page: Page) -> None:
    page.get_by_label("To talk with the person, or to prepare for it").check()
    page.locator("main button[type=submit]").first.click()


def begin_sitting(page: Page, link: str) -> None:
    page.get_by_role("button", name=link).click()
    page.wait_for_load_state()  # all() takes what is there, and a click returns while the page is still coming
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_label("Interpreter by phone").check()
    page.get_by_label("Language of the interview").select_option("tagalog")
    page.get_by_role("button", name="Begin the sitting").click()


def answer(page: Page, question: str, words: str) -> None:
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def two_sittings(page: Page, address: str, look: Callable[[Page], None]) -> None:
    """From the first sitting to the end, with a break, looking at every page on the way."""
    look(page)
    page.get_by_role("button", name="Begin the first sitting").click()
    look(page)
    page.goto(address)
    begin_sitting(page, "Begin the first sitting")
    look(page)
    page.get_by_role("link", name="What was done").click()
    answer(page, RECRUITED, "Yes")
    answer(page, "Did anyone hand you over to another person?", "Not safe to ask")
    look(page)
    page.get_by_role("button", name="Save and go to the next section").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it began")
    page.goto(address)
    page.get_by_label("Why there is a break").select_option("offered")
    page.get_by_role("button", name="Begin a break").click()
    look(page)
    page.get_by_role("button", name="End the break").click()
    page.get_by_role("link", name="Age", exact=True).click()
    page.get_by_label("How old were you when this began?").fill("16")
    page.get_by_role("button", name="Save, end the sitting and return later").click()
    expect(page.get_by_text("The sitting has ended.")).to_be_visible()
    begin_sitting(page, "Begin another sitting")
    page.get_by_role("link", name="Purpose", exact=True).click()
    page.locator("#servitude").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("button", name="Read all answers and finish").click()
    look(page)
    expect(page.locator("[data-rule=elements_present]")).to_have_text("Yes")
    page.get_by_role("button", name="Finish the debriefing").click()
    expect(page.get_by_text("The debriefing is finished.")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_person_is_debriefed_in_two_sittings_with_a_break(size, script, open_page, at_debriefing, well_made) -> None:
    page = open_page(size, script=script)
    address = at_debriefing(page)
    two_sittings(page, address, well_made if script else lambda page: None)
    finished = Identification.objects.get()
    assert finished.debriefing.answers == {
        "act_recruited": "yes",
        "act_transferred": "not_safe_to_ask",
        "age_at_event": 16,
        "servitude": "yes",
    }
    assert finished.debriefing.sittings.count() == 2
    assert finished.state == "waiting_for_decision"
    if script:
        found = {each["id"]: each["finding"] for each in finished.debriefing.result["outcomes"]}
        assert finished.debriefing.browser_result == {"outcomes": found}
    assert not Entry.objects.filter(kind="screening:result_differed").exists()


def begun(page: Page, address: str, section: str) -> Page:
    begin_sitting(page, "Begin the first sitting")
    page.goto(f"{address}sections/{section}/")
    return page


def test_the_panel_follows_what_is_entered_before_it_is_saved(page, at_debriefing) -> None:
    begun(page, at_debriefing(page), "act")
    expect(page.locator("[data-rule=act_present]")).to_have_text("Not known yet")
    answer(page, RECRUITED, "Yes")
    expect(page.locator("[data-rule=act_present]")).to_have_text("Yes")
    page.get_by_text("Questions that would settle it").click()
    expect(page.locator("[data-question=servitude]")).to_be_visible()
    expect(page.locator("[data-question=act_received]")).to_be_hidden()
    assert Screening.objects.get(stage="full").answers == {}


def test_entries_are_saved_after_a_pause_and_kept_nowhere_on_the_device(page, at_debriefing) -> None:
    begun(page, at_debriefing(page), "act")
    answer(page, RECRUITED, "Yes")
    expect(page.locator("[data-save-state]")).to_have_text("Not saved yet.")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved at")
    assert Screening.objects.get(stage="full").answers == {"act_recruited": "yes"}
    answer(page, RECRUITED, "No")
    page.get_by_role("button", name="Save and go to the next section").click()
    assert Screening.objects.get(stage="full").answers == {"act_recruited": "no"}
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_save_that_fails_is_said_and_leaving_then_is_warned_of(page, at_debriefing, faults) -> None:
    address = begun(page, at_debriefing(page), "act").url
    page.route("**/sections/act/", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    answer(page, RECRUITED, "Yes")
    expect(page.locator("[data-save-state]")).to_contain_text("Not saved: no answer from the site")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Identification").first.click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.url == address


def test_leaving_quickly_is_never_held_up(page, at_debriefing, faults) -> None:
    begun(page, at_debriefing(page), "act")
    answer(page, RECRUITED, "Yes")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    leave = page.locator("a.govuk-exit-this-page__button")
    faults.leaves_for(leave.get_attribute("href"))
    leave.click()
    page.wait_for_url(lambda url: "/sections/" not in url)
    assert asked == []


def test_a_session_that_ends_in_the_middle_loses_nothing(open_page, at_debriefing, sign_in, faults) -> None:
    page = open_page(script=False)
    begun(page, at_debriefing(page), "act")
    answer(page, RECRUITED, "Yes")
    page.get_by_label("Note on the whole debriefing").fill("She asked for water.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save and go to the next section").click()
    expect(page.locator("input[name=login]")).to_be_visible()
    member = Identification.objects.get().officer
    page.fill("input[name=login]", member.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    member_code(page, member)
    say_why(page)
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    expect(page.get_by_label("Note on the whole debriefing")).to_have_value("She asked for water.")
    assert Screening.objects.get(stage="full").answers == {}
    page.get_by_role("button", name="Save and go to the next section").click()
    assert Screening.objects.get(stage="full").answers == {"act_recruited": "yes"}


def member_code(page: Page, member: Any) -> None:
    """The second factor of a member of the cast, whose authenticator is made for the purpose."""
    from allauth.mfa.totp.internal import auth as totp
    from journeys.conftest import code_of

    from firmground_site.audit.guard import writing

    secret = totp.generate_totp_secret()
    with writing("an authenticator for a test"):
        member.authenticator_set.all().delete()
        totp.TOTP.activate(member, secret)
    page.fill("input[name=code]", code_of(secret))
    page.locator("main button[type=submit]").first.click()


def test_two_tabs_that_disagree_are_shown_side_by_side(page, at_debriefing, well_made) -> None:
    address = begun(page, at_debriefing(page), "act").url
    second = page.context.new_page()
    second.goto(address)
    answer(second, RECRUITED, "No")
    second.get_by_role("button", name="Save and go to the next section").click()
    answer(page, RECRUITED, "Yes")
    page.get_by_role("button", name="Save and go to the next section").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two answers to the same question")
    well_made(page)
    page.set_viewport_size({"width": 390, "height": 844})
    well_made(page)
    page.get_by_label("What you entered").check()
    page.get_by_role("button", name="Save what I chose").click()
    assert Screening.objects.get(stage="full").answers == {"act_recruited": "yes"}


def test_a_section_is_answered_with_the_keyboard_only(page, at_debriefing) -> None:
    begun(page, at_debriefing(page), "act")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q_act_recruited":
            break
    page.keyboard.press("Space")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "next":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How it began")
    assert Screening.objects.get(stage="full").answers == {"act_recruited": "yes"}


def test_another_language_keeps_what_was_entered(either_page, at_debriefing, well_made) -> None:
    page = either_page
    begun(page, at_debriefing(page), "act")
    answer(page, RECRUITED, "Yes")
    page.get_by_text("Questions in another language").click()
    page.get_by_role("button", name="Chinese (traditional)").click()
    expect(page.locator("h1")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("input[name=q_act_recruited][value=yes]")).to_be_checked()
