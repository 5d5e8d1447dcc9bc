"""The one place where counts of the tables that are handed in are withheld.

A count from 1 to below the minimum is withheld, and as many more as it takes that a reader who knows every sum of the tables,
that no withheld count is nought, and which of them are small, is still left with two values for each small one. A publisher's
"<5" tells which are small; ``firmground.statistics.disclosure`` protects tables that do not tell, so it cannot stand in here.
Other releases, and periods that overlap, are not looked at.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

from firmground.interchange.selection import Selection, Sum

Counts = Mapping[Selection, int]
NEARLY_NOTHING = 1e-6


def withheld(counts: Counts, sums: Sequence[Sum], minimum: int) -> frozenset[Selection]:
    """The cells to withhold, given which cells add up to which. Zeros are shown: nobody can be found in them.

    For each small count, one other table is found that it could come from, and what differs in it is withheld too, as little
    as possible by the sum of the counts. Method: the linear programme for complementary suppression of Kelly, Golden and Assad
    (Networks 22, 1992), with the whole step of one person as protection.
    """
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum}
    order = sorted((cell for cell, count in counts.items() if count > 0), key=lambda cell: (counts[cell], sorted(cell)))
    equations, open_ = _equations(sums, order), set[Selection]()
    for cell in [each for each in order if each in hidden]:
        if cell not in open_:
            moved = _least_that_differs(counts, hidden, order, equations, cell, minimum)
            hidden.update(moved)
            open_.update(each for each, step in moved.items() if abs(step) >= 1 - NEARLY_NOTHING)
    return frozenset(hidden)


def _least_that_differs(
    counts: Counts, hidden: set[Selection], order: Sequence[Selection], equations: np.ndarray, cell: Selection, minimum: int
) -> dict[Selection, float]:
    """The cells that differ in the cheapest other table in which a cell is one more or one less; none where there is none."""
    size, place = len(order), order.index(cell)
    numbers = np.array([counts[each] for each in order], float)
    cost = np.array([0.0 if each in hidden else counts[each] for each in order]) + NEARLY_NOTHING
    least = np.where(numbers < minimum, 1, minimum)
    most_up = np.where(numbers < minimum, minimum - 1 - numbers, np.inf)
    found = []
    for step in (1.0, -1.0):
        up, down = most_up.copy(), numbers - least
        low = np.zeros(2 * size)
        if (up if step > 0 else down)[place] >= 1:
            low[place if step > 0 else size + place] = 1
            (down if step > 0 else up)[place] = 0
            bounds = np.column_stack([low, np.concatenate([up, down])])
            both = np.hstack([equations, -equations])
            solved = linprog(np.concatenate([cost, cost]), A_eq=both, b_eq=np.zeros(len(both)), bounds=bounds, method="highs")
            found += [(solved.fun, solved.x[:size] - solved.x[size:])] if solved.x is not None else []
    if not found:
        return {}
    _, moved = min(found, key=lambda each: each[0])
    return {each: float(by) for each, by in zip(order, moved, strict=True) if abs(by) > NEARLY_NOTHING}


def _equations(sums: Sequence[Sum], order: Sequence[Selection]) -> np.ndarray:
    """The sums as rows of coefficients of the cells that are not nought, which stay as they are."""
    place = {cell: number for number, cell in enumerate(order)}
    rows = np.zeros((len(sums), len(order)))
    for row, each in zip(rows, sums, strict=True):
        for cell, sign in ((each.whole, -1), *((part, 1) for part in each.parts)):
            if cell in place:
                row[place[cell]] += sign
    return rows
