"""The dashboard in a browser: each reader, on a phone and at a desk, without JavaScript, by keyboard."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from firmground_site.access.actors import the_system
from firmground_site.figures.dashboard import KEPT
from firmground_site.screening.actions.loading import load_year

WIDTHS = (390, 1280)
LOADED = """() => [...document.images].filter(each => !each.complete || each.naturalWidth === 0).map(each => each.src)"""


@pytest.fixture
def year(transactional_db: None, cast: Any) -> int:
    KEPT.clear()
    load_year(year=2019, persons=300, seed=1, by=the_system("load_demo"))
    return 2019


@pytest.mark.parametrize("who", ["statistician", "secretariat", "supervisor"])
@pytest.mark.parametrize("width", WIDTHS)
def test_each_reader_sees_the_year_with_its_charts(
    year: int, who: str, width: int, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    page = sign_in_as(who, open_page({"viewport": {"width": width, "height": 900}}))
    page.goto("/figures/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Figures of 2019")
    expect(page.get_by_text("Synthetic: all people counted here are invented.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED) == []
    assert (page.get_by_text("withheld", exact=True).count() == 0) is (who == "statistician")
    well_made(page)


def test_a_supervisor_sees_their_own_agency_alone(year: int, page: Page, sign_in_as: Any) -> None:
    sign_in_as("supervisor", page).goto("/figures/?year=2019")
    expect(page.get_by_role("heading", level=1)).to_have_text("Figures of 2019: Immigration Department")


def test_another_year_is_chosen_and_the_numbers_are_behind_the_chart(year: int, either_page: Page, sign_in_as: Any) -> None:
    page = sign_in_as("statistician", either_page)
    page.goto("/figures/?year=2019")
    first = page.locator("figure").first
    expect(first.get_by_role("table")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_role("table")).to_be_visible()
    last = page.locator("select option").last.inner_text()
    assert int(last) > year
    page.select_option("select[name=year]", last)
    page.get_by_role("button", name="Show this year").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Figures of {last}")


def test_a_year_is_chosen_by_keyboard(year: int, page: Page, sign_in_as: Any) -> None:
    sign_in_as("statistician", page).goto("/figures/?year=2019")
    page.locator("select[name=year]").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Figures of 2019")


def test_the_table_is_taken_away(year: int, page: Page, sign_in_as: Any) -> None:
    sign_in_as("secretariat", page).goto("/figures/?year=2019")
    with page.expect_download() as download:
        page.get_by_role("link", name="All counts of 2019").click()
    assert download.value.suggested_filename == "figures-2019.csv"


def test_others_find_no_such_page(year: int, page: Page, sign_in_as: Any) -> None:
    answer = sign_in_as("officer_immd", page).goto("/figures/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize("width", WIDTHS)
def test_before_anything_is_recorded_and_on_how_to_make_an_extract(
    cast: Any, width: int, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    KEPT.clear()
    page = sign_in_as("statistician", open_page({"viewport": {"width": width, "height": 900}}))
    page.goto("/figures/")
    expect(page.get_by_text("Nothing has been screened yet")).to_be_visible()
    well_made(page)
    page.goto("/figures/extract/")
    expect(page.get_by_text("manage.py extract --year")).to_be_visible()
    well_made(page)
    page.goto(f"/figures/?year={datetime.date.max.year}")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    well_made(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_anybody_reads_a_screening_report_on_a_phone_and_at_a_desk(
    width: int, language: str, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto(f"/figures/screening-report/2019/{language}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2019")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOADED) == []
    well_made(page)
