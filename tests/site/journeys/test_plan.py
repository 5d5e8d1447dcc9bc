"""The action plan in a browser: anybody reads it, an owner reports, a colleague confirms, a rater rates, a partner proposes."""

from collections.abc import Callable
from typing import Any

import pytest
from journeys.scenes_plan import DIGEST, fill_day
from plan.telling import ANOTHER_DIGEST, MEASURE, SAYS, confirmed, proposed, reported
from playwright.sync_api import Page, expect

from firmground_site.plan.actions.reporting import withdraw_report
from firmground_site.plan.models import ProgressReport

WIDTHS = (390, 1280)
LOADED = """() => [...document.images].filter(each => !each.complete || each.naturalWidth === 0).map(each => each.src)"""
ON = "?on=2019-12-31"
PUBLIC = (
    f"/plan/{ON}",
    f"/plan/{ON}&status=evidence+conflicts",
    "/plan/?on=2019-02-30",
    f"/plan/measures/n6/{ON}",
    "/plan/measures/n13/",
    "/plan/changes/?since=2019-06-30&on=2019-12-31",
    "/plan/changes/?since=2019-12-31&on=2019-06-30",
    "/plan/resources/",
)


def at(open_page: Callable[..., Page], width: int, *, script: bool = True) -> Page:
    return open_page({"viewport": {"width": width, "height": 900}}, script=script)


def fill_report(page: Page) -> None:
    page.get_by_label("It was done", exact=True).check()
    fill_day(page, "It happened by", 2, 5, 2019)
    page.get_by_label("Title of the document").fill("Circular 12 of 2019")
    fill_day(page, "Day of the document", 3, 5, 2019)
    page.get_by_label("Digest of the archived copy").fill(DIGEST)
    page.get_by_label("What does it show, in your words?").fill(SAYS)
    page.get_by_role("group", name="How far is the measure, in your view?").get_by_label("Done", exact=True).check()


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_page_is_well_made_at_any_width(
    address: str, db: None, open_page: Callable[..., Page], well_made: Callable[[Page], None]
) -> None:
    page = at(open_page, WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(LOADED) == []
        well_made(page)


def test_a_reader_looks_at_another_day_and_one_measure(db: None, either_page: Page) -> None:
    page = either_page
    page.goto("/plan/")
    page.get_by_text("Another day, or fewer measures").click()
    fill_day(page, "Status on", 31, 12, 2019)
    page.get_by_label("Owner").select_option("Labour Department")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="On 31 December 2019")).to_be_visible()
    page.get_by_role("link", name="n6: Set up a division").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Set up a division for foreign domestic helpers")
    expect(page.get_by_text("Evidence conflicts").first).to_be_visible()


def test_the_table_is_taken_away(db: None, page: Page) -> None:
    page.goto(f"/plan/{ON}")
    with page.expect_download() as download:
        page.get_by_role("link", name="These measures as a table").click()
    assert download.value.suggested_filename == "measures-2019-12-31.csv"


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_report_is_made_confirmed_and_withdrawn(
    cast: Any, script: bool, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    owner = sign_in_as("measure_owner", at(open_page, WIDTHS[0], script=script))
    owner.goto("/plan/work/")
    owner.get_by_role("link", name=f"Report on {MEASURE}").click()
    owner.get_by_role("button", name="Report", exact=True).click()
    expect(owner.get_by_text("There is a problem")).to_be_visible()
    fill_report(owner)
    owner.get_by_role("button", name="Report", exact=True).click()
    expect(owner.get_by_text("You made this report.")).to_be_visible()
    colleague = sign_in_as("second_owner", at(open_page, WIDTHS[1], script=script))
    colleague.goto("/plan/work/")
    colleague.get_by_role("link", name=f"{MEASURE}: {SAYS}").click()
    colleague.get_by_label("Yes, I confirm it").check()
    colleague.get_by_role("button", name="Send my answer").click()
    expect(colleague.get_by_text("Confirmed: counts as evidence")).to_be_visible()
    if script:
        well_made(colleague)
    reader = at(open_page, WIDTHS[0], script=script)
    reader.goto(f"/plan/measures/{MEASURE}/{ON}")
    expect(reader.get_by_text("Shown by 1 document.")).to_be_visible()
    colleague.get_by_label("Why it is withdrawn").fill("The circular was replaced.")
    colleague.get_by_role("button", name="Withdraw the report").click()
    expect(colleague.get_by_text("Withdrawn: counts no longer")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Why it was withdrawn")).to_be_visible()
    expect(reader.locator("del")).to_have_text(SAYS)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_members_are_well_made_at_any_width(
    cast: Any, width: int, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    waiting, counted, proposal = reported(cast, shows="begun"), confirmed(cast), proposed(cast)
    again = confirmed(cast, digest=ANOTHER_DIGEST, says="Again.")
    withdraw_report(report=again, reason="It is the same.", by=cast.actor("measure_owner"))
    one, work, report = f"/plan/reports/{waiting.pk}/", "/plan/work/", f"/plan/measures/{MEASURE}/report/"
    pages = {
        "measure_owner": [work, report, "/plan/reports/" + str(counted.pk) + "/", f"/plan/measures/{MEASURE}/"],
        "second_owner": [work, one],
        "secretariat": [work, "/plan/measures/n2/report/", "/plan/proposals/", f"/plan/proposals/{proposal.pk}/"],
        "rater": [work, f"/plan/measures/{MEASURE}/rate/"],
        "partner": ["/plan/proposals/", "/plan/proposals/new/", f"/plan/proposals/{proposal.pk}/"],
    }
    for who, addresses in pages.items():
        page = sign_in_as(who, at(open_page, width))
        for address in addresses:
            page.goto(address)
            well_made(page)


def test_a_rating_is_recorded_by_keyboard(cast: Any, page: Page, sign_in_as: Any) -> None:
    sign_in_as("rater", page).goto(f"/plan/measures/{MEASURE}/rate/")
    page.locator("input[name=rating]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("No team is named in what I read.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your rating is recorded.")).to_be_visible()
    expect(page.get_by_text("No team is named in what I read.")).to_be_visible()


def test_a_partner_proposes_and_reads_the_decision(
    cast: Any, page: Page, open_page: Callable[..., Page], sign_in_as: Any
) -> None:
    sign_in_as("partner", page).goto("/plan/proposals/")
    page.get_by_role("button", name="Make a proposal").click()
    page.get_by_label("What do you propose?").fill("A leaflet in Burmese")
    page.get_by_label("Describe it").fill("Callers cannot read the number.")
    page.get_by_label("For which organisation?").fill("Harbour Sisters")
    page.get_by_role("button", name="Send the proposal").click()
    expect(page.get_by_text("Its reference is")).to_be_visible()
    decides = sign_in_as("secretariat", at(open_page, WIDTHS[1]))
    decides.goto("/plan/proposals/")
    decides.get_by_role("link", name="A leaflet in Burmese").click()
    decides.get_by_label("Declined").check()
    decides.get_by_label("Reasons").fill("It is printed already.")
    decides.get_by_role("button", name="Record the decision").click()
    expect(decides.get_by_text("The decision is recorded.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("It is printed already.")).to_be_visible()


def test_the_secretariat_reminds_owners(cast: Any, page: Page, sign_in_as: Any, well_made: Callable[[Page], None]) -> None:
    sign_in_as("secretariat", page).goto("/plan/work/")
    page.get_by_role("button", name="Send reminders").click()
    expect(page.get_by_text("Reminded: Labour Department.")).to_be_visible()
    expect(page.get_by_text("Last tried on")).to_be_visible()
    well_made(page)
    assert not ProgressReport.objects.exists()
