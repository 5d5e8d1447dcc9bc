"""The first page: what waits for a member, or what they can do where nothing can wait."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pages.people_waiting import many_waiting, waiting

from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
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
    titles = set()
    for item in answer.context["navigation"]:
        shown = client.get(item["url"])
        assert shown.status_code == 200, item
        words = shown.content.decode()
        assert words.count("<h1") == 1, item
        assert "<tr><td></td></tr>" not in words, f"{item} has a table that says nothing of why it is empty"
        titles.add(words.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == len(answer.context["navigation"])


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


@pytest.mark.parametrize(
    ("member", "address", "says"),
    [
        ("case_worker", "cases:list", "A case is opened from the page of an identification"),
        ("case_worker", "cases:partners", "The plan secretariat adds those"),
        ("case_worker", "cases:referrals", "Put a person forward"),
        ("officer_immd", "screening:list", "Screen a person"),
        ("supervisor", "devices:devices", "To prepare one, open “Screen without a signal”"),
        ("administrator", "members:members", "Invite someone"),
    ],
)
def test_a_list_with_nothing_in_it_says_how_something_comes_there(
    member: str, address: str, says: str, cast: Any, as_member: Callable[[str], Client]
) -> None:
    page = as_member(member).get(reverse(address)).content.decode()
    assert says in page.partition("<main")[2]


def test_the_first_administrator_is_told_to_invite_others(cast: Any, as_member: Callable[[str], Client]) -> None:
    begin = "Nobody but you can sign in yet."
    assert begin not in as_member("administrator").get(HOME).content.decode()
    with writing("an empty site"):
        Member.objects.exclude(pk=cast.administrator.pk).delete()
    page = as_member("administrator").get(HOME).content.decode()
    assert begin in page
    assert reverse("members:invite") in page.partition("<main")[2]


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
