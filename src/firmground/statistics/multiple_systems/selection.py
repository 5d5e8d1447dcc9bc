"""Models that grow pair by pair, for many replicates at once: what was chosen so far, and what one more pair would give."""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.fitting import Fit, fit
from firmground.statistics.multiple_systems.lattice import Marks, Numbers, Whole, lists_in, pairs
from firmground.statistics.multiple_systems.models import Models, Tables, main_terms, models, same_for_all


@dataclass
class Chosen:
    """The places (in ``pairs``) of the pairs chosen for each replicate, in their order (-1: none), and the fit with them."""

    table: Tables
    order: Whole
    fitted: Fit

    @property
    def model(self) -> Models:
        """The models of all replicates."""
        return _model(self.table.margins, self.order[: max(1, int((self.order >= 0).sum(axis=0).max(initial=0)))])

    def has(self, left: Whole) -> Marks:
        """Which pairs (rows) the models of some replicates (columns) have."""
        has: Marks = (self.order[:, left][None] == np.arange(len(self.order))[:, None, None]).any(axis=1)
        return has

    def larger(self, left: Whole, place: Whole) -> tuple[Models, Fit]:
        """The models of the replicates ``left``, each with one more pair, and their fits."""
        amount = (self.order[:, left] >= 0).sum(axis=0)
        order = self.order[:, left][: amount.max() + 1].copy()
        order[amount, np.arange(left.size)] = place
        part = self.table.at(left)
        model = _model(part.margins, order)
        return model, fit(part, model, _start(part, self.fitted.at(left), pairs(part.lists)[place]))

    def join(self, left: Whole, place: Whole, fitted: Fit) -> Whole:
        """Add a pair to each model whose larger fit was found; the replicates to which one was added."""
        good = np.flatnonzero(fitted.found)
        joined = left[good]
        amount = (self.order[:, joined] >= 0).sum(axis=0)
        self.order[amount, joined] = place[good]
        self.fitted.effects[:, joined] = fitted.effects[:, good]
        self.fitted.expected[:, joined] = fitted.expected[:, good]
        return joined


def beginning(table: Tables) -> Chosen:
    """The main effects alone."""
    nothing = np.full((len(pairs(table.lists)), table.counts.shape[1]), -1, dtype=np.int64)
    return Chosen(table, nothing, fit(table, same_for_all(table.margins, main_terms(table.lists))))


def _model(margins: Numbers, order: Whole) -> Models:
    """The main effects, and the pairs of an order."""
    amount = lists_in(margins)
    two, main = pairs(amount), np.array(main_terms(amount))
    terms = np.vstack([np.repeat(main[:, None], order.shape[1], axis=1), np.where(order >= 0, two[order], 0)])
    return models(margins, terms, np.vstack([np.ones((len(main), order.shape[1]), dtype=np.bool_), order >= 0]))


def _start(table: Tables, now: Fit, pair: Whole) -> Numbers:
    """The effects so far, and for the new pair how many times more are on both lists than expected."""
    begin, at = now.effects.copy(), np.arange(pair.size)
    seen, expected = table.margins[pair, at], now.expected[pair, at]
    begin[pair, at] = np.log(np.where(seen > 0, seen / np.where(seen > 0, expected, 1.0), 1.0))
    return begin
