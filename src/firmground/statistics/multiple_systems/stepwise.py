"""Stepwise choice of pairs of lists by Poisson p-values: the method of Chan, Silverman and Vincent (2021).

It begins with the main effects. While some pair of lists overlaps less or more than the model expects, by a Poisson tail below
the threshold, the most surprising pair joins the model, provided that the larger model can be estimated.
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.answering import ASSUMES, Point, answer
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Numbers, Whole, pairs, spread
from firmground.statistics.multiple_systems.models import Tables, tables
from firmground.statistics.multiple_systems.resampling import Progress, in_parts
from firmground.statistics.multiple_systems.selection import Chosen, beginning

METHOD = "stepwise"
THRESHOLD = 0.02
TIE = 1e-9  # of p-values, relatively: the pair that comes first wins, on every machine


def populations(
    histories: Histories, counts: NDArray[np.integer], *, threshold: float = THRESHOLD, progress: Progress | None = None
) -> Numbers:
    """The number of people for each replicate of the counts (rows; columns as ``histories.cells``), the whole choice repeated.

    ``nan`` where not even the model of main effects can be estimated. ``progress`` hears how many replicates are done.
    """
    return in_parts(histories, counts, lambda table: choose(table, threshold).fitted.hidden, progress)


def estimate(
    histories: Histories,
    *,
    threshold: float = THRESHOLD,
    resamples: Whole | None = None,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Estimate:
    """The choice for the table itself; with a BCa interval from ``resamples``, or else Wald's for the model chosen."""
    chosen = choose(tables(spread(histories, np.array([histories.counts]))), threshold)
    point = Point(METHOD, chosen.table, chosen.model, chosen.fitted, ASSUMES)
    repeated = partial(populations, histories, threshold=threshold, progress=progress)
    return answer(histories, point, repeated, resamples, level)


def choose(table: Tables, threshold: float = THRESHOLD) -> Chosen:
    """Repeat the choice for every replicate until nothing more joins.

    A pair whose model cannot be estimated is passed over until another has joined. Equal p-values go by the order of lists.
    """
    chosen = beginning(table)
    two = pairs(table.lists)
    closed = np.zeros((len(two), table.counts.shape[1]), dtype=np.bool_)  # in the model, or passed over for now
    left = np.flatnonzero(chosen.fitted.found)
    while left.size:
        surprise = tails(table.margins[np.ix_(two, left)], chosen.fitted.expected[np.ix_(two, left)])
        surprise[closed[:, left]] = np.inf
        best = surprise.min(axis=0)
        going = best < threshold
        left, place = left[going], np.argmax(surprise <= best * (1 + TIE), axis=0)[going]
        if left.size:
            closed[place, left] = True
            _, fitted = chosen.larger(left, place)
            joined = chosen.join(left, place, fitted)
            closed[:, joined] = chosen.has(joined)
    return chosen


def tails(seen: Numbers, expected: Numbers) -> Numbers:
    """The smaller tail of a Poisson count: the probability of at most, or of at least, what was seen."""
    from scipy.special import gammainc, gammaincc  # noqa: PLC0415 - slow to load

    at_least = np.where(seen == 0, 1.0, gammainc(np.maximum(seen, 1.0), expected))
    smaller: Numbers = np.minimum(gammaincc(seen + 1, expected), at_least)
    return smaller
