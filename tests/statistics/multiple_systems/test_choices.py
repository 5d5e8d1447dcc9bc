"""Choosing a model: against the methods in their plainest form, at ties, and where there is nothing to choose."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, poisson

from firmground.errors import InputError
from firmground.statistics.multiple_systems import bic, main_effects, stepwise, stepwise_aic
from firmground.statistics.multiple_systems.resampling import resampled

METHODS = (main_effects, stepwise, stepwise_aic, bic)


@given(st.lists(st.integers(0, 30), min_size=15, max_size=15), st.sampled_from([0.02, 0.1, 0.3]))
@settings(max_examples=25, deadline=None)
def test_the_stepwise_choice_is_that_of_plain_fits(histories_from, plain, drawn, threshold):
    counts = {cell: count for cell, count in enumerate(drawn, start=1) if count}
    counts = {1: 40, 2: 30, 4: 20, 8: 25, 3: 6, 12: 5, 10: 4} | counts
    found = stepwise.estimate(histories_from(4, counts), threshold=threshold)
    number, chosen = plain.stepwise(4, counts, threshold)
    assert found.population == pytest.approx(number, rel=1e-8)
    assert found.interactions == tuple(tuple("ABCD"[bit] for bit in range(4) if pair >> bit & 1) for pair in chosen)


@pytest.mark.parametrize("name", ["Kosovo", "Western", "NewOrl_5_185"])
def test_the_choice_by_akaikes_criterion_is_that_of_plain_fits(lists, plain, name):
    histories = lists(name)
    counts = dict(zip(histories.cells, histories.counts, strict=True))
    amount = len(histories.lists)
    model, chosen = [1 << bit for bit in range(amount)], []
    while True:
        _, _, now = plain.fitted(amount, model + chosen, counts)
        better = []
        for pair in (1 << one | 1 << other for one, other in combinations(range(amount), 2)):
            if pair not in chosen and histories.on_all(pair) and plain.can_be_estimated(amount, [*model, *chosen, pair], counts):
                _, _, fit = plain.fitted(amount, [*model, *chosen, pair], counts)
                if fit.llf - now.llf > 1 and 2 * norm.sf(abs(fit.params[-1] / fit.bse[-1])) < 0.05:
                    better.append((-fit.llf, pair))
        if not better:
            break
        chosen.append(min(better)[1])
    assert stepwise_aic.estimate(histories).interactions == tuple(histories.named(pair) for pair in chosen)


def test_the_least_criterion_is_that_of_plain_fits(histories_from, plain):
    counts = {1: 60, 2: 45, 4: 50, 3: 12, 5: 3, 6: 9, 7: 2}
    found = bic.estimate(histories_from(3, counts))
    criteria = {}
    for size in range(4):
        for pairs in combinations((3, 5, 6), size):
            number, _, fit = plain.fitted(3, [1, 2, 4, *pairs], counts)
            criteria[-2 * fit.llf + (4 + size) * np.log(181)] = (number, pairs)
    number, pairs = criteria[min(criteria)]
    assert found.population == pytest.approx(number, rel=1e-9)
    assert len(found.interactions) == len(pairs)


@pytest.mark.parametrize("method", METHODS)
def test_replicates_of_the_table_itself_give_its_estimate(lists, method):
    histories = lists("Kosovo" if method is bic else "Western")
    found = method.populations(histories, np.array([histories.counts] * 2))
    assert found == pytest.approx(np.full(2, method.estimate(histories).population), rel=1e-10)


@pytest.mark.parametrize("method", METHODS)
def test_lists_that_nobody_shares_are_refused_with_a_reason(histories_from, method):
    histories = histories_from(3, {1: 40, 2: 30, 4: 20})
    found = method.estimate(histories, resamples=resampled(histories, 3, np.random.default_rng(1)))
    assert (found.population, found.low, found.high, found.interval) == (None, None, None, "")
    assert "do not determine the number" in found.refused
    assert found.to_json()["refused"] == found.refused


@given(st.integers(2, 4), st.data())
@settings(max_examples=25, deadline=None)
def test_any_table_gives_at_least_who_was_seen_or_a_reason(histories_from, amount, data):
    counts = data.draw(st.dictionaries(st.integers(1, (1 << amount) - 1), st.integers(1, 200), min_size=1))
    times = data.draw(st.sampled_from([1, 1, 1000]))
    histories = histories_from(amount, {cell: count * times for cell, count in counts.items()})
    resamples = resampled(histories, 6, np.random.default_rng(1))
    for method in METHODS if amount < 4 else METHODS[:3]:
        found = method.estimate(histories, resamples=resamples)
        assert (found.population is None) == bool(found.refused)
        assert found.population is None or found.population >= histories.observed
        numbers = method.populations(histories, resamples)
        assert (np.isnan(numbers) | (numbers >= histories.observed)).all()


@pytest.mark.parametrize("method", METHODS)
def test_what_an_estimate_assumes_is_said(lists, method):
    found = method.estimate(lists("Kosovo"))
    assert len(found.assumes) == 3
    assert found.diagnostics["observed"] == 4400
    assert found.low < found.population < found.high


@pytest.mark.parametrize("method", METHODS)
def test_resamples_give_a_bca_interval_and_progress(lists, method):
    histories, told = lists("Kosovo"), []
    resamples = resampled(histories, 40, np.random.default_rng(4))
    found = method.estimate(histories, resamples=resamples, progress=lambda done, of: told.append((done, of)))
    assert found.interval == "BCa"
    assert found.low < found.population < found.high
    assert found.diagnostics["replicates"] == 40
    assert told[-1] == (55, 55), "the resamples, and the table with one of each kind left out"


def test_too_many_resamples_without_an_estimate_leave_no_interval(histories_from):
    histories = histories_from(2, {1: 40, 2: 30, 3: 1})
    found = main_effects.estimate(histories, resamples=resampled(histories, 200, np.random.default_rng(1)))
    assert found.population == pytest.approx(71 + 1200)
    assert (found.low, found.high, found.interval) == (None, None, "")
    assert "resamples have no estimate" in found.diagnostics["warning"]


def test_equally_surprising_pairs_join_in_the_order_of_lists(histories_from):
    """A table that stays itself when A is exchanged for B and C for D: AC and BD surprise alike."""
    counts = {1: 50, 2: 50, 4: 50, 8: 50, 3: 6, 12: 6, 5: 30, 10: 30, 9: 6, 6: 6}
    found = stepwise.estimate(histories_from(4, counts))
    assert found.interactions[:2] == (("A", "C"), ("B", "D"))


def test_a_pair_that_nobody_shares_may_join_and_its_cells_are_left_out(histories_from, plain):
    counts = {1: 90, 2: 80, 4: 70, 5: 20, 6: 25}
    found = stepwise.estimate(histories_from(3, counts))
    assert found.interactions == (("A", "B"),)
    assert found.population == pytest.approx(plain.fitted(3, [1, 2, 4, 3], counts)[0], rel=1e-10)


@given(st.integers(0, 60), st.floats(0.01, 60))
@settings(max_examples=40)
def test_the_smaller_tail_is_that_of_a_poisson_count(seen, expected):
    found = stepwise.tails(np.array([float(seen)]), np.array([expected]))[0]
    assert found == pytest.approx(min(poisson.cdf(seen, expected), poisson.sf(seen - 1, expected)), rel=1e-9)


def test_more_than_six_lists_have_too_many_models_to_try(lists):
    found = bic.estimate(lists("NewOrl_185"))
    assert found.population is None
    assert "too many models" in found.refused
    assert "stepwise" in found.diagnostics["remedy"]
    with pytest.raises(InputError, match="too many models"):
        bic.populations(lists("NewOrl_185"), np.array([lists("NewOrl_185").counts]))


def test_six_lists_with_interactions_of_three_are_refused_too(lists):
    assert "6 lists with interactions of up to 3" in bic.estimate(lists("UKdat"), order=3).refused


def test_an_order_below_two_is_refused(lists):
    assert bic.estimate(lists("Western"), order=1).refused == "interactions of at most 1 lists"


def test_all_admissible_models_of_the_united_kingdom_are_tried(lists):
    """6,084 with interactions of up to three lists (Silverman, Chan and Vincent 2024)."""
    assert len(bic.ranked(lists("UKdat_5"), 3)) == 6084
