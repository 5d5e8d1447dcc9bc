"""What a reader can work out: the smallest and the largest count that a hidden cell may have, given all that is published.

The reader knows every printed count, every relation, that counts are whole and not below nought, and that a withheld cell is
not nought, since noughts are shown, unless its whole table is withheld. Bounds are those of whole numbers: HiGHS solves the
linear programme and branches only where its answer is not whole. Solutions are kept as witnesses, so that most cells need no
programme of their own.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from firmground.errors import FigureError
from firmground.statistics.disclosure.system import Kind, System

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
MOST_NODES = 20_000  # of the search for whole numbers; a fixed number, so that the answer does not depend on the machine
WITNESSES = 400
NEVER_PRINTED = (Kind.WITHHELD, Kind.WHOLE, Kind.UNPRINTED, Kind.DIFFERENCE)


class Equations:
    """The relations of a system as a matrix over its cells in their order."""

    def __init__(self, system: System) -> None:
        self.system, self.names = system, list(system.cells)
        self.place = {name: place for place, name in enumerate(self.names)}
        terms = [(row, self.place[n], t) for row, each in enumerate(system.relations) for n, t in each.terms]
        rows, columns, values = (np.array([term[at] for term in terms], dtype=np.intp) for at in range(3))
        shape = (len(system.relations), len(self.names))
        self.matrix = csr_array((values.astype(np.float64), (rows, columns)), shape=shape)
        self.at_most = np.array([each.at_most for each in system.relations], dtype=bool)
        self.hidden_always = self.mask(system.named(*NEVER_PRINTED))
        self.least = self.mask(system.named(Kind.CELL, Kind.TOTAL, Kind.WITHHELD)).astype(
            np.float64
        )  # a withheld cell is not nought
        counts = [cell.count for cell in system.cells.values()]
        self.counts = np.array([np.nan if count is None else count for count in counts], dtype=np.float64)
        self.cap = 2 * max((count for count in counts if count is not None), default=0) + 1000.0
        self.most = np.full(len(self.names), self.cap)

    def mask(self, names: frozenset[str]) -> NDArray[np.bool_]:
        """Which cells are among some names."""
        return np.array([name in names for name in self.names], dtype=bool)


@dataclass(frozen=True)
class Interval:
    """The smallest and the largest possible count; ``high`` is ``None`` where nothing bounds it."""

    low: int
    high: int | None

    @property
    def is_exact(self) -> bool:
        """Whether only one count is possible."""
        return self.low == self.high

    def is_narrower_than(self, width: int) -> bool:
        """Whether the largest is less than ``width`` above the smallest."""
        return self.high is not None and self.high - self.low < width


@dataclass
class _Part:
    """Hidden cells that hang together: their places, and the relations between them."""

    places: Places
    matrix: csr_array
    limits: tuple[Numbers, Numbers]


@dataclass
class Witnesses:
    """Whole tables that fit all that is published, each found by solving a programme."""

    found: list[Numbers] = field(default_factory=list)

    def spread(self, place: int) -> tuple[float, float]:
        """The smallest and the largest count that a cell has among them."""
        counts = [each[place] for each in self.found]
        return (min(counts), max(counts)) if counts else (np.inf, -np.inf)

    def add(self, found: Numbers) -> None:
        """Keep one more, and forget the oldest but the first when there are many."""
        self.found.append(found)
        if len(self.found) > WITNESSES:
            self.found.pop(1)

    def agreeing(self, places: Places, counts: Numbers) -> "Witnesses":
        """Those in which some cells have their true counts."""
        return Witnesses([each for each in self.found if np.array_equal(each[places], counts[places])])


class Reader:
    """Somebody who knows all but the hidden cells. ``counts`` are true ones, or ``nan`` where nobody knows."""

    def __init__(
        self, equations: Equations, hidden: NDArray[np.bool_], counts: Numbers, witnesses: Witnesses | None = None
    ) -> None:
        self.equations, self.hidden, self.counts = equations, hidden, counts
        self.witnesses = witnesses or Witnesses()
        self._places = np.flatnonzero(self.hidden)
        self._columns = equations.matrix[:, self._places]
        known = np.where(self.hidden, 0.0, counts)
        self._rest = -(equations.matrix @ known)
        self._label_of_row, self._label = hanging_together(self._columns)
        self._parts: dict[int, _Part] = {}

    def interval(self, place: int) -> Interval:
        """The bounds of a cell."""
        if not self.hidden[place]:
            return Interval(int(self.counts[place]), int(self.counts[place]))
        low, high = (int(self.extreme(place, sign)[place]) for sign in (1, -1))
        return Interval(low, None if high >= self.equations.cap else high)

    def is_wide(self, place: int, width: int) -> bool:
        """Whether the largest possible count of a cell is at least ``width`` above the smallest."""
        for sign in (0, -1, 1):
            if sign:
                self.extreme(place, sign)
            low, high = self.witnesses.spread(place)
            if high - low >= width:
                return True
        return False

    def beside(self, place: int) -> Places:
        """The hidden cells that hang together with one, itself included."""
        return self._part(place).places

    def extreme(self, place: int, sign: int) -> Numbers:
        """A whole table that fits all that is published, with the smallest (1) or the largest (-1) count in one cell."""
        part = self._part(place)
        least, most = self.equations.least[part.places], self.equations.most[part.places]
        wanted = np.where(part.places == place, float(sign), 0.0)
        found = milp(
            wanted,
            constraints=LinearConstraint(part.matrix, *part.limits),
            bounds=Bounds(least, most),
            integrality=np.ones(len(part.places)),
            options={"node_limit": MOST_NODES, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            remedy = "correct the counts, or leave the earlier publication out"
            raise FigureError("what is published contradicts itself", where=self.equations.names[place], remedy=remedy)
        table = self.counts.copy()
        table[part.places] = np.rint(found.x)
        self.witnesses.add(table)
        return table

    def _part(self, place: int) -> _Part:
        label = int(self._label[np.searchsorted(self._places, place)])
        if label not in self._parts:
            columns, rows = np.flatnonzero(self._label == label), np.flatnonzero(self._label_of_row == label)
            upper = self._rest[rows]
            lower = np.where(self.equations.at_most[rows], -np.inf, upper)
            self._parts[label] = _Part(self._places[columns], self._columns[rows][:, columns], (lower, upper))
        return self._parts[label]


def hanging_together(matrix: csr_array) -> tuple[Places, Places]:
    """Which rows and which columns hang together; rows without any column have labels of their own."""
    rows = matrix.shape[0]
    square = block_array([[None, matrix], [matrix.T, None]], format="csr") if matrix.nnz else csr_array((sum(matrix.shape),) * 2)
    labels = connected_components(square, directed=False)[1]
    return labels[:rows], labels[rows:]


def completed(equations: Equations) -> Numbers:
    """The true counts, with some that fit in the place of those that nobody knows; ``FigureError`` when none fit."""
    unknown = np.isnan(equations.counts)
    if not unknown.any():
        return equations.counts
    counts = equations.counts.copy()
    reader = Reader(equations, unknown, counts)
    while np.isnan(counts).any():
        place = int(np.flatnonzero(np.isnan(counts))[0])
        found = reader.extreme(place, 1)
        beside = reader.beside(place)
        counts[beside] = found[beside]
    return counts
