"""An investigation, a prosecution and a merge in the browser: pages at both widths, and the way from one to the next."""

import datetime
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases.casework import MARIA, a_screening, an_identified_person, opened_case
from cases.prosecuting import LIMITED, SINCE, a_charge, a_measure, a_suspect, ended, joined, laid
from playwright.sync_api import Page, expect

from firmground_site.cases.actions.investigating import begin_inquiry, hold_property, record_arrest
from firmground_site.cases.actions.merging import propose_merge
from firmground_site.cases.actions.sentencing import lodge_appeal, pass_sentence
from firmground_site.cases.models import Case
from firmground_site.packs.queries import today
from firmground_site.screening.actions.recording import PersonMet
from firmground_site.screening.models import Person

PARTIES = (("employer", "Wong Trading"), ("phone", "2345 6789"))


@pytest.fixture
def prosecuted(transactional_db: None, cast: Any) -> Case:
    """A case in which something of everything is recorded."""
    case = opened_case(an_identified_person(cast, MARIA, PARTIES), cast, "investigator")
    joined(case, cast.prosecutor)
    investigator, prosecutor = cast.actor("investigator"), cast.actor("prosecutor")
    suspect = a_suspect(case, cast)
    record_arrest(suspect=suspect, key=uuid.uuid4(), on=SINCE, note="At the airport.", by=investigator)
    begin_inquiry(case=case, key=uuid.uuid4(), question="Who owns the flat?", from_on=SINCE, by=investigator)
    hold_property(
        case=case, key=uuid.uuid4(), what="A bank account", order="Order 7", value=20_000, from_on=SINCE, by=investigator
    )
    convicted = ended(laid(a_charge(suspect, cast), cast), cast)
    pass_sentence(charge=convicted, key=uuid.uuid4(), kind="imprisonment", amount=30, suspended=False, on=today(), by=prosecutor)
    lodge_appeal(charge=convicted, key=uuid.uuid4(), by_whom="defence", lodged_on=today(), by=prosecutor)
    a_charge(suspect, cast, provision=LIMITED, conduct_on=today() - datetime.timedelta(days=340))
    a_measure(case, cast)
    a_screening(cast, PersonMet(name="Siti Example"), PARTIES)
    return case


def look(page: Page, addresses: list[str], well_made: Callable[[Page], None]) -> None:
    for address in addresses:
        page.goto(address)
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            well_made(page)
            if folder := os.environ.get("LOOK_AT"):
                name = address.strip("/").split("/", 2)[-1].replace("/", "-") or "case"
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def opened(page: Page, address: str) -> Page:
    page.goto(address, timeout=60_000)  # the first page of a file of journeys waits until everything is loaded
    while page.locator("input[name=purpose]").count():
        page.check("input[name=purpose][value=investigate]")
        page.locator("main button").first.click()
        page.wait_for_load_state()
    return page


def test_the_pages_of_an_investigation_are_well_made(
    page: Page, sign_in_as: Callable[..., Page], prosecuted: Case, well_made: Callable[[Page], None]
) -> None:
    base, suspect = f"/cases/{prosecuted.pk}", prosecuted.suspects.get()
    opened(sign_in_as("investigator", page), f"{base}/")
    pages = ["", "investigation/", "same-names/", "measures/", "prosecution/", "suspects/record/", "property/hold/"]
    pages += [f"suspects/{suspect.pk}/correct/", f"suspects/{suspect.pk}/clear/", "inquiries/begin/"]
    look(page, [f"{base}/{each}" for each in pages], well_made)
    page.goto(f"{base}/")
    page.click("text=A name of this case is in other records too")
    expect(page.locator("main")).to_contain_text("A case or record of Immigration Department")


def test_the_pages_of_a_prosecution_are_well_made_and_a_prompt_is_answered(
    page: Page, sign_in_as: Callable[..., Page], prosecuted: Case, well_made: Callable[[Page], None]
) -> None:
    base, measure = f"/cases/{prosecuted.pk}", prosecuted.measures_against.get()
    opened(sign_in_as("prosecutor", page), f"{base}/")
    pages = [f"{base}/{each}" for each in ("prosecution/", "charges/consider/", "charges/nothing/", "measures/record/")]
    pages += [f"{base}/charges/{each.pk}/end/" for each in prosecuted.charges.filter(outcome="")]
    look(page, [*pages, "/cases/time-limits/", "/cases/prompts/", f"{base}/measures/{measure.pk}/answer/"], well_made)
    page.goto("/cases/prompts/")
    page.click("main li a")
    page.click("main article a:has-text('Answer')")
    page.check("input[name=answer][value=discontinued]")
    page.check("input[name=basis][value=compelled]")
    page.fill("textarea[name=reasons]", "She was told to.")
    page.click("text=Record your answer")
    expect(page.locator("main")).to_contain_text("She was told to.")


def test_the_pages_of_a_merge_are_well_made(
    page: Page, sign_in_as: Callable[..., Page], prosecuted: Case, cast: Any, well_made: Callable[[Page], None]
) -> None:
    kept = prosecuted.involvements.get().person
    second: Person = a_screening(cast, PersonMet(name="Maria E.", document=MARIA.document)).person
    other: Person = a_screening(cast, PersonMet(name="Another")).person
    merge = propose_merge(
        kept=kept, duplicate=second, key=uuid.uuid4(), reasons="One passport.", by=cast.actor("identification_officer")
    )
    sign_in_as("supervisor", page)
    for address in (f"/cases/merges/{merge.pk}/", f"/cases/merges/propose/{kept.pk}/{other.pk}/"):
        opened(page, address)
    look(page, ["/cases/merges/", f"/cases/merges/{merge.pk}/", f"/cases/merges/propose/{kept.pk}/{other.pk}/"], well_made)
    page.goto(f"/cases/merges/{merge.pk}/")
    page.check("input[name=answer][value=agree]")
    page.fill("textarea[name=reasons]", "I compared the papers.")
    page.click("text=Give your opinion")
    expect(page.locator("main")).to_contain_text("I compared the papers.")
