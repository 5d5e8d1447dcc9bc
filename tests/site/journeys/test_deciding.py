"""From decision to review in the browser: decide, concur, change with the earlier reasons in view, ask for and end a review."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from journeys.conftest import PHONE
from playwright.sync_api import Page, expect
from screening.procedures import current, debriefed, in_force, share_with

from firmground_site.packs.queries import instrument_on, today
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Identification, Screening


@pytest.fixture
def waiting(transactional_db: None, cast: Any) -> Identification:
    """An identification that waits for a decision and is shared with the case worker."""
    identification = debriefed(a_screening(cast).identification, cast)
    share_with("case_worker", identification.person, cast)
    return identification


def a_screening(cast: Any) -> Screening:
    """A first screening in which an indicator was found."""
    instrument = instrument_on("initial_screening", today())
    answers = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
    received = Received(
        id=uuid.uuid4(),
        instrument=instrument.id,
        person=PersonMet(name="Maria Example", language="tagalog"),
        encounter=Encounter(agency="immd", group="domestic_helpers", trigger="came_forward", screened_on=today()),
        answers={**answers, "documents_held": "yes"},
    )
    return receive_screening(received=received, by=cast.actor("identification_officer"))


def open_it(page: Page, identification: Identification, *, why: str = "decide") -> Page:
    """Go to the identification and say why its file is opened."""
    page.goto(f"/screening/identifications/{identification.pk}/")
    page.check(f"input[name=purpose][value={why}]")
    page.click("text=Open the file")
    return page


def fill_decision(page: Page, decision: str, reasons: str) -> None:
    page.check(f"input[name=decision][value={decision}]")
    page.fill("textarea[name=reasons]", reasons)
    page.check("input[name=forced_labour][value=no]")
    page.fill("textarea[name=forced_labour_reasons]", "You were free to leave.")
    page.check("input[name=relied_on][value=act_recruited]")


def concur(page: Page) -> None:
    page.get_by_role("button", name="Concur or differ").click()
    page.check("input[name=concurs][value=yes]")
    page.click("text=Record my opinion")


def reconsider(page: Page, check: Callable[[Page], None]) -> None:
    page.get_by_role("button", name="Reconsider the decision").click()
    check(page)
    page.fill("textarea[name=reasons]", "A new paper came.")
    page.get_by_role("button", name="Reconsider the decision").click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_decision_is_made_concurred_with_changed_and_reviewed(
    script: bool, open_page: Any, sign_in_as: Any, waiting: Identification, well_made: Any
) -> None:
    pages = {key: open_page(script=script) for key in ("identification_officer", "second_officer", "case_worker", "supervisor")}
    for key, page in pages.items():
        sign_in_as(key, page)
    check = well_made if script else lambda _: None
    officer = open_it(pages["identification_officer"], waiting)
    check(officer)
    officer.get_by_role("button", name="Decide").click()
    check(officer)
    officer.click("text=Record my decision")
    expect(officer.get_by_role("alert")).to_contain_text("Choose a decision.")
    check(officer)
    fill_decision(officer, "not_identified", "Two papers agree with your employer.")
    officer.click("text=Record my decision")
    expect(officer.locator("main")).to_contain_text("Waiting for a second officer")

    second = open_it(pages["second_officer"], waiting)
    second.get_by_role("button", name="Concur or differ").click()
    expect(second.locator("main")).to_contain_text("Two papers agree with your employer.")
    check(second)
    second.go_back()
    concur(second)
    assert current(waiting).state == "decided"

    officer.reload()
    reconsider(officer, check)
    officer.get_by_role("button", name="Decide").click()
    expect(officer.locator("main")).to_contain_text("Two papers agree with your employer.")
    check(officer)
    fill_decision(officer, "identified", "Two papers agree with your employer.")
    officer.click("text=Record my decision")
    expect(officer.get_by_role("alert")).to_contain_text("Give new reasons")
    officer.fill("textarea[name=reasons]", "The new paper shows that your wages were kept.")
    officer.click("text=Record my decision")
    second.reload()
    concur(second)

    worker = open_it(pages["case_worker"], waiting, why="review")
    check(worker)
    worker.get_by_role("button", name="Record that a review is asked for").click()
    check(worker)
    worker.check("input[name=asker][value=person]")
    worker.fill("textarea[name=grounds]", "She says the work was forced.")
    worker.click("main button:has-text('Record that a review is asked for')")
    expect(worker.locator("main")).to_contain_text("Under review")

    supervisor = open_it(pages["supervisor"], waiting, why="review")
    supervisor.get_by_role("button", name="End the review").click()
    expect(supervisor.locator("main")).to_contain_text("She says the work was forced.")
    check(supervisor)
    supervisor.check("input[name=upheld][value=yes]")
    supervisor.fill("textarea[name=reasons]", "I read everything again.")
    supervisor.get_by_role("button", name="End the review").click()
    expect(supervisor.locator("main")).to_contain_text("Review ended: the decision stands")
    assert current(waiting).state == "decided"


def test_an_officer_decides_by_keyboard_alone(page: Page, sign_in_as: Any, waiting: Identification) -> None:
    sign_in_as("identification_officer", page)
    open_it(page, waiting)
    page.goto(f"/screening/identifications/{waiting.pk}/decide/")
    _tab_to(page, "decision")
    page.keyboard.press("Space")
    _tab_to(page, "reasons")
    page.keyboard.type("Two papers agree.")
    _tab_to(page, "forced_labour")
    page.keyboard.press("Space")
    _tab_to(page, "forced_labour_reasons")
    page.keyboard.type("You were free to leave.")
    _tab_to(page, "relied_on")
    page.keyboard.press("Space")
    _tab_to(page, "", tag="BUTTON", after="Record my decision")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Waiting for a second officer")
    assert current(waiting).decisions.get().decision == "identified"


def _tab_to(page: Page, name: str, *, tag: str = "", after: str = "") -> None:
    """Press Tab until the thing to fill in has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "[document.activeElement.name || '', document.activeElement.tagName, document.activeElement.innerText]"
        )
        if (tag and at[1] == tag and at[2].strip() == after) or (not tag and at[0] == name):
            return
    pytest.fail(f"Tab never reaches {name or after}")


def test_who_was_too_late_goes_on_with_what_they_typed(
    open_page: Any, sign_in_as: Any, waiting: Identification, well_made: Any
) -> None:
    first, second = (sign_in_as("identification_officer", open_page(PHONE)) for _ in range(2))
    for each in (first, second):
        open_it(each, waiting)
        each.goto(f"/screening/identifications/{waiting.pk}/decide/")
        fill_decision(each, "not_yet_decided", f"Typed in {'one' if each is first else 'the other'} window.")
    first.click("text=Record my decision")
    second.click("text=Record my decision")
    expect(second.locator("main")).to_contain_text("What is recorded now")
    expect(second.locator("textarea[name=reasons]")).to_have_value("Typed in the other window.")
    well_made(second)
    second.click("text=Record my decision")
    expect(second.locator("main")).to_contain_text("Decision 2: Not yet decided")


def test_the_letter_is_read_and_then_made(
    page: Page, sign_in_as: Any, cast: Any, waiting: Identification, well_made: Any
) -> None:
    in_force(waiting, cast)
    sign_in_as("identification_officer", page)
    open_it(page, waiting)
    page.get_by_role("button", name="Make the letter of reasons").click()
    expect(page.locator("section[lang=tl]")).to_be_visible()
    well_made(page)
    page.check("input[name=checked]")
    with page.expect_download() as made:
        page.click("text=Make the letter (PDF)")
    assert made.value.suggested_filename.endswith(".pdf")


@pytest.mark.parametrize("size", [PHONE, {"viewport": {"width": 1280, "height": 900}}], ids=["phone", "desk"])
def test_a_file_its_corrections_and_its_sharing_are_well_made(
    size: Any, open_page: Any, sign_in_as: Any, waiting: Any, well_made: Any
) -> None:
    page = sign_in_as("identification_officer", open_page(size))
    page.goto(f"/screening/people/{waiting.person.pk}/")
    well_made(page)
    page.check("input[name=purpose][value=talk]")
    page.click("text=Open the file")
    well_made(page)
    for name in ("correct", "share"):
        page.goto(f"/screening/people/{waiting.person.pk}/{name}/")
        well_made(page)
