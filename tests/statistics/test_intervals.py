"""Exact limits against published and independently computed values; sources stand beside each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from firmground.errors import FigureError
from firmground.statistics.intervals import exact_share, percent, predictive_value

# Clopper-Pearson limits computed in R for the counts named; the SSCST and RAFT rows are also printed in the studies.
REFERENCE = [
    (3, 7500, 0.00008250, 0.00116852),
    (0, 7500, 0.0, 0.00049173),
    (3, 6912, 0.00008952, 0.00126788),
    (1, 7678, 0.00000330, 0.00072545),
    (18, 7000, 0.00152468, 0.00406093),
    (76, 90, 0.75279742, 0.91226414),
    (50, 3330, 0.01116443, 0.01974801),
    (399, 401, 0.98210031, 0.99939542),
    (103, 122, 0.76752720, 0.90355362),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), REFERENCE)
def test_exact_limits_are_the_published_ones(part, whole, low, high):
    share = exact_share(part, whole)
    assert (share.low, share.high) == (pytest.approx(low, abs=5e-9), pytest.approx(high, abs=5e-9))


@pytest.mark.parametrize(("count", "low"), [(12, "73.5"), (10, "69.2")])
def test_a_perfect_result_in_a_dozen_people_still_has_a_low_lower_limit(count, low):
    share = exact_share(count, count)
    assert (percent(share.low, 1), share.high) == (low, 1.0)


@given(st.integers(1, 20_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_exact_limits_agree_with_an_independent_program(counts):
    part, whole = counts
    expected = binomtest(part, whole).proportion_ci(method="exact")
    share = exact_share(part, whole)
    assert (share.low, share.high) == (pytest.approx(expected.low, abs=1e-9), pytest.approx(expected.high, abs=1e-9))
    assert share.low <= share.value <= share.high


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (2, 1), (-1, 5), (0, 0)])
def test_counts_that_are_no_share_are_refused(part, whole):
    with pytest.raises(FigureError, match="is not a share"):
        exact_share(part, whole)


@pytest.mark.parametrize(
    ("sensitivity", "specificity", "base_rate", "expected"),
    [
        (1.0, 0.61, 0.014, "3.5"),  # RAFT, external validation
        (0.867, 0.765, 0.088, "26.3"),  # QYIT
        (0.844, 0.575, 0.111, "19.9"),  # Greenbaum's six items: the predictive value that the study prints
    ],
)
def test_a_positive_is_worth_what_the_base_rate_makes_it_worth(sensitivity, specificity, base_rate, expected):
    value = predictive_value(sensitivity=sensitivity, specificity=specificity, base_rate=base_rate)
    assert percent(value, 1) == expected


@pytest.mark.parametrize("shares", [(1.1, 0.5, 0.1), (0.9, -0.1, 0.1), (0.9, 0.5, 14), (0.0, 1.0, 0.5)])
def test_shares_that_cannot_be_are_refused(shares):
    sensitivity, specificity, base_rate = shares
    with pytest.raises(FigureError):
        predictive_value(sensitivity=sensitivity, specificity=specificity, base_rate=base_rate)


def test_a_percentage_keeps_its_digits():
    assert percent(0.0004) == "0.040"
