"""Two screening forms side by side in a browser, by phone and desk, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

LONGEST = "/screening/crosswalk/?first=full_debriefing&second=ilo_2009_adult_labour&language=zh-Hant"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_finds_the_page_and_lays_two_forms_side_by_side(
    width: int, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = open_page({"viewport": {"width": width, "height": 900}})
    page.goto("/help/")
    page.locator("main").get_by_role("link", name="Forms side by side").click()
    page.get_by_label("Second").select_option("handbook_2018")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("known topics is known in part")).to_be_visible()
    well_made(page)
    page.goto(LONGEST)
    page.locator("summary").last.click()
    well_made(page)


def test_a_form_that_was_never_verified_is_refused_in_words(either_page: Page) -> None:
    either_page.goto("/screening/crosswalk/")
    either_page.get_by_label("Second").select_option("ilo_2009_child_sexual")
    either_page.get_by_role("button", name="Compare").click()
    expect(either_page.get_by_role("link", name="This one is not shipped")).to_be_visible()
