"""Fits of log-linear models: against statsmodels, against closed forms, and by what must hold for any table."""

from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.statistics.multiple_systems import main_effects, stepwise
from firmground.statistics.multiple_systems.fitting import fit, likelihood
from firmground.statistics.multiple_systems.hierarchy import closed, hierarchical
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import over_subsets, over_supersets, sizes, spread
from firmground.statistics.multiple_systems.models import main_terms, models, same_for_all, tables

MODELS = hierarchical(4, 3)


def fit_of(histories, terms):
    table = tables(spread(histories, np.array([histories.counts])))
    return table, fit(table, same_for_all(table.margins, terms))


@pytest.mark.parametrize("name", ["Kosovo", "UKdat_5"])
@pytest.mark.parametrize("place", [0, 9, 40, 77, 112])
def test_a_model_of_any_order_is_fitted_as_statsmodels_fits_it(lists, plain, name, place):
    histories = lists(name)
    amount, counts = len(histories.lists), dict(zip(histories.cells, histories.counts, strict=True))
    terms = closed(amount, tuple(term for term in MODELS[place] if term.bit_count() > 1))
    table, found = fit_of(histories, terms)
    number, means, theirs = plain.fitted(amount, terms[1:], counts)
    assert histories.observed + found.hidden[0] == pytest.approx(number, rel=1e-10)
    ours = np.exp(over_subsets(found.effects))[list(means), 0]
    assert ours == pytest.approx(np.array(list(means.values())), rel=1e-8, abs=1e-10)
    _, main = fit_of(histories, main_terms(amount))
    _, _, least = plain.fitted(amount, main_terms(amount)[1:], counts)
    gain = likelihood(table, found)[0] - likelihood(table, main)[0]
    assert gain == pytest.approx(theirs.llf - least.llf, rel=1e-8, abs=1e-7)


def test_the_fitted_margins_are_the_margins_seen(lists):
    histories = lists("Kosovo")
    for terms in MODELS[::14]:
        table, found = fit_of(histories, terms)
        assert found.expected[list(terms), 0] == pytest.approx(table.margins[list(terms), 0], rel=1e-12)


@given(st.integers(2, 4), st.data())
@settings(max_examples=25, deadline=None)
def test_the_saturated_model_is_a_ratio_of_products(amount, data):
    """With every interaction but that of all lists, the hidden number is odd cells over even ones (Fienberg 1972)."""
    counts = data.draw(st.lists(st.integers(1, 500), min_size=(1 << amount) - 1, max_size=(1 << amount) - 1))
    histories = Histories(tuple("ABCD"[:amount]), tuple(range(1, 1 << amount)), tuple(counts))
    _, found = fit_of(histories, hierarchical(amount, amount - 1)[-1])
    odd, even = (
        prod(count for cell, count in zip(histories.cells, counts, strict=True) if cell.bit_count() % 2 == parity)
        for parity in (1, 0)
    )
    assert found.hidden[0] == pytest.approx(odd / even, rel=1e-9)


@given(st.integers(2, 1000))
@settings(max_examples=15, deadline=None)
def test_a_table_many_times_as_large_hides_as_many_times_more(lists, times):
    histories = lists("Western")
    counts = np.array([histories.counts])
    for terms in (closed(5, ()), closed(5, (17, 5))):
        table, larger = (tables(spread(histories, each)) for each in (counts, counts * times))
        one, many = (fit(each, same_for_all(each.margins, terms)).hidden[0] for each in (table, larger))
        assert many == pytest.approx(times * one, rel=1e-9)


@given(st.permutations(range(5)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_lists_does_not_matter(lists, order):
    histories = lists("UKdat_5")
    moved = {
        sum(1 << order[bit] for bit in range(5) if cell >> bit & 1): n
        for cell, n in zip(histories.cells, histories.counts, strict=True)
    }
    other = Histories(tuple("VWXYZ"), tuple(sorted(moved)), tuple(moved[cell] for cell in sorted(moved)))
    for method in (main_effects, stepwise):
        assert method.estimate(other).population == pytest.approx(method.estimate(histories).population, rel=1e-10)


def test_replicates_may_have_different_models_side_by_side(lists):
    histories = lists("Kosovo")
    table = tables(spread(histories, np.array([histories.counts] * 3)))
    terms = np.array([MODELS[0] + (0, 0), (*MODELS[5][:6], 0), MODELS[0] + (3, 12)]).T
    wanted = np.arange(7)[:, None] < np.array([5, 6, 7])
    side_by_side = fit(table, models(table.margins, terms, wanted)).hidden
    alone = [fit_of(histories, each)[1].hidden[0] for each in (MODELS[0], MODELS[5], (*MODELS[0], 3, 12))]
    assert side_by_side == pytest.approx(np.array(alone), rel=1e-12)


def test_two_lists_give_petersens_number(histories_from):
    _, found = fit_of(histories_from(2, {1: 30, 2: 20, 3: 5}), (0, 1, 2))
    assert found.hidden[0] == pytest.approx(30 * 20 / 5, rel=1e-12)


def test_lists_without_overlap_have_no_fit(histories_from):
    _, found = fit_of(histories_from(3, {1: 30, 2: 20, 4: 5}), (0, 1, 2, 4))
    assert not found.found[0]
    assert np.isnan(found.hidden[0])


def test_very_uneven_counts_are_fitted(histories_from):
    """A start that is far off, and means that differ by eleven orders of magnitude."""
    histories = histories_from(3, {1: 10**9, 2: 1, 4: 50, 3: 1, 5: 3, 6: 1})
    table, found = fit_of(histories, (0, 1, 2, 4))
    assert found.found[0]
    assert found.expected[[1, 2, 4], 0] == pytest.approx(table.margins[[1, 2, 4], 0], rel=1e-9)


@given(st.integers(1, 6), st.data())
@settings(max_examples=25, deadline=None)
def test_sums_over_the_lattice_are_what_adding_up_gives(amount, data):
    values = np.array(data.draw(st.lists(st.integers(-99, 99), min_size=1 << amount, max_size=1 << amount)))[:, None]
    cells = np.arange(1 << amount)
    above, below = over_supersets(values)[:, 0], over_subsets(values)[:, 0]
    for cell in cells:
        assert above[cell] == values[cells & cell == cell].sum()
        assert below[cell] == values[cells | cell == cell].sum()


def test_a_cell_has_as_many_lists_as_bits():
    assert sizes(3).tolist() == [0, 1, 1, 2, 1, 2, 2, 3]
