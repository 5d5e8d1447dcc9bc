"""The one place where counts of a table are withheld, so that it can be replaced by a stronger protection.

A count from 1 to below the minimum is withheld, and as many more as it takes that a reader who knows every sum of the tables,
that no withheld count is nought, and which of them are small, is still left with two values for each small one. It does not look
at other releases, nor at periods that overlap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from firmground.interchange.selection import Selection, Sum
from firmground.statistics.suppression import suppressed

Counts = Mapping[Selection, int]
NEARLY_ONE = 1 - 1e-6


@dataclass
class _Reader:
    """What a reader can work out. ``open`` are the cells for which another value was found to fit; hiding more leaves them so."""

    counts: Counts
    sums: Sequence[Sum]
    minimum: int
    open: set[Selection] = field(default_factory=set)

    def works_out(self, hidden: set[Selection]) -> Selection | None:
        """A withheld small cell for which one value fits what is shown; ``None`` when there is no such cell."""
        order = sorted(hidden, key=sorted)
        left, right = self._equations(order)
        bounds = [(1, self.minimum - 1) if self.counts[cell] < self.minimum else (self.minimum, None) for cell in order]
        for place, cell in enumerate(order):
            if self.counts[cell] < self.minimum and cell not in self.open:
                for sign in (1.0, -1.0):
                    aim = np.zeros(len(order))
                    aim[place] = sign
                    found = linprog(aim, A_eq=left, b_eq=right, bounds=bounds, method="highs")
                    if found.x is not None:
                        moved = (each for each, value in zip(order, found.x, strict=True) if self._differs(each, value))
                        self.open.update(moved)
                if cell not in self.open:
                    return cell
        return None

    def _differs(self, cell: Selection, value: float) -> bool:
        return abs(value - self.counts[cell]) >= NEARLY_ONE

    def _equations(self, order: Sequence[Selection]) -> tuple[np.ndarray | None, np.ndarray | None]:
        """The sums as equations of the withheld cells: their coefficients, and what they come to."""
        place = {cell: number for number, cell in enumerate(order)}
        rows, comes_to = [], []
        for each in self.sums:
            row, rest = np.zeros(len(order)), 0
            for cell, sign in ((each.whole, -1), *((part, 1) for part in each.parts)):
                if cell in place:
                    row[place[cell]] += sign
                else:
                    rest -= sign * self.counts[cell]
            if row.any():
                rows.append(row)
                comes_to.append(rest)
        return (np.array(rows), np.array(comes_to)) if rows else (None, None)


def withheld(counts: Counts, sums: Sequence[Sum], minimum: int) -> frozenset[Selection]:
    """The cells to withhold, given which cells add up to which. Zeros are shown: nobody can be found in them.

    Along each sum at least those are withheld that a figure with one dimension would withhold. What more is needed is found by
    linear programming: the least and the most that a cell can be (Fischetti and Salazar, 2001, call it the attacker's problem).
    """
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum}
    for each in sums:
        if each.whole not in hidden:
            names = {str(place): part for place, part in enumerate(each.parts)}
            hidden |= {names[name] for name in suppressed({name: counts[part] for name, part in names.items()}, minimum)}
    reader = _Reader(counts, sums, minimum)
    while (exposed := reader.works_out(hidden)) is not None:
        more = _one_more(counts, sums, hidden, exposed)
        if more is None:
            break
        hidden.add(more)
    return frozenset(hidden)


def _one_more(counts: Counts, sums: Sequence[Sum], hidden: set[Selection], exposed: Selection) -> Selection | None:
    """The smallest shown count that shares a sum with an exposed cell, or with one that does; a total only as a last resort."""
    near = {exposed}
    while True:
        touched = [each for each in sums if near & {each.whole, *each.parts}]
        parts, wholes = {cell for each in touched for cell in each.parts}, {each.whole for each in touched}
        for cells in (parts, wholes):
            left = [cell for cell in cells - hidden if counts[cell] > 0]
            if left:
                return min(left, key=lambda cell: (counts[cell], sorted(cell)))
        wider = near | parts | wholes
        if wider == near:
            return None
        near = wider
