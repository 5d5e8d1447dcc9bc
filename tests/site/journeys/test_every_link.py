"""Every link that the first half of the roles are shown, and the pages it leads to; ``test_every_link_of_others`` has the rest.

Pages without arguments are in ``test_every_page``.
"""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from journeys.by_links import Walk, look_at_links
from playwright.sync_api import Page

from firmground_site.access.roles import ROLES


@pytest.mark.slow
def test_every_page_that_a_link_leads_to_is_well_made(
    demonstration: None,
    open_page: Callable[..., Page],
    as_member: Callable[[str], Client],
    give_session: Callable[[Client, Page], Page],
) -> None:
    assert look_at_links(sorted(ROLES)[: len(ROLES) // 2], as_member, open_page, give_session) > 40


class Linking:
    """A client whose first page has two links, of which one leads to what is refused and the other to no address."""

    def get(self, address: str) -> HttpResponse:
        links = '<a href="/help/">A</a> <a href="/nothing/">B</a> <a href="https://elsewhere.example/">C</a>'
        return HttpResponse(links if address == "/" else "", status=200 if address == "/" else 404)


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    walk = Walk(Linking()).from_home()
    assert walk.pages == {"pages:home": "/"}
    assert walk.dead == ["/ leads to /help/, which answers 404", "/ leads to /nothing/, which is no address of the site"]
