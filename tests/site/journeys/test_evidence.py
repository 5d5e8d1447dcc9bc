"""The register in a browser: anybody follows a count to its list, two people bring a report in, and two make an answer public."""

from collections.abc import Callable
from typing import Any

import pytest
from evidence.telling import decided, imported, parts_of, published, recorded
from journeys.scenes_evidence import CLAIM, REPORT, fill_claim, fill_import
from playwright.sync_api import Page, expect

from firmground_site.evidence.models import ImportedReport

WIDTHS = (390, 1280)
LOADED = """() => [...document.images].filter(each => !each.complete || each.naturalWidth === 0).map(each => each.src)"""


def at(open_page: Callable[..., Page], width: int, *, script: bool = True) -> Page:
    return open_page({"viewport": {"width": width, "height": 900}}, script=script)


def look(page: Page, addresses: list[str], well_made: Callable[[Page], None]) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(LOADED) == []
            well_made(page)


def test_every_public_page_is_well_made_at_any_width(cast: Any, page: Page, well_made: Callable[[Page], None]) -> None:
    report = published(cast, title="W" * 120, publisher_name="V" * 120)
    addresses = [f"/evidence/reports/{report.register_id}/", f"/evidence/reports/{report.register_id}/claims/c1/"]
    addresses += [f"/evidence/reports/{REPORT}/", f"/evidence/reports/{REPORT}/claims/p4/", "/evidence/reports/us_2015/"]
    look(page, ["/evidence/", "/evidence/sources/", *addresses], well_made)


def test_a_reader_follows_a_count_to_its_list_and_takes_the_table_away(db: None, either_page: Page) -> None:
    page = either_page
    page.goto("/evidence/")
    page.get_by_role("link", name="United States report on trafficking in persons, 2020: Hong Kong").click()
    page.get_by_role("link", name="5 of 18 claims have no specific answer").click()
    expect(page.get_by_role("heading", name="5 of 18 claims have no specific answer")).to_be_visible()
    expect(page.locator("main section h3")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word (DOCX)").click()
    assert download.value.suggested_filename == "claims-and-answers-us_2020.docx"
    page.locator("main section h3 a").first.click()
    expect(page.get_by_text("Claim 5 of 18")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_report_is_imported_by_one_and_published_by_another(
    cast: Any, script: bool, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    analyst = sign_in_as("analyst", at(open_page, WIDTHS[0], script=script))
    analyst.goto("/evidence/work/")
    analyst.get_by_role("button", name="Import a report").click()
    fill_import(analyst).get_by_role("button", name="Import and split").click()
    analyst.get_by_role("button", name="Go on deciding").click()
    for _ in range(2):
        analyst.get_by_text("Leave it out", exact=True).click()
        analyst.get_by_label("Why is it left out?").fill("A heading.")
        analyst.get_by_role("button", name="Leave it out and go on").click()
    for _ in range(3):
        fill_claim(analyst, "Not everybody was asked.", "Criticism", "Its publisher's own figures", "Yes, it gives figures")
        analyst.get_by_role("button", name="Record the claim and go on").click()
    expect(analyst.get_by_text("5 of 5 parts are decided on:")).to_be_visible()
    secretariat = sign_in_as("secretariat", at(open_page, WIDTHS[1], script=script))
    secretariat.goto(f"/evidence/work/imports/{ImportedReport.objects.get().pk}/")
    secretariat.get_by_role("button", name="Publish the report").click()
    secretariat.get_by_role("link", name="Its page in the register").click()
    expect(secretariat.get_by_role("heading", name="All 3 claims")).to_be_visible()
    if script:
        well_made(secretariat)


def test_an_answer_is_recorded_by_one_and_confirmed_by_another(
    cast: Any, page: Page, open_page: Callable[..., Page], sign_in_as: Any
) -> None:
    sign_in_as("analyst", page).goto(f"/evidence/reports/{REPORT}/claims/{CLAIM}/")
    page.get_by_role("link", name="Record an answer").click()
    page.get_by_role("link", name="Statement of the government, 26 June 2020").click()
    page.get_by_label("It disputes the claim").check()
    page.locator("input[name=by_claims]").first.check()
    page.get_by_label("No, that it does is our reading").check()
    page.get_by_label("Reasons").fill("It leaves others out.")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("You recorded this answer.")).to_be_visible()
    other = sign_in_as("secretariat", at(open_page, WIDTHS[1]))
    other.goto("/evidence/work/")
    other.get_by_role("link", name="No case of trafficking for labour").click()
    other.get_by_label("Yes, I confirm it").check()
    other.get_by_role("button", name="Send my answer").click()
    page.goto(f"/evidence/reports/{REPORT}/claims/{CLAIM}/")
    expect(page.get_by_text("It leaves others out.")).to_be_visible()


def test_pages_of_members_are_well_made_at_any_width(
    cast: Any, page: Page, open_page: Callable[..., Page], sign_in_as: Any, well_made: Callable[[Page], None]
) -> None:
    split, whole, reply = imported(cast, "One. Two.", title="W" * 120), decided(cast), recorded(cast)
    one, other = (f"/evidence/work/imports/{each.pk}/" for each in (split, whole))
    part, answer = f"/evidence/work/parts/{parts_of(split)[0].pk}/", f"/evidence/reports/{REPORT}/claims/{CLAIM}/answer/"
    replies = f"/evidence/work/replies/{reply.pk}/"
    look(sign_in_as("analyst", page), ["/evidence/work/", one, part, answer, f"{answer}?by=gov_2020", replies], well_made)
    look(sign_in_as("secretariat", at(open_page, WIDTHS[1])), [other, replies], well_made)
