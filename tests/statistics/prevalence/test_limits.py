"""One-sided limits, and the assumptions under which a yield of three in 7,500 means one thing or another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FigureError
from firmground.statistics.intervals import exact_share, predictive_value
from firmground.statistics.prevalence.limits import lower_limit, rule_of_three, upper_limit
from firmground.statistics.prevalence.miss_rates import compatible_share, implied_sensitivity

HONG_KONG_2019 = exact_share(3, 7500)


@pytest.mark.parametrize(("part", "whole", "limit"), [(0, 7500, 0.00039935), (0, 300, 0.00993608), (3, 7500, 0.0010335)])
def test_an_upper_limit_is_the_reference_value(part, whole, limit):
    assert upper_limit(part, whole) == pytest.approx(limit, abs=5e-9 if part == 0 else 5e-8)


def test_the_rule_of_three_is_close_above_the_exact_limit_for_none():
    assert [rule_of_three(whole) for whole in (7500, 300)] == [pytest.approx(0.0004), pytest.approx(0.01)]
    assert all(rule_of_three(whole) > upper_limit(0, whole) for whole in (3, 30, 300, 7500))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_lower_limit_of_some_is_what_the_upper_limit_of_the_others_leaves(counts):
    part, whole = counts
    assert lower_limit(part, whole) == pytest.approx(1 - upper_limit(whole - part, whole))
    assert lower_limit(part, whole) <= part / whole <= upper_limit(part, whole)


@pytest.mark.parametrize("call", [lambda: upper_limit(2, 1), lambda: lower_limit(-1, 4), lambda: rule_of_three(0)])
def test_a_limit_of_what_is_no_share_is_refused(call):
    with pytest.raises(FigureError):
        call()


@pytest.mark.parametrize(
    ("sensitivity", "value", "low", "high"),
    [(0.89, "0.045", None, None), (0.5, "0.08", None, None), (0.1, "0.40", "0.083", "1.17"), (0.01, "4.0", "0.83", "11.7")],
)
def test_the_same_yield_fits_shares_that_differ_a_hundredfold(sensitivity, value, low, high):
    """Reference: a yield divided by the end-to-end sensitivity, with the exact limits of the yield."""
    found = compatible_share(HONG_KONG_2019, sensitivity)
    for printed, share in ((value, found.value), (low, found.low), (high, found.high)):
        if printed:
            digit = 10.0 ** -len(printed.partition(".")[2])
            assert 100 * share == pytest.approx(float(printed), abs=0.506 * digit)  # two were rounded twice


@pytest.mark.parametrize(
    ("assumed", "value", "low", "high", "missed"), [(0.011, "3.6", "0.75", "10.6", 79.5), (0.17, "0.24", "0.05", "0.69", 1272)]
)
def test_an_assumed_share_implies_how_few_the_screening_found(assumed, value, low, high, missed):
    found = implied_sensitivity(HONG_KONG_2019, assumed)
    shown = [
        f"{100 * share:.{len(printed.partition('.')[2])}f}"
        for printed, share in ((value, found.value), (low, found.low), (high, found.high))
    ]
    assert (shown, found.missed) == ([value, low, high], pytest.approx(missed))


@given(st.integers(0, 40), st.integers(41, 5000), st.floats(0.01, 1))
def test_an_assumed_share_and_the_sensitivity_that_it_implies_lead_back_to_each_other(part, whole, sensitivity):
    share = exact_share(part, whole)
    found = compatible_share(share, sensitivity)
    if 0 < found.value < 1:
        assert implied_sensitivity(share, found.value).value == pytest.approx(sensitivity)


def test_a_sensitivity_too_low_for_its_yield_is_called_impossible():
    assert compatible_share(exact_share(50, 100), 0.1).impossible
    assert not compatible_share(exact_share(0, 100), 0.001).impossible


@pytest.mark.parametrize("share", [0, -0.1, 1.5, float("nan")])
def test_a_miss_rate_or_an_assumed_share_that_cannot_be_is_refused(share):
    for reckon in (compatible_share, implied_sensitivity):
        with pytest.raises(FigureError):
            reckon(HONG_KONG_2019, share)


@pytest.mark.parametrize(("rate", "worth"), [(0.01, ".0334"), (0.0004, ".0014")])
def test_a_positive_of_the_emergency_screen_is_worth_little_where_few_have_it(rate, worth):
    """Reference: RAFT with sensitivity 0.89 and specificity 0.74."""
    assert f"{predictive_value(sensitivity=0.89, specificity=0.74, base_rate=rate):.4f}"[1:] == worth
