"""The first page and the work lists in a browser: each role, on a phone and at a desk, without JavaScript, by keyboard."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from pages.people_waiting import debriefing_begun, decided, offered, opinion_on, waiting
from playwright.sync_api import Page, expect

from firmground_site.access.roles import ROLES
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, case_rules, today
from firmground_site.screening.models import Person

BY_ROLE = {each.role: each.key for each in reversed(demo_members(active_pack()))} | {
    "identification_officer": "identification_officer",
    "supervising_officer": "supervisor",
}
WIDTHS = (390, 1280)


@pytest.fixture
def much_to_do(cast: Any) -> None:
    """Something in every list of the officer and of the supervisor."""
    me, second = cast.identification_officer, cast.second_officer
    week = datetime.timedelta(days=7)
    for place in range(7):
        waiting(me, "debriefing", officer=me if place % 2 else None, due_on=today() + (place - 3) * datetime.timedelta(days=1))
    waiting(me, "decision", officer=me, due_on=today() + 60 * week, due_is_certain=False)
    debriefing_begun(waiting(me, "debriefing", officer=me), me)
    differed = decided(waiting(me, "decision", officer=me), me)
    opinion_on(differed, second, concurs=False)
    decided(waiting(me, "concurrence", officer=second), second)
    decided(waiting(me, "review", officer=me), me)
    waiting(me, "decision", officer=me, changed_at=datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC))
    offered(waiting(cast.other_officer), cast.other_officer, to_agency=me.agency)
    due = {"erase_on": today() - week, "retention_kind": "identification_not_identified", "name": "Rosa Example"}
    waiting(me, "nothing", person=due)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_home_is_well_made_for_each_role(
    role: str, much_to_do: None, page: Page, sign_in_as: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    sign_in_as(BY_ROLE[role], page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
        well_made(page)


def test_an_officer_finds_what_waits_with_or_without_javascript(
    much_to_do: None, either_page: Page, sign_in_as: Callable[..., Page]
) -> None:
    page = sign_in_as("identification_officer", either_page)
    page.goto("/")
    page.get_by_role("link", name=re.compile("And 2 more.*full debriefing")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for a full debriefing")
    first = page.locator(".govuk-task-list__item").first
    expect(first).to_contain_text("Overdue by")
    page.get_by_role("link", name="Nobody’s yet").click()
    expect(page.locator("[aria-current=true]", has_text="Nobody’s yet")).to_be_visible()


def test_a_record_that_is_due_is_erased_by_keyboard_alone(
    much_to_do: None, phone: Page, sign_in_as: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    person = Person.objects.exclude(erase_on__gt=today()).get()
    page = sign_in_as("supervisor", phone)
    page.goto("/screening/retention/")
    well_made(page)
    page.get_by_role("link", name=str(person)).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(person))
    well_made(page)
    page.get_by_label("The time for which it is kept has passed.").focus()
    page.keyboard.press("Space")
    page.get_by_label("nobody can bring it back").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Erase the record").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{person} was erased.")).to_be_visible()
    expect(page.get_by_text("No record is due, now or soon.")).to_be_visible()
    assert "Rosa" not in page.content()


def test_all_that_are_due_are_shown_before_they_are_erased(
    much_to_do: None, page: Page, sign_in_as: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    sign_in_as("supervisor", page).goto("/screening/retention/")
    page.get_by_role("button", name="Erase all that are due").click()
    well_made(page)
    page.get_by_role("button", name="Erase these records").click()
    expect(page.get_by_text("1 record erased.")).to_be_visible()


def test_going_back_after_leaving_quickly_shows_nothing_of_ours(
    much_to_do: None, page: Page, sign_in_as: Callable[..., Page], faults: Any
) -> None:
    away = case_rules().emergency.leave_quickly_url
    faults.leaves_for(away)
    sign_in_as("identification_officer", page).goto("/")
    page.get_by_role("button", name="Leave this page quickly").click()
    page.wait_for_url(away)
    Session.objects.all().delete()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Sign in", re.IGNORECASE))
    assert "Maria" not in page.content()
