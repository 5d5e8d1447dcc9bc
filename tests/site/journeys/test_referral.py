"""A partner puts somebody forward on a phone; the agency accepts, sends word and says what became of it; the partner reads it."""

import re
from collections.abc import Callable
from typing import Any

from cases.referring import a_partner
from journeys.conftest import PHONE
from playwright.sync_api import Page, expect


def test_somebody_put_forward_comes_back_as_an_answer_without_scripts(
    cast: Any, open_page: Callable[..., Page], sign_in_as: Callable[..., Page]
) -> None:
    a_partner(cast)
    theirs, ours = open_page(PHONE, script=False), open_page(script=False)
    sign_in_as("partner", theirs).goto("/cases/referrals/put-forward/")
    theirs.get_by_label("Who is it?").fill("Lita")
    theirs.get_by_label("How can they be reached safely?").fill("Only in the morning.")
    theirs.get_by_label("What happened?").fill("Her papers were taken.")
    theirs.get_by_label("Yes", exact=True).check()
    theirs.get_by_label("If yes: how do you know?").fill("She asked me to.")
    theirs.get_by_label("To which agency?").select_option("immd")
    theirs.get_by_role("button", name="Send").click()
    expect(theirs.get_by_role("heading", name="Sent")).to_be_visible()

    sign_in_as("identification_officer", ours).goto("/cases/referrals/")
    expect(ours.get_by_text("Lita")).to_have_count(0)
    ours.get_by_role("link", name=re.compile("Somebody put forward")).click()
    expect(ours.get_by_text("Only in the morning.")).to_be_visible()
    ours.get_by_role("button", name="Confirm that it came").click()
    for link, label, words, button in (
        ("Accept", "What will you do, and when?", "We meet her on Monday.", "Accept"),
        ("Say what became of it", "What became of it?", "She was met, and has a place.", "Record this"),
    ):
        ours.get_by_role("link", name=link, exact=True).or_(ours.get_by_role("button", name=link, exact=True)).first.click()
        ours.get_by_label(label).fill(words)
        ours.get_by_role("button", name=button).click()

    theirs.get_by_role("link", name="Go to the referral").or_(theirs.get_by_role("button", name="Go to the referral")).click()
    for words in ("We meet her on Monday.", "She was met, and has a place."):
        expect(theirs.get_by_text(words)).to_be_visible()
