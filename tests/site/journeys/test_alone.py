"""Somebody alone with their phone goes through the questions: nothing leaves the device, nothing stays on it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from journeys.conftest import PHONE, Faults
from playwright.sync_api import Page, expect

from firmground_site.packs import queries

FIRST = 60_000  # milliseconds: the first page of a file of journeys waits until everything is loaded
ALONE = "/screening/alone/"
KEPT = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, history.length,
]"""
WellMade = Callable[[Page], None]


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    settings.PACK = "freeport"
    queries.clear()
    yield
    queries.clear()


def opened(page: Page, language: str = "en") -> Page:
    page.goto(f"{ALONE}?in={language}", timeout=FIRST, wait_until="networkidle")
    return page


def test_somebody_answers_alone_and_reads_whom_to_call(phone: Page, well_made: WellMade) -> None:
    page, sent = opened(phone), []
    well_made(page)
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="Begin").click()
    well_made(page)
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_label("Language", exact=True).select_option("id")
    expect(page.get_by_text("Pertanyaan 3 dari 9")).to_be_visible()
    for _ in range(7):
        page.get_by_role("button", name="Saya tidak mau menjawab").click()
    expect(page.get_by_text("tidak seharusnya terjadi pada siapa pun")).to_be_visible()
    expect(page.get_by_role("link", name="999")).to_be_visible()
    assert page.get_by_role("link").first.get_attribute("href") == "tel:999"
    well_made(page)
    assert sent == [], "nothing is fetched or sent once the page is there"
    assert page.evaluate(KEPT)[:6] == ["", 0, 0, 0, 0, 0]
    assert page.context.cookies() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["No"] * 8, "You did not name any of the things"),
        (["No"] * 7 + ["I do not know"], "it is not clear whether you need help"),
        (["No"] * 7 + ["Yes"], "should not happen to anybody"),
        (["Yes"] + ["No"] * 7, "should not happen to anybody"),
    ],
)
def test_what_it_may_mean_is_said_with_care(page: Page, given: list[str], says: str) -> None:
    opened(page).get_by_role("button", name="Begin").click()
    for each in given:
        page.get_by_role("button", name=each, exact=True).click()
    page.get_by_role("button", name="I do not want to answer").click()
    expect(page.get_by_text(says)).to_be_visible()
    expect(page.get_by_text("This page decides nothing about you")).to_be_visible()
    assert "victim" not in page.content().lower()


@pytest.mark.parametrize("by", ["button", "keys"])
def test_leaving_quickly_takes_the_page_out_of_the_history(page: Page, faults: Faults, by: str) -> None:
    faults.leaves_for("https://www.hko.gov.hk/")
    page.goto("/help/", timeout=FIRST)
    opened(page).get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Yes", exact=True).click()
    if by == "button":
        page.get_by_role("button", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(re.compile("hko.gov.hk"))
    page.go_back()
    assert page.url.endswith("/help/")
    page.go_forward()
    assert "hko.gov.hk" in page.url


def test_without_scripts_all_questions_and_numbers_are_there(open_page: Callable[..., Page], well_made: WellMade) -> None:
    page = open_page(PHONE, script=False)
    page.goto(f"{ALONE}?in=zh-Hant", timeout=FIRST)
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    expect(page.get_by_role("link", name="999")).to_be_visible()
    assert page.locator("main ul.govuk-list--bullet li").count() == 9
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Do you need help?")
    assert page.context.cookies() == []


def test_it_reads_from_right_to_left_in_arabic(phone: Page, freeport: None, well_made: WellMade) -> None:
    page = opened(phone, "ar")
    well_made(page)
    page.get_by_role("button", name="ابدأ").click()
    assert page.locator(".firm-asking").evaluate("e => getComputedStyle(e).direction") == "rtl"
    first = page.get_by_role("heading", level=2).inner_text()
    page.keyboard.press("ArrowLeft")  # onward, when one reads from right to left
    expect(page.get_by_role("heading", level=2)).not_to_have_text(first)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=2)).to_have_text(first)
    well_made(page)
