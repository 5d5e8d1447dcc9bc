"""What the links of the second half of the roles lead to."""

from collections.abc import Callable, Collection

import pytest

from firmground_site.access.roles import ROLES


@pytest.mark.slow
def test_every_page_that_a_link_leads_to_is_well_made(look_at_links_of: Callable[[Collection[str]], int]) -> None:
    assert look_at_links_of(sorted(ROLES)[len(ROLES) // 2 :]) > 30
