"""The simplest estimate from several lists: all pairs of lists pooled. Lists are taken to be independent, in pairs."""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories

ASSUMES = (
    "Every two lists are independent: being on one makes being on the other neither more nor less likely.",
    "Nobody enters or leaves the population while the lists are made.",
)


def populations(histories: Histories, counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """N for each row of counts over ``histories.cells``: the products of list totals over the overlaps, each summed over pairs.

    nan where no two lists overlap. For two lists it is Lincoln's and Petersen's n1 n2 / m.
    """
    cells = np.array(histories.cells)
    on = [(cells >> bit & 1).astype(bool) for bit in range(len(histories.lists))]
    totals = [counts[:, each].sum(axis=1).astype(np.float64) for each in on]
    pairs = [(one, two) for one in range(len(on)) for two in range(one + 1, len(on))]
    products = np.sum([totals[one] * totals[two] for one, two in pairs], axis=0)
    overlaps = np.sum([counts[:, on[one] & on[two]].sum(axis=1) for one, two in pairs], axis=0).astype(np.float64)
    found: NDArray[np.float64] = np.divide(products, overlaps, out=np.full(len(counts), np.nan), where=overlaps > 0)
    return found


def estimate(histories: Histories) -> Estimate:
    """The estimate for one table, without an interval; refused where no two lists overlap."""
    population = float(populations(histories, np.array([histories.counts]))[0])
    if np.isnan(population):
        return Estimate("pooled_pairs", None, assumes=ASSUMES, refused="No two lists have anybody in common.")
    return Estimate("pooled_pairs", population, assumes=ASSUMES)
