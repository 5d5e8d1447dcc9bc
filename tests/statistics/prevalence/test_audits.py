"""Audits of those whom a screen passed over: how many to examine, what a result shows, and what no audit leaves open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, hypergeom

from firmground.errors import FigureError
from firmground.statistics.prevalence.audit import audit_plan, audit_result, usual_plans
from firmground.statistics.prevalence.verification import NOT_IDENTIFIED, Verified, begg_greenes


@pytest.mark.parametrize(("below", "size"), [(0.01, 299), (0.005, 598), (0.001, 2995)])
def test_an_audit_that_finds_nobody_bounds_what_was_missed_as_the_reference_says(below, size):
    assert audit_plan(below).size == size
    assert audit_result(0, size).upper_share <= below < audit_result(0, size - 1).upper_share


@settings(max_examples=30)
@given(st.floats(0.001, 0.5), st.integers(0, 5), st.sampled_from([0.9, 0.95, 0.99]))
def test_a_plan_is_the_smallest_that_keeps_its_promise(below, hits, confidence):
    size = audit_plan(below, hits=hits, confidence=confidence).size
    assert binom.cdf(hits, size, below) <= 1 - confidence + 1e-12
    assert binom.cdf(hits, size - 1, below) > 1 - confidence - 1e-12


@settings(max_examples=30)
@given(st.floats(0.02, 0.5), st.integers(0, 2), st.integers(200, 3000))
def test_of_few_people_fewer_need_be_examined_and_the_promise_is_that_of_drawing_without_putting_back(below, hits, people):
    plan = audit_plan(below, hits=hits, passed_over=people)
    there = -int(-(below * people - 1e-9) // 1)
    assert plan.size <= audit_plan(below, hits=hits).size
    assert hypergeom.cdf(hits, people, there, plan.size) <= 0.05 + 1e-9
    assert hypergeom.cdf(hits, people, there, plan.size - 1) > 0.05 - 1e-9


def test_the_usual_plans_leave_out_what_so_few_people_cannot_show():
    assert [each.size for each in usual_plans() if each.hits == 0] == [59, 299, 598, 2995]
    assert {each.below for each in usual_plans(passed_over=60)} == {0.05, 0.01, 0.005, 0.001}
    assert max(each.size for each in usual_plans(passed_over=60)) <= 60


def test_a_result_says_how_many_were_missed_at_most_and_what_share_was_found_at_least():
    found = audit_result(0, 299, passed_over=7497, identified=3)
    assert (found.most_missed, found.least_sensitivity) == (74, pytest.approx(3 / 77))
    assert audit_result(2, 299).upper_share > found.upper_share
    assert audit_result(2, 299).most_missed is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: audit_plan(0),
        lambda: audit_plan(1),
        lambda: audit_plan(0.01, confidence=1),
        lambda: audit_plan(0.01, hits=-1),
        lambda: audit_plan(0.01, passed_over=0),
        lambda: audit_plan(0.01, hits=3, passed_over=50),
        lambda: audit_result(3, 2),
        lambda: audit_result(0, 20, passed_over=10),
    ],
)
def test_an_audit_that_cannot_be_is_refused(call):
    with pytest.raises(FigureError):
        call()


def test_accuracy_corrected_for_who_was_examined_is_that_of_the_reference():
    """Reference: hepatic scintigraphy, 650 screened and 344 examined; the limits are those on the log odds."""
    found = begg_greenes(Verified(429, 263, 231), Verified(221, 81, 27))
    shown = [found.sensitivity.value, found.sensitivity.low, found.sensitivity.high]
    shown += [found.specificity.value, found.specificity.low, found.specificity.high, found.share.value]
    expected = [0.836467, 0.782647, 0.879020, 0.738398, 0.655508, 0.807209, 0.693029]
    assert shown == pytest.approx(expected, abs=6e-7)  # one was cut, not rounded
    assert (found.naive_sensitivity, found.naive_specificity) == pytest.approx(
        (0.895349, 0.627907), abs=5.1e-7
    )  # printed .627906, cut


def test_a_screen_whose_negatives_nobody_examined_has_no_sensitivity_and_never_one_of_1():
    found = begg_greenes(Verified(50, 50, 3), Verified(7450, 0, 0))
    assert [each.value for each in (found.sensitivity, found.specificity, found.share)] == [None] * 3
    assert found.sensitivity.in_words == NOT_IDENTIFIED
    assert found.sensitivity.to_json()["identified"] is False
    assert "nobody knows how many it missed" in found.warnings[0]


def test_an_audit_without_a_miss_leaves_a_low_lower_limit_and_a_warning():
    found = begg_greenes(Verified(50, 50, 3), Verified(7450, 299, 0))
    assert found.sensitivity.value == 1.0
    assert found.sensitivity.low == pytest.approx(3 / (3 + 7450 * 0.0099691), abs=1e-5)
    assert "0 misses" in found.warnings[0]


@settings(max_examples=30)
@given(st.integers(2, 200), st.integers(2, 200), st.data())
def test_when_everybody_was_examined_the_correction_changes_nothing(positive, negative, draw):
    hits, misses = draw.draw(st.integers(1, positive - 1)), draw.draw(st.integers(1, negative - 1))
    found = begg_greenes(Verified(positive, positive, hits), Verified(negative, negative, misses))
    assert found.sensitivity.value == pytest.approx(found.naive_sensitivity)
    assert found.specificity.value == pytest.approx(found.naive_specificity)
    assert found.sensitivity.low < found.sensitivity.value < found.sensitivity.high


@pytest.mark.parametrize("numbers", [(5, 6, 1), (5, 4, 5), (5, 4, -1)])
def test_more_examined_than_screened_or_more_found_than_examined_is_refused(numbers):
    with pytest.raises(FigureError, match="found ≤ examined ≤ screened"):
        Verified(*numbers)


def test_positives_whom_nobody_examined_leave_nothing_identified():
    assert begg_greenes(Verified(5, 0, 0), Verified(95, 95, 1)).sensitivity.in_words == NOT_IDENTIFIED
