"""How numbers move under dependence that no count shows and when lists are merged, and which overlaps are thin."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError
from firmground.statistics.multiple_systems import chao, main_effects
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.merging import merged
from firmground.statistics.multiple_systems.methods import METHODS, Settings
from firmground.statistics.multiple_systems.overlaps import overlaps
from firmground.statistics.multiple_systems.sensitivity import ODDS_RATIOS, dependence, merges, saturated

POINT = Settings(np.random.Generator(np.random.PCG64(1)))


def test_the_range_of_odds_ratios_goes_from_a_half_to_two():
    assert (min(ODDS_RATIOS), max(ODDS_RATIOS)) == (0.5, 2.0)
    assert 1.0 in ODDS_RATIOS


@settings(max_examples=25)
@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 300), st.sampled_from(ODDS_RATIOS))
def test_with_two_lists_the_unseen_are_theta_times_the_product_of_the_rest(first, second, both, theta):
    found = saturated(Histories(("a", "b"), (1, 2, 3), (first, second, both)), odds_ratio=theta)
    assert found - (first + second + both) == pytest.approx(theta * first * second / both)


def test_an_odds_ratio_of_one_is_independence(lists, histories_from):
    pair = histories_from(2, {1: 90, 2: 70, 3: 30})
    assert saturated(pair) == pytest.approx(main_effects.estimate(pair).population)
    found = dependence(pair, [main_effects.estimate(pair)])
    one = found.odds_ratios.index(1.0)
    assert found.populations["main_effects"][one] == pytest.approx(120 * 100 / 30)
    assert found.populations["saturated"] == pytest.approx(found.populations["main_effects"])


def test_three_lists_without_their_common_interaction_fit_every_count(histories_from, plain):
    """The saturated formula against a regression with every interaction but the last, by another program."""
    counts = {1: 60, 2: 50, 4: 40, 3: 12, 5: 10, 6: 9, 7: 4}
    population, _, _ = plain.fitted(3, [1, 2, 4, 3, 5, 6], counts)
    assert saturated(histories_from(3, counts)) == pytest.approx(population, rel=1e-6)
    assert saturated(histories_from(3, counts)) == pytest.approx(185 + 60 * 50 * 40 * 4 / (12 * 10 * 9))


def test_the_saturated_model_of_kosovo_moves_with_the_interaction_of_all_lists(lists):
    table = lists("Kosovo")
    free, doubled = saturated(table), saturated(table, odds_ratio=2.0)
    assert doubled - table.observed == pytest.approx(2 * (free - table.observed))
    by_hand = math.prod(count for cell, count in zip(table.cells, table.counts, strict=True) if cell.bit_count() % 2)
    by_hand /= math.prod(count for cell, count in zip(table.cells, table.counts, strict=True) if cell.bit_count() % 2 == 0)
    assert free - table.observed == pytest.approx(by_hand)


def test_a_history_that_nobody_has_leaves_the_saturated_model_without_a_number(lists):
    with pytest.raises(InputError, match="nobody has the history LA, GP"):
        saturated(lists("UKdat_5"))
    found = dependence(lists("UKdat_5"), [])
    assert found.populations == {}
    assert "nobody has the history" in found.refused["saturated"]


def test_bounds_and_refused_numbers_are_not_moved(lists):
    table = lists("Kosovo")
    found = dependence(table, [chao.estimate(table), Estimate("bic", None, refused="why")])
    assert set(found.populations) == {"saturated"}
    assert found.to_json()["odds_ratios"] == list(ODDS_RATIOS)


def test_merging_two_lists_counts_everybody_once():
    table = Histories(("a", "b", "c"), (1, 2, 3, 4, 5, 6, 7), (10, 20, 3, 30, 4, 5, 1))
    found = merged(table, ("a", "b"))
    assert found.lists == ("a+b", "c")
    assert dict(zip(found.cells, found.counts, strict=True)) == {1: 33, 2: 30, 3: 10}
    assert merged(table, ("c", "a")).lists == ("a+c", "b")


@settings(max_examples=25)
@given(st.dictionaries(st.integers(1, 31), st.integers(1, 50), min_size=1), st.permutations("abcde"))
def test_nobody_is_lost_by_a_merge_and_the_other_lists_keep_their_people(counts, order):
    table = Histories(tuple("abcde"), tuple(sorted(counts)), tuple(counts[cell] for cell in sorted(counts)))
    one, other, *rest = order
    fewer = merged(table, (one, other))
    assert fewer.observed == table.observed
    for name in rest:
        assert fewer.on_all(1 << fewer.lists.index(name)) == table.on_all(1 << table.lists.index(name))


@pytest.mark.parametrize("pair", [("a", "a"), ("a", "x")])
def test_what_is_no_pair_cannot_be_merged(pair):
    with pytest.raises(InputError, match="no pair of lists"):
        merged(Histories(("a", "b", "c"), (1, 7), (1, 1)), pair)
    with pytest.raises(InputError, match="two lists merged are one list"):
        merged(Histories(("a", "b"), (1, 3), (1, 1)), ("a", "b"))


def test_merging_the_national_crime_agency_into_the_police_gives_the_table_that_was_published(lists):
    merged_lists, published = merged(lists("UKdat"), ("PF", "NCA")), lists("UKdat_5")
    assert merged_lists.lists == ("LA", "NG", "PF+NCA", "GO", "GP")
    assert (merged_lists.cells, merged_lists.counts) == (published.cells, published.counts)
    named = [METHODS[name] for name in ("main_effects", "stepwise", "bic", "latent_classes")]
    found = next(each for each in merges(lists("UKdat"), named, POINT) if each.pair == ("PF", "NCA"))
    assert set(found.populations) == {"main_effects", "stepwise"}, "quick ones only, and all models of five lists are not"
    assert found.populations["stepwise"] == pytest.approx(11312.9903, abs=1e-4)
    assert found.to_json()["overlap"] == found.overlap == 35


def test_two_lists_have_nothing_to_merge(histories_from):
    assert merges(histories_from(2, {1: 5, 2: 5, 3: 5}), list(METHODS.values()), POINT) == ()


def test_of_more_than_eight_lists_no_two_are_merged():
    def all_of(names):
        return merges(Histories(tuple(names), (1, 2, 3), (5, 5, 5)), [METHODS["chao"]], POINT)

    assert len(all_of("abcdefgh")) == 28
    assert all_of("abcdefghi") == ()


def test_an_overlap_of_ten_is_not_thin_and_one_of_nine_is():
    table = Histories(("a", "b", "c"), (1, 3, 5, 7), (50, 8, 9, 1))
    assert [(each.pair, each.people, each.is_thin) for each in overlaps(table)] == [
        (("a", "b"), 9, True),
        (("a", "c"), 10, False),
        (("b", "c"), 1, True),
    ]
