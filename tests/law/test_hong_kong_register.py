"""Hong Kong's register against the list that it was made from, row by row, so that neither says more than the other."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from firmground.law.coverage import Reach, coverage_on
from firmground.law.provision import find_provision, provisions_of, provisions_on
from firmground.packs.pack import read_pack

LISTED = Path(__file__).parent / "data/provisions.csv"
with LISTED.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
PACK = read_pack("hong_kong")
BY_NUMBER = {each.entry.number: each for each in provisions_of(PACK)}
BY_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["number"])
DAY = date(2019, 12, 31)
RECALLED = re.compile(r"\bG\b")  # general knowledge, to be verified
PENALTY_IS_RECALLED = re.compile(r"\(G\)|; (?:penalty|figures?) G|^G\b|\bL / G$")
AGENCIES_CHANGE, IMMIGRATION_CHANGE = date(2018, 2, 9), date(2021, 8, 1)


def provision_of(row):
    return BY_NUMBER[int(row["number"])]


def citations_of_row(entry):
    """Every citation that could hold what the list marks: the conduct's, the penalties' and their rivals', who named it."""
    yield entry.cite
    yield from ([entry.named_cite] if entry.named_cite else [])
    for penalty in entry.penalties:
        yield from (penalty.cite, *(each.cite for each in penalty.otherwise))
    yield from (limit.cite for limit in entry.time_limits)


def maxima_of(entry):
    return [each for penalty in entry.penalties for each in (penalty, *penalty.otherwise)]


def test_there_are_eighty_two_rows_numbered_from_one_on():
    assert [int(row["number"]) for row in ROWS] == [*range(1, 83)]
    assert [each.entry.number for each in provisions_of(PACK)] == [*range(1, 83)]


def test_all_of_them_are_in_force_at_the_end_of_2019():
    assert len(provisions_on(PACK, DAY)) == 82


def test_they_stand_in_fifteen_ordinances_and_the_common_law():
    assert len(PACK.law.files) == 16
    assert len({row["cap"] for row in ROWS}) == 16
    assert [file.ordinance.id for file in PACK.law.files if file.ordinance.kind == "common_law"] == ["common_law"]


@BY_ROW
def test_chapter_and_section_are_those_of_the_list(row):
    found = provision_of(row)
    listed = ["" if row[name] == "-" else row[name] for name in ("cap", "section")]
    assert [found.ordinance.chapter, found.entry.section] == listed


@BY_ROW
def test_a_provision_touches_an_act_a_means_or_a_purpose_where_the_list_has_the_letter(row):
    entry = provision_of(row).entry
    letters = set(re.findall(r"\b[AMP]\b", row["element"]))
    assert {"A": bool(entry.acts), "M": bool(entry.means), "P": bool(entry.purposes)} == {each: each in letters for each in "AMP"}


@BY_ROW
def test_what_can_fall_on_the_trafficked_person_is_what_the_list_says(row):
    marked = {"vic": "chiefly"}.get(row["element"], "possibly" if "vic" in row["element"] else "no")
    assert provision_of(row).entry.falls_on_person == marked
    assert provision_of(row).entry.protects == (row["element"] == "protects")


@BY_ROW
def test_who_named_a_provision_is_what_the_list_says(row):
    standing = {"OFF": "provision", "-": "no"}.get(row["officially_named"], "area")
    assert provision_of(row).entry.named == standing


def test_ten_are_named_by_section_and_seventeen_by_their_area():
    standing = coverage_on(PACK, DAY).standing
    assert dict(standing) == {"provision": 10, "area": 17, "no": 55}
    official = [row["officially_named"] for row in ROWS]
    assert (official.count("OFF"), official.count("-")) == (10, 55)


def penalty_in(row):
    return row["maximum_penalty"].split("; prosecution time limit")[0]


def dollars_in(words):
    found = re.findall(r"\$([\d,.]*\d)(m?)", words)
    return {int(float(number.replace(",", "")) * (1_000_000 if million else 1)) for number, million in found}


def months_in(words):
    years = {int(number) * 12 for number in re.findall(r"\b(\d+) y\b", words)}
    return years | {int(number) for number in re.findall(r"\b(\d+) months\b", words)}


# The news of 9 February 2018, which the list cites for this row, gives the earlier fine for overcharging as well.
READ_BESIDES = {"61": {50_000}}


@BY_ROW
def test_every_figure_of_the_list_is_in_the_register(row):
    maxima, words = maxima_of(provision_of(row).entry), penalty_in(row)
    assert months_in(words) <= {each.imprisonment for each in maxima}
    assert dollars_in(words) <= {each.fine for each in maxima}
    assert {int(level) for level in re.findall(r"level-(\d)", words)} <= {each.fine_level for each in maxima}
    assert any(each.life for each in maxima) == bool(re.search(r"\blife\b", words))
    assert any(each.at_large for each in maxima) == ("at large" in words)
    assert any(each.as_for for each in maxima) == words.startswith("as ")


@BY_ROW
def test_a_figure_that_the_list_does_not_have_is_not_shown_as_verified(row):
    verified = [each for each in maxima_of(provision_of(row).entry) if each.cite.confidence.is_verified]
    known = READ_BESIDES.get(row["number"], set())
    assert {each.imprisonment for each in verified if each.imprisonment} <= months_in(penalty_in(row))
    assert {each.fine for each in verified if each.fine} <= dollars_in(penalty_in(row)) | known


def test_the_figures_of_the_list_are_read_as_a_person_reads_them():
    assert dollars_in("$350,000 and 3 y (since 9 Feb 2018; before: $50,000)") == {350_000, 50_000}
    assert dollars_in("under 16: $3m and 10 y") == {3_000_000}
    assert months_in("$10,000 and 6 months") == {6}
    assert months_in("$350,000 and 3 y (since 9 Feb 2018)") == {36}


@BY_ROW
def test_a_row_with_anything_recalled_has_something_that_is_not_verified(row):
    if RECALLED.search(row["maximum_penalty"] + row["sources_and_confidence"]):
        entry = provision_of(row).entry
        weak = [each for each in citations_of_row(entry) if not each.confidence.is_verified]
        assert weak or not entry.penalties, "shown as if it had been read"


@BY_ROW
def test_a_penalty_that_is_recalled_is_not_verified(row):
    if PENALTY_IS_RECALLED.search(row["maximum_penalty"]) or PENALTY_IS_RECALLED.search(row["sources_and_confidence"]):
        assert [each.imprisonment for each in provision_of(row).entry.penalties if each.cite.confidence.is_verified] == []


@BY_ROW
def test_a_provision_read_nowhere_or_only_in_the_press_is_not_verified(row):
    told = row["sources_and_confidence"]
    read_well = re.search(r"\] H|\] H/M|\] M/H", told)
    if not read_well or "section no. G" in told:
        assert not provision_of(row).is_verified


@BY_ROW
def test_every_source_of_the_list_is_cited(row):
    keys = {key.replace("-", "_") for key in re.findall(r"\[([A-Z0-9-]+)\]", row["sources_and_confidence"])}
    assert keys <= {key for cite in citations_of_row(provision_of(row).entry) for key in cite.source}


def carried(name, day):
    return [(each.imprisonment, each.fine) for each in find_provision(PACK, name).penalties_on(day)]


@pytest.mark.parametrize(
    ("name", "day", "penalty"),
    [
        ("employment_51", date(2018, 2, 8), (None, 50_000)),
        ("employment_51", AGENCIES_CHANGE, (36, 350_000)),
        ("employment_57", date(2018, 2, 8), (None, 50_000)),
        ("employment_57", AGENCIES_CHANGE, (36, 350_000)),
        ("immigration_17i", date(2015, 1, 1), (36, 350_000)),
        ("immigration_17i", date(2021, 7, 31), (36, 350_000)),
        ("immigration_17i", IMMIGRATION_CHANGE, (120, 500_000)),
        ("immigration_17i", date(2025, 1, 1), (120, 500_000)),
    ],
)
def test_a_penalty_that_changed_is_the_one_of_the_day(name, day, penalty):
    assert carried(name, day) == [penalty]


def test_the_day_of_the_change_of_2021_is_recalled_and_stays_marked():
    assert not any(each.cite.confidence.is_verified for each in find_provision(PACK, "immigration_17i").entry.penalties)


@pytest.mark.parametrize(("day", "months"), [(date(2018, 2, 8), 6), (AGENCIES_CHANGE, 12), (date(2021, 8, 1), 12)])
def test_an_agency_that_overcharged_could_be_taken_to_court_for_six_months_and_now_for_twelve(day, months):
    limit = find_provision(PACK, "employment_57").time_limit_on(day)
    assert (limit.months, limit.cite.confidence.is_verified) == (months, True)


def test_where_sources_give_two_penalties_both_stand_and_neither_is_verified():
    (penalty,) = find_provision(PACK, "crimes_139").entry.penalties
    assert (penalty.imprisonment, [(each.imprisonment, each.fine) for each in penalty.otherwise]) == (120, [(84, 20_000)])
    assert not any(each.cite.confidence.is_verified for each in (penalty, *penalty.otherwise))


def test_no_penalty_was_found_for_one_provision_only():
    assert [each.id for each in provisions_of(PACK) if not each.entry.penalties] == ["money_lenders_29"]


def test_bringing_someone_for_prostitution_needs_a_border_and_no_means():
    entry = find_provision(PACK, "crimes_129").entry
    assert (entry.means, entry.limits, entry.purposes) == ((), ("crosses_border",), ("sexual_exploitation",))
    (beyond,) = [each for each in coverage_on(PACK, DAY).beyond if each.provision.id == "crimes_129"]
    assert beyond.without == ("means",)


@pytest.mark.parametrize("purpose", ["forced_labour_or_services", "servitude", "forced_marriage", "organ_removal"])
def test_no_provision_spans_a_cell_of_this_purpose_and_the_gap_is_named(purpose):
    found = coverage_on(PACK, DAY)
    assert {cell.reach for cell in found.by_place.values() if cell.purpose == purpose} <= {Reach.PIECES, Reach.GAP}
    named = {act for gap in found.gaps if gap.purpose == purpose and not gap.for_children for act in gap.acts}
    assert named == set(found.acts)
    assert {act for gap in found.gaps if gap.purpose == purpose and gap.for_children for act in gap.acts} == set(found.acts)


def test_what_each_provision_touches_is_everywhere_marked_as_our_reading():
    assert {each.entry.reading.source for each in provisions_of(PACK)} == {("FIRMGROUND",)}
    assert not any(each.entry.reading.confidence.is_verified for each in provisions_of(PACK))
    assert all(each.entry.reading.note for each in provisions_of(PACK))


def test_every_provision_has_words_in_both_languages_of_the_territory():
    for tag in ("en", "zh-Hant"):
        assert [each.id for each in provisions_of(PACK) if f"law.provisions.{each.id}" not in PACK.texts[tag]] == []
