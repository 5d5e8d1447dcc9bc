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
    """The nearest whole counts; for a point estimate."""
    return _with_totals(np.rint(counts), np.floor(counts + SAME), counts, lists)


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
