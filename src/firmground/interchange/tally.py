"""Counts of the cells of one or several tables, what adds up to what, and which of them are withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.interchange.protection import withheld
from firmground.interchange.selection import Record, Selection, Sum, cells_of, counted, links
from firmground.packs.pack import Pack
from firmground.packs.table_entries import TableShape


@dataclass(frozen=True)
class Tally:
    """Counts by cell, the sums that hold between them, and the cells that may not be shown."""

    counts: Mapping[Selection, int]
    sums: tuple[Sum, ...]
    hidden: frozenset[Selection]


def tally(pack: Pack, records: Mapping[Record, int], sums: Sequence[Sum], shapes: Sequence[TableShape]) -> Tally:
    """Count every cell that the sums speak of, and protect them together.

    The minimum is the pack's, or that of a publisher who asks for more. Raises ``FigureError`` for a pack without one.
    """
    if pack.disclosure is None:
        remedy = "add statistics/disclosure.toml"
        raise FigureError("the pack has no smallest count", where=f"table {shapes[0].id}", remedy=remedy)
    cells = cells_of(sums)
    counts, linked = counted(records, cells), (*sums, *links(cells))
    minimum = max(pack.disclosure.minimum_count, *(shape.below for shape in shapes))
    return Tally(counts, linked, withheld(counts, linked, minimum))


def shown(found: Tally, cell: Selection, shape: TableShape) -> int | str:
    """The count of a cell, or what the publisher writes where it is not shown."""
    count = found.counts[cell]
    if cell not in found.hidden:
        return count
    return shape.suppressed if shape.suppressed and count < shape.below else shape.withheld
