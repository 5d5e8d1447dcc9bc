"""Which records a cell counts: columns and the codes that they may have; and which cells add up to which.

A cell is named by what it counts, not by what a publisher calls it. Two tables that count the same then have the same cell, so
that it is protected once and shown in both or in neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from firmground.packs.table_entries import TableShape

Codes = tuple[str, ...]
Selection = frozenset[tuple[str, Codes]]
Record = tuple[tuple[str, str], ...]  # the code of each column, of one or several records that do not differ
ALL: Selection = frozenset()


@dataclass(frozen=True)
class Axis:
    """A column, and the groups of codes into which a table divides it."""

    column: str
    groups: tuple[Codes, ...]

    def cell(self, group: Codes) -> Selection:
        """The records of one group."""
        return of_codes(self.column, group)


@dataclass(frozen=True)
class Sum:
    """A cell and those that make it up."""

    whole: Selection
    parts: tuple[Selection, ...]


def axis_of(shape: TableShape, column: str) -> Axis:
    """The groups of codes that a table's categories make of a column, in the table's order."""
    return Axis(column, tuple(group_of(each.codes) for each in shape.categories if each.column == column))


def group_of(codes: Iterable[str]) -> Codes:
    """Some codes in the one order that cells are named in."""
    return tuple(sorted(codes))


def of_codes(column: str, codes: Iterable[str]) -> Selection:
    """The records that have one of some codes in a column."""
    return frozenset({(column, group_of(codes))})


def labelled(shape: TableShape, column: str) -> list[tuple[str, Selection]]:
    """The total of a column and each of its categories, by the publisher's words."""
    named = [(each.label, of_codes(column, each.codes)) for each in shape.categories if each.column == column]
    return [(shape.words["total"], ALL), *named]


def grid(*axes: Axis) -> tuple[Sum, ...]:
    """The sums of a table with these axes and a total along each: every whole, with its parts along one axis."""
    choices = [(ALL, *map(axis.cell, axis.groups)) for axis in axes]
    sums = []
    for cells in product(*choices):
        whole = ALL.union(*cells)
        for axis, cell in zip(axes, cells, strict=True):
            if cell == ALL:
                sums.append(Sum(whole, tuple(whole | axis.cell(group) for group in axis.groups)))
    return tuple(sums)


def links(cells: Iterable[Selection]) -> tuple[Sum, ...]:
    """Sums between cells of different tables: one group of codes is made up of smaller groups that are cells too."""
    found, known = [], frozenset(cells)
    for whole in known:
        for column, group in whole:
            rest = whole - {(column, group)}
            parts = tuple(rest | {(column, (code,))} for code in group)
            if len(group) > 1 and known.issuperset(parts):
                found.append(Sum(whole, parts))
    return tuple(sorted(found, key=lambda each: sorted(each.whole)))


def cells_of(sums: Sequence[Sum]) -> tuple[Selection, ...]:
    """Every cell that some sums speak of, once, in their order."""
    return tuple(dict.fromkeys(cell for each in sums for cell in (each.whole, *each.parts)))


def counted(records: Mapping[Record, int], cells: Iterable[Selection]) -> dict[Selection, int]:
    """How many records each cell counts: those that have, in each of its columns, one of its codes."""
    read = [(dict(record), number) for record, number in records.items()]
    return {cell: sum(number for codes, number in read if is_in(codes, cell)) for cell in cells}


def is_in(codes: Mapping[str, str], cell: Selection) -> bool:
    """Whether a record belongs to a cell."""
    return all(codes.get(column) in group for column, group in cell)
