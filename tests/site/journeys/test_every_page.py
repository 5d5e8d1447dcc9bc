"""Every page that takes no argument, for every role, on a phone and at a desk: well made, and with nothing that axe finds.

Pages with arguments are looked at by the journeys that lead to them, through the same ``well_made``. A page that shows a role
nothing else than it shows anybody is looked at once, for anybody; one that shows several roles the same, for the first of them.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page

from firmground_site.access.roles import ROLES
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack

WIDTHS = (390, 1280)
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
    tokens = r'name="csrfmiddlewaretoken" value="\w+"'
    return re.sub(tokens, "", words).replace(member.email, "").replace(member.name, "")


def look_at_all(addresses: Iterable[str], page: Page, well_made: Callable[[Page], None]) -> None:
    """All of them are looked at before the first fault is told."""
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(address)
            try:
                well_made(page)
            except AssertionError as fault:
                faults.append(str(fault))
    assert not faults, "\n".join(faults)


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_page_a_role_can_open_is_well_made(
    role: str, page: Page, cast: Any, sign_in_as: Callable[..., Page], as_member: Callable[[str], Client], well_made: Any
) -> None:
    sign_in_as(BY_ROLE[role], page)
    client = as_member(BY_ROLE[role])
    pages = pages_for(client)
    assert "/" in pages, f"no page answers a {role}"
    look_at_all(its_own(pages, getattr(cast, BY_ROLE[role])), page, well_made)


def test_every_page_open_to_anyone_is_well_made(page: Page, well_made: Callable[[Page], None]) -> None:
    addresses = pages_for(Client())
    assert {"/account/login/", "/law/", "/law/coverage/", "/plan/"} <= addresses.keys()
    look_at_all(addresses, page, well_made)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<h1>A</h1><img src=''>", "image-alt"),
        ("<h1>A</h1><h1>B</h1>", "2 headings"),
        ("<p>A</p>", "0 headings"),
        ("<h1>A</h1><div style='width:3000px'>B</div>", "beside the screen"),
    ],
)
def test_a_badly_made_page_is_noticed(body: str, fault: str, page: Page, well_made: Callable[[Page], None]) -> None:
    page.set_content(f"<html lang=en><title>T</title><main>{body}</main>")
    with pytest.raises(AssertionError, match=fault):
        well_made(page)
