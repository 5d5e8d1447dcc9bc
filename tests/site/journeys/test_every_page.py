"""Every page that takes no argument, for the first half of the roles; ``test_every_page_of_others`` has the second.

Pages with arguments are looked at in ``test_every_link``, and with more in them by the journeys that lead to them.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from journeys.every_page import BY_ROLE, its_own, look_at_all, pages_for, ways
from playwright.sync_api import Page

from firmground_site.access.roles import ROLES


@pytest.mark.slow
@pytest.mark.parametrize("role", sorted(ROLES)[: len(ROLES) // 2])
def test_every_page_a_role_can_open_is_well_made(
    role: str, open_page: Callable[..., Page], cast: Any, sign_in_as: Any, as_member: Callable[[str], Client]
) -> None:
    pages = pages_for(as_member(BY_ROLE[role]))
    assert "/" in pages, f"no page answers a {role}"
    own = its_own(pages, getattr(cast, BY_ROLE[role]))
    look_at_all(own, ways(open_page, lambda page: sign_in_as(BY_ROLE[role], page)))
