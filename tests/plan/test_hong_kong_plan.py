"""Hong Kong's plan: fourteen and twenty, what evidence shows at the end of 2019, and two dates that cannot both be right."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from firmground.packs.pack import read_pack
from firmground.plan.claims import answers_to_claims
from firmground.plan.resource import average_per_post, difference_of_departments, financial_year, recurrent_by_year, remainder
from firmground.plan.status import Status, statuses_on
from firmground.plan.to_json import resources_to_json
from firmground.values import Finding

D = date.fromisoformat
PACK = read_pack("hong_kong")
PLAN = PACK.plan
END_OF_2019 = D("2019-12-31")
CLAIMS_OF_ALL = ["all_in_place_2020_statement", "all_in_place_2019", "all_in_place_2022_statement"]


def on(day, plan=PLAN, **more):
    return {each.measure.id: each for each in statuses_on(plan, D(day), **more)}


def test_there_are_fourteen_new_and_twenty_ongoing_measures_numbered_from_one_on():
    assert [each.number for each in PLAN.measures if each.kind == "new"] == [*range(1, 15)]
    assert [each.number for each in PLAN.measures if each.kind == "ongoing"] == [*range(1, 21)]
    assert (PLAN.head.new, PLAN.head.ongoing) == (14, 20)


@pytest.mark.parametrize("day", ["2018-03-20", "2018-03-21", "2019-03-10", "2019-12-31", "2021-01-01", "2026-01-01"])
def test_on_every_day_each_of_them_has_a_status_and_a_reason(day):
    found = on(day)
    assert len(found) == 34
    assert all(each.status in Status and each.why.endswith(".") for each in found.values())


@pytest.mark.parametrize("name", ["n13", "n14"])
@pytest.mark.parametrize("day", ["2018-12-31", "2019-12-31", "2026-01-01"])
def test_the_two_measures_whose_text_was_not_found_stay_visible_as_not_public(name, day):
    found = on(day)[name]
    assert not found.measure.text_public
    assert (found.status, found.why) == (Status.EVIDENCE_MISSING, "Its text is not public, so nothing can be shown of it.")


def test_every_other_measure_has_an_owner_themes_and_an_indicator():
    public = [each for each in PLAN.measures if each.text_public]
    assert len(public) == 32
    assert all(each.owner and each.themes and each.indicator for each in public)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2018-12-31", Status.EVIDENCE_MISSING),
        ("2019-12-30", Status.EVIDENCE_MISSING),
        ("2019-12-31", Status.EVIDENCE_CONFLICTS),  # said to be in place, and dated to September 2020
        ("2020-08-31", Status.EVIDENCE_CONFLICTS),
        ("2020-09-15", Status.EVIDENCE_CONFLICTS),
        ("2020-09-30", Status.EVIDENCE_CONFLICTS),
        ("2021-01-01", Status.EVIDENCE_CONFLICTS),
        ("2026-01-01", Status.EVIDENCE_CONFLICTS),
    ],
)
def test_the_two_dates_of_the_division_for_domestic_helpers_are_a_conflict_from_the_end_of_2019_on(day, status):
    assert on(day)["n6"].status is status, on(day)["n6"].why


def test_the_conflict_names_both_sides_and_takes_none():
    why = on("2019-12-31")["n6"].why
    assert why.startswith("One side: counted among all measures said to be in place by 31 December 2019 (NEWS20, PR21, NEWS22).")
    assert why.endswith("The other: done between 1 September 2020 and 30 September 2020 (PR21).")


def test_who_reads_before_either_was_written_meets_no_conflict():
    assert on("2019-12-31", known_by=END_OF_2019)["n6"].status is Status.EVIDENCE_MISSING


def test_at_the_end_of_2019_nothing_else_conflicts():
    found = on("2019-12-31")
    assert [name for name, each in found.items() if each.status is Status.EVIDENCE_CONFLICTS] == ["n6"]
    assert {name for name, each in found.items() if each.status is Status.DONE} == {"n1", "n2", "n3", "n8", "n10", "o16"}


@pytest.mark.parametrize("name", CLAIMS_OF_ALL)
def test_that_all_was_in_place_by_the_end_of_2019_is_not_known_with_one_conflict(name):
    (found,) = [each for each in answers_to_claims(PLAN) if each.claim.id == name]
    assert found.finding is Finding.NOT_KNOWN
    assert [each.measure.id for each in found.conflicting] == ["n6"]
    assert {"n13", "n14"} <= {each.measure.id for each in found.open}
    assert sum(map(len, (found.shown, found.not_done, found.conflicting, found.unverified, found.open))) == 34
    assert "evidence conflicts on 1" in found.why
    assert found.why.endswith("of which the text of 2 is not public.")


def test_ten_of_fourteen_by_march_2019_is_not_known():
    (found,) = [each for each in answers_to_claims(PLAN) if each.claim.id == "ten_of_fourteen"]
    assert found.finding is Finding.NOT_KNOWN
    assert "Of 14 measures" in found.why
    assert {each.measure.id for each in found.unverified} >= {"n1", "n11", "n12"}  # that they were due is an inference


@pytest.mark.parametrize(
    ("removed", "measure", "status", "words"),
    [
        ("n6_pr21", "n6", Status.EVIDENCE_MISSING, "Nothing shows it done by its deadline, 31 December 2019."),
        ("n10_immd60", "n10", Status.EVIDENCE_MISSING, "Nothing shows it done by its deadline, 31 December 2019."),
        ("o16_news18ea", "o16", Status.EVIDENCE_MISSING, "Nothing dated shows that it has begun, or that it has not."),
        ("o18_cedaw11h", "o18", Status.EVIDENCE_MISSING, "Nothing dated shows that it has begun, or that it has not."),
    ],
)
def test_removing_one_item_of_evidence_changes_the_status_and_the_reason_says_why(removed, measure, status, words):
    kept = tuple(each for each in PLAN.evidence if each.id != removed)
    assert len(kept) == len(PLAN.evidence) - 1
    before, after = on("2019-12-31")[measure], on("2019-12-31", plan=replace(PLAN, evidence=kept))[measure]
    assert before.status is not status
    assert (after.status, after.why) == (status, words)


def test_the_same_happens_when_the_item_is_taken_out_of_the_file(tmp_path):
    folder = Path(shutil.copytree(PACK.folder, tmp_path / "hong_kong"))
    path = folder / "plan/evidence.toml"
    head, *items = path.read_text(encoding="utf-8").split("[[evidence]]\n")
    kept = [each for each in items if '"n10_immd60"' not in each]
    assert len(kept) == len(items) - 1
    path.write_text("[[evidence]]\n".join([head, *kept]), encoding="utf-8")
    found = on("2019-12-31", plan=read_pack(str(folder)).plan)["n10"]
    assert (found.status, found.why) == (Status.EVIDENCE_MISSING, "Nothing shows it done by its deadline, 31 December 2019.")


@pytest.mark.parametrize(
    ("year", "written", "amount"),
    [(2019, "2019-20", 62_230_000), (2020, "2020-21", 62_230_000), (2023, "2023-24", 62_230_000), (2024, "2024-25", 77_000_000)],
)
def test_the_money_of_a_financial_year(year, written, amount):
    (found,) = [each for each in recurrent_by_year(PLAN, 2024) if each.year == year]
    assert (financial_year(found.year, PACK.manifest.financial_year_starts), found.amount) == (written, amount)
    assert found.carried == (year not in (2019, 2024))


def test_the_exact_figure_stands_beside_the_rounded_one():
    line = recurrent_by_year(PLAN, 2019)[0].line
    assert (line.exact, line.rounded) == (62_230_000, 62_000_000)


def test_there_are_ninety_eight_posts_and_nobody_says_what_lies_within_them():
    totals = [
        each for each in PLAN.resources.posts if each.department is None and each.posts == 98 and each.basis == "authorised"
    ]
    assert [each.id for each in totals] == ["total98"]
    assert remainder(PLAN, totals[0]) is None
    assert average_per_post(PLAN) == 635_000


def test_numbers_that_were_looked_for_and_not_found_say_so():
    missing = {each.department for each in PLAN.resources.posts if each.bound == "not_found" and each.department}
    assert missing == {"hkpf", "immd", "ced", "doj"}


def test_sources_differ_on_whether_the_police_got_posts():
    assert difference_of_departments(PLAN).by_some == ("hkpf",)


def test_money_is_linked_to_no_measure_since_no_source_links_it():
    assert {each.measures for each in PLAN.resources.funding} == {()}


def test_resources_as_data_have_years_as_people_write_them():
    shown = resources_to_json(PACK, 2024)
    assert (shown["currency"], shown["departments_not_in_all_sources"]) == ("HKD", ["hkpf"])
    assert [each["year"] for each in shown["recurrent"]] == ["2019-20", "2020-21", "2021-22", "2022-23", "2023-24", "2024-25"]


def test_every_item_of_evidence_has_a_date_a_document_and_a_hash():
    for each in PLAN.evidence:
        assert each.dated
        assert each.document in PACK.sources
        assert each.digest.startswith("sha256:")
