"""Every page that takes no argument, for the second half of the roles, and the pages that are open to anyone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from journeys.every_page import BY_ROLE, its_own, look_at_all, pages_for, ways
from journeys.looking import have_axe, must_be_told_apart
from playwright.sync_api import Page

from firmground_site.access.roles import ROLES
from firmground_site.packs.queries import active_pack


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(ROLES)[len(ROLES) // 2 :])
def test_every_page_a_role_can_open_is_well_made(
    role: str, open_page: Callable[..., Page], cast: Any, sign_in_as: Any, as_member: Callable[[str], Client]
) -> None:
    pages = pages_for(as_member(BY_ROLE[role]))
    assert "/" in pages, f"no page answers a {role}"
    own = its_own(pages, getattr(cast, BY_ROLE[role]))
    look_at_all(own, ways(open_page, lambda page: sign_in_as(BY_ROLE[role], page)))


def test_every_page_open_to_anyone_is_well_made(open_page: Callable[..., Page]) -> None:
    addresses = pages_for(Client())
    assert {"/account/login/", "/law/", "/law/coverage/", "/plan/", "/get-help/", "/get-help/concern/"} <= addresses.keys()
    look_at_all(addresses, ways(open_page, lambda page: page))


def test_the_pages_for_whoever_needs_help_are_well_made_in_every_language(open_page: Callable[..., Page]) -> None:
    rest = ("", "concern/", "concern/state/")
    addresses = [f"/get-help/{each.tag}/{page}" for each in active_pack().manifest.languages for page in rest]
    look_at_all(addresses, ways(open_page, lambda page: page)[:2])


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


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='/a'>Open</a> <a href='/b'>Open</a>", "'Open' does 2 things"),
        ("<form action='/a'><button>Go</button></form><form action='/b'><button>Go</button></form>", "'Go' does 2 things"),
        ("<a href='/a' aria-label='Away'>Home</a>", "shows 'Home' and is called 'Away'"),
        ("<label>Day <input name=a></label><label>Day <input name=b></label>", "'Day' does 2 things"),
        ("<form><fieldset><legend>Q</legend></fieldset><fieldset><legend>Q</legend></fieldset></form>", "two questions"),
        ("<input name=a>", "has no name"),
    ],
)
def test_controls_that_cannot_be_told_apart_are_noticed(body: str, fault: str, page: Page) -> None:
    page.set_content(f"<html lang=en><title>T</title><main><h1>A</h1>{body}</main>")
    have_axe(page)
    with pytest.raises(AssertionError, match=fault):
        must_be_told_apart(page)


@pytest.mark.parametrize(
    "body",
    [
        "<a href='/a'>Open</a> <a href='/a'>Open</a>",
        "<a href='/a'>Open <span style='position:absolute;left:-99px'>the first</span></a> <a href='/b'>Open</a>",
        "<fieldset><legend>P</legend><label><input type=radio name=p>Yes</label></fieldset>"
        "<fieldset><legend>Q</legend><label><input type=radio name=q>Yes</label></fieldset>",
    ],
)
def test_controls_that_can_be_told_apart_are_not_found(body: str, page: Page) -> None:
    page.set_content(f"<html lang=en><title>T</title><main><h1>A</h1>{body}</main>")
    have_axe(page)
    must_be_told_apart(page)
