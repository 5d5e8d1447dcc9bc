"""The whole choice repeated for resamples: every open replicate of the reference program, and plain fits one by one."""

import numpy as np
import pytest

from firmground.errors import InputError
from firmground.statistics.multiple_systems import main_effects, resampling, stepwise
from firmground.statistics.multiple_systems.resampling import resampled, shortened


@pytest.mark.parametrize("name", ["UKdat_5", "Western", "Kosovo"])
def test_every_open_replicate_is_met(lists, replicates, name):
    counts, theirs = replicates(name)
    ours = stepwise.populations(lists(name), counts)
    assert len(ours) == len(theirs) == 1000
    assert np.abs(ours / theirs - 1).max() < 1e-6


@pytest.mark.parametrize("name", ["NewOrl_5_185", "UKdat"])
def test_replicates_are_what_plain_fits_give_one_by_one(lists, plain, name):
    histories = lists(name)
    counts = resampled(histories, 8, np.random.default_rng(20))
    ours = stepwise.populations(histories, counts)
    for row, number in zip(counts, ours, strict=True):
        seen = {cell: int(count) for cell, count in zip(histories.cells, row, strict=True) if count}
        assert number == pytest.approx(plain.stepwise(len(histories.lists), seen, 0.02)[0], rel=1e-8)


def test_parts_of_any_size_give_the_same(lists, monkeypatch):
    histories = lists("NewOrl_185")
    counts = resampled(histories, 30, np.random.default_rng(3))
    whole = stepwise.populations(histories, counts)
    told = []
    monkeypatch.setattr(resampling, "CELLS_AT_ONCE", 7 << 8)
    assert stepwise.populations(histories, counts, progress=lambda *done: told.append(done)) == pytest.approx(whole, rel=1e-12)
    assert told[-1] == (30, 30)
    assert len(told) == 5


def test_equal_replicates_are_looked_at_once_and_answered_each(lists):
    histories = lists("Western")
    counts = np.array([histories.counts] * 5)
    looked = []

    def method(table):
        looked.append(table.counts.shape[1])
        return np.zeros(table.counts.shape[1])

    assert resampling.in_parts(histories, counts, method).tolist() == [345] * 5
    assert looked == [1]


def test_one_seed_gives_one_set_of_resamples_and_another_seed_another(lists):
    histories = lists("Western")
    first, second, other = (resampled(histories, 5, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert first.tolist() == second.tolist() != other.tolist()
    assert first.sum(axis=1).tolist() == [345] * 5
    assert first[0].tolist() == [45, 94, 108, 5, 2, 52, 1, 1, 0, 27, 7, 0, 3], "the same on every machine"


def test_fewer_than_one_resample_is_refused(lists):
    with pytest.raises(InputError, match="0 replicates"):
        resampled(lists("Western"), 0, np.random.default_rng(1))


def test_each_cell_loses_one_of_its_people_in_turn(lists):
    histories = lists("Artificial_3")
    assert shortened(histories).tolist() == [[39, 30, 6, 20], [40, 29, 6, 20], [40, 30, 5, 20], [40, 30, 6, 19]]


@pytest.mark.parametrize("counts", [[[1, 2, 3]], [1, 2, 3, 4], [[1, 2, 3, -1]]])
def test_replicates_of_another_shape_are_refused(lists, counts):
    with pytest.raises(InputError, match="4 columns"):
        main_effects.populations(lists("Artificial_3"), np.array(counts))


def test_no_replicates_give_no_numbers(lists):
    assert stepwise.populations(lists("Artificial_3"), np.zeros((0, 4), dtype=int)).tolist() == []


def test_a_replicate_without_any_overlap_has_no_estimate(histories_from):
    histories = histories_from(3, {1: 10, 2: 10, 4: 10, 3: 2, 5: 2, 6: 2})
    found = stepwise.populations(histories, np.array([[10, 10, 2, 10, 2, 2], [10, 10, 0, 10, 0, 0], [0, 0, 0, 0, 0, 0]]))
    assert np.isnan(found).tolist() == [False, True, True]


def test_a_list_that_a_resample_leaves_empty_drops_out(histories_from):
    """What is left is the table of the other lists."""
    three = histories_from(3, {1: 40, 2: 30, 3: 12, 4: 1})
    two = histories_from(2, {1: 40, 2: 30, 3: 12})
    number = stepwise.populations(three, np.array([[40, 30, 12, 0]]))
    assert number == pytest.approx(82 + 40 * 30 / 12)
    assert number == pytest.approx(stepwise.populations(two, np.array([[40, 30, 12]])))
