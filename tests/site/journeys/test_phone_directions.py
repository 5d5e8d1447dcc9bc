"""The phone in a territory that writes from right to left."""

from collections.abc import Callable
from typing import Any

import pytest
from journeys.phone_page import PhonePage
from playwright.sync_api import Page, expect

from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack
from firmground_site.screening.models import Screening


@pytest.fixture
def in_freeport(settings: Any) -> str:
    """The key of an officer there."""
    settings.PACK = "freeport"
    return next(each.key for each in demo_members(active_pack()) if each.key.startswith("officer_"))


def test_the_questions_run_from_right_to_left_and_are_answered_without_a_signal(
    in_freeport: str, phone: Page, sign_in_as: Callable[[str, Page], Page], well_made: Callable[[Page], None]
) -> None:
    officer = PhonePage(sign_in_as(in_freeport, phone)).open().prepare().ready_without_a_signal()
    phone.context.set_offline(True)
    officer.press("Screen a person")
    officer.on("shift")
    for group in phone.get_by_role("group").filter(has=phone.get_by_role("radio")).all():
        group.get_by_role("radio").first.check()
    officer.press("Go on")
    officer.on("questions")
    phone.locator("[data-questions-in=ar]").click()
    expect(phone.locator(".firm-questions")).to_have_attribute("dir", "rtl")
    well_made(phone)
    officer.answer("in_danger_now", "no")
    officer.finish()
    well_made(phone)
    officer.press("Done for now")
    officer.waits(1)
    phone.context.set_offline(False)
    officer.waits(0)
    assert Screening.objects.get().answers == {"in_danger_now": "no"}
