"""What exact limits promise: they cover the true share at least as often as they say, whatever it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from firmground.statistics.intervals import exact_share, predictive_value

WHOLES = st.integers(1, 400)
SHARES = st.integers(0, 100_000).map(lambda share: share / 100_000)

# One-sided 95 % upper limits, the upper end of a two-sided 90 % interval, for 0 of 7,500, 0 of 300 and 3 of 7,500.
# Source: computed in R, table 2.2 and section 0 of the project's notes on statistics; the first two are near 3/n.
ONE_SIDED = [(0, 7500, 0.00039935), (0, 300, 0.00993608), (3, 7500, 0.0010335)]


@given(WHOLES, SHARES)
def test_exact_limits_miss_the_true_share_at_most_five_times_in_a_hundred(whole, true):
    counts = np.arange(whole + 1)
    limits = [exact_share(int(count), whole) for count in counts]
    covers = [share.low <= true <= share.high for share in limits]
    assert binom.pmf(counts[covers], whole, true).sum() >= 0.95 - 1e-9


@given(WHOLES, SHARES)
def test_each_limit_alone_misses_at_most_in_half_of_those_cases(whole, true):
    counts = np.arange(whole + 1)
    limits = [exact_share(int(count), whole) for count in counts]
    assert binom.pmf(counts[[true < share.low for share in limits]], whole, true).sum() <= 0.025 + 1e-9
    assert binom.pmf(counts[[true > share.high for share in limits]], whole, true).sum() <= 0.025 + 1e-9


@pytest.mark.parametrize(("part", "whole", "upper"), ONE_SIDED)
def test_a_one_sided_limit_is_the_end_of_a_ninety_per_cent_interval(part, whole, upper):
    assert exact_share(part, whole, level=0.90).high == pytest.approx(upper, rel=1e-4)


@given(WHOLES.flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_counting_the_others_instead_turns_the_limits_round(counts):
    part, whole = counts
    share, others = exact_share(part, whole), exact_share(whole - part, whole)
    assert (others.low, others.high) == (pytest.approx(1 - share.high, abs=1e-9), pytest.approx(1 - share.low, abs=1e-9))


@given(WHOLES.flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_higher_level_never_gives_narrower_limits(counts):
    part, whole = counts
    usual, wide = exact_share(part, whole), exact_share(part, whole, level=0.99)
    assert wide.low <= usual.low <= usual.high <= wide.high


@given(st.floats(0.01, 1), st.floats(0, 0.99), st.floats(0.001, 0.5))
def test_the_rarer_it_is_the_less_a_positive_is_worth(sensitivity, specificity, base_rate):
    common = predictive_value(sensitivity=sensitivity, specificity=specificity, base_rate=base_rate)
    rare = predictive_value(sensitivity=sensitivity, specificity=specificity, base_rate=base_rate / 2)
    assert rare <= common


@pytest.mark.parametrize("count", [(-1, 10), (11, 10), (0, 0), (1, -5)])
def test_a_share_of_impossible_counts_has_no_limits(count):
    with pytest.raises(Exception, match="is not a share"):
        exact_share(*count)
