"""An officer screens a person in the browser: at a desk, on a phone, without JavaScript, with the keyboard only."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from journeys.conftest import DESK, PHONE
from playwright.sync_api import Page, expect

from firmground_site.screening.models import Screening

LAST_STEP = "Finish and see what happens next"
SignIn = Callable[[str, Page], Page]


def begun(page: Page) -> Page:
    page.goto("/screening/new/")
    page.get_by_label("Came forward").check()
    page.get_by_label("Foreign domestic helpers").check()
    return page


def answer(page: Page, question: str, words: str) -> None:
    page.get_by_role("group", name=re.compile(question)).get_by_label(words, exact=True).check()


def test_an_officer_screens_a_person_and_reads_what_happens_next(either_page: Page, sign_in_as: SignIn) -> None:
    page = begun(sign_in_as("officer_immd", either_page))
    answer(page, "kept your passport", "Yes")
    answer(page, "in danger right now", "Does not want to say")
    page.get_by_role("button", name=LAST_STEP).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the screening found")
    expect(page.get_by_text("Open a full debriefing")).to_be_visible()
    expect(page.get_by_text("Nothing has been decided about you.")).to_be_visible()
    assert Screening.objects.get().answers["in_danger_now"] == "refused"


def test_the_result_follows_as_one_answers_and_is_kept_beside_the_servers(phone: Page, sign_in_as: SignIn) -> None:
    page = begun(sign_in_as("officer_immd", phone))
    found = page.locator(".firm-live__found")
    expect(found).to_have_count(0)
    answer(page, "kept your passport", "Yes")
    expect(found).to_have_count(1)
    answer(page, "kept your passport", "No")
    expect(found).to_have_count(0)
    answer(page, "in danger right now", "Yes")
    expect(found).to_contain_text("Make the person safe first")
    page.get_by_role("button", name=LAST_STEP).click()
    page.wait_for_url(re.compile("/screening/[0-9a-f-]{36}/"))
    kept = Screening.objects.get()
    assert kept.browser_result == {"outcomes": {each["id"]: each["finding"] for each in kept.result["outcomes"]}}


def test_a_mistake_is_named_and_leads_to_its_field_and_nothing_entered_is_lost(either_page: Page, sign_in_as: SignIn) -> None:
    page = sign_in_as("officer_immd", either_page)
    page.goto("/screening/new/")
    page.get_by_label("What to call the person").fill("Number 7")
    answer(page, "kept back your pay", "Yes")
    page.get_by_role("button", name=LAST_STEP).click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "trigger"
    expect(page.get_by_label("What to call the person")).to_have_value("Number 7")
    expect(page.get_by_role("group", name=re.compile("kept back your pay")).get_by_label("Yes", exact=True)).to_be_checked()
    assert not Screening.objects.exists()


def test_the_questions_change_their_language_and_keep_what_was_answered(either_page: Page, sign_in_as: SignIn) -> None:
    page = begun(sign_in_as("officer_immd", either_page))
    answer(page, "owe money", "Yes")
    page.get_by_text("Questions in another language").click()
    page.get_by_role("button", name="Chinese (traditional)").click()
    expect(page.locator("[lang=zh-Hant]").first).to_be_visible()
    assert page.locator("input[name=q_debt_to_leave]:checked").input_value() == "yes"
    assert page.locator("input[name=group]:checked").input_value() == "domestic_helpers"


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_form_its_faults_and_its_result_are_well_made(
    open_page: Callable[..., Page], sign_in_as: SignIn, well_made: Callable[[Page], None], size: dict[str, Any], language: str
) -> None:
    page = sign_in_as("officer_immd", open_page(size))
    page.goto("/screening/new/")
    page.get_by_text("Questions in another language").click()
    page.locator(f"button[name=show_in][value={language}]").click()
    page.locator("input[name=q_documents_held][value=yes]").check()
    well_made(page)
    page.get_by_role("button", name=LAST_STEP).click()
    well_made(page)
    page.get_by_label("Came forward").check()
    page.get_by_label("Foreign domestic helpers").check()
    page.get_by_role("button", name=LAST_STEP).click()
    page.wait_for_url(re.compile("/screening/[0-9a-f-]{36}/"))
    well_made(page)


def test_a_screening_is_done_with_the_keyboard_only(page: Page, sign_in_as: SignIn) -> None:
    sign_in_as("officer_immd", page).goto("/screening/new/")
    reached: set[str] = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        name: Any = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        if name in reached:
            continue
        reached.add(name)
        if name in {"q_documents_held", "trigger", "group"}:
            page.keyboard.press("Space")
        if name == LAST_STEP:
            page.keyboard.press("Enter")
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("What the screening found")
    assert Screening.objects.get().answers == {"documents_held": "yes"}


@pytest.mark.parametrize("key", ["auditor", "statistician"])
def test_whoever_sees_no_people_finds_no_form(page: Page, sign_in_as: SignIn, key: str) -> None:
    answered = sign_in_as(key, page).goto("/screening/new/")
    assert answered is not None
    assert answered.status == 404
    assert not Screening.objects.exists()
