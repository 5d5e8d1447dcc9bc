"""The main pages as people use them who have no mouse, force their own colours, or bear no movement."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 844}}
MAIN = [
    ("", "/account/login/"),
    ("", "/get-help/"),
    ("", "/get-help/th/concern/"),
    ("", "/law/"),
    ("supervisor", "/"),
    ("identification_officer", "/screening/new/"),
    ("case_worker", "/cases/referrals/"),
    ("case_worker", "/cases/referrals/put-forward/"),
]
# What the key Tab can come to: of radios with one name only one, and nothing that cannot be seen.
STOPS = """() => {
    const kinds = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]';
    const all = [...document.querySelectorAll(kinds)];
    const seen = all.filter(each => each.checkVisibility({visibilityProperty: true}) && each.tabIndex >= 0 && !each.disabled);
    const names = new Set();
    return seen.filter(each => each.type !== 'radio' || !names.has(each.name) && names.add(each.name)).length;
}"""
# The element in focus: a number that it keeps, and whether one sees that it has the focus.
FOCUSED = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    window.stops = window.stops || new Map();
    if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
    const marks = element => {
        const style = getComputedStyle(element);
        return [style.outlineStyle === 'none' ? '' : style.outlineWidth + style.outlineColor, style.boxShadow,
            style.backgroundColor, style.borderColor, style.borderWidth].join('|');
    };
    const around = [at, at.parentElement, at.nextElementSibling].filter(Boolean);
    const parts = () => around.map(each => marks(each) + getComputedStyle(each, '::before').boxShadow
        + getComputedStyle(each, '::before').outlineStyle + getComputedStyle(each, '::before').borderColor).join('/');
    const box = at.getBoundingClientRect(), lit = parts();
    at.blur();
    const dark = parts();
    at.focus();
    return {number: window.stops.get(at), is_lit: lit !== dark, html: at.outerHTML.slice(0, 120),
        is_there: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(each => {
    const style = getComputedStyle(each), lasts = text => text.split(',').some(part => parseFloat(part) > 0);
    return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration));
}).map(each => each.outerHTML.slice(0, 120))"""
# Where colours are forced, backgrounds are gone: what is to be pressed or filled in needs an edge or a line.
WITHOUT_AN_EDGE = """() => [...document.querySelectorAll('.govuk-button, .govuk-input, .govuk-textarea, .firm-call')]
    .filter(each => each.checkVisibility()).filter(each => {
        const style = getComputedStyle(each), line = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
        return parseFloat(style.borderBottomWidth) === 0 && line === 0;
    }).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture
def opened(open_page: Callable[..., Page], sign_in_as: Callable[..., Page]) -> Callable[..., Page]:
    """Open a main page as one of the cast, or as nobody."""

    def open_one(key: str, address: str, **media: Any) -> Page:
        page = open_page({**PHONE, **media})
        if key:
            sign_in_as(key, page)
        page.goto(address)
        return page

    return open_one


@pytest.mark.parametrize(("key", "address"), MAIN)
def test_the_keyboard_comes_to_every_control_and_one_sees_where_it_is(
    key: str, address: str, opened: Callable[..., Page]
) -> None:
    page = opened(key, address)
    found, faults = set[int](), []
    stops = page.evaluate(STOPS)
    for _ in range(2 * stops + 5):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or at["number"] in found:
            if found:
                break
            continue
        found.add(at["number"])
        faults += [] if at["is_lit"] and at["is_there"] else [str(at)]
    assert faults == []
    assert len(found) >= stops


@pytest.mark.parametrize(("key", "address"), MAIN)
def test_nothing_moves_where_movement_is_not_wanted_and_everything_has_an_edge_where_colours_are_forced(
    key: str, address: str, opened: Callable[..., Page]
) -> None:
    page = opened(key, address, reduced_motion="reduce", forced_colors="active")
    assert page.evaluate(
        "matchMedia('(forced-colors: active)').matches && matchMedia('(prefers-reduced-motion: reduce)').matches"
    )
    assert page.evaluate(MOVING) == []
    assert page.evaluate(WITHOUT_AN_EDGE) == []
