"""A statement in a browser: written with a live preview, reviewed by two, published, and read in three clicks."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from figures.stating import names_in, publish, published, reviewed, rewritten, sentence, started, submitted
from playwright.sync_api import Page, expect

from firmground_site.access.actors import the_system
from firmground_site.figures.dashboard import KEPT
from firmground_site.packs.queries import clear
from firmground_site.screening.actions.loading import load_year

WIDTHS = (390, 1280)
ONE = "/statements/2023/en/1/"


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    settings.PACK = "freeport"
    settings.DEBUG = settings.DEMO = True
    clear()
    KEPT.clear()
    yield
    clear()


@pytest.fixture
def staff(freeport: None, request: pytest.FixtureRequest) -> Any:
    """The cast of Freeport with its invented year 2023."""
    request.getfixturevalue("transactional_db")
    cast = request.getfixturevalue("cast")
    load_year(year=2023, persons=60, seed=1, by=the_system("load_demo"))
    return cast


def at(open_page: Callable[..., Page], width: int, *, script: bool = True) -> Page:
    return open_page({"viewport": {"width": width, "height": 900}}, script=script)


def look(page: Page, address: str, well_made: Callable[[Page], None]) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        well_made(page)


def test_from_a_sentence_three_clicks_lead_to_the_query_the_data_and_the_reviewers(
    staff: Any, page: Page, well_made: Callable[[Page], None]
) -> None:
    made, clicks = published(staff), 0
    page.goto(ONE)
    for name in (
        "In the year that began in July 2023, the quay questions were asked",
        "What it counts, and of which data",
        "Who reviewed it, and how to check it",
    ):
        page.get_by_role("link", name=name).first.click()
        clicks += 1
        if clicks == 2:
            expect(page.get_by_role("region", name="The query of initial_screenings")).to_contain_text('"dataset": "screenings"')
            expect(page.get_by_text(made.draft.extract.digest).first).to_be_visible()
    assert clicks == 3
    expect(page.get_by_role("row", name="Ms Fok")).to_be_visible()
    expect(page.get_by_text(made.signed_with)).to_be_visible()
    for address in ("", "sentences/screened/", "sentences/position_guild/", "figures/yield_of_screening/"):
        look(page, f"{ONE}{address}", well_made)
    for address in ("figures/initial_screenings_by_agency/", "record/", "changes/"):
        look(page, f"{ONE}{address}", well_made)
    look(page, "/statements/", well_made)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_sentence_is_written_with_what_it_comes_to_beside(
    staff: Any, script: bool, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    draft = started(staff)
    writer = sign_in_as("statistician", at(open_page, WIDTHS[0], script=script))
    writer.goto(f"/statements/drafts/{draft.pk}/")
    writer.get_by_role("link", name="Change screened", exact=True).click()
    writer.get_by_label("Sentence", exact=True).fill("Asked 60 times.")
    if not script:
        writer.get_by_role("button", name="Preview").click()
    expect(writer.get_by_text("It has a number that stands on nothing.")).to_be_visible()
    writer.get_by_label("Sentence", exact=True).fill("Asked {initial_screenings} times.")
    if not script:
        writer.get_by_role("button", name="Preview").click()
    expect(writer.get_by_text("Asked 60 times.", exact=True)).to_be_visible()
    if script:
        writer.get_by_text("What a sentence may quote").first.click()
        writer.get_by_role("button", name="Put in {persons_identified}", exact=True).click()
        expect(writer.get_by_label("Sentence", exact=True)).to_have_value("Asked {initial_screenings} times.{persons_identified}")
        well_made(writer)
    writer.get_by_role("button", name="Save the sentence").click()
    expect(writer.get_by_text("The sentence is saved.")).to_be_visible()


def test_two_review_and_a_third_publishes(
    staff: Any, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    draft = started(staff)
    writer = sign_in_as("statistician", at(open_page, WIDTHS[1]))
    writer.goto(f"/statements/drafts/{draft.pk}/")
    well_made(writer)
    writer.get_by_role("button", name="Put it to review").click()
    expect(writer.get_by_text("The statement is with its reviewers.")).to_be_visible()
    draft.refresh_from_db()
    for key in ("second_statistician", "secretariat"):
        reviewer = sign_in_as(key, at(open_page, WIDTHS[0]))
        reviewer.goto("/")
        reviewer.get_by_role("link", name="Review it: ").click()
        well_made(reviewer)
        for name in names_in(draft):
            reviewer.locator(f"input[value={name}]").check()
        reviewer.get_by_label("For which office do you review it?").fill("Office")
        reviewer.get_by_role("button", name="It stands: record my review").click()
        expect(reviewer.get_by_text("Your review is recorded.")).to_be_visible()
    publisher = sign_in_as("publisher", at(open_page, WIDTHS[0]))
    publisher.goto("/")
    publisher.get_by_role("link", name="Publish it: ").click()
    well_made(publisher)
    publisher.get_by_label("I publish this statement.").check()
    publisher.get_by_role("button", name="Publish the statement").click()
    expect(publisher.get_by_text("published as number 1 of 2023")).to_be_visible()
    well_made(publisher)


def test_pages_of_drafts_are_well_made_at_any_width(
    staff: Any, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    draft = started(staff)
    rewritten(staff, sentence(draft, "screened"), text="Asked {nothing} times, a_word_without_end" + "x" * 400)
    row = sentence(draft, "screened")
    one = f"/statements/drafts/{draft.pk}/"
    writer = sign_in_as("statistician", at(open_page, WIDTHS[0]))
    for page in ("", "quotable/", "sentences/new/", f"sentences/{row.pk}/", f"sentences/{row.pk}/remove/"):
        look(writer, f"{one}{page}", well_made)
    look(writer, "/statements/drafts/", well_made)
    rewritten(staff, row, text="Asked {initial_screenings} times.")
    reviewed(staff, submitted(staff, draft))
    publisher = sign_in_as("publisher", at(open_page, WIDTHS[0]))
    for page in ("", "return/", "publish/"):
        look(publisher, f"{one}{page}", well_made)
    draft.refresh_from_db()
    publish(staff, draft)
    look(publisher, one, well_made)
