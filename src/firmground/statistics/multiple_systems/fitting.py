"""Fits Poisson log-linear models by maximum likelihood: many replicates at once, each with a model of its own.

Newton's method on the lattice. The curvature for two terms is the expected number on all lists of both, so one pass of sums
(``lattice``) has every entry of every curvature matrix, and no design matrix is ever made.
"""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.checks import existing, identifiable
from firmground.statistics.multiple_systems.lattice import Marks, Numbers, Whole, over_subsets, over_supersets
from firmground.statistics.multiple_systems.models import Models, Tables, scattered

USUAL_STEPS = 15  # Newton needs about seven; where there is no maximum a mean has still e**-15 of its size by then
MOST_STEPS = 3000  # where there is a maximum, however far away
CLOSE = 1e-8  # the last step of any predictor; convergence is quadratic, so what is left is of the order of its square


@dataclass(frozen=True)
class Fit:
    """Fitted models: effects over the lattice (rows) for each replicate (columns), and expected margins.

    ``found`` is whether the method ended at a maximum. Where it did not, the numbers mean nothing.
    """

    effects: Numbers
    expected: Numbers
    found: Marks

    def at(self, places: Whole) -> "Fit":
        """The fits of some of the replicates."""
        return Fit(self.effects[:, places], self.expected[:, places], self.found[places])

    @property
    def hidden(self) -> Numbers:
        """How many people no list has; ``nan`` where nothing was found."""
        return np.where(self.found, np.exp(self.effects[0]), np.nan)


def fit(table: Tables, model: Models, start: Numbers | None = None) -> Fit:
    """The one maximum of the likelihood of each replicate, from effects over the lattice where some are known already.

    Where the model is not identifiable, or no maximum exists, ``found`` is false. Steps that become nothing show that there
    is a maximum; where they do not, the programme of ``checks.existing`` has the last word.
    """
    begin = starting(table, model) if start is None else start
    possible = np.flatnonzero(identifiable(model))
    fitted = climbed(table, model, begin, possible, USUAL_STEPS)
    doubtful = possible[~fitted.found[possible]]
    slow = doubtful[existing(model.at(doubtful), table.counts[:, doubtful])]
    if not slow.size:
        return fitted
    again = climbed(table, model, begin, slow, MOST_STEPS)
    both = ((again.effects, fitted.effects), (again.expected, fitted.expected), (again.found, fitted.found))
    return Fit(*(np.where(again.found, new, old) for new, old in both))


def climbed(table: Tables, model: Models, start: Numbers, left: Whole, most_steps: int) -> Fit:
    """Newton's method for the replicates ``left``, until a step is next to nothing or ``most_steps`` are done."""
    effects, found = start.copy(), np.zeros(start.shape[1], dtype=np.bool_)
    now, part, margins = effects[:, left], model.at(left), table.margins[:, left]
    predictors = over_subsets(now)
    for _ in range(most_steps):
        if not left.size:
            break
        change = _step(part, margins, _expected(part, predictors))
        moved = over_subsets(change)
        length = np.abs(moved * part.remaining).max(axis=0)
        share = _share(length)
        now, predictors = now + share * change, predictors + share * moved
        if (length < CLOSE).any():
            ended, keep = np.flatnonzero(length < CLOSE), np.flatnonzero(length >= CLOSE)
            effects[:, left[ended]], found[left[ended]] = now[:, ended], True
            left, now, predictors, margins, part = left[keep], now[:, keep], predictors[:, keep], margins[:, keep], part.at(keep)
    expected, known = np.zeros_like(effects), np.flatnonzero(found)
    expected[:, known] = _expected(model.at(known), over_subsets(effects[:, known]))
    return Fit(effects, expected, found)


def starting(table: Tables, model: Models) -> Numbers:
    """Effects to begin with: lists that each find their people at random among twice as many as were seen."""
    seen = table.margins[0]
    shares = np.where(model.used, np.take_along_axis(table.margins, model.terms, axis=0), 0.0) / np.maximum(2 * seen, 1.0)
    single = model.used & (np.bitwise_count(model.terms) == 1)
    odds = np.where(single, shares / (1 - shares), 1.0)
    first = np.log(np.maximum(2 * seen, 1.0)) - np.log1p(np.where(single, odds, 0.0)).sum(axis=0)
    return scattered(model, np.where(model.terms == 0, first, np.log(odds)))


def curvature(model: Models, expected: Numbers) -> Numbers:
    """The information about the terms of each replicate (first axis); 1 on the diagonal for a term without a column."""
    places, replicates = model.terms.shape
    both = model.used[:, None] & model.used[None]
    if replicates and (model.terms == model.terms[:, :1]).all():  # one model for all: whole rows
        first = model.terms[:, 0]
        entries = expected[first[:, None] | first[None]]
    else:
        unions = (model.terms[:, None] | model.terms[None]) * replicates + np.arange(replicates)
        entries = expected.ravel().take(unions)
    return np.moveaxis(np.where(both, entries, np.eye(places)[:, :, None]), -1, 0)


def _expected(model: Models, predictors: Numbers) -> Numbers:
    """The margins that a model expects."""
    return over_supersets(np.exp(np.where(model.remaining, predictors, -np.inf)))


def _step(model: Models, margins: Numbers, expected: Numbers) -> Numbers:
    """Newton's step over the lattice: the curvature's answer to how far the margins are from what is expected."""
    score = np.where(model.used, np.take_along_axis(margins - expected, model.terms, axis=0), 0.0)
    solved = np.linalg.solve(curvature(model, expected), score.T[:, :, None])[:, :, 0]
    return scattered(model, solved.T.astype(np.float64, copy=False))


def _share(length: Numbers) -> Numbers:
    """How much of a step to take.

    The third derivative of an exponential mean is at most the second times the change of the predictor. So a whole step
    that changes no predictor by more than 1 raises the likelihood, and of a longer one the share log(1 + d) / d does (Sun and
    Tran-Dinh 2019, for generalised self-concordance). No search along the line is needed.
    """
    return np.where(length <= 1, 1.0, np.log1p(length) / np.maximum(length, 1.0))


def likelihood(table: Tables, fitted: Fit) -> Numbers:
    """The logarithm of the likelihood of each replicate, but for what depends on the data alone."""
    found: Numbers = (fitted.effects * table.margins).sum(axis=0) - fitted.expected[0]
    return found
