"""Stepwise choice of pairs of lists by Poisson p-values: the method of Chan, Silverman and Vincent (2021).

It begins with the main effects. While some pair of lists overlaps less or more than the model expects, by a Poisson tail below
the threshold, the most surprising pair joins the model, provided that the larger model can be estimated.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.answering import ASSUMES, Point, answer
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.fitting import Fit, fit
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Marks, Numbers, Whole, pairs, spread
from firmground.statistics.multiple_systems.models import Models, Tables, main_terms, models, same_for_all, tables
from firmground.statistics.multiple_systems.resampling import Progress, in_parts

METHOD = "stepwise"
THRESHOLD = 0.02
TIE = 1e-9  # of p-values, relatively: the pair that comes first wins, on every machine


@dataclass
class Chosen:
    """What was chosen for each replicate: the places of pairs in the order of their choice (-1: none), and the fit."""

    order: Whole
    fitted: Fit

    def model(self, table: Tables) -> Models:
        """The models of all replicates."""
        return _model(table.margins, self.order[: max(1, int((self.order >= 0).sum(axis=0).max()))])


def _model(margins: Numbers, order: Whole) -> Models:
    """The main effects, and the pairs of an order."""
    amount = margins.shape[0].bit_length() - 1
    two, main = pairs(amount), np.array(main_terms(amount))
    terms = np.vstack([np.repeat(main[:, None], order.shape[1], axis=1), np.where(order >= 0, two[order], 0)])
    return models(margins, terms, np.vstack([np.ones((len(main), order.shape[1]), dtype=np.bool_), order >= 0]))


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
    table = tables(spread(histories, np.array([histories.counts])))
    chosen = choose(table, threshold)
    point = Point(METHOD, table, chosen.model(table), chosen.fitted, ASSUMES)
    repeated = partial(populations, histories, threshold=threshold, progress=progress)
    return answer(histories, point, repeated, resamples, level)


def choose(table: Tables, threshold: float) -> Chosen:
    """Repeat the choice for every replicate until nothing more joins."""
    cells, replicates = table.counts.shape
    amount = cells.bit_length() - 1
    two = pairs(amount)
    fitted = fit(table, same_for_all(table.margins, main_terms(amount)))
    chosen = Chosen(np.full((len(two), replicates), -1), fitted)
    closed = np.zeros((len(two), replicates), dtype=np.bool_)  # in the model, or refused since the last pair joined
    left = np.flatnonzero(fitted.found)
    while left.size:
        surprise = np.where(closed[:, left], np.inf, tails(table.margins[:, left][two], fitted.expected[:, left][two]))
        best = surprise.min(axis=0)
        left, surprise = left[best < threshold], surprise[:, best < threshold]
        if left.size:
            place = np.argmax(surprise <= surprise.min(axis=0) * (1 + TIE), axis=0)
            _try(table, chosen, closed, left, place)
    return chosen


def tails(seen: Numbers, expected: Numbers) -> Numbers:
    """The smaller tail of a Poisson count: the probability of at most, or of at least, what was seen."""
    from scipy.special import gammainc, gammaincc  # noqa: PLC0415 - slow to load

    at_least = np.where(seen == 0, 1.0, gammainc(np.maximum(seen, 1.0), expected))
    smaller: Numbers = np.minimum(gammaincc(seen + 1, expected), at_least)
    return smaller


def _try(table: Tables, chosen: Chosen, closed: Marks, left: Whole, place: Whole) -> None:
    """Fit each larger model; where it can be estimated the pair joins, where not it is closed until another joins."""
    two = pairs(table.counts.shape[0].bit_length() - 1)
    amount = (chosen.order[:, left] >= 0).sum(axis=0)
    order = chosen.order[:, left][: amount.max() + 1].copy()
    order[amount, np.arange(left.size)] = place
    part, now = table.at(left), chosen.fitted.at(left)
    fitted = fit(part, _model(part.margins, order), _start(part, now, two[place]))
    closed[place, left] = True
    good, joined = np.flatnonzero(fitted.found), left[fitted.found]
    chosen.order[: len(order), joined] = order[:, good]
    for new, old in ((fitted.effects, chosen.fitted.effects), (fitted.expected, chosen.fitted.expected)):
        old[:, joined] = new[:, good]
    closed[:, joined] = False
    used = chosen.order[:, joined]
    closed[used[used >= 0], np.broadcast_to(joined, used.shape)[used >= 0]] = True


def _start(table: Tables, now: Fit, pair: Whole) -> Numbers:
    """The effects so far, and for the new pair how many times more are on both lists than expected."""
    begin, at = now.effects.copy(), np.arange(pair.size)
    seen, expected = table.margins[pair, at], now.expected[pair, at]
    begin[pair, at] = np.where(seen > 0, np.log(np.maximum(seen, 1.0) / expected), 0.0)
    return begin
