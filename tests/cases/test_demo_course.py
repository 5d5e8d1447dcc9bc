"""What became of invented people: the same for the same seed, in an order that can be, and counted as it was drawn."""

import dataclasses
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.cases.course import tables_of
from firmground.cases.demo_course import demo_courses, demo_tables
from firmground.cases.lifecycle import lifecycle_of, next_state
from firmground.cases.services import check_step
from firmground.errors import PackError
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import DAY_OF, OF_CASES, codes_of, days_covered

SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def tables(hong_kong):
    """An invented 2018 of 7,500 people, of whom 18 are identified as was published."""
    return demo_year(hong_kong, year=2018, persons=7500, seed=1)


@pytest.fixture(scope="module")
def became(hong_kong, tables):
    return demo_tables(hong_kong, tables, year=2018, seed=1)


@pytest.fixture(scope="module")
def of(hong_kong, tables):
    return lambda seed: demo_courses(hong_kong, tables, seed=seed)


@settings(max_examples=25)
@given(seed=SEEDS)
def test_every_step_may_follow_the_one_before_and_days_never_go_back(hong_kong, of, seed):
    lifecycle = lifecycle_of(hong_kong.casework.referral)
    for course in of(seed):
        for service in course.services:
            last = None
            for step, _ in service.steps:
                check_step(last, step)
                last = step
            days = [day for _, day in service.steps]
            assert days == sorted(days)
            assert course.opened_on <= days[0]
        for referral in course.referrals:
            state = lifecycle.starts
            for event, _ in referral.events:
                state = next_state(lifecycle, state, event)
            days = [referral.sent_on, *(day for _, day in referral.events)]
            assert days == sorted(days)
        for charge in (each for suspect in course.suspects for each in suspect.charges):
            assert charge.conduct_on < charge.laid_on <= (charge.ended_on or charge.laid_on)
            assert bool(charge.outcome) == (charge.ended_on is not None)


def test_everyone_identified_and_nobody_else_has_a_case(tables, of):
    identified = {row["person"] for row in tables["decisions"].to_pylist() if row["decision"] == "identified"}
    assert len(identified) == 18
    assert {each.person for each in of(1) if each.opened_on} == identified


def test_the_same_seed_gives_the_same_courses_and_another_one_others(of):
    assert of(5) == of(5) != of(6)


def test_the_tables_count_what_was_drawn_within_the_days_of_the_year(hong_kong, tables, became, of):
    first, last = days_covered(hong_kong, 2018)
    counted = [each for each in of(1) if each.counted]
    began = [service for each in counted for service in each.services if first <= service.steps[0][1] <= last]
    assert became["services"].num_rows == len(began) > 0
    sent = [referral for each in counted for referral in each.referrals if first <= referral.sent_on <= last]
    assert became["referrals"].num_rows == len(sent) > 0
    charges = [charge for each in of(1) for suspect in each.suspects for charge in suspect.charges]
    assert became["charges"].num_rows == sum(first <= each.laid_on <= last for each in charges) > 0
    for name in OF_CASES:
        assert all(first <= day <= last for day in became[name][DAY_OF[name]].to_pylist())
        for column in became[name].column_names:
            if known := codes_of(hong_kong, name, column):
                assert set(became[name][column].to_pylist()) <= {*known, None, "not_known"}, (name, column)


def test_whoever_asked_to_be_left_out_is_in_no_table_about_people(hong_kong, tables, of):
    courses = [dataclasses.replace(each, counted=False) for each in of(1)]
    days = days_covered(hong_kong, 2018)
    left = tables_of(hong_kong, courses, [], days)
    assert left["services"].num_rows == left["referrals"].num_rows == left["waits"].num_rows == 0
    assert left["investigations"].num_rows > 0


def test_waits_for_a_decision_are_of_all_who_were_decided_about(hong_kong, tables, of):
    days = days_covered(hong_kong, 2018)
    decisions = tables["decisions"].to_pylist()
    counted = [dataclasses.replace(each, counted=True) for each in of(1)]
    waits = Counter(tables_of(hong_kong, counted, decisions, days)["waits"]["wait"].to_pylist())
    assert waits["screening_to_decision"] == sum(row["decision"] != "not_yet_decided" for row in decisions)
    assert waits["decision_to_protection"] == waits["screening_to_protection"] <= 18


def test_a_pack_that_says_nothing_of_it_has_no_tables_of_cases(hong_kong, tables):
    silent = dataclasses.replace(hong_kong, demo=hong_kong.demo.model_copy(update={"course": None}))
    assert demo_tables(silent, tables, year=2018, seed=1) == {}
    assert demo_courses(dataclasses.replace(hong_kong, casework=None), tables, seed=1) == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [("services", {"a_castle": 1}), ("provisions", {"no_law": 1}), ("agency", "nobody"), ("referred_to", {"abroad": 1})],
)
def test_shares_that_name_what_the_pack_does_not_have_are_refused(hong_kong, tables, key, value):
    course = hong_kong.demo.course.model_copy(update={key: value})
    wrong = dataclasses.replace(hong_kong, demo=hong_kong.demo.model_copy(update={"course": course}))
    with pytest.raises(PackError, match=r"is not known.*correct the id") as told:
        demo_courses(wrong, tables, seed=1)
    assert "statistics/demo.toml" in told.value.where
