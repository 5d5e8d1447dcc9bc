"""Linkage in a browser: an officer compares two records and links them, undoes it, and a statistician reads what it came to."""

from collections.abc import Callable
from typing import Any

import pytest
from linkage.linking import AGAIN, compared, found_by_paper_and_phone, imported, met, the_pair
from playwright.sync_api import Page, expect

from firmground_site.linkage import comparing
from firmground_site.linkage.actions.sampling import draw_sample
from firmground_site.linkage.models import Pair

WIDTHS = (390, 1280)


@pytest.fixture
def pairs(cast: Any, open_page: Any, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """A person with an entry of a list, and with a record that another agency keeps; gives the pair with the entry."""
    monkeypatch.setattr(comparing, "proposed_by_the_library", found_by_paper_and_phone)
    person = met(cast)
    imported(cast)
    met(cast, AGAIN, agency=cast.other_officer.agency)
    compared()
    return the_pair(left_person=person, right_entry__isnull=False)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_officer_compares_two_records_links_them_and_undoes_it(
    pairs: Pair, script: bool, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    page = sign_in_as("supervisor", open_page({"viewport": {"width": WIDTHS[0], "height": 900}}, script=script))
    page.goto("/linkage/")
    page.get_by_role("link", name="Entry 1 of Shelter register").first.click()
    page.get_by_role("button", name="Open the records").click()
    expect(page.get_by_role("heading", name="Why the program proposes them")).to_be_visible()
    expect(page.get_by_text("Zaneta Planted")).to_have_count(2)
    if script:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.get_by_text("The numbers behind this chart").click()
            well_made(page)
    page.get_by_label("Yes, they are one person").check()
    page.get_by_role("button", name="Record this").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what shows it.")
    page.get_by_label("What shows it?").fill("One passport.")
    page.get_by_role("button", name="Record this").click()
    expect(page.get_by_text("They are confirmed as one person.")).to_be_visible()
    page.get_by_role("button", name="Undo this").click()
    if script:
        well_made(page)
    page.get_by_label("Why is it undone?").fill("Sisters.")
    page.get_by_role("button", name="Undo this").click()
    expect(page.get_by_text("It is undone.")).to_be_visible()


def test_pages_of_half_a_pair_an_audit_a_list_and_a_question_are_well_made(
    pairs: Pair, cast: Any, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    sample = draw_sample(stratum="far", size=5, seed=1, by=cast.actor("statistician"))
    page = sign_in_as("supervisor", open_page())
    half = Pair.objects.filter(left_person__isnull=False, right_person__isnull=False).get()
    addresses = ["/linkage/", f"/linkage/pairs/{half.pk}/", f"/linkage/lists/{pairs.right_entry.of_list_id}/"]
    page.goto(addresses[1])
    page.get_by_role("button", name="Ask the other agency").click()
    page.goto("/linkage/samples/next/")
    if sample.items.exists() and page.get_by_role("button", name="Open the records").count():
        well_made(page)
        page.get_by_role("button", name="Open the records").click()
    addresses.append(page.url)
    asked = sign_in_as("other_supervisor", open_page())
    for each, those in ((page, addresses), (asked, ["/linkage/"])):
        for width in WIDTHS:
            each.set_viewport_size({"width": width, "height": 900})
            for address in those:
                each.goto(address)
                well_made(each)
    expect(asked.get_by_role("button", name="Answered")).to_be_visible()
