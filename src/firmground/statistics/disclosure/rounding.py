"""Controlled rounding: every count becomes a multiple of a base, and the rounded table still adds up.

It chooses the rounded counts and says what a reader can still work out. It withholds nothing: every count, noughts as well, is
printed, and none is further from the truth than was promised.

*Zero-restricted* rounding moves a count to one of the two multiples beside it and leaves a multiple where it is. It exists for
every table of two dimensions (Cox, JASA 82, 1987), and not for every one of three (Causey, Cox and Ernst, JASA 80, 1985).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from firmground.errors import FigureError
from firmground.statistics.disclosure.protection import tie_breaks
from firmground.statistics.disclosure.reader import (
    MOST_NODES,
    Equations,
    Interval,
    Numbers,
    Places,
    Reader,
    hanging_together,
)
from firmground.statistics.disclosure.system import Kind, System

INFEASIBLE = 2  # the status of scipy's milp
TIES = 0.5  # all ties together weigh less than a step of one, so that they never outweigh a smaller distance


@dataclass(frozen=True)
class Rounding:
    """Rounded counts by cell: multiples of ``base``, none of them ``reach`` or further from the true count.

    ``distance`` is how far all of them are from the true counts together; ``is_least`` whether no rounding is known to be nearer.
    """

    base: int
    steps: int
    counts: Mapping[str, int]
    distance: int
    is_least: bool

    @property
    def reach(self) -> int:
        """What a reader knows a rounded count to be nearer than."""
        return self.base * (1 + self.steps)


def rounded(system: System, base: int, *, steps: int = 0, key: str = "") -> Rounding:
    """The counts of a system as multiples of a base that add up as the true ones do, as near to them as can be.

    ``steps`` is how many multiples further than those beside it a count may go; 0 is zero-restricted. Among equally near
    roundings ``key``, text that readers do not have, chooses: the same counts and key give the same answer. Nothing is drawn
    by chance, so a rounded count is not unbiased. Raises ``FigureError`` when no such rounding exists, and for a table with
    withheld counts.
    """
    _must_be_known(system)
    equations = Equations(system)
    ties = tie_breaks(system, key) * TIES / max(len(system.cells), 1)
    multiples, is_least = np.zeros(len(equations.names)), True
    label_of_row, label = hanging_together(equations.matrix)
    printed = equations.mask(system.named(Kind.CELL, Kind.FIXED))
    for each in np.unique(label):
        places, rows = np.flatnonzero(label == each), np.flatnonzero(label_of_row == each)
        part = _Part(equations, printed[places], places, rows, base, steps)
        multiples[places], is_best = part.solved(ties[places])
        is_least = is_least and is_best
    counts = {name: int(multiples[at]) * base for at, name in enumerate(equations.names) if printed[at]}
    return Rounding(base, steps, counts, sum(abs(n - (system.cells[name].count or 0)) for name, n in counts.items()), is_least)


def narrowed_by(system: System, rounding: Rounding) -> dict[str, Interval]:
    """The small counts of a rounded table of which a reader who knows the base can rule out too much, with their bounds.

    A count is small from 1 to below the base. The reader knows ``rounding`` but not the key. Too much is ruled out when fewer
    counts than the base are possible, as many as a printed nought alone leaves.
    """
    equations, names = Equations(system), list(system.cells)
    printed = np.array([name in rounding.counts for name in names])
    shown = np.array([rounding.counts.get(name, 0) for name in names], dtype=np.float64)
    equations.least = np.where(printed, np.maximum(shown - rounding.reach + 1, 0), 0)
    equations.most = np.where(printed, shown + rounding.reach - 1, equations.cap)
    reader = Reader(equations, np.ones(len(names), dtype=bool), equations.counts)
    small = [at for at, cell in enumerate(system.cells.values()) if printed[at] and 0 < (cell.count or 0) < rounding.base]
    return {names[at]: reader.interval(at) for at in small if not reader.is_wide(at, rounding.base - 1)}


def _must_be_known(system: System) -> None:
    for name, cell in system.cells.items():
        if cell.kind is Kind.WITHHELD or (cell.count is None and cell.kind is not Kind.UNPRINTED):
            raise FigureError("is withheld, and cannot be rounded", where=name, remedy="give the table with all its counts")


class _Part:
    """Cells that hang together, and steps upwards from the least multiple that each may become.

    A step costs what it adds to the distance from the true count. These costs grow, so that the cheapest steps come first and
    each needs no more than a choice of taken or not.
    """

    def __init__(
        self, equations: Equations, printed: NDArray[np.bool_], places: Places, rows: Places, base: int, steps: int
    ) -> None:
        self.equations, self.base = equations, base
        self.counts = equations.counts[places]
        self.is_printed = printed
        self.low = np.where(self.is_printed, np.maximum(np.floor(self.counts / base) - steps, 0), 0)
        high = np.where(self.is_printed, np.ceil(self.counts / base) + steps, self.low + 1)
        self.of = np.repeat(np.arange(len(places)), (high - self.low).astype(int))
        self.matrix: csr_array = equations.matrix[rows][:, places]
        self.at_most = equations.at_most[rows]

    def solved(self, ties: Numbers) -> tuple[Numbers, bool]:
        """The nearest multiples, and whether they are known to be; ``FigureError`` when there are none."""
        if not len(self.of):
            return self.low, True
        below = -(self.matrix @ self.low)
        found = milp(
            self._costs(ties),
            constraints=LinearConstraint(self.matrix[:, self.of], np.where(self.at_most, -np.inf, below), below),
            bounds=Bounds(0, np.where(self.is_printed[self.of], 1, self.equations.cap)),
            integrality=np.ones(len(self.of)),
            options={"node_limit": MOST_NODES, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            what = "cannot be rounded so that it adds up" if found.status == INFEASIBLE else "has no rounding that was found"
            remedy = "let counts go a multiple further (--steps 1), or withhold instead"
            raise FigureError(f"{what}, each count to a multiple of {self.base} beside it", where="linked tables", remedy=remedy)
        steps = np.zeros(len(self.low))
        np.add.at(steps, self.of, np.rint(found.x))
        return self.low + steps, found.status == 0

    def _costs(self, ties: Numbers) -> Numbers:
        """What each step adds to the distance; nothing for cells that are printed nowhere."""
        first = np.r_[True, self.of[1:] != self.of[:-1]]
        at = np.arange(len(self.of))
        nth = at - np.maximum.accumulate(np.where(first, at, 0))
        multiple, counts = (self.low[self.of] + nth) * self.base, self.counts[self.of]
        added = np.abs(multiple + self.base - counts) - np.abs(multiple - counts)
        costs: Numbers = np.where(self.is_printed[self.of], added + ties[self.of], 0.0)
        return costs
