"""Every page that takes no argument, and how any page is looked at: in both languages, with scripts and without, at four widths.

A page that shows a role nothing else than it shows anybody is looked at once, for anybody; one that shows several roles the
same, for the first of them. It has no test: those are in several files, so that they run beside each other.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from journeys.looking import (
    EVERYTHING,
    LAYOUT_ONLY,
    TOKENS,
    WORDS_ONLY,
    must_be_in_its_language,
    must_be_told_apart,
    must_fit,
    must_have_a_shape,
    must_have_no_findings,
)
from playwright.sync_api import Page

from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack

PHONE, DESK = 390, 1280
GALLERY = "/design/gallery"  # shows each component twice, with and without mistakes
ZOOMED = (640, 320)  # 1280 pixels at 200 and at 400 percent
LOOKED_AT: set[tuple[str, str]] = set()  # addresses with what they said, in this run
BY_ROLE = {each.role: each.key for each in reversed(demo_members(active_pack()))}


def plain_addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """The addresses without arguments, from the URL patterns themselves, so that a new page is here on its first day."""
    for each in (resolver or get_resolver()).url_patterns:
        route = str(each.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if any(sign in route for sign in "<(\\["):
            continue
        if isinstance(each, URLPattern):
            yield before + route
        else:
            yield from plain_addresses(each, before + route)


@functools.cache
def every_plain_address() -> tuple[str, ...]:
    return tuple(sorted(set(plain_addresses())))


def pages_for(client: Client) -> dict[str, str]:
    """Those of them that answer this client with a page, and what it says."""
    found = {}
    for address in every_plain_address():
        answer = client.get(address)
        assert answer.status_code < 500, f"{address} answers {answer.status_code}"
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[address] = what_it_says(answer)
    return found


@functools.cache
def said_to_anybody() -> dict[str, str]:
    return pages_for(Client())


def what_it_says(answer: HttpResponse) -> str:
    """The main part of a page, without what is around it."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def its_own(pages: dict[str, str], member: Any) -> list[str]:
    """Those pages that say something else to a member than to anybody, and than to members before but for their names."""
    own = {each: words for each, words in pages.items() if words != said_to_anybody().get(each)}
    nameless = {each: without_names(words, member) for each, words in own.items()}
    found = [each for each, words in nameless.items() if (each, words) not in LOOKED_AT]
    LOOKED_AT.update(nameless.items())
    return found


def without_names(words: str, member: Any) -> str:
    """A page without what differs from one member to the next and makes no page look otherwise."""
    return TOKENS.sub("", words).replace(member.email, "").replace(member.name, "")


@dataclass(frozen=True)
class Way:
    """A way in which somebody uses the site: in a language, with scripts or without. ``off`` turns the page's scripts off."""

    page: Page
    language: str
    script: bool
    off: Callable[[bool], None]

    @property
    def is_first(self) -> bool:
        """Whether everything is looked at, also what the other ways cannot change."""
        return self.script and self.language == "en-gb"


def ways(open_page: Callable[..., Page], sign_in: Callable[[Page], Any]) -> list[Way]:
    """All four, each with its own browser window."""
    return [_way(open_page, sign_in, language, script) for language in ("en-gb", "zh-hant") for script in (True, False)]


def _way(open_page: Callable[..., Page], sign_in: Callable[[Page], Any], language: str, script: bool) -> Way:
    page = open_page({"viewport": {"width": PHONE, "height": 844}})
    page.goto(f"/language/{language}/?next=/health")
    sign_in(page)
    browser = page.context.new_cdp_session(page)

    def off(is_off: bool) -> None:
        browser.send("Emulation.setScriptExecutionDisabled", {"value": is_off})

    return Way(page, language, script, off)


def look_at_all(addresses: Iterable[str], used: Iterable[Way]) -> None:
    """All pages are looked at in all ways before the first fault is told; each is loaded once in each way."""
    faults = [fault for way in used for address in addresses for fault in faults_of(address, way)]
    assert not faults, "\n".join(dict.fromkeys(faults))


def faults_of(address: str, way: Way) -> Iterator[str]:
    """What is wrong with a page in one way of using it."""
    way.page.set_viewport_size({"width": PHONE, "height": 844})
    way.off(not way.script)
    way.page.goto(address)
    way.off(False)  # for axe, which waits: the page's own scripts do not begin any more
    yield from _told(must_have_a_shape, way.page)
    yield from _told(must_have_no_findings, way.page, EVERYTHING if way.is_first else WORDS_ONLY)
    if address != GALLERY:
        yield from _told(must_be_told_apart, way.page)
        yield from _told(must_be_in_its_language, way.page)
    if not way.is_first:
        return
    way.page.set_viewport_size({"width": DESK, "height": 900})
    yield from _told(must_fit, way.page)
    yield from _told(must_have_no_findings, way.page, LAYOUT_ONLY)
    for width in ZOOMED:
        way.page.set_viewport_size({"width": width, "height": 450})
        yield from _told(must_fit, way.page)


def _told(check: Callable[..., None], page: Page, *more: Any) -> Iterator[str]:
    try:
        check(page, *more)
    except AssertionError as fault:
        yield str(fault)
