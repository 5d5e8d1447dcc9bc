"""Intervals: quantiles, acceleration, replicates that are equal, missing or infinite, and the two of the likelihood."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln
from scipy.stats import chi2, norm

from firmground.statistics.multiple_systems import main_effects
from firmground.statistics.multiple_systems.fitting import fit
from firmground.statistics.multiple_systems.intervals import Limits, acceleration, bca, quantile
from firmground.statistics.multiple_systems.lattice import spread
from firmground.statistics.multiple_systems.models import main_terms, same_for_all, tables
from firmground.statistics.multiple_systems.multinomial import hidden, profile

NO_PULL = (np.ones(4), np.ones(4))  # estimates with one left out that do not differ


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40), st.floats(0, 1))
@settings(max_examples=50)
def test_a_quantile_is_numpys_unbiased_for_the_median(values, share):
    expected = np.quantile(values, share, method="median_unbiased")
    assert quantile(np.array(values), share) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_a_quantile_among_infinite_values_is_infinite_and_not_unknown():
    values = np.array([-np.inf, -np.inf, 1.0, 2.0, np.inf, np.inf])
    assert [quantile(values, share) for share in (0.01, 0.5, 0.99)] == [-np.inf, 1.5, np.inf]


@pytest.mark.filterwarnings("error")
def test_one_missing_replicate_leaves_an_end_open_without_a_number_that_is_none():
    values = np.array([-np.inf, 1.0, 2.0, np.inf])
    assert [quantile(values, share) for share in (0.2, 0.8)] == [-np.inf, np.inf]


def test_without_bias_and_acceleration_limits_are_quantiles():
    replicates = np.arange(1.0, 1001.0)
    found = bca(500.5, replicates, *NO_PULL)
    expected = np.quantile(replicates, [0.025, 0.975], method="median_unbiased")
    assert (found.low, found.high) == (pytest.approx(expected[0]), pytest.approx(expected[1]))


def test_equal_replicates_count_half_and_rounding_does_not_matter():
    """Seven replicates equal to the estimate: the limits lie between those with all counted below and all above."""
    rng = np.random.default_rng(3)
    replicates = np.concatenate([rng.lognormal(6, 0.4, 993), np.full(7, 400.0)])
    half, below, above = (
        bca(400.0, np.where(replicates == 400, 400 * (1 + nudge), replicates), *NO_PULL, tie=tie)
        for nudge, tie in ((0, 1e-9), (-1e-12, 0), (1e-12, 0))
    )
    nudged = bca(400.0, np.where(replicates == 400, 400 * (1 + 3e-13), replicates), *NO_PULL)
    assert above.low < half.low < below.low
    assert above.high < half.high < below.high
    assert nudged.high == pytest.approx(half.high, rel=1e-12)


def test_missing_replicates_widen_an_interval_on_both_sides():
    replicates = np.random.default_rng(1).lognormal(6, 0.4, 1000)
    whole = bca(400.0, replicates, *NO_PULL)
    gaps = replicates.copy()
    gaps[::100] = np.nan
    wider = bca(400.0, gaps, *NO_PULL)
    assert wider.low < whole.low < whole.high < wider.high


def test_a_limit_that_falls_among_missing_or_infinite_replicates_is_none():
    replicates = np.arange(1.0, 1001.0)
    replicates[-40:] = np.nan
    found = bca(480.0, replicates, *NO_PULL)
    assert found == Limits(None, None)
    replicates[-40:] = np.inf
    found = bca(500.0, replicates, *NO_PULL)
    assert found.low is not None
    assert found.high is None


@pytest.mark.parametrize("point", [-5.0, 5000.0])
def test_an_estimate_beyond_all_its_replicates_has_no_interval(point):
    assert bca(point, np.arange(1.0, 1001.0), *NO_PULL) == Limits(None, None)


def test_acceleration_is_that_of_everybody_left_out_in_turn():
    deleted, weights = np.array([90.0, 110.0, 104.0, 50.0]), np.array([3.0, 2.0, 4.0, 1.0])
    everybody = np.repeat(deleted, weights.astype(int))
    apart = everybody.mean() - everybody
    assert acceleration(deleted, weights) == pytest.approx((apart**3).sum() / (6 * (apart**2).sum() ** 1.5))


def test_acceleration_leaves_out_who_leaves_no_estimate_and_is_nought_without_difference():
    assert acceleration(np.array([1.0, np.nan, 3.0, 3.0]), np.ones(4)) == acceleration(np.array([1.0, 3.0, 3.0]), np.ones(3))
    assert acceleration(np.array([7.0, 7.0]), np.ones(2)) == 0
    assert acceleration(np.array([np.nan, np.nan]), np.ones(2)) == 0


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_walds_limits_come_from_the_standard_error_of_the_intercept(lists, plain, level):
    histories = lists("Kosovo")
    found = main_effects.estimate(histories, level=level)
    _, _, fit = plain.fitted(4, [1, 2, 4, 8], dict(zip(histories.cells, histories.counts, strict=True)))
    away = norm.ppf((1 + level) / 2) * fit.bse[0]
    assert (found.low, found.high) == pytest.approx(tuple(4400 + np.exp(fit.params[0] + np.array([-away, away]))), rel=1e-7)


def test_the_profile_of_two_lists_is_that_of_the_hypergeometric_kind(histories_from):
    """For two lists the likelihood of the number has a closed form: maximum and ends by another route."""
    one, other, both = 60, 50, 12
    histories = histories_from(2, {1: one - both, 2: other - both, 3: both})
    table = tables(spread(histories, np.array([histories.counts])))
    model = same_for_all(table.margins, main_terms(2))
    number, limits = profile(table, model, fit(table, model))

    def likelihood(n):
        choose = gammaln(n + 1) - gammaln(n - histories.observed + 1)
        return choose + sum(k * np.log(k / n) + (n - k) * np.log(1 - k / n) for k in (one, other))

    best = minimize_scalar(lambda n: -likelihood(n), bounds=(100, 2000), method="bounded", options={"xatol": 1e-9})
    end = -best.fun - chi2.ppf(0.95, 1) / 2
    assert number == pytest.approx(best.x, rel=1e-6)
    assert limits.low == pytest.approx(brentq(lambda n: likelihood(n) - end, 100, best.x), rel=1e-6)
    assert limits.high == pytest.approx(brentq(lambda n: likelihood(n) - end, best.x, 2000), rel=1e-6)


@pytest.mark.parametrize(("level", "low", "high"), [(0.95, 28.74, 1423.74), (1 - 1e-9, 19, None)])
def test_a_profile_ends_at_who_was_seen_or_nowhere_where_the_likelihood_does_not_fall(histories_from, level, low, high):
    histories = histories_from(2, {1: 9, 2: 9, 3: 1})
    table = tables(spread(histories, np.array([histories.counts])))
    model = same_for_all(table.margins, main_terms(2))
    number, limits = profile(table, model, fit(table, model), level)
    assert number == pytest.approx(90.533, abs=1e-3)
    assert limits.low == pytest.approx(low, abs=0.01)
    assert limits.high == (high if high is None else pytest.approx(high, abs=0.01))


def test_the_number_at_its_own_maximum_is_unknown_where_there_is_no_fit(histories_from):
    histories = histories_from(2, {1: 30, 2: 20, 3: 5})
    table = tables(spread(histories, np.array([[30, 20, 5], [30, 20, 0]])))
    model = same_for_all(table.margins, main_terms(2))
    found = hidden(table, model, fit(table, model))
    assert 100 < found[0] < 120
    assert np.isnan(found[1])
