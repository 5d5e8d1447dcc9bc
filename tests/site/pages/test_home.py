"""The first page: what waits for a member, or what they can do where nothing can wait."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pages.people_waiting import many_waiting, waiting

from firmground_site.access.roles import ROLES
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack

pytestmark = pytest.mark.django_db
HOME = "/"
BY_ROLE = {each.role: each.key for each in demo_members(active_pack())}
QUERIES = 24  # those of signing in, two for each list, whatever the number of rows


@pytest.mark.parametrize("role", sorted(ROLES))
def test_home_says_to_each_role_what_it_can_do_and_leads_only_where_it_may_go(
    role: str, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client = as_member(BY_ROLE[role])
    answer = client.get(HOME)
    page = answer.content.decode()
    assert str(ROLES[role].sentence) in page.replace("&#x27;", "'")
    menu = page.partition('<nav aria-label="Menu"')[2].partition("</nav>")[0]
    assert menu.count('aria-current="true"') == 1
    for item in answer.context["navigation"]:
        assert client.get(item["url"]).status_code == 200, item


def test_home_shows_the_first_few_and_says_how_many_more_there_are(cast: Any, as_member: Callable[[str], Client]) -> None:
    for _ in range(7):
        waiting(cast.identification_officer)
    page = as_member("identification_officer").get(HOME).content.decode()
    assert page.count("govuk-task-list__item--with-link") == 5
    assert "7 waiting" in page
    assert "And 2 more" in page
    assert "Nobody waits for a debriefing." in page


def test_home_says_so_when_nothing_waits(cast: Any, as_member: Callable[[str], Client]) -> None:
    assert "Nothing waits for you now" in as_member("identification_officer").get(HOME).content.decode()
    assert "Nothing waits for you now" not in as_member("auditor").get(HOME).content.decode()


def test_home_shows_nothing_of_other_agencies(cast: Any, as_member: Callable[[str], Client]) -> None:
    made = waiting(cast.other_officer)
    assert str(made.pk) in as_member("other_officer").get(HOME).content.decode()
    assert str(made.pk) not in as_member("identification_officer").get(HOME).content.decode()


def test_who_is_not_signed_in_is_led_to_the_sign_in() -> None:
    assert Client().get(HOME).url.startswith(reverse("account_login"))


@pytest.mark.slow
def test_ten_thousand_identifications_cost_no_more_queries(
    cast: Any, as_member: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    many_waiting(cast.identification_officer, 10_000)
    for member in ("identification_officer", "supervisor"):
        client = as_member(member)
        client.get(HOME)
        with django_assert_max_num_queries(QUERIES):
            client.get(HOME)
