"""Log-linear models of replicates, each with its own terms: which have a column, and which cells remain.

The model is ``log mean(cell) = sum of the effects of the terms within the cell``; a term is a set of lists, the empty one the
intercept. Nothing here fits.
"""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.lattice import Marks, Numbers, Whole, lists_in, over_subsets, over_supersets


@dataclass(frozen=True)
class Tables:
    """Tables of replicates over the lattice: the counts, and their margins (how many were on all lists of a cell)."""

    counts: Numbers
    margins: Numbers

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return lists_in(self.counts)

    def at(self, places: Whole) -> "Tables":
        """Some of the replicates."""
        return Tables(self.counts[:, places], self.margins[:, places])


def tables(counts: Numbers) -> Tables:
    """Counts over the lattice with their margins."""
    return Tables(counts, over_supersets(counts))


@dataclass(frozen=True)
class Models:
    """A model for each replicate. ``terms[i]`` has a column where ``used[i]``; ``remaining`` are the cells it speaks of.

    Where nobody was on all lists of a term, its effect is minus infinity: the term has no column, and every cell that
    contains it has mean nought and is dropped (Chan, Silverman and Vincent 2021). So it is for a list that a resample
    leaves empty: it drops out with its cells.
    """

    terms: Whole
    used: Marks
    remaining: Marks

    def at(self, places: Whole) -> "Models":
        """The models of some of the replicates."""
        return Models(self.terms[:, places], self.used[:, places], self.remaining[:, places])


def models(margins: Numbers, terms: Whole, wanted: Marks) -> Models:
    """The models with those ``terms`` that are ``wanted`` (rows: places for terms; columns: replicates)."""
    empty = wanted & (np.take_along_axis(margins, terms, axis=0) == 0)
    dropped = np.zeros(margins.shape, dtype=np.int64)
    np.add.at(dropped, (np.where(empty, terms, 0), np.arange(terms.shape[1])), empty)
    remaining = over_subsets(dropped) == 0
    remaining[0] = False  # nobody sees who is on no list
    return Models(terms, wanted & ~empty, remaining)


def same_for_all(margins: Numbers, terms: tuple[int, ...]) -> Models:
    """One model for all replicates; ``terms`` begins with the intercept, 0."""
    shape = (len(terms), margins.shape[1])
    return models(margins, np.broadcast_to(np.array(terms, dtype=np.int64)[:, None], shape), np.ones(shape, dtype=np.bool_))


def main_terms(amount: int) -> tuple[int, ...]:
    """The intercept and a main effect for each list."""
    return (0, *(1 << bit for bit in range(amount)))


def scattered(model: Models, values: Numbers) -> Numbers:
    """Values of the terms, over the lattice; nought where a term has no column."""
    whole = np.zeros(model.remaining.shape)
    places, replicates = np.nonzero(model.used)
    whole[model.terms[places, replicates], replicates] = values[places, replicates]
    return whole
