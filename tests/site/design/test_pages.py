"""The base page and the error pages: whole without any context, the way out always there, nothing written into the markup."""

import re
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from firmground_site.design.context import DEFAULTS, page

pytestmark = pytest.mark.once

SITE = Path(__file__).parents[3] / "src/firmground_site"
TEMPLATES = sorted(SITE.rglob("*.html"))
ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html", "503.html"]
NOT_IN_MARKUP = {
    "a style": r"<style\b|\sstyle\s*=",
    "a script": r"<script\b(?![^>]*\bsrc\s*=)",
    "an act": r"<[^>]*\son[a-z]+\s*=",
    "a script as an address": r"javascript:",
    "something of another origin": r"<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*[\"'](?:https?:)?//",
    "an old form of a letter": r"<font\b|<center\b",
}
PLANTED = [
    '<p style="x">',
    "<style>p{}</style>",
    "<script>x()</script>",
    '<a href="/" onclick="x()">',
    "<a href='javascript:x()'>",
    '<img src="//a.example/x.png">',
    '<script src="https://a.example/x.js"></script>',
]
HARMLESS = ['<script type="module" src="{% static \'x.mjs\' %}"></script>', '<a href="https://a.example">', "<p>on = style</p>"]


def faults_in(source: str) -> list[str]:
    return [name for name, pattern in NOT_IN_MARKUP.items() if re.search(pattern, source, re.IGNORECASE)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SITE).as_posix())
def test_no_template_holds_a_style_or_a_script(path: Path) -> None:
    assert faults_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_no_template_may_hold_is_noticed(planted: str) -> None:
    assert faults_in(planted)


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_a_template_may_hold_is_not_complained_of(harmless: str) -> None:
    assert faults_in(harmless) == []


@pytest.mark.parametrize("name", [*ERRORS, "design/base.html"])
def test_a_page_is_whole_without_any_context(name: str, elements) -> None:
    html = render_to_string(name)
    assert elements(html).named("html")[0]["lang"] in {"en", "en-gb"}
    assert "Leave this page quickly</a>" in html
    assert html.count("<main") == 1


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_can_be_read_in_chinese_too(name: str, elements) -> None:
    with translation.override("zh-hant"):
        html = render_to_string(name)
    assert any(each.get("lang", "").lower() == "zh-hant" for tag in ("html", "section") for each in elements(html).named(tag))
    assert "快速離開此頁</a>" in html
    assert re.search("返回首頁|請返回上一頁", html)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_what_happened_and_what_to_do(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1") == 1
    assert re.search(r"Go back|Go to the first page", html)


def test_forbidden_and_absent_look_the_same() -> None:
    assert render_to_string("403.html") == render_to_string("404.html")


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken() -> None:
    assert "{%" not in get_template("500.html").template.source
    assert "{%" in get_template("503.html").template.source


def test_the_base_page_shows_what_it_is_told() -> None:
    told = {
        "territory": "Freeport",
        "actor": "Officer Lee",
        "demo": True,
        "version": "0.1.0",
        "leave_quickly_url": "https://weather.example/",
        "navigation": [{"text": "Screening", "url": "/screening", "active": True}, {"text": "Plan", "url": "/plan"}],
        "lang": "ar",
        "dir": "rtl",
    }
    html = render_to_string("design/base.html", told)
    for text in ("Freeport", "Officer Lee", "Sign out", "Do not enter real ones", "Firmground 0.1.0", "https://weather.example/"):
        assert text in html
    assert html.count('aria-current="true"') == 1
    assert '<html lang="ar" dir="rtl"' in html


def test_the_base_page_does_not_show_what_is_not_so() -> None:
    html = render_to_string("design/base.html")
    for text in ("Sign out", "Demonstration", '<nav aria-label="Menu"'):
        assert text not in html


def test_messages_say_whether_something_was_done(elements) -> None:
    messages = [Message(constants.SUCCESS, "Saved <b>."), Message(constants.ERROR, "Not saved.")]
    html = render_to_string("design/base.html", {"messages": messages})
    assert "Saved &lt;b&gt;." in html
    banners = [each for each in elements(html).named("div") if "govuk-notification-banner" in each.get("class", "").split()]
    assert [each["aria-label"] for each in banners] == ["Done", "Important"]


def test_a_request_that_knows_nothing_gets_safe_defaults() -> None:
    with override_settings(DEMO=False):
        values = page(RequestFactory().get("/"))
    assert {name: values[name] for name in DEFAULTS} == DEFAULTS
    assert (values["lang"], values["dir"]) == ("en-gb", "ltr")


def test_a_request_wins_over_a_setting_and_a_setting_over_a_default() -> None:
    request = RequestFactory().get("/")
    with override_settings(PAGE_TERRITORY="Freeport", PAGE_VERSION="9"):
        request.territory = "Hong Kong"
        values = page(request)
    assert (values["territory"], values["version"]) == ("Hong Kong", "9")


def test_the_demonstration_says_so_on_every_page() -> None:
    with override_settings(DEMO=True):
        assert page(RequestFactory().get("/"))["demo"] is True
