"""What the counts of the cells would be without linkage error, given precision and recall. It draws nothing and rounds nothing.

The model, and why it and not another, is in docs/explanation/estimating-through-linkage.md.
"""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.linkage_error.cells import membership, on_all, on_exactly, pair_membership
from firmground.statistics.multiple_systems.linkage_error.non_negative import non_negative
from firmground.statistics.multiple_systems.linkage_error.shares import Shares

Floats = NDArray[np.float64]
LEAST = 1e-9  # a recall of nought would make an overlap infinite; this makes it impossible instead


def together(shares: Floats, lists: int) -> Floats:
    """The share of people on all lists of a cell whose records there are one group, (draws, cells), from shares of pairs.

    It is the product of the shares of all pairs in the cell, to the power of one over the lists less one. That is exact
    when a link is missed because one of its records is faulty, whatever the faults of each list; and close when links
    fail one by one and groups are closed over shared members. For one list it is 1, for two the share of the pair.
    """
    size = membership(lists).sum(axis=0)
    weights = pair_membership(lists) / np.maximum(size - 1, 1)
    found: Floats = np.exp(np.log(np.maximum(shares, LEAST)) @ weights)
    return found


def corrected(counts: Floats, shares: Shares, lists: int) -> Floats:
    """Cell counts of people, (draws, cells), from counts of linked groups, (draws, cells) or (1, cells); not rounded.

    For every cell, who is on all its lists becomes the observed number, times the share of such groups that are one
    person, over the share of such people who are one group; so two lists have m P / R in common. Cells follow by
    inversion and are then made non-negative with every list's total kept, and the pairs' where that can be. A draw in
    which two lists would have more people in common than one of them has people is impossible: its row is nan.
    """
    sums = on_all(counts, lists) * (together(shares.precision, lists) / together(shares.recall, lists))
    sums, possible = np.broadcast_to(sums, (max(len(sums), len(counts)), sums.shape[-1])), possible_overlaps(sums, lists)
    found = on_exactly(sums, lists)
    found[:, 0] = 0.0  # those on no list are not known, whatever the inversion puts here
    found = non_negative(found, sums, lists)
    found[~possible] = np.nan
    return found


def possible_overlaps(sums: Floats, lists: int) -> NDArray[np.bool_]:
    """Whether no pair of lists has more people in common than either list has, by draw."""
    singles = [1 << one for one in range(lists)]
    fits = np.ones(len(sums), dtype=bool)
    for place, one in enumerate(singles):
        for two in singles[place + 1 :]:
            fits &= sums[:, one | two] <= np.minimum(sums[:, one], sums[:, two]) * (1 + LEAST)
    return fits
