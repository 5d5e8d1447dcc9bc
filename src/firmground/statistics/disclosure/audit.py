"""The differencing audit: what everything that is published gives away together.

A count is small from 1 to below the minimum. A withheld cell is *recoverable* when only one count is possible. It is *narrowed*
when it may be small and fewer than ``minimum`` counts are possible: so a cell that is neither leaves at least one count that is
not small, and nobody can even say that it is a small one. Of a small total that is withheld, and of a table that is withheld
whole because its total is small, only what can be worked out is told: what lies within a small total that is public cannot be
more than that.

In the words of Fischetti and Salazar (JASA 95, 2000), the sliding protection level is ``minimum`` - 1. Bounds as an audit:
Willenborg and de Waal, Elements of Statistical Disclosure Control (2001).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from firmground.statistics.disclosure.reader import Equations, Interval, Reader, completed
from firmground.statistics.disclosure.system import Kind, System
from firmground.values import type_of_json


@dataclass(frozen=True)
class Audit:
    """What readers can work out. ``intervals`` has every withheld cell.

    ``small_shown`` are small counts that are printed although they could be withheld, ``small_by_choice`` those of which the
    publisher said that they are published; ``told_apart`` are small differences between publications that can be worked out.
    """

    minimum: int
    intervals: Mapping[str, Interval]
    recoverable: tuple[str, ...]
    narrowed: tuple[str, ...]
    small_shown: tuple[str, ...]
    small_by_choice: tuple[str, ...]
    told_apart: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether no small count is given away, except by choice."""
        return not (self.recoverable or self.narrowed or self.small_shown or self.told_apart)

    def range_of(self, name: str) -> str:
        """The bounds of a withheld cell in words; empty for others."""
        interval = self.intervals.get(name)
        if interval is None:
            return ""
        return f"{interval.low:,} to {interval.high:,}" if interval.high is not None else f"{interval.low:,} or more"

    def renamed(self, name_of: Callable[[str], str]) -> "Audit":
        """The same audit with other names for the cells."""
        lists = ("recoverable", "narrowed", "small_shown", "small_by_choice", "told_apart")
        changed: dict[str, Any] = {each: tuple(name_of(name) for name in getattr(self, each)) for each in lists}
        return replace(self, intervals={name_of(name): each for name, each in self.intervals.items()}, **changed)

    def to_json(self) -> dict[str, type_of_json]:
        """The audit as data."""
        return {
            "holds": self.holds,
            "minimum": self.minimum,
            "withheld": {name: {"low": each.low, "high": each.high} for name, each in self.intervals.items()},
            "recoverable": list(self.recoverable),
            "narrowed": list(self.narrowed),
            "small_shown": list(self.small_shown),
            "small_by_choice": list(self.small_by_choice),
            "told_apart": list(self.told_apart),
        }


def audit(system: System, withheld: frozenset[str], minimum: int) -> Audit:
    """What a reader can work out when some cells of a system are withheld.

    Bounds are exact for whole numbers. Raises ``FigureError`` when what is published contradicts itself.
    """
    equations = Equations(system)
    reader = Reader(equations, equations.mask(withheld) | equations.hidden_always, completed(equations))
    whole = system.named(Kind.WHOLE, Kind.TOTAL)
    hidden = withheld | system.named(Kind.WHOLE, Kind.WITHHELD)
    intervals = {name: reader.interval(equations.place[name]) for name in system.cells if name in hidden}
    differences = [name for name in system.named(Kind.DIFFERENCE) if _is_told(reader, equations.place[name], minimum)]
    return Audit(
        minimum,
        intervals,
        tuple(name for name, each in intervals.items() if each.is_exact and each.low > 0),
        tuple(
            name for name, each in intervals.items() if name not in whole and is_narrowed(each, system.cells[name].count, minimum)
        ),
        _small(system, system.named(Kind.CELL, Kind.TOTAL) - withheld, minimum),
        _small(system, system.named(Kind.FIXED) - withheld, minimum),
        tuple(sorted(differences)),
    )


def is_narrowed(interval: Interval, count: int | None, minimum: int) -> bool:
    """Whether too few counts are left for a cell that is small, or that may be where its count is not known."""
    may_be_small = count < minimum if count is not None else interval.low < minimum
    return may_be_small and not interval.is_exact and interval.is_narrower_than(minimum - 1)


def _small(system: System, shown: frozenset[str], minimum: int) -> tuple[str, ...]:
    counts = ((name, cell.count) for name, cell in system.cells.items() if name in shown)
    return tuple(name for name, count in counts if count is not None and 0 < count < minimum)


def _is_told(reader: Reader, place: int, minimum: int) -> bool:
    """Whether a reader can say of a difference between publications that it is small and not nought."""
    if not np.isfinite(reader.counts[place]) or reader.counts[place] >= minimum:
        return False
    interval = reader.interval(place)
    return interval.low > 0 and interval.high is not None and interval.high < minimum
