"""Chapman's estimate for two lists and for pairs of several, and Chao's lower bound."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError
from firmground.statistics.multiple_systems import chao, chapman
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.log_normal import log_normal_limits

COUNTS = st.tuples(st.integers(1, 500), st.integers(1, 500), st.integers(1, 200))


def two_lists(first, second, both):
    return Histories(("a", "b"), (1, 2, 3), (first, second, both))


def test_ten_turtles_fifteen_turtles_and_five_of_both_are_28():
    """The example that textbooks print: 10 marked, 15 caught later, 5 of them marked."""
    found = chapman.estimate(two_lists(5, 10, 5))
    assert found.population == pytest.approx(11 * 16 / 6 - 1)
    assert int(found.population) == 28
    assert 20 < found.low < found.population < found.high


def test_pairs_of_the_united_kingdom_run_from_two_thousand_to_ninety_five_thousand(lists):
    found = {tuple(each.diagnostics["pair"]): each for each in chapman.estimates_of_pairs(lists("UKdat_5"))}
    numbers = {pair: round(each.population) for pair, each in found.items() if each.population is not None}
    assert (min(numbers, key=numbers.get), min(numbers.values())) == (("LA", "NG"), 2839)
    assert (max(numbers, key=numbers.get), max(numbers.values())) == (("NG", "GP"), 95707)
    assert (len(found), len(numbers)) == (10, 9)


def test_a_pair_that_nobody_is_on_both_of_has_no_number(lists):
    refused = chapman.estimate(lists("UKdat_5"), pair=("LA", "GP"))
    assert (refused.population, refused.refused) == (None, "Nobody was on both LA and GP.")
    assert np.isnan(chapman.populations(lists("UKdat_5"), np.array([lists("UKdat_5").counts]), pair=("LA", "GP"))).all()


@pytest.mark.parametrize("pair", [None, ("LA", "LA"), ("LA", "XX")])
def test_lists_that_are_no_pair_are_refused(lists, pair):
    with pytest.raises(InputError):
        chapman.estimate(lists("UKdat_5"), pair=pair)


@settings(max_examples=30)
@given(COUNTS)
def test_the_order_of_two_lists_does_not_matter_and_nobody_seen_is_lost(counts):
    first, second, both = counts
    found, turned = chapman.estimate(two_lists(first, second, both)), chapman.estimate(two_lists(second, first, both))
    assert found.population == pytest.approx(turned.population)
    assert found.population >= first + second + both
    assert found.low <= found.population <= found.high


@settings(max_examples=30)
@given(COUNTS, st.sampled_from([0.5, 2.0]))
def test_an_odds_ratio_of_one_is_independence_and_another_multiplies_who_was_not_seen(counts, ratio):
    table, rows = two_lists(*counts), np.array([counts])
    plain = chapman.populations(table, rows)[0]
    assert chapman.populations(table, rows, odds_ratio=1.0)[0] == plain
    moved = chapman.populations(table, rows, odds_ratio=ratio)[0]
    assert moved - sum(counts) == pytest.approx(ratio * (plain - sum(counts)))


def test_replicates_are_answered_each_for_itself():
    rows = np.array([[5, 10, 5], [50, 50, 0], [0, 0, 7]])
    assert chapman.populations(two_lists(1, 1, 1), rows).tolist() == pytest.approx([11 * 16 / 6 - 1, np.nan, 7.0], nan_ok=True)


def test_chaos_bound_is_the_formula_on_who_was_on_one_and_on_two_lists(lists):
    table = lists("UKdat_5")
    once = sum(count for cell, count in zip(table.cells, table.counts, strict=True) if cell.bit_count() == 1)
    twice = sum(count for cell, count in zip(table.cells, table.counts, strict=True) if cell.bit_count() == 2)
    assert (once, twice) == (2523, 214)
    unseen = {True: 2523 * 2522 / (2 * 215), False: 2523**2 / (2 * 214)}
    for corrected, many in unseen.items():
        plain = chao.estimate(table, corrected=corrected, many_lists=True)
        few = chao.estimate(table, corrected=corrected)
        assert plain.population == pytest.approx(2744 + many)
        assert few.population == pytest.approx(2744 + 4 / 5 * many)
        assert few.diagnostics["many_lists"] == plain.population
        assert few.diagnostics["bound"] == "lower"


@pytest.mark.parametrize("amount", [3, 5, 8])
def test_the_bound_of_alike_people_on_alike_lists_is_their_number(amount):
    """Expected counts in place of counts: with few lists this holds for the factor of so many lists alone."""
    chances = [math.comb(amount, on) * 0.2**on * 0.8 ** (amount - on) for on in range(amount + 1)]
    counts = np.array([[round(1e9 * chances[1]), round(1e9 * chances[2]), round(1e9 * sum(chances[3:]))]])
    table = Histories(tuple("abcdefgh"[:amount]), (1, 3, 7), (1, 1, 1))
    assert chao.populations(table, counts)[0] == pytest.approx(1e9, rel=1e-6)
    assert chao.populations(table, counts, many_lists=True)[0] > 1.02e9


def test_the_variances_of_the_bound_agree_where_the_correction_no_longer_matters():
    """With large counts the corrected bound and the plain one, each with its own variance, have the same limits."""
    table = Histories(("a", "b", "c"), (1, 2, 4, 3, 5, 6), (200_000, 200_000, 200_000, 50_000, 50_000, 50_000))
    plain, corrected = chao.estimate(table, corrected=False), chao.estimate(table)
    assert corrected.low == pytest.approx(plain.low, rel=1e-4)
    assert corrected.high == pytest.approx(plain.high, rel=1e-4)


def test_ninety_five_per_cent_of_intervals_for_the_bound_cover_it():
    """Alike people and lists: then the bound is the number itself."""
    generator = np.random.default_rng(5)
    table = Histories(tuple("abcdefghij"), tuple(range(1, 1024)), (1,) * 1023)
    amounts = generator.binomial(10, 0.08, size=(400, 600))
    covered = 0
    for row in amounts:
        once, twice, others = (int(each) for each in ((row == 1).sum(), (row == 2).sum(), (row > 2).sum()))
        found = chao.estimate(Histories(table.lists, (1, 3, 7), (once, twice, others)))
        covered += found.low <= 600 <= found.high
    assert covered >= 360


def test_no_bound_where_nobody_was_on_two_lists():
    apart = Histories(("a", "b", "c"), (1, 2, 7), (10, 10, 2))
    assert chao.estimate(apart).population is None
    assert "exactly two lists" in chao.estimate(apart).refused
    assert np.isnan(chao.populations(apart, np.array([apart.counts]), corrected=False)).all()


def test_limits_without_a_variance_or_without_anybody_unseen_are_the_number():
    assert log_normal_limits(10, 10.0, 5.0, level=0.95) == (10.0, 10.0)
    assert log_normal_limits(10, 20.0, 0.0, level=0.95) == (20.0, 20.0)
    low, high = log_normal_limits(10, 20.0, 25.0, level=0.95)
    assert (low - 10) * (high - 10) == pytest.approx(100)
