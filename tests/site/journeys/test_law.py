"""The law in a browser: the public register, the matrix, two days, and which provisions fit; by phone, desk and keyboard."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from firmground_site.packs.queries import instrument_on
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Screening

WIDTHS = (390, 1280)
LOADED = """() => [...document.images].filter(each => !each.complete || each.naturalWidth === 0).map(each => each.src)"""


def tick(page: Page, *facts: str) -> None:
    for fact in facts:
        page.locator("form").get_by_label(fact, exact=True).first.check()


def enter_day(page: Page, day: str, month: str, year: str) -> None:
    for label, words in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(words)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_looks_for_a_provision_and_reads_how_it_changed(
    width: int, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto("/law/")
    well_made(page)
    page.get_by_label("Words").fill("僱用不可合法")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("row")).to_have_count(2)
    well_made(page)
    page.get_by_role("link", name="Immigration Ordinance (Cap. 115) s. 17I").click()
    expect(page.get_by_role("row", name="Since 1 August 2021")).to_contain_text("10 years")
    expect(page.locator("[lang=zh-Hant]").first).to_be_visible()
    well_made(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_list_that_is_empty_and_one_that_cannot_be_made_say_what_to_do(
    width: int, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto("/law/?words=nothing+like+this")
    expect(page.get_by_text("Use fewer or other words")).to_be_visible()
    well_made(page)
    page.goto("/law/?on=2019-02-30")
    page.get_by_role("link", name="In force on").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    well_made(page)


def test_a_reader_narrows_the_list_down_with_and_without_javascript(either_page: Page) -> None:
    page = either_page
    page.goto("/law/")
    before = page.get_by_role("row").count()
    page.get_by_text("More to narrow it down by").click()
    page.get_by_label("Purpose that it touches").select_option(label="Removal of organs")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("fit")).not_to_have_count(0)
    page.wait_for_load_state()
    assert 1 < page.get_by_role("row").count() < before
    page.get_by_role("link", name="Show all that are in force today").click()
    expect(page.get_by_role("row")).to_have_count(before)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_sees_what_is_reached_and_what_is_said_of_it(
    width: int, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto("/law/coverage/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED) == []
    table = page.get_by_role("table", name="Sexual exploitation")
    expect(table.get_by_role("row")).to_have_count(6)
    assert "provision" in (table.get_by_role("img").first.get_attribute("aria-label") or "")
    expect(page.get_by_role("heading", name="What is said of these provisions")).to_be_visible()
    well_made(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="All squares as a table").click()
    assert download.value.suggested_filename.startswith("coverage-hong_kong-")


@pytest.mark.parametrize("width", WIDTHS)
def test_two_days_and_two_territories_are_compared(
    width: int, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto("/law/compare/")
    expect(page.get_by_role("table", name="Maximum penalties that changed")).to_be_visible()
    well_made(page)
    page.get_by_label("Second territory").select_option(value="freeport")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table", name="What is reached otherwise")).to_be_visible()
    well_made(page)


# --- which provisions fit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_prosecutor_ticks_what_happened_and_is_answered(
    cast: Any, width: int, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    page = sign_in_as("prosecutor", open_page({"viewport": {"width": width, "height": 900}}))
    page.goto("/law/candidates/")
    well_made(page)
    tick(page, "Someone hurt the person", "The person stayed longer than they were allowed to")
    page.get_by_role("button", name="Show which provisions fit").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the day of the conduct.")
    well_made(page)
    enter_day(page, "1", "2", "2017")
    page.get_by_role("button", name="Show which provisions fit").click()
    expect(page.get_by_role("heading", name="Conduct on 1 February 2017")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="Common assault")).to_be_visible()
    expect(page.get_by_text("can fall on the trafficked person. International standards say")).to_be_visible()
    assert "hurt" not in page.url
    well_made(page)


def test_it_works_without_javascript_and_by_keyboard(cast: Any, open_page: Callable[..., Page], sign_in_as: Any) -> None:
    page = sign_in_as("investigator", open_page(script=False))
    page.goto("/law/candidates/")
    page.get_by_label("Day", exact=True).focus()
    for words in ("1", "2", "2017", "17"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    for _ in range(5):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.locator("summary").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It rules provisions out.")).to_be_visible()
    page.get_by_role("button", name="Show which provisions fit").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Conduct on 1 February 2017")).to_be_visible()
    expect(page.locator("input[type=checkbox]:checked")).to_have_count(5)
    expect(page.locator("input[name=number_age]")).to_have_value("17")


# --- from the answers of a screening ----------------------------------------------------------------------------------


@pytest.fixture
def screening(transactional_db: None, cast: Any) -> Screening:
    """A screening in which papers were held and pay was kept back."""
    day = datetime.date(2019, 11, 4)
    questions = instrument_on("initial_screening", day).definition.questions
    answers = {each.id: "no" for each in questions if str(each.kind) == "yes_no"}
    received = Received(
        id=uuid.uuid4(),
        instrument="initial_screening",
        person=PersonMet(name="Maria Example"),
        encounter=Encounter(agency="immd", group="domestic_helpers", trigger="came_forward", screened_on=day),
        answers={**answers, "documents_held": "yes", "wages_withheld": "yes"},
    )
    return receive_screening(received=received, by=cast.actor("identification_officer"))


@pytest.mark.parametrize("width", WIDTHS)
def test_an_officer_goes_from_an_identification_to_the_provisions(
    screening: Screening, width: int, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    page = sign_in_as("identification_officer", open_page({"viewport": {"width": width, "height": 900}}))
    page.goto(f"/screening/identifications/{screening.identification.pk}/")
    page.locator("input[name=purpose]").first.check()
    page.get_by_role("button", name="Open the file").click()
    page.get_by_role("button", name="Provisions that the answers suggest").click()
    expect(page.get_by_role("heading", name="Conduct on 4 November 2019")).to_be_visible()
    expect(page.get_by_role("row", name="Someone kept the person's papers")).to_be_visible()
    expect(page.get_by_text("Maria")).to_have_count(0)
    well_made(page)
    enter_day(page, "1", "2", "2017")
    page.get_by_role("button", name="Show this day").click()
    expect(page.get_by_role("heading", name="Conduct on 1 February 2017")).to_be_visible()
