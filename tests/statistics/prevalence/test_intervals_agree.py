"""Intervals beside independent programs, and what must hold of them for every count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest
from statsmodels.stats.proportion import proportion_confint

from firmground.errors import FigureError
from firmground.statistics.prevalence.intervals import INTERVALS, share_with

COUNTS = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
FEW = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
TESTS = ("blaker", "sterne")
SECOND_OPINION = {"exact": "beta", "wilson": "wilson", "agresti-coull": "agresti_coull", "jeffreys": "jeffreys"}


def evidence(name, part, whole, share):
    """The p-value of the test behind an interval, by going through every outcome."""
    chances = [binom.pmf(k, whole, share) for k in range(whole + 1)]
    if name == "sterne":
        return sum(each for each in chances if each <= chances[part] * (1 + 1e-9))
    tails = [min(binom.cdf(k, whole, share), binom.sf(k - 1, whole, share)) for k in range(whole + 1)]
    return sum(chance for chance, tail in zip(chances, tails, strict=True) if tail <= tails[part] * (1 + 1e-9))


@settings(max_examples=30)
@given(COUNTS, LEVELS, st.sampled_from(sorted(SECOND_OPINION)))
def test_limits_agree_with_statsmodels(counts, level, name):
    part, whole = counts
    low, high = proportion_confint(part, whole, alpha=1 - level, method=SECOND_OPINION[name])
    share = share_with(name, part, whole, level=level)
    assert share.low == pytest.approx(0.0 if part == 0 and name == "jeffreys" else low, abs=1e-9)
    assert share.high == pytest.approx(1.0 if part == whole and name == "jeffreys" else high, abs=1e-9)


@settings(max_examples=30)
@given(COUNTS, LEVELS, st.sampled_from([("exact", "exact"), ("wilson", "wilson"), ("wilson-corrected", "wilsoncc")]))
def test_limits_agree_with_scipy(counts, level, names):
    part, whole = counts
    other = binomtest(part, whole).proportion_ci(confidence_level=level, method=names[1])
    share = share_with(names[0], part, whole, level=level)
    assert (share.low, share.high) == (pytest.approx(other.low, abs=1e-9), pytest.approx(other.high, abs=1e-9))


@settings(max_examples=25)
@given(FEW, LEVELS, st.sampled_from(TESTS), st.floats(0.001, 0.999))
def test_every_share_that_the_test_accepts_lies_within_the_limits(counts, level, name, share):
    part, whole = counts
    found = share_with(name, part, whole, level=level)
    if evidence(name, part, whole, share) > 1 - level + 1e-9:
        assert found.low - 1e-9 <= share <= found.high + 1e-9


@settings(max_examples=25)
@given(FEW, LEVELS, st.sampled_from(TESTS))
def test_just_outside_the_limits_the_test_rejects_and_just_inside_it_accepts(counts, level, name):
    part, whole = counts
    found, near, error = share_with(name, part, whole, level=level), 1e-7, 1 - level + 1e-6
    if part > 0:
        assert evidence(name, part, whole, found.low - near) <= error
        assert evidence(name, part, whole, found.low + near) >= 1 - level - 1e-4
    if part < whole:
        assert evidence(name, part, whole, found.high + near) <= error
        assert evidence(name, part, whole, found.high - near) >= 1 - level - 1e-4


@settings(max_examples=30)
@given(COUNTS, LEVELS)
def test_blakers_limits_lie_within_the_exact_ones_and_the_stepped_ones_between(counts, level):
    exact, blaker, stepped = (share_with(name, *counts, level=level) for name in ("exact", "blaker", "blaker-stepped"))
    assert exact.low - 1e-12 <= stepped.low <= blaker.low + 1e-12
    assert blaker.high - 1e-12 <= stepped.high <= exact.high + 1e-12
    assert blaker.low - stepped.low <= 1.001e-4


@settings(max_examples=40)
@given(COUNTS, LEVELS, st.sampled_from(sorted(INTERVALS)))
def test_limits_hold_the_share_between_0_and_1_and_grow_with_the_count_and_the_level(counts, level, name):
    part, whole = counts
    share = share_with(name, part, whole, level=level)
    assert 0 <= share.low <= share.value + 1e-12
    assert share.value - 1e-12 <= share.high <= 1
    wider = share_with(name, part, whole, level=0.999)
    assert wider.low <= share.low + 1e-4
    assert wider.high >= share.high - 1e-4
    if part < whole:
        more = share_with(name, part + 1, whole, level=level)
        assert more.low >= share.low - 1e-9
        assert more.high >= share.high - 1e-9


@settings(max_examples=30)
@given(COUNTS, st.sampled_from(sorted(INTERVALS)))
def test_counting_the_others_instead_turns_the_limits_round(counts, name):
    part, whole = counts
    some, others = share_with(name, part, whole), share_with(name, whole - part, whole)
    assert (others.low, others.high) == (pytest.approx(1 - some.high, abs=1e-9), pytest.approx(1 - some.low, abs=1e-9))


def test_the_limits_of_thousands_are_found_and_not_searched_for():
    blaker, exact = (share_with(name, 4060, 11284) for name in ("blaker", "exact"))
    assert exact.low < blaker.low < 0.3598 < blaker.high < exact.high


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (8, 7), (-1, 7)])
@pytest.mark.parametrize("name", sorted(INTERVALS))
def test_counts_that_are_no_share_have_no_limits(name, part, whole):
    with pytest.raises(FigureError):
        share_with(name, part, whole)


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(FigureError, match="is not a level"):
        share_with("wilson", 3, 10, level=level)


def test_an_interval_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(FigureError, match="no interval 'wald'.*exact, wilson"):
        share_with("wald", 3, 10)
