"""The one place where counts of a table are withheld, so that it can be replaced by a stronger protection.

A count from 1 to below the minimum is withheld, and as many more as it takes that no withheld count follows exactly from the
sums that the tables show. It does not look at other releases, nor at periods that overlap.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from firmground.interchange.selection import Selection, Sum
from firmground.statistics.suppression import suppressed


def withheld(counts: Mapping[Selection, int], sums: Sequence[Sum], minimum: int) -> frozenset[Selection]:
    """The cells to withhold, given which cells add up to which. Zeros are shown: nobody can be found in them."""
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum}
    while exposed := _exposed(counts, sums, hidden, minimum):
        more = _one_more(counts, sums, hidden, exposed)
        if more is None:
            break
        hidden.add(more)
    return frozenset(hidden)


def _exposed(counts: Mapping[Selection, int], sums: Sequence[Sum], hidden: set[Selection], minimum: int) -> frozenset[Selection]:
    """Withheld cells that a reader can work out: from one sum whose total is shown, or from all sums together."""
    for each in sums:
        closed = [cell for cell in each.parts if cell in hidden]
        if closed and each.whole not in hidden and _is_too_open([counts[cell] for cell in closed], minimum):
            return frozenset(closed)
    return _determined(sums, hidden)


def _is_too_open(closed: list[int], minimum: int) -> bool:
    """Whether another part would have to be withheld too, because the sum of these leaves one value for some of them.

    Where a small count and another withheld one are written differently, ones beside counts at the minimum stand out as well.
    """
    one_more = "another part, large"
    asked = {str(place): count for place, count in enumerate(closed)} | {one_more: sum(closed) + minimum}
    small = sum(count < minimum for count in closed)
    least = small + minimum * (len(closed) - small)
    return one_more in suppressed(asked, minimum) or (small > 0 and sum(closed) == least)


def _determined(sums: Sequence[Sum], hidden: set[Selection]) -> frozenset[Selection]:
    """Withheld cells for which the sums leave one value: those whose unit vector the equations span."""
    order = sorted(hidden, key=sorted)
    place = {cell: number for number, cell in enumerate(order)}
    rows = []
    for each in sums:
        row = np.zeros(len(order))
        for cell, sign in ((each.whole, -1), *((part, 1) for part in each.parts)):
            if cell in place:
                row[place[cell]] += sign
        if row.any():
            rows.append(row)
    if not rows:
        return frozenset()
    _, sizes, directions = np.linalg.svd(np.array(rows))
    free = directions[np.count_nonzero(sizes > 1e-9) :]  # how withheld cells can vary together without changing a sum
    return frozenset(cell for cell in order if not np.abs(free[:, place[cell]]).max(initial=0) > 1e-9)


def _one_more(
    counts: Mapping[Selection, int], sums: Sequence[Sum], hidden: set[Selection], exposed: frozenset[Selection]
) -> Selection | None:
    """The smallest shown count that shares a sum with an exposed cell; a total only when no part is left."""
    near = [each for each in sums if exposed & {each.whole, *each.parts}]
    parts = {cell for each in near for cell in each.parts}
    wholes = {each.whole for each in near}
    for cells in (parts, wholes):
        left = [cell for cell in cells - hidden if counts[cell] > 0]
        if left:
            return min(left, key=lambda cell: (counts[cell], sorted(cell)))
    return None
