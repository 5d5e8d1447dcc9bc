"""Sums over the lattice of cells: every margin of a table of lists in one pass, for all replicates at once.

A cell is the set of lists that somebody is on, as bits. An array here has a row for each of the ``2 ** K`` cells, the empty
one first, and a column for each replicate. Adding up what is above or below every cell takes ``K`` additions for each cell
(Yates 1937, the zeta transform), where a design matrix takes one for each parameter.
"""

from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.histories import Histories

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]
Number = TypeVar("Number", np.float64, np.int64)


def over_supersets(values: NDArray[Number]) -> NDArray[Number]:
    """For every cell the sum over the cells that contain it: how many were on all of its lists, and perhaps on others."""
    sums = values.copy()
    for without, beyond in _halves(sums):
        np.add(without, beyond, out=without)
    return sums


def over_subsets(values: NDArray[Number]) -> NDArray[Number]:
    """For every cell the sum over the cells that it contains: effects into a predictor."""
    sums = values.copy()
    for without, beyond in _halves(sums):
        np.add(beyond, without, out=beyond)
    return sums


def spread(histories: Histories, counts: NDArray[np.integer]) -> Numbers:
    """Counts with a row for each replicate and a column for each cell of ``histories``, as an array over the lattice."""
    whole = np.zeros((1 << len(histories.lists), len(counts)))
    whole[list(histories.cells)] = counts.T
    return whole


def lists_in(values: NDArray[Number]) -> int:
    """How many lists an array over the lattice has."""
    return len(values).bit_length() - 1


def pairs(amount: int) -> Whole:
    """The cells of two lists, in the order AB, AC, …, BC, …."""
    return np.array([1 << one | 1 << other for one, other in combinations(range(amount), 2)], dtype=np.int64)


def sizes(amount: int) -> Whole:
    """How many lists are in each cell."""
    return np.bitwise_count(np.arange(1 << amount)).astype(np.int64)


def _halves(values: NDArray[Number]) -> list[tuple[NDArray[Number], NDArray[Number]]]:
    """Views for each list: the cells without it, and the same cells with it."""
    cells, replicates = values.shape
    shaped = [values.reshape(cells >> bit + 1, 2, 1 << bit, replicates) for bit in range(lists_in(values))]
    return [(each[:, 0], each[:, 1]) for each in shaped]
