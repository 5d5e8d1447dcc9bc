"""Chooses what to withhold: small counts, and as many others as it takes that no small one can be narrowed too far.

Primary suppression takes every count from 1 to below the minimum; noughts are shown, since nobody can be found in them. For
each small count that could still be narrowed, complementary suppression looks for the cheapest set of further cells among
which people could be moved so that all totals stay: a linear programme over the relations whose costs are the counts (Kelly,
Golden and Assad, Networks 22, 1992; Fischetti and Salazar, JASA 95, 2000). At last each cell that turns out not to be needed is
shown again.

Where counts are equal, a key breaks the tie. A reader who does not have it cannot run the choice again to learn more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from firmground.statistics.disclosure.reader import Equations, Numbers, Places, Reader, Witnesses, completed
from firmground.statistics.disclosure.system import Kind, System
from firmground.values import digest

FREE = 1e-4  # the cost of moving people among cells that are hidden anyway
MOVED = 1e-6


@dataclass(frozen=True)
class Protection:
    """The cells to withhold, and those that can be narrowed although all is withheld that may be: only totals are left."""

    withheld: frozenset[str]
    exposed: tuple[str, ...] = ()


def protect(system: System, minimum: int, *, key: str = "") -> Protection:
    """The cells of a system to withhold, so that no small count can be narrowed to fewer than ``minimum`` possible counts.

    The same counts and key give the same answer. ``key`` is text that readers do not have. Nothing that is fixed is withheld:
    what cannot be protected beside it is ``exposed``. Raises ``FigureError`` when earlier publications contradict the counts.
    """
    state = _State(Equations(system), minimum, tie_breaks(system, key))
    state.withheld |= state.may_be_withheld & (state.counts < minimum)
    state.secret = _secret(state)
    exposed = [place for place in state.secret if not _protected(state, place)]
    _show_again(state, frozenset(exposed))
    names = state.equations.names
    return Protection(frozenset(names[at] for at in np.flatnonzero(state.withheld)), tuple(sorted(names[at] for at in exposed)))


@dataclass
class _State:
    """A protection under way."""

    equations: Equations
    minimum: int
    ties: Numbers
    counts: Numbers = field(init=False)
    may_be_withheld: NDArray[np.bool_] = field(init=False)
    withheld: NDArray[np.bool_] = field(init=False)
    witnesses: Witnesses = field(default_factory=Witnesses)
    secret: list[int] = field(default_factory=list)
    last: Reader | None = None

    def __post_init__(self) -> None:
        equations = self.equations
        self.counts = completed(equations)
        self.may_be_withheld = equations.mask(equations.system.named(Kind.CELL, Kind.TOTAL)) & (self.counts > 0)
        self.withheld = np.zeros(len(equations.names), dtype=bool)

    @property
    def width(self) -> int:
        """How far apart the smallest and the largest possible count of a small cell must be."""
        return self.minimum - 1

    def reader(self) -> Reader:
        """A reader of what is printed now. Witnesses stay: the more is withheld, the more is possible."""
        hidden = self.withheld | self.equations.hidden_always
        if self.last is None or not np.array_equal(self.last.hidden, hidden):
            self.last = Reader(self.equations, hidden, self.counts, self.witnesses)
        return self.last


def tie_breaks(system: System, key: str) -> Numbers:
    """A number from 0 to 1 for each cell, in an order that only the holder of the key can know."""
    return np.array([int(digest([key, name])[7:19], 16) / 16**12 for name in system.cells])


def _secret(state: _State) -> list[int]:
    """What readers must not work out, the smallest first: small counts, small differences, and what was withheld before."""
    system, known = state.equations.system, state.withheld | state.equations.mask(state.equations.system.named(Kind.DIFFERENCE))
    small = np.flatnonzero(known & (state.counts > 0) & (state.counts < state.minimum)).tolist()
    before = [state.equations.place[name] for name in system.named(Kind.WITHHELD)]
    reader = state.reader()
    small += [place for place in before if reader.interval(place).low < state.minimum]
    return sorted(small, key=lambda place: (state.counts[place], state.ties[place]))


def _protected(state: _State, place: int) -> bool:
    """Withhold what it takes for one secret cell; whether that was enough."""
    if state.reader().is_wide(place, state.width):
        return True
    low = min(state.counts[place], state.witnesses.spread(place)[0])
    wanted = state.width - (state.counts[place] - low)
    for needed in _further(state, place, wanted):
        state.withheld[needed] = True
        if state.reader().is_wide(place, state.width):
            return True
    return False


def _further(state: _State, place: int, up: float) -> Iterator[Places]:
    """What to withhold next for a secret cell: the cheapest set, then, while that is not enough, the smallest beside it."""
    yield _cheapest(state, place, up)
    may_be_hidden = state.may_be_withheld | state.equations.hidden_always
    beside = Reader(state.equations, may_be_hidden, state.counts).beside(place)
    others = [at for at in beside if state.may_be_withheld[at] and not state.withheld[at]]
    yield from (np.array([at]) for at in sorted(others, key=lambda at: (state.counts[at], state.ties[at])))


def _cheapest(state: _State, place: int, up: float) -> Places:
    """The cheapest cells to withhold so that one may be larger by ``up`` and all that is printed stays true; none if none do."""
    equations, movable = state.equations, state.may_be_withheld | state.equations.hidden_always
    part = Reader(equations, movable, state.counts).beside(place)
    matrix = equations.matrix[:, part]
    rows = np.flatnonzero(np.diff(matrix.indptr))
    matrix, at_most = matrix[rows], equations.at_most[rows]
    slack = -(equations.matrix @ state.counts)[rows][at_most]
    both = csr_array(hstack([matrix, -matrix]))
    hidden = (state.withheld | equations.hidden_always)[part]
    cost = np.where(hidden, FREE, state.counts[part] + state.ties[part] / 2)
    down = np.maximum(state.counts[part] - equations.least[part], 0.0)
    is_place = part == place
    limits = [*zip(np.where(is_place, up, 0.0), np.where(is_place, up, equations.cap), strict=True)]
    limits += [*zip(np.zeros(len(part)), np.where(is_place, 0.0, down), strict=True)]
    found = linprog(
        np.concatenate([cost, cost]),
        A_eq=both[~at_most],
        b_eq=np.zeros(int((~at_most).sum())),
        A_ub=both[at_most],
        b_ub=slack,
        bounds=limits,
    )
    if not found.success:
        return np.array([], dtype=np.intp)
    moved = (found.x[: len(part)] > MOVED) | (found.x[len(part) :] > MOVED)
    chosen: Places = part[moved & ~hidden]
    return chosen


def _show_again(state: _State, exposed: frozenset[int]) -> None:
    """Show each cell that was withheld for another's sake and turns out not to be needed, the largest first.

    What is exposed keeps all that is around it hidden, unless it is a difference, which is printed nowhere.
    """
    kept = {place for place in exposed if state.withheld[place]}
    added = np.flatnonzero(state.withheld & (state.counts >= state.minimum)).tolist()
    for at in sorted(added, key=lambda at: (-state.counts[at], state.ties[at])):
        beside = set(state.reader().beside(at).tolist())
        state.withheld[at] = False
        shown = Reader(
            state.equations,
            state.withheld | state.equations.hidden_always,
            state.counts,
            state.witnesses.agreeing(np.array([at]), state.counts),
        )
        asked = [place for place in state.secret if place in beside and place not in exposed]
        if beside & kept or not all(shown.is_wide(place, state.width) for place in asked):
            state.withheld[at] = True
