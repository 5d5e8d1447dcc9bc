"""What the links of the first half of the roles lead to; ``test_every_link_of_others`` has the second.

Pages without arguments are in ``test_every_page``.
"""

from collections.abc import Callable, Collection

import pytest
from django.http import HttpResponse
from journeys.by_links import Walk

from firmground_site.access.roles import ROLES


@pytest.mark.slow
def test_every_page_that_a_link_leads_to_is_well_made(look_at_links_of: Callable[[Collection[str]], int]) -> None:
    assert look_at_links_of(sorted(ROLES)[: len(ROLES) // 2]) > 40


class Linking:
    """A client whose first page has two links, of which one leads to what is refused and the other to no address."""

    def get(self, address: str) -> HttpResponse:
        links = '<a href="/help/">A</a> <a href="/nothing/">B</a> <a href="https://elsewhere.example/">C</a>'
        return HttpResponse(links if address == "/" else "", status=200 if address == "/" else 404)


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    walk = Walk(Linking()).from_home()
    assert walk.pages == {"pages:home": "/"}
    assert walk.dead == ["/ leads to /help/, which answers 404", "/ leads to /nothing/, which is no address of the site"]
