"""Makes corrected counts non-negative without touching what is sure: the totals of the lists."""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.linkage_error.cells import membership, pair_membership

Floats = NDArray[np.float64]
TINY = 1e-7
STIFF, FIRM = 1e-10, 1e-5  # how far totals of lists, and of pairs, may give way
FLOOR = 0.5  # how far an empty cell may move, beside full ones that move with their count
SWEEPS = 60
AT_ONCE = 1 << 23  # numbers in one array, 64 MB
CLOSE, CLOSE_COUNT = 1e-6, 1e-3  # when totals of lists count as kept


def non_negative(counts: Floats, sums: Floats, lists: int) -> Floats:
    """The nearest non-negative counts that keep the totals of lists, and those of pairs of lists as far as they can be kept.

    Weighted least squares, each cell moving in proportion to its count; cells that would fall below nought are held there
    and the rest solved again, until none does. Rows without a negative count come back as they are. A row for which no
    such counts were found is nan.
    """
    found = np.array(counts)
    spoilt = np.flatnonzero((found < -TINY).any(axis=1))
    step = max(1, AT_ONCE // (lists * lists << lists))
    for first in range(0, len(spoilt), step):
        part = spoilt[first : first + step]
        found[part] = _solved(found[part], sums[part], lists)
    return np.where(found < 0, 0.0, found)


def _solved(counts: Floats, sums: Floats, lists: int) -> Floats:
    rows = np.concatenate([membership(lists), pair_membership(lists)]).astype(np.float64)
    targets = sums[:, _cells_of(lists)]
    softness = np.array([STIFF] * lists + [FIRM] * (len(rows) - lists))
    found, held = np.array(counts), counts < 0
    open_rows = np.arange(len(counts))
    for _ in range(SWEEPS):
        some = _least_squares(counts[open_rows], held[open_rows], targets[open_rows], rows, softness)
        found[open_rows] = some
        sinking = (some < -TINY) & ~held[open_rows]
        held[open_rows] |= sinking
        open_rows = open_rows[sinking.any(axis=1)]
        if not len(open_rows):
            break
    largest = targets.max(axis=1)
    kept = np.abs(found @ rows[:lists].T - targets[:, :lists]).max(axis=1) <= np.maximum(CLOSE * largest, CLOSE_COUNT)
    found[~kept | (found < -CLOSE_COUNT).any(axis=1)] = np.nan
    return found


def _least_squares(counts: Floats, held: NDArray[np.bool_], targets: Floats, rows: Floats, softness: Floats) -> Floats:
    """The nearest counts that meet the targets of the rows, with the held cells at nought; others may come out below it."""
    free = np.where(held, 0.0, np.maximum(counts, FLOOR))
    free[:, 0] = 0.0
    start = np.where(held, 0.0, counts)
    normal = (rows * free[:, None, :]) @ rows.T
    normal += np.diag(softness) * np.maximum(targets.max(axis=1), 1.0)[:, None, None]
    multipliers = np.linalg.solve(normal, (targets - start @ rows.T)[..., None])[..., 0]
    found: Floats = start + free * (multipliers @ rows)
    return found


def _cells_of(lists: int) -> list[int]:
    """The cells whose sums are totals of lists, then of pairs."""
    return [1 << one for one in range(lists)] + [1 << one | 1 << two for one in range(lists) for two in range(one + 1, lists)]
