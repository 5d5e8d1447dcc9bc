"""Whole counts from corrected ones, so that any estimator can be run on them; the totals of lists stay as they are."""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.linkage_error.cells import membership

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
SAME = 1e-6


def drawn_whole(counts: Floats, lists: int, rng: np.random.Generator) -> Counts:
    """Whole counts, each cell up or down by chance so that its expectation is what it was; for draws."""
    floors = np.floor(counts + SAME)
    ups = rng.random(counts.shape) < counts - floors - SAME
    return _with_totals(floors + ups, floors, counts, lists)


def nearest_whole(counts: Floats, lists: int) -> Counts:
    """The nearest whole counts that keep how many people are on several lists; for a point estimate.

    Cells of several lists go down, and those with the largest remainders up until their sum is kept: many small cells that
    are each rounded by themselves would all move the same way.
    """
    floors = np.floor(counts + SAME)
    remainders = np.where(membership(lists).sum(axis=0) > 1, counts - floors, 0.0)
    ranks = np.argsort(np.argsort(-remainders, axis=1, kind="stable"), axis=1)
    return _with_totals(floors + (ranks < np.rint(remainders.sum(axis=1))[:, None]), floors, counts, lists)


def _with_totals(rounded: Floats, floors: Floats, counts: Floats, lists: int) -> Counts:
    """Cells of several lists as rounded, and whoever is on one list alone as what remains of that list."""
    member = membership(lists)
    several = member.sum(axis=0) > 1
    totals = np.rint(counts @ member.T)
    alone = [1 << one for one in range(lists)]
    remaining = totals - (rounded * several) @ member.T
    rounded = np.where((remaining < 0).any(axis=1)[:, None], floors, rounded)
    found = rounded * several
    found[:, alone] = totals - found @ member.T
    whole: Counts = np.maximum(found, 0).astype(np.int64)
    return whole
