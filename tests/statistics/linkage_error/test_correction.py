"""Counts corrected for linkage error: exact for two lists, totals kept for any number, near to a simulated linkage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.statistics.multiple_systems.linkage_error.cells import membership, on_all, on_exactly, pair_membership
from firmground.statistics.multiple_systems.linkage_error.correction import corrected, possible_overlaps, together
from firmground.statistics.multiple_systems.linkage_error.rounding import drawn_whole, nearest_whole
from firmground.statistics.multiple_systems.linkage_error.shares import Shares, perfect_shares

MANY = 200_000


@st.composite
def tables(draw, fewest=2, most=5, largest=60):
    """How many lists, and counts over their cells with nobody in the cell of no list."""
    lists = draw(st.integers(fewest, most))
    counts = draw(st.lists(st.integers(0, largest), min_size=(1 << lists) - 1, max_size=(1 << lists) - 1))
    return lists, np.array([[0, *counts]], dtype=float)


def all_alike(lists, precision, recall):
    pairs = lists * (lists - 1) // 2
    return Shares(np.full((1, pairs), precision), np.full((1, pairs), recall))


@given(tables())
@settings(max_examples=40)
def test_perfect_links_leave_every_count_as_it_is(table):
    lists, counts = table
    found = corrected(counts, perfect_shares(lists), lists)
    assert (nearest_whole(found, lists) == counts).all()
    assert (drawn_whole(found, lists, np.random.default_rng(1)) == counts).all()


@given(tables(), st.floats(0.9, 1), st.floats(0.6, 1))
@settings(max_examples=50)
def test_list_totals_are_kept_and_no_count_is_below_nought(table, precision, recall):
    lists, counts = table
    found = corrected(counts, all_alike(lists, precision, recall), lists)
    if np.isnan(found).any():
        return
    for whole in (found, nearest_whole(found, lists), drawn_whole(found, lists, np.random.default_rng(2))):
        assert (whole >= 0).all()
        assert whole @ membership(lists).T == pytest.approx(counts @ membership(lists).T, abs=1e-2)
        assert whole[0, 0] == 0


@given(st.integers(1, 500), st.integers(1, 500), st.integers(0, 300), st.floats(0.9, 1), st.floats(0.5, 1))
@settings(max_examples=50)
def test_two_lists_have_the_linked_pairs_times_precision_over_recall_in_common(one, two, both, precision, recall):
    found = corrected(np.array([[0.0, one, two, both]]), all_alike(2, precision, recall), 2)[0]
    common = both * precision / recall
    if common > min(one, two) + both:
        assert np.isnan(found).all()
    else:
        assert found == pytest.approx([0, one + both - common, two + both - common, common])


def test_an_overlap_larger_than_a_list_is_impossible():
    counts = np.array([[0.0, 5, 5, 95]])
    assert np.isnan(corrected(counts, all_alike(2, 1.0, 0.9), 2)).all()
    assert not np.isnan(corrected(counts, all_alike(2, 1.0, 0.96), 2)).any()
    assert possible_overlaps(np.array([[0.0, 10, 20, 10], [0.0, 10, 20, 11]]), 2).tolist() == [True, False]


@given(st.floats(0.6, 0.94), st.floats(0.01, 0.05))
@settings(max_examples=25)
def test_the_lower_the_recall_the_more_people_lists_have_in_common(recall, less):
    counts = np.array([[0.0, 900, 800, 150, 700, 120, 110, 40]])
    higher, lower = (on_all(corrected(counts, all_alike(3, 0.99, each), 3), 3)[0] for each in (recall, recall - less))
    several = membership(3).sum(axis=0) > 1
    assert (lower[several] > higher[several]).all()


def test_pairs_of_lists_may_differ_in_recall():
    counts = np.array([[0.0, 900, 800, 150, 700, 120, 110, 40]])
    shares = Shares(np.ones((1, 3)), np.array([[0.9, 0.7, 0.8]]))
    sums, observed = on_all(corrected(counts, shares, 3), 3)[0], on_all(counts, 3)[0]
    assert sums[[3, 5, 6]] == pytest.approx(observed[[3, 5, 6]] / [0.9, 0.7, 0.8])


def test_cells_that_would_fall_below_nought_are_mended_and_pairs_keep_their_overlap():
    counts = np.array([[0.0, 300, 300, 0, 300, 40, 40, 30]])
    sums = on_all(counts, 3) * together(np.full((1, 3), 1 / 0.7), 3)
    assert on_exactly(sums, 3)[0, 3] < 0
    found = corrected(counts, all_alike(3, 1.0, 0.7), 3)
    assert found.min() == 0
    assert found @ membership(3).T == pytest.approx(counts @ membership(3).T)
    assert found @ pair_membership(3).T == pytest.approx(sums[:, [3, 5, 6]], rel=1e-3)


def test_a_sum_over_lists_and_its_inversion_undo_each_other():
    counts = np.random.default_rng(3).integers(0, 50, size=(4, 16)).astype(float)
    assert on_exactly(on_all(counts, 4), 4) == pytest.approx(counts)
    assert on_all(counts, 4)[:, 0b0101] == pytest.approx(counts[:, [0b0101, 0b0111, 0b1101, 0b1111]].sum(axis=1))


def split_at_faulty_records(history, sound, rng):
    """Histories of the groups into which people of one history fall when a faulty record is linked to nothing."""
    on = [place for place in range(len(sound)) if history >> place & 1]
    faulty = rng.random((MANY, len(on))) > np.array(sound)[on]
    alone = np.array([1 << place for place in on])
    linked = (~faulty).astype(int) @ alone
    return np.concatenate([linked[linked > 0], *(np.full(faulty[:, at].sum(), alone[at]) for at in range(len(on)))])


@pytest.mark.parametrize("history", [0b011, 0b111, 0b1111])
def test_a_simulated_linkage_with_faulty_records_is_undone(history):
    rng, sound = np.random.default_rng(history), (0.95, 0.85, 0.9, 0.8)
    lists = 4
    counts = np.bincount(split_at_faulty_records(history, sound, rng), minlength=16)[None].astype(float)
    counts[0, [1, 2, 4, 8]] += MANY / 4  # others, who are on one list alone
    recall = [sound[one] * sound[two] for one in range(lists) for two in range(one + 1, lists)]
    found = corrected(counts, Shares(np.ones((1, 6)), np.array([recall])), lists)[0]
    assert found[history] == pytest.approx(MANY, rel=0.02)
    assert found.sum() == pytest.approx(2 * MANY, rel=0.02)


@pytest.mark.parametrize("chance", [0.5, 0.7, 0.9])
def test_links_that_fail_one_by_one_and_are_closed_come_near_to_it(chance):
    """Three records are one group when two of the three links hold; a pair is together by its link or by the detour."""
    recall = chance + (1 - chance) * chance**2
    one_group = chance**3 + 3 * chance**2 * (1 - chance)
    assert together(np.full((1, 3), recall), 3)[0, 7] == pytest.approx(one_group, rel=0.025)


def test_false_joins_are_undone_as_well():
    """A third of the groups on both lists are two people each."""
    found = corrected(np.array([[0.0, 100, 200, 90]]), all_alike(2, 2 / 3, 1.0), 2)[0]
    assert found == pytest.approx([0, 130, 230, 60])


def test_whole_counts_drawn_have_the_expectation_of_the_counts():
    counts = np.broadcast_to(np.array([[0, 10.3, 9.3, 4.7]]), (20_000, 4))
    drawn = drawn_whole(counts, 2, np.random.default_rng(4))
    assert set(np.unique(drawn[:, 3])) == {4, 5}
    assert drawn.mean(axis=0) == pytest.approx(counts[0], abs=0.02)
    assert (drawn[:, [1]] + drawn[:, [3]] == 15).all()


def test_many_small_cells_do_not_all_move_the_same_way():
    counts = np.array([[0, 90.0, 80.0, 1.6, 70.0, 1.6, 1.6, 0.6]])
    whole = nearest_whole(counts, 3)[0]
    assert sorted(whole[[3, 5, 6, 7]]) == [0, 1, 2, 2]
    assert whole @ membership(3).T == pytest.approx(counts[0] @ membership(3).T, abs=0.5)
