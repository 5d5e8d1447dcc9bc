"""Resampled and shortened tables, and an estimator taken over many of them without filling the memory."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Numbers, Whole, spread
from firmground.statistics.multiple_systems.models import Tables, tables

CELLS_AT_ONCE = 1 << 18  # cells times replicates in one array: 2 MB, which stays in the cache of most processors

Progress = Callable[[int, int], None]  # how many replicates are done, of how many


def resampled(histories: Histories, replicates: int, generator: np.random.Generator) -> Whole:
    """As many people drawn anew from the histories that were seen: a row for each replicate, a column for each cell.

    One set of resamples may serve several estimators, which then differ by what they do and not by chance.
    """
    if replicates < 1:
        raise InputError(f"{replicates} replicates", remedy="ask for at least one; a thousand is usual")
    counts = np.array(histories.counts)
    return generator.multinomial(histories.observed, counts / counts.sum(), size=replicates)


def shortened(histories: Histories) -> Whole:
    """The table once for each cell, with one of its people left out."""
    counts = np.array(histories.counts, dtype=np.int64)
    return counts - np.eye(len(counts), dtype=np.int64)


def in_parts(
    histories: Histories, counts: NDArray[np.integer], method: Callable[[Tables], Numbers], progress: Progress | None = None
) -> Numbers:
    """The number of people for each replicate: who was seen, and what ``method`` says is hidden.

    Equal replicates are looked at once. ``method`` gets a bounded part of the others at a time. Raises ``InputError``
    unless ``counts`` has a row for each replicate and a column for each cell of ``histories``, with no count below nought.
    """
    if counts.ndim != 2 or counts.shape[1] != len(histories.cells) or (counts < 0).any():
        wanted = f"a row for each replicate and {len(histories.cells)} columns, with counts from nought"
        raise InputError(f"replicates of the shape {counts.shape}, or with a negative count", remedy=f"give {wanted}")
    distinct, back = np.unique(counts, axis=0, return_inverse=True)
    hidden, step = np.full(len(distinct), np.nan), max(1, CELLS_AT_ONCE >> len(histories.lists))
    for first in range(0, len(distinct), step):
        part = distinct[first : first + step]
        hidden[first : first + step] = method(tables(spread(histories, part)))
        if progress:
            progress(min(first + step, len(distinct)) * len(counts) // len(distinct), len(counts))
    found: Numbers = counts.sum(axis=1) + hidden[back.reshape(-1)]
    return found
