"""Every link that the second half of the roles are shown, and the pages it leads to."""

from collections.abc import Callable

import pytest
from django.test import Client
from journeys.by_links import look_at_links
from playwright.sync_api import Page

from firmground_site.access.roles import ROLES


@pytest.mark.slow
def test_every_page_that_a_link_leads_to_is_well_made(
    demonstration: None,
    open_page: Callable[..., Page],
    as_member: Callable[[str], Client],
    give_session: Callable[[Client, Page], Page],
) -> None:
    assert look_at_links(sorted(ROLES)[len(ROLES) // 2 :], as_member, open_page, give_session) > 30
