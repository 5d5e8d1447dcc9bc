"""The questions are put to the person themself: one at a time, large, in their language, with the officer's form behind."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

SignIn = Callable[[str, Page], Page]


def asked(page: Page, sign_in_as: SignIn) -> Page:
    sign_in_as("officer_immd", page).goto("/screening/new/", timeout=60_000)  # the first page waits until everything is loaded
    page.get_by_role("button", name="Let the person answer").click()
    expect(page.get_by_role("heading", level=2, name=re.compile("in danger right now"))).to_be_focused()
    return page


def test_try(phone: Page, sign_in_as: SignIn, well_made: Callable[[Page], None]) -> None:
    page = asked(phone, sign_in_as)
    page.screenshot(path="build/a1.png")
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("heading", level=2, name=re.compile("kept your passport"))).to_be_focused()
    page.keyboard.press("1")
    page.get_by_label("Language", exact=True).select_option("tl")
    page.screenshot(path="build/a2.png")
    well_made(page)
    for _ in range(6):
        page.keyboard.press("3")
    page.screenshot(path="build/a3.png")
    well_made(page)
    page.keyboard.press("1")
    page.keyboard.press("9")
    page.keyboard.press("Enter")
    page.screenshot(path="build/a4.png")
    page.get_by_role("button", name="Ibalik sa opisyal").click()
    assert page.locator("input[name=q_documents_held]:checked").input_value() == "yes"
    assert page.locator("input[name=q_age]").input_value() == "19"
    assert page.locator("input[name=shown_in]").input_value() == "tl"
    page.screenshot(path="build/a5.png")
