"""A linked system of tables: counts, and the relations between them that every reader knows.

It holds what is true and what kind of cell each count is. It says nothing about which cells are withheld, and solves nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from firmground.errors import FigureError


class Kind(StrEnum):
    """What a reader is shown of a cell."""

    CELL = "cell"  # printed, unless protection withholds it
    TOTAL = "total"  # a total that is a small count: withheld, and of it only what can be worked out counts as given away
    FIXED = "fixed"  # printed whatever happens: a total, or a count that was published before
    WITHHELD = "withheld"  # withheld whatever happens: published before as withheld, or so in the table that is audited
    WHOLE = "whole"  # withheld with its whole table, noughts as well
    UNPRINTED = "unprinted"  # printed nowhere; readers know only how it hangs together with others
    DIFFERENCE = "difference"  # printed nowhere, but a count of people whom two publications between them tell of


@dataclass(frozen=True)
class Cell:
    """A count of a system; ``count`` is ``None`` where the publisher does not know it either, as of an earlier withheld cell."""

    count: int | None
    kind: Kind = Kind.CELL


@dataclass(frozen=True)
class Relation:
    """Cells times whole numbers make nought, or, where ``at_most``, nought or less."""

    terms: tuple[tuple[str, int], ...]
    at_most: bool = False


@dataclass(frozen=True)
class System:
    """Tables that hang together: cells by name, and relations over those names.

    Raises ``FigureError`` when a relation names a cell that is not there, or when known counts contradict a relation.
    """

    cells: Mapping[str, Cell]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        for relation in self.relations:
            names = [name for name, _ in relation.terms]
            unknown = [name for name in names if name not in self.cells]
            if unknown:
                raise FigureError(f"has no cell {unknown[0]!r}", where="linked tables", remedy="name a cell of the tables")
            _must_hold(relation, [(self.cells[name].count, times) for name, times in relation.terms])

    def named(self, *kinds: Kind) -> frozenset[str]:
        """The names of the cells of some kinds."""
        return frozenset(name for name, cell in self.cells.items() if cell.kind in kinds)


def adds_up(whole: str, parts: list[str]) -> Relation:
    """The parts together make the whole, as events do."""
    return Relation(((whole, -1), *((part, 1) for part in parts)))


def no_more(parts: list[str], whole: str) -> Relation:
    """The parts together are no more than the whole."""
    return Relation((*((part, 1) for part in parts), (whole, -1)), at_most=True)


def overlaps(whole: str, parts: list[str]) -> list[Relation]:
    """What holds where one person may be in several parts: none is more than the whole, together they are no less."""
    together = Relation(((whole, 1), *((part, -1) for part in parts)), at_most=True)
    return [*(no_more([part], whole) for part in parts), together]


def joined(*systems: System, relations: tuple[Relation, ...] = ()) -> System:
    """Several systems as one, with relations between them."""
    cells = {name: cell for system in systems for name, cell in system.cells.items()}
    return System(cells, tuple(each for system in systems for each in system.relations) + relations)


def one_table(counts: Mapping[str, int], total: str = "") -> System:
    """A table of one dimension whose total is published; no cell may have the name of the total."""
    cells = {name: Cell(count) for name, count in counts.items()} | {total: Cell(sum(counts.values()), Kind.FIXED)}
    return System(cells, (adds_up(total, list(counts)),))


def _must_hold(relation: Relation, terms: list[tuple[int | None, int]]) -> None:
    if any(count is None for count, _ in terms):
        return
    found = sum((count or 0) * times for count, times in terms)
    if found > 0 or (found < 0 and not relation.at_most):
        parts, wholes = ([name for name, times in relation.terms if (times > 0) is up] for up in (True, False))
        remedy = "correct the counts, or say that the parts overlap"
        where = f"{' + '.join(parts[:3])}{' …' if len(parts) > 3 else ''} against {' + '.join(wholes[:3])}"
        raise FigureError(f"parts and whole differ by {abs(found)}", where=where, remedy=remedy)
