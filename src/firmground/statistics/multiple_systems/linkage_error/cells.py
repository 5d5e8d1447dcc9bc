"""Counts over all cells of some lists, and the sums over who was on all lists of a cell. It corrects nothing."""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.histories import Histories

Floats = NDArray[np.float64]


def over_all_cells(histories: Histories) -> NDArray[np.int64]:
    """The counts by cell number, noughts included; the length is 2 to the number of lists, and cell 0 is nought."""
    found = np.zeros(1 << len(histories.lists), dtype=np.int64)
    found[list(histories.cells)] = histories.counts
    return found


def on_all(counts: Floats, lists: int) -> Floats:
    """For each cell, how many were on every list of it and perhaps on others; ``counts`` ends in the axis of cells."""
    return _over_lists(counts, lists, 1.0)


def on_exactly(sums: Floats, lists: int) -> Floats:
    """The counts whose ``on_all`` these sums are: Möbius inversion."""
    return _over_lists(sums, lists, -1.0)


def _over_lists(values: Floats, lists: int, sign: float) -> Floats:
    found = np.array(values, dtype=np.float64)
    for bit in range(lists):
        by_list = found.reshape(*found.shape[:-1], -1, 2, 1 << bit)  # a view: without the list, with it
        by_list[..., 0, :] += sign * by_list[..., 1, :]
    return found


def membership(lists: int) -> NDArray[np.bool_]:
    """Which lists (rows) are in which cells (columns)."""
    return (np.arange(1 << lists) >> np.arange(lists)[:, None] & 1).astype(bool)


def pair_membership(lists: int) -> NDArray[np.bool_]:
    """Which pairs of lists (rows, in the order of ``pairs_of``) are in which cells (columns)."""
    single = membership(lists)
    return np.array([single[one] & single[two] for one in range(lists) for two in range(one + 1, lists)])
