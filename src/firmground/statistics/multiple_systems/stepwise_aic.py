"""Stepwise choice of pairs of lists by Akaike's criterion and a test: as in the United Kingdom's estimate of 2014.

It begins with the main effects. Of the pairs whose own effect is significant the one that lowers the criterion most joins the
model, until none lowers it (Silverman 2014; Bales, Hesketh and Silverman 2015). The number of people is at the maximum of its
own likelihood (``multinomial``).
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.answering import ASSUMES, Point, answer
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.fitting import Fit, curvature, likelihood
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Marks, Numbers, Whole, pairs, spread
from firmground.statistics.multiple_systems.models import Models, Tables, tables
from firmground.statistics.multiple_systems.multinomial import hidden, profile
from firmground.statistics.multiple_systems.resampling import Progress, in_parts
from firmground.statistics.multiple_systems.selection import Chosen, beginning

METHOD = "stepwise_aic"
THRESHOLD = 0.05
TIE = 1e-9  # of the gain in likelihood: a later pair must be better by more than rounding


def populations(
    histories: Histories, counts: NDArray[np.integer], *, threshold: float = THRESHOLD, progress: Progress | None = None
) -> Numbers:
    """The number of people for each replicate of the counts (rows; columns as ``histories.cells``), the whole choice repeated.

    ``nan`` where not even the model of main effects can be estimated. ``progress`` hears how many replicates are done.
    """
    return in_parts(histories, counts, partial(_hidden, threshold=threshold), progress)


def estimate(
    histories: Histories,
    *,
    threshold: float = THRESHOLD,
    resamples: Whole | None = None,
    level: float = 0.95,
    progress: Progress | None = None,
) -> Estimate:
    """The choice for the table itself; with a BCa interval from ``resamples``, or else the profile interval of its model."""
    chosen = choose(tables(spread(histories, np.array([histories.counts]))), threshold)
    point = Point(METHOD, chosen.table, chosen.model, chosen.fitted, ASSUMES, "profile", profile)
    repeated = partial(populations, histories, threshold=threshold, progress=progress)
    return answer(histories, point, repeated, resamples, level)


def choose(table: Tables, threshold: float = THRESHOLD) -> Chosen:
    """Repeat the choice for every replicate until nothing more joins; equal gains go by the order of lists."""
    chosen = beginning(table)
    left = np.flatnonzero(chosen.fitted.found)
    while left.size:
        place = _best(chosen, left, threshold)
        left, place = left[place >= 0], place[place >= 0]
        if left.size:
            _, fitted = chosen.larger(left, place)
            left = chosen.join(left, place, fitted)
    return chosen


def _best(chosen: Chosen, left: Whole, threshold: float) -> Whole:
    """For each replicate the place of the pair that joins next, or -1."""
    best, place = np.ones(left.size), np.full(left.size, -1, dtype=np.int64)  # one parameter more must gain more than 1
    closed = chosen.has(left) | (chosen.table.margins[np.ix_(pairs(chosen.table.lists), left)] == 0)
    before = likelihood(chosen.table.at(left), chosen.fitted.at(left))
    for pair in range(len(closed)):
        tried = np.flatnonzero(~closed[pair])
        if not tried.size:
            continue
        some = left[tried]
        model, fitted = chosen.larger(some, np.full(some.size, pair))
        gain = likelihood(chosen.table.at(some), fitted) - before[tried]
        better = fitted.found & (gain > best[tried] * (1 + TIE)) & _significant(model, fitted, chosen, some, threshold)
        best[tried[better]], place[tried[better]] = gain[better], pair
    return place


def _significant(model: Models, fitted: Fit, chosen: Chosen, left: Whole, threshold: float) -> Marks:
    """Whether the effect of each last pair is further from nought than Wald's test allows; never where nobody is on both."""
    from scipy.special import ndtr  # noqa: PLC0415 - slow to load

    answers = np.zeros(left.size, dtype=np.bool_)
    last = 1 + chosen.table.lists + (chosen.order[:, left] >= 0).sum(axis=0)
    tested = np.flatnonzero(fitted.found & model.used[last, np.arange(left.size)])
    part, row, at = model.at(tested), last[tested], np.arange(tested.size)
    spread = np.sqrt(np.linalg.inv(curvature(part, fitted.expected[:, tested]))[at, row, row])
    effect = fitted.effects[part.terms[row, at], tested]
    answers[tested] = 2 * ndtr(-np.abs(effect / spread)) < threshold
    return answers


def _hidden(table: Tables, threshold: float) -> Numbers:
    chosen = choose(table, threshold)
    return hidden(table, chosen.model, chosen.fitted)
