"""Lists that do not depend on each other at all: main effects only. Simple, and seldom true."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.answering import ASSUMES, Point, answer
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.fitting import fit
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Numbers, Whole, spread
from firmground.statistics.multiple_systems.models import Tables, main_terms, same_for_all, tables
from firmground.statistics.multiple_systems.resampling import Progress, in_parts

METHOD = "main_effects"


def populations(histories: Histories, counts: NDArray[np.integer], *, progress: Progress | None = None) -> Numbers:
    """The number of people for each replicate of the counts (rows; columns as ``histories.cells``); ``nan`` where none."""
    return in_parts(histories, counts, _hidden, progress)


def estimate(
    histories: Histories, *, resamples: Whole | None = None, level: float = 0.95, progress: Progress | None = None
) -> Estimate:
    """How many there are if lists are independent; with a BCa interval from ``resamples``, or else Wald's."""
    table = tables(spread(histories, np.array([histories.counts])))
    model = same_for_all(table.margins, main_terms(len(histories.lists)))
    point = Point(METHOD, table, model, fit(table, model), ASSUMES)
    return answer(histories, point, partial(populations, histories, progress=progress), resamples, level)


def _hidden(table: Tables) -> Numbers:
    return fit(table, same_for_all(table.margins, main_terms(table.lists))).hidden
