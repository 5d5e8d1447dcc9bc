"""The questions are put to the person themself: one at a time, large, read aloud, with the officer's form behind."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from journeys.conftest import DESK, PHONE
from journeys.looking import wait_until
from playwright.sync_api import Locator, Page, expect

from firmground_site.screening.models import Screening

SignIn = Callable[[str, Page], Page]
GLANCE = 350  # milliseconds: a finger that is quicker has not seen the question
FIRST = 60_000  # milliseconds: the first page of a file of journeys waits until everything is loaded
VOICES = """
window.heard = [];
const voices = %s;
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, cancel() {},
  speak(said) { window.heard.push([said.lang, said.text]); setTimeout(() => said.dispatchEvent(new Event("end")), 0); },
}});
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
"""
FAR, NEAR = (
    '[{ lang: "en-GB", localService: false }]',
    '[{ lang: "en-GB", localService: false }, { lang: "fil-PH", localService: true }]',
)


def begun(page: Page, sign_in_as: SignIn) -> Page:
    sign_in_as("officer_immd", page).goto("/screening/new/", timeout=FIRST)
    return page


def asked(page: Page, sign_in_as: SignIn) -> Page:
    begun(page, sign_in_as).get_by_role("button", name="Let the person answer").click()
    expect(question(page, "in danger right now")).to_be_focused()
    return page


def question(page: Page, words: str) -> Locator:
    return page.get_by_role("heading", level=2, name=re.compile(words))


def test_a_person_answers_in_their_language_and_the_officer_finds_it_in_the_form(
    phone: Page, sign_in_as: SignIn, well_made: Callable[[Page], None]
) -> None:
    page = asked(phone, sign_in_as)
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_label("Language", exact=True).select_option("tl")
    expect(page.get_by_text("Tanong 3 sa 9")).to_be_visible()
    expect(page.get_by_text("wala pang nagsasalita ng wika ang nakasuri")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Bumalik").click()
    expect(page.get_by_role("button", name="Oo")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Susunod na tanong").click()
    page.get_by_role("button", name="Susunod na tanong").click()  # passed over: it stays open
    for _ in range(5):
        page.get_by_role("button", name="Ayaw kong sagutin").click()
    page.get_by_label("Magsulat ng numero").fill("130")
    page.get_by_role("button", name="Ito ang sagot ko").click()
    expect(page.get_by_role("alert")).to_contain_text("mula 0 hanggang 120")
    well_made(page)
    page.get_by_label("Magsulat ng numero").fill("19")
    page.get_by_role("button", name="Ito ang sagot ko").click()
    page.get_by_role("button", name="Ibalik sa opisyal").click()
    expect(page.locator(".firm-asking")).to_have_count(0)
    assert page.locator("input[name=shown_in]").input_value() == "tl"
    page.get_by_label("Came forward").check()
    page.get_by_label("Foreign domestic helpers").check()
    page.locator(".firm-foot").get_by_role("button").click()
    page.wait_for_url(re.compile("/screening/[0-9a-f-]{36}/"))
    answers = Screening.objects.get().answers
    assert (answers["in_danger_now"], answers["documents_held"], answers["age"]) == ("no", "yes", 19)
    assert "movement_restricted" not in answers
    assert [each for each in answers.values() if each == "refused"] == ["refused"] * 5


def test_the_keyboard_answers_goes_back_and_gives_the_device_back(page: Page, sign_in_as: SignIn) -> None:
    asked(page, sign_in_as)
    for key in ("2", "ArrowRight", "ArrowLeft", "ArrowLeft", "1", "3"):
        page.keyboard.press(key)
    expect(question(page, "stopped you from going out")).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("dialog")).to_be_hidden()
    assert page.locator("input[name=q_in_danger_now]:checked").input_value() == "yes"
    assert page.locator("input[name=q_documents_held]:checked").input_value() == "unsure"


@pytest.mark.parametrize(("voices", "language", "heard"), [(NEAR, "tl", 5), (NEAR, "en", 0), (FAR, "en", 0), ("[]", "th", 0)])
def test_it_is_read_aloud_by_a_voice_on_the_device_only_and_says_when_there_is_none(
    page: Page, sign_in_as: SignIn, voices: str, language: str, heard: int
) -> None:
    page.add_init_script(VOICES % voices)
    asked(page, sign_in_as)
    page.get_by_label("Language", exact=True).select_option(language)
    page.locator("[data-read]").click()
    state = page.locator("[data-read-state]")
    expect(state).not_to_be_empty() if not heard else expect(page.locator("[data-read]")).to_have_attribute(
        "aria-pressed", "false"
    )
    wait_until(page, f"window.heard.length === {heard}")
    if heard:
        assert page.evaluate("window.heard[1]") == ["fil-PH", "Oo"]
        expect(state).to_be_empty()


@pytest.mark.parametrize("by", ["thumb", "keyboard"])
def test_seven_times_no_takes_nine_interactions_when_the_shift_is_known(
    open_page: Callable[..., Page], sign_in_as: SignIn, by: str
) -> None:
    page = begun(open_page(PHONE if by == "thumb" else DESK), sign_in_as)
    page.get_by_label("Came forward").check()
    page.get_by_label("Foreign domestic helpers").check()
    page.locator(".firm-foot").get_by_role("button").click()
    page.get_by_role("link", name="Screen another person").click()
    expect(page.locator("[data-fast-state]")).to_have_text("0 / 9")
    before, done = page.evaluate("performance.now()"), 0
    for _ in range(8):
        if by == "keyboard":
            page.keyboard.press("2")
        else:
            here = page.locator(".firm-here").get_by_label("No", exact=True)
            assert in_view(here), "nobody has to scroll"
            page.wait_for_timeout(GLANCE)
            here.tap()
        done += 1
    expect(page.locator("[data-fast-state]")).to_have_text("8 / 9")
    finish = page.locator(".firm-foot").get_by_role("button")
    assert page.evaluate("performance.now()") - before < 180_000
    page.keyboard.press("Enter") if by == "keyboard" else finish.tap()
    done += 1
    page.wait_for_url(re.compile("/screening/[0-9a-f-]{36}/"))
    assert done == 9
    answers = Screening.objects.order_by("-recorded_at").first().answers
    assert list(answers.values()) == ["no"] * 8
    assert "age" not in answers
    assert Screening.objects.order_by("recorded_at").first().answers == {}, "nothing was asked, and nothing is no"


TAP_TWICE = """find => [1, 2].forEach(() => document.querySelector(find).dispatchEvent(
  new PointerEvent("click", { bubbles: true, cancelable: true, detail: 1, pointerType: "touch" })))"""


def test_a_double_tap_answers_one_question_and_so_does_a_held_key(phone: Page, sign_in_as: SignIn) -> None:
    page = begun(phone, sign_in_as)
    page.evaluate(TAP_TWICE, ".firm-here input[value=no]")
    expect(page.locator("[data-fast-state]")).to_have_text("1 / 9")
    for _ in range(3):
        page.keyboard.down("2")
    page.keyboard.up("2")
    expect(page.locator("[data-fast-state]")).to_have_text("2 / 9")
    page.get_by_role("button", name="Let the person answer").click()
    expect(question(page, "in danger right now")).to_be_focused()
    page.wait_for_timeout(GLANCE)
    before = page.locator(".firm-asking__progress p").inner_text()
    page.evaluate(TAP_TWICE, ".firm-asking__answers button")
    after = page.locator(".firm-asking__progress p").inner_text()
    for _ in range(3):
        page.keyboard.down("2")
    page.keyboard.up("2")
    last = page.locator(".firm-asking__progress p").inner_text()
    assert [int(re.findall(r"\d+", each)[0]) for each in (before, after, last)] == [1, 2, 3]


def test_on_the_narrowest_phone_the_form_is_no_wider_than_the_screen(open_page: Callable[..., Page], sign_in_as: SignIn) -> None:
    page = begun(open_page({"viewport": {"width": 320, "height": 700}}), sign_in_as)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def in_view(what: Locator) -> bool:
    seen: bool = what.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }")
    return seen


def test_an_answer_that_is_changed_later_moves_nothing(page: Page, sign_in_as: SignIn) -> None:
    begun(page, sign_in_as)
    page.keyboard.press("1")
    page.keyboard.press("2")
    group = page.get_by_role("group", name=re.compile("in danger right now"))
    group.get_by_label("No", exact=True).check()
    page.keyboard.press("x")
    assert page.locator(".firm-here input").first.get_attribute("name") == "q_in_danger_now"
    assert page.locator("input[name=q_documents_held]:checked").input_value() == "no"


def test_the_header_changes_the_language_of_the_page_and_loses_no_answer(page: Page, sign_in_as: SignIn) -> None:
    begun(page, sign_in_as)
    page.get_by_label("What to call the person").fill("Number 7")
    page.keyboard.press("Escape")
    page.get_by_role("group", name=re.compile("owe money")).get_by_label("Yes", exact=True).check()
    page.locator(".firm-header__languages").get_by_role("link").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hant")
    expect(page.get_by_label("如何稱呼該人")).to_have_value("Number 7")
    assert page.locator("input[name=q_debt_to_leave]:checked").input_value() == "yes"


def test_without_scripts_nobody_is_offered_what_would_not_work(open_page: Callable[..., Page], sign_in_as: SignIn) -> None:
    page = begun(open_page(script=False), sign_in_as)
    expect(page.get_by_text("Let the person answer")).to_be_hidden()
    expect(page.get_by_text("With a keyboard")).to_be_hidden()


def test_asking_leaves_nothing_on_the_device(page: Page, sign_in_as: SignIn) -> None:
    asked(page, sign_in_as)
    page.keyboard.press("1")
    stored: Any = page.evaluate("[localStorage.length, sessionStorage.length]")
    assert stored == [0, 0]
