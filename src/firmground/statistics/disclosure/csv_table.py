"""A table of counts as CSV: read with its margins, and written again with what is withheld marked.

One row is one count. Every column but one is a dimension; a row that has the total's code in a dimension is a margin over it.
Where codes lie within others, as countries within regions, each level of the hierarchy is a dimension of its own to the system.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from firmground.csv_files import begins_a_formula, csv_lines
from firmground.errors import InputError, OutputError
from firmground.statistics.disclosure.hierarchy import Hierarchy
from firmground.statistics.disclosure.releases import beside
from firmground.statistics.disclosure.system import Kind, System
from firmground.statistics.disclosure.tables import Codes, Counted, PublishedTable, cell_name, linked

MARK = "[c]"  # confidential: the shorthand of the United Kingdom's statistical service for a withheld count
LARGEST = 10**12
MOST_ROWS = 100_000


@dataclass(frozen=True)
class Layout:
    """How a table is to be read: the column of counts (the last if empty), the codes of totals and of withheld counts.

    ``overlapping`` are columns in several cells of which one person may be; totals are fixed with ``keep_totals``.
    ``hierarchies`` are by column.
    """

    count: str = ""
    total: str = "Total"
    mark: str = MARK
    overlapping: tuple[str, ...] = ()
    keep_totals: bool = False
    hierarchies: Mapping[str, Hierarchy] = field(default_factory=dict)


@dataclass(frozen=True)
class CsvTable:
    """A table that was read: its columns, and for each row its codes and its count, ``None`` where it is withheld."""

    path: Path
    layout: Layout
    columns: tuple[str, ...]
    count: str
    rows: Mapping[tuple[str, ...], int | None]

    def names(self) -> dict[str, tuple[str, ...]]:
        """The row of each cell of the system that is printed."""
        return {cell_name(Counted("", "event", ""), self.codes(row)): row for row in self.rows}

    def codes(self, row: tuple[str, ...]) -> Codes:
        """What a row fixes: the code in each column, or in each level of a hierarchy, that it does not sum over."""
        return frozenset(self._codes(row)[-1].items())

    def tables(self, release: str = "") -> list[PublishedTable]:
        """Its margins, one table for each set of columns that rows are broken down by, and for each kind of cell."""
        margins: dict[tuple[tuple[str, ...], Kind], dict[tuple[str, ...], int | None]] = defaultdict(dict)
        for row, count in self.rows.items():
            *others, printed = self._codes(row)
            margins[tuple(printed), self._kind(row, release)][tuple(printed.values())] = count
            for codes in others:
                margins[tuple(codes), Kind.UNPRINTED][tuple(codes.values())] = count
        counted = Counted("", "event", "", release=release)
        return [PublishedTable(counted, {}, columns, cells, None, kind) for (columns, kind), cells in margins.items()]

    def system(self, earlier: Sequence["CsvTable"] = ()) -> System:
        """The table as a system, beside earlier ones of the same columns."""
        for each in earlier:
            if each.columns != self.columns:
                remedy = f"give a table with the columns {', '.join(self.columns)}"
                raise InputError("has other columns than the later table", where=str(each.path), remedy=remedy)
        now = self.tables()
        before = [table for each in earlier for table in each.tables(str(each.path))]
        return beside(now, before, linked([*now, *before], self._overlapping()))

    def written(self, withheld: frozenset[str]) -> bytes:
        """The table as CSV with a mark for each withheld count; ``OutputError`` for text that a spreadsheet would run."""
        hidden = {row for name, row in self.names().items() if name in withheld}
        return self.with_counts({row: None if row in hidden else count for row, count in self.rows.items()})

    def with_counts(self, counts: Mapping[tuple[str, ...], int | None]) -> bytes:
        """The table as CSV with other counts, marked where they are ``None``; ``OutputError`` as ``written``."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self._harmless((*self.columns, self.count), 1))
        for number, row in enumerate(self.rows, start=2):
            count = counts[row]
            texts = self._harmless((*row, self.layout.mark) if count is None else row, number)
            writer.writerow(texts if count is None else (*texts, count))
        return out.getvalue().encode()

    def _harmless(self, texts: Sequence[str], number: int) -> Sequence[str]:
        for text in texts:
            if begins_a_formula(text):
                where = f"{self.path}, row {number}"
                raise OutputError(f"has {text!r}, which a spreadsheet would run", where=where, remedy="begin it with a letter")
        return texts

    def _codes(self, row: tuple[str, ...]) -> list[dict[str, str]]:
        """The codes of a row by column and level; the printed cell is last, before it those that are the same count elsewhere."""
        parts = [self._levels(column, code) for column, code in zip(self.columns, row, strict=True) if code != self.layout.total]
        return [{name: code for part in each for name, code in part.items()} for each in product(*parts)]

    def _levels(self, column: str, code: str) -> list[dict[str, str]]:
        if column not in self.layout.hierarchies:
            return [{column: code}]
        paths = self.layout.hierarchies[column].levels(code)
        return [{_level(column, at): each for at, each in enumerate(path)} for path in paths]

    def _overlapping(self) -> frozenset[str]:
        levels = {column: range(each.depth) for column, each in self.layout.hierarchies.items()}
        named = (
            [_level(column, at) for at in levels[column]] if column in levels else [column] for column in self.layout.overlapping
        )
        return frozenset(name for names in named for name in names)

    def _kind(self, row: tuple[str, ...], release: str) -> Kind:
        is_all = set(row) <= {self.layout.total}
        return Kind.FIXED if release or is_all or (self.layout.keep_totals and self.is_margin(row)) else Kind.CELL

    def is_margin(self, row: tuple[str, ...]) -> bool:
        """Whether a row sums over a column, or over what lies within its code."""
        found, total = self.layout.hierarchies, self.layout.total
        pairs = list(zip(self.columns, row, strict=True))
        return any(code == total or (column in found and found[column].has_parts(code)) for column, code in pairs)


def _level(column: str, at: int) -> str:
    return f"{column}, level {at + 1}"


def read_table(path: Path, layout: Layout) -> CsvTable:
    """A table of counts; ``InputError`` names the row and the column of what cannot be read.

    A count is a whole number, which may have commas between thousands; empty, or the layout's mark, is withheld.
    """
    lines = _lines(path)
    heading = [each.strip() for each in lines[0]] if lines else []
    if len(heading) < 2 or len(set(heading)) != len(heading) or "" in heading:
        remedy = "begin with a row of different names: the dimensions and the count"
        raise InputError("has no usable heading", where=f"{path}, row 1", remedy=remedy)
    for column in (*([layout.count] if layout.count else []), *layout.overlapping, *layout.hierarchies):
        if column not in heading:
            raise InputError(f"has no column {column!r}", where=f"{path}, row 1", remedy=f"use one of {', '.join(heading)}")
    place = heading.index(layout.count) if layout.count else len(heading) - 1
    rows: dict[tuple[str, ...], int | None] = {}
    for number, line in enumerate(lines[1:], start=2):
        where = f"{path}, row {number}"
        if len(line) != len(heading):
            raise InputError(f"has {len(line)} cells, the heading {len(heading)}", where=where, remedy="complete the row")
        codes = tuple(text.strip() for at, text in enumerate(line) if at != place)
        if codes in rows:
            raise InputError("has the same codes as an earlier row", where=where, remedy="keep one of them")
        rows[codes] = _count(line[place].strip(), layout.mark, f"{where}, column {heading[place]}")
    if not rows:
        raise InputError("has no counts", where=str(path), remedy="give a table with at least one row")
    return CsvTable(path, layout, tuple(each for each in heading if each != heading[place]), heading[place], rows)


def _lines(path: Path) -> list[list[str]]:
    lines = [line for line in csv_lines(path) if line]
    if len(lines) > MOST_ROWS:
        raise InputError(f"has more than {MOST_ROWS:,} rows", where=str(path), remedy="audit it in parts")
    return lines


def _count(text: str, mark: str, where: str) -> int | None:
    if text in ("", mark):
        return None
    digits = text.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or int(digits[:20]) > LARGEST:
        remedy = f"write a whole number, or {mark} where it is withheld"
        raise InputError(f"has {text[:40]!r}, which is no count", where=where, remedy=remedy)
    return int(digits)
