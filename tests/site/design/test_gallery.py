"""The gallery shows every component, and no machine finds a barrier in it: any width, any direction, with or without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import get_template
from django.urls import reverse

from firmground_site.design.templatetags.design import register

pytestmark = pytest.mark.once

LEAVE = ".govuk-exit-this-page__button"


def tags_missing_in(source: str) -> list[str]:
    return sorted(name for name in register.tags if not re.search(r"{%\s*" + name + r"\b", source))


def test_every_component_is_in_the_gallery() -> None:
    assert tags_missing_in(get_template("design/gallery.html").template.source) == []


def test_a_component_that_is_not_shown_is_noticed() -> None:
    assert "panel" in tags_missing_in("{% button 'Save' %}")
    assert "button" not in tags_missing_in("{% button 'Save' %}")


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "direction"), [("", "ltr"), ("?dir=rtl", "rtl"), ("?dir=<b>", "ltr")])
def test_the_gallery_is_read_in_both_directions(client, elements, query: str, direction: str) -> None:
    response = client.get(reverse("design:gallery") + query)
    assert response.status_code == 200
    assert elements(response.content.decode()).named("html")[0]["dir"] == direction


@pytest.mark.django_db
def test_the_gallery_is_only_looked_at(client) -> None:
    assert client.post(reverse("design:gallery")).status_code == 405


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_machine_finds_a_barrier(visit, width: int, direction: str) -> None:
    seen = visit(reverse("design:gallery") + f"?dir={direction}", width=width)
    found = Axe().run(seen.page)
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found.response["violations"]] == []
    assert seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert seen.complaints == []
    assert seen.strangers == []


def test_a_barrier_would_be_found(visit) -> None:
    seen = visit(reverse("design:gallery"))
    seen.page.evaluate("document.querySelector('label').remove()")
    assert Axe().run(seen.page).violations_count > 0


def test_text_of_twice_the_size_still_fits(visit) -> None:
    seen = visit(reverse("design:gallery"), width=640)
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_one_press_leaves_the_page(visit, scripts: bool) -> None:
    seen = visit(reverse("design:gallery"), scripts=scripts)
    seen.page.click(LEAVE)
    seen.page.wait_for_url(lambda url: "localhost" not in url)
    assert len(seen.strangers) == 1


def test_the_way_out_stays_in_view(visit) -> None:
    seen = visit(reverse("design:gallery"), width=390)
    seen.page.evaluate("window.scrollTo(0, 3000)")
    box = seen.page.locator(LEAVE).bounding_box()
    assert 0 <= box["y"] < 50


@pytest.mark.parametrize(("presses", "left"), [(3, True), (2, False)])
def test_three_times_shift_leaves_the_page_and_twice_does_not(visit, presses: int, left: bool) -> None:
    seen = visit(reverse("design:gallery"))
    for _ in range(presses):
        seen.page.keyboard.press("Shift")
    if left:
        seen.page.wait_for_url(lambda url: "localhost" not in url)
    assert bool(seen.strangers) == left


def test_the_keyboard_reaches_the_content_and_the_way_out_first(visit) -> None:
    seen = visit(reverse("design:gallery"), scripts=False)
    places = []
    for _ in range(2):
        seen.page.keyboard.press("Tab")
        places.append(seen.page.locator(":focus").inner_text())
    assert places == ["Skip to main content", "Leave this page quickly"]


def test_without_scripts_nothing_is_hidden(visit) -> None:
    page = visit(reverse("design:gallery"), scripts=False, width=390).page
    assert page.locator("#new").is_visible()
    assert page.locator("#navigation").is_visible()
    assert not page.locator(".govuk-js-password-input-toggle").first.is_visible()


def test_on_paper_there_are_no_buttons_but_what_was_folded_away(visit) -> None:
    page = visit(reverse("design:gallery")).page
    page.emulate_media(media="print")
    assert [page.locator(hidden).first.is_visible() for hidden in (LEAVE, ".govuk-button", "nav.govuk-breadcrumbs")] == [
        False
    ] * 3
    assert page.locator("#new").is_visible()
    assert page.get_by_text("Each lamp once").is_visible()
