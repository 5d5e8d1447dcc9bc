"""A case from opening to closing in the browser: plan, care, where the person stays, the team, at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import an_identified_person
from playwright.sync_api import Page, expect

from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Identification

WIDTHS = (390, 1280)


@pytest.fixture
def identified(transactional_db: None, cast: Any) -> Identification:
    """A person who was identified, whose file is shared with the case worker."""
    found = an_identified_person(cast)
    share_file(person=found.person, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    return found


def press(page: Page, name: str, role: str = "button") -> None:
    """Each leads to another page, which is waited for: a check that resizes the window must not meet the page before."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=role == "button").first.click()


def open_a_case(page: Page, identification: Identification) -> None:
    page.goto(f"/screening/identifications/{identification.pk}/")
    page.check("input[name=purpose][value=protect]")
    press(page, "Open the file")
    press(page, "Open a case")
    page.fill("textarea[name=summary]", "Needs a room and a doctor this week.")
    press(page, "Open the case")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_case_worker_takes_a_case_from_opening_to_closing(
    script: bool,
    open_page: Callable[..., Page],
    sign_in_as: Callable[[str, Page], Page],
    well_made: Callable[[Page], None],
    identified: Identification,
) -> None:
    page, check = open_page(script=script), at_both_widths(well_made) if script else lambda _page: None
    take_it_through(sign_in_as("case_worker", page), check, identified)


def at_both_widths(well_made: Callable[[Page], None]) -> Callable[[Page], None]:
    def check(page: Page) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            well_made(page)

    return check


def take_it_through(page: Page, well_made: Callable[[Page], None], identified: Identification) -> None:
    open_a_case(page, identified)
    well_made(page)
    case = page.url
    press(page, "Take up this case")
    press(page, "Record the plan that was agreed")
    well_made(page)
    page.fill("textarea[name=words]", "A room first, then a doctor, then work.")
    press(page, "Record the plan")
    expect(page.locator("body")).to_contain_text("In care")
    give_a_room(page, well_made)
    say_where_she_stays(page, well_made)
    page.goto(case)
    press(page, "Close the case")
    well_made(page)
    page.check("input[name=reason][value=needs_met]")
    page.fill("textarea[name=words]", "She has a room and work.")
    press(page, "Close the case")
    expect(page.locator("body")).to_contain_text("Nothing more is needed")
    well_made(page)
    for address in ("/cases/?show=closed", "/", f"{case}file/"):
        page.goto(address)
        well_made(page)


def give_a_room(page: Page, well_made: Callable[[Page], None]) -> None:
    press(page, "Care", "link")
    well_made(page)
    for step in ("offered", "accepted"):
        press(page, "Shelter or temporary lodging", "link")
        well_made(page)
        page.check(f"input[name=step][value={step}]")
        page.select_option("select[name=provider]", "swd")
        press(page, "Record this step")
    expect(page.locator("table")).to_contain_text("Accepted")
    well_made(page)


def say_where_she_stays(page: Page, well_made: Callable[[Page], None]) -> None:
    press(page, "Where they stay", "link")
    well_made(page)
    press(page, "Maria Example", "link")
    well_made(page)
    press(page, "Record this")
    page.fill("textarea[name=address]", "Seven Invented Lane")
    page.fill("textarea[name=safe_contact]", "Ring after six; ask for Ana.")
    well_made(page)
    press(page, "Record this")
    expect(page.locator("main")).to_contain_text("Seven Invented Lane")
    well_made(page)
