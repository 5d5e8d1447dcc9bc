"""The invented year as its tables show it: totals, stages, days, answers that fit, and the label on every person."""

import datetime
from collections import Counter

import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.rules.evaluate import evaluate
from firmground.screening.demo_year import demo_totals, demo_year
from firmground.screening.instrument import find_instrument
from firmground.statistics.extract import ANSWERS, read_extract, write_extract

SMALL = st.integers(1, 60)
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def year_2018(hong_kong):
    return demo_year(hong_kong, year=2018, persons=7500, seed=1)


@pytest.fixture(scope="module")
def freeport_2022(freeport):
    return demo_year(freeport, year=2022, persons=712, seed=4)


def by_screening(tables, name):
    rows = tables[ANSWERS + name].to_pylist()
    return {row.pop("screening"): {key: value for key, value in row.items() if value is not None} for row in rows}


def decided(tables):
    return Counter(tables["decisions"]["decision"].to_pylist())


def test_2018_identifies_the_eighteen_that_were_published(year_2018):
    assert decided(year_2018)["identified"] == 18
    assert Counter(year_2018["screenings"]["stage"].to_pylist()) == {"initial": 7500, "full": 110}


def test_everyone_is_screened_once_first_and_only_they_are_debriefed(year_2018):
    rows = year_2018["screenings"].to_pylist()
    first = [row["person"] for row in rows if row["stage"] == "initial"]
    assert len(first) == len(set(first)) == 7500
    second = [row["person"] for row in rows if row["stage"] == "full"]
    assert len(second) == len(set(second))
    assert set(second) <= set(first)
    assert len({row["screening"] for row in rows}) == len(rows)


def test_everyone_debriefed_has_an_indicator_and_nobody_else_has_one(year_2018, hong_kong):
    rule = find_instrument(hong_kong, "initial_screening", datetime.date(2018, 12, 31)).definition.rule["open_full_debriefing"]
    indicators = [member.about for member in rule.members]
    assert len(indicators) == 7
    answers = by_screening(year_2018, "initial_screening")
    person_of = {row["screening"]: row["person"] for row in year_2018["screenings"].to_pylist()}
    marked = {person_of[number] for number, given in answers.items() if "yes" in [given.get(name) for name in indicators]}
    assert marked == {row["person"] for row in year_2018["screenings"].to_pylist() if row["stage"] == "full"}


def test_decisions_rest_on_debriefings_and_the_identified_meet_the_definition(year_2018, hong_kong):
    definition = find_instrument(hong_kong, "full_debriefing", datetime.date(2018, 12, 31)).definition
    answers = by_screening(year_2018, "full_debriefing")
    rows = year_2018["decisions"].to_pylist()
    assert {row["screening"] for row in rows} == set(answers)
    for row in rows:
        if row["decision"] == "identified":
            reached = evaluate(definition, answers[row["screening"]])
            assert reached["elements_present"].finding == "yes"
            assert row["forced_labour"] == "yes"


def test_the_outcome_of_a_screening_is_what_the_reference_makes_of_its_answers(freeport_2022, freeport):
    instrument = find_instrument(freeport, "quay_questions", datetime.date(2022, 12, 31))
    answers = by_screening(freeport_2022, "quay_questions")
    for row in freeport_2022["screenings"].to_pylist():
        found = evaluate(instrument.definition, answers[row["screening"]])[instrument.outcomes[0]].finding
        assert row["outcome"] == found.replace(" ", "_")


def test_a_territory_with_one_stage_decides_on_its_screenings(freeport_2022):
    screened = {row["screening"]: row["person"] for row in freeport_2022["screenings"].to_pylist()}
    decisions = freeport_2022["decisions"].to_pylist()
    assert decided(freeport_2022) == {"identified": 9}
    assert all(screened[row["screening"]] == row["person"] for row in decisions)
    assert set(freeport_2022) == {"screenings", "decisions", "answers_quay_questions"}


def test_days_lie_in_the_period_of_the_published_series(freeport_2022, year_2018):
    days = freeport_2022["screenings"]["screened_on"].to_pylist()
    assert datetime.date(2022, 7, 1) <= min(days) <= max(days) <= datetime.date(2023, 6, 30)
    assert {day.year for day in year_2018["screenings"]["screened_on"].to_pylist()} == {2018}


def test_every_person_is_called_synthetic_in_every_table(year_2018, freeport_2022):
    for tables in (year_2018, freeport_2022):
        for name in ("screenings", "decisions"):
            assert pc.all(pc.starts_with(tables[name]["person"], "synthetic-")).as_py()


def test_nobody_invented_has_been_asked_in_a_language_that_was_not_recorded(freeport_2022):
    assert set(freeport_2022["screenings"]["language"].to_pylist()) == {None}


@settings(max_examples=12, deadline=None)
@given(persons=SMALL, seed=SEEDS)
def test_a_few_people_with_any_seed_make_an_extract_that_meets_its_totals(freeport, persons, seed):
    totals = demo_totals(freeport, 2022, persons)
    tables = demo_year(freeport, year=2022, persons=persons, seed=seed)
    assert tables["screenings"].num_rows == totals.persons == persons
    assert decided(tables)["identified"] == totals.identified <= totals.debriefed <= persons


@pytest.mark.parametrize("persons", [1, 50])
def test_one_person_or_fifty_are_written_and_read_again(hong_kong, tmp_path, persons):
    tables = demo_year(hong_kong, year=2019, persons=persons, seed=1)
    written = write_extract(tables, tmp_path / "extract", pack=hong_kong, year=2019, synthetic=True)
    assert read_extract(written.folder) == written
    assert tables["decisions"].num_rows == demo_totals(hong_kong, 2019, persons).debriefed


def test_the_same_seed_gives_files_with_the_same_digests_and_another_seed_others(freeport, tmp_path):
    digests = [
        write_extract(
            demo_year(freeport, year=2022, persons=100, seed=seed),
            tmp_path / str(place),
            pack=freeport,
            year=2022,
            synthetic=True,
        ).tables
        for place, seed in enumerate((7, 7, 8))
    ]
    assert digests[0] == digests[1]
    assert all(digests[0][table] != digests[2][table] for table in ("screenings", "answers_quay_questions"))


def test_the_number_debriefed_follows_2018_where_none_was_published(hong_kong):
    assert demo_totals(hong_kong, 2019, 75_000).debriefed == 1100
    assert demo_totals(hong_kong, 2017, 4700).debriefed == 28  # published for that year itself


@pytest.mark.parametrize(("year", "known"), [(2016, "2018, 2019, 2020"), (2022, "2018, 2019, 2020"), (2030, "2018, 2019, 2020")])
def test_a_refused_year_is_answered_with_the_years_that_can_be_made(hong_kong, year, known):
    with pytest.raises(FirmgroundError, match=str(year)) as refused:
        demo_totals(hong_kong, year, 100)
    assert known in refused.value.remedy


@pytest.mark.parametrize("year", [2015, 2030])
def test_every_year_that_a_refusal_names_can_be_made(hong_kong, year):
    with pytest.raises(FirmgroundError) as refused:
        demo_totals(hong_kong, year, 100)
    for named in refused.value.remedy.partition("[")[2].rstrip("]").split(", "):
        assert demo_totals(hong_kong, int(named), 100).persons == 100
