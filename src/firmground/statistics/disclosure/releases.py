"""Earlier publications beside a later one: what readers can tell by taking one from the other.

Where a count grew, the difference is a count of people as well, although nobody prints it. Where a total did not grow, a reader
takes all that is in it for the same counts. Where one period lies within another, what the longer has beyond the shorter is
such a difference; periods that only overlap are cut into the pieces that they share. Where a count fell there was a revision,
and nothing is compared.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations, product

from firmground.errors import InputError
from firmground.statistics.disclosure.system import Cell, Kind, Relation, System, adds_up, no_more
from firmground.statistics.disclosure.tables import Codes, Counted, PublishedTable, cell_name
from firmground.values import type_of_json

Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True)
class Release:
    """An earlier publication: its name, the year it is on, and its figures in the form of ``Figure.to_json``."""

    name: str
    year: int
    figures: Mapping[str, type_of_json]

    def __post_init__(self) -> None:
        for name, figure in self.figures.items():
            if not _has_shape(figure):
                remedy = "give the statement.json that was published"
                raise InputError(f"has no usable figure {name!r}", where=self.name, remedy=remedy)


def beside(now: Sequence[PublishedTable], earlier: Sequence[PublishedTable], system: System) -> System:
    """A system of later and earlier tables, with the differences that readers can take between them."""
    cells, relations = dict(system.cells), list(system.relations)
    for name, count, relation in (*_grown(now, earlier), *_pieces(now, earlier, cells)):
        if name:
            cells[name] = Cell(count, Kind.DIFFERENCE)
        relations.append(relation)
    return System(cells, tuple(relations))


Difference = tuple[str, int | None, Relation]  # its name ("" where there is none), its count, and how it comes about


def _grown(now: Sequence[PublishedTable], earlier: Sequence[PublishedTable]) -> Iterator[Difference]:
    """What the same tables have more than before. Where a total has not changed, nothing in it has."""
    printed = (table for table in now if table.kind is not Kind.UNPRINTED)
    alike = [(table, before) for table, before in product(printed, earlier) if _is_same(table, before)]
    fell = {before.counted for table, before in alike if _has_fallen(table, before)}
    for table, before in alike:
        for codes, count, was in _paired(table, before) if before.counted not in fell else ():
            later, sooner = cell_name(table.counted, codes), cell_name(before.counted, codes)
            more = f"{later}, since {before.counted.release}"
            yield more, None if count is None or was is None else count - was, adds_up(later, [sooner, more])


def _is_same(table: PublishedTable, before: PublishedTable) -> bool:
    counted = replace(before.counted, release="")
    is_printed = before.kind is not Kind.UNPRINTED
    return is_printed and (counted, before.within, before.columns) == (table.counted, table.within, table.columns)


def _has_fallen(table: PublishedTable, before: PublishedTable) -> bool:
    pairs = _paired(table, before)
    return any(count is not None and was is not None and was > count for _, count, was in pairs)


def _paired(table: PublishedTable, before: PublishedTable) -> list[tuple[Codes, int | None, int | None]]:
    codes = {cell: table.codes(cell) for cell in table.cells if cell in before.cells}
    pairs = [(code, table.cells[cell], before.cells[cell]) for cell, code in codes.items() if code is not None]
    if table.total is not None and before.total is not None:
        pairs.append((frozenset(table.within.items()), table.total.count, before.total.count))
    return pairs


def _pieces(now: Sequence[PublishedTable], earlier: Sequence[PublishedTable], cells: Mapping[str, Cell]) -> Iterator[Difference]:
    """The pieces into which periods cut each other: of events all, of persons what a longer period has beyond a shorter one."""
    alike: dict[tuple[Counted, Codes], dict[Span, str]] = defaultdict(dict)
    for table in (*earlier, *now):  # a later publication of a period takes the place of an earlier one
        for codes in (frozenset(table.within.items()), *(table.codes(cell) for cell in table.cells)):
            name = cell_name(table.counted, codes) if codes is not None else ""
            if name in cells and codes is not None and table.counted.period:
                alike[replace(table.counted, release="", period=""), codes][_span(table.counted)] = name
    for (counted, codes), names in alike.items():
        if len(names) > 1 and not _fell(names, cells):
            name = cell_name(counted, codes)
            yield from _cut(name, names) if counted.counting == "event" else _beyond(name, names, cells)


def _span(counted: Counted) -> Span:
    first, last = (datetime.date.fromisoformat(day) for day in counted.period.split("/"))
    return first, last + datetime.timedelta(days=1)


def _nested(names: Mapping[Span, str]) -> Iterator[tuple[Span, Span]]:
    for inner, outer in permutations(names, 2):
        if outer[0] <= inner[0] and inner[1] <= outer[1]:
            yield inner, outer


def _fell(names: Mapping[Span, str], cells: Mapping[str, Cell]) -> bool:
    """Whether a shorter period has more than a longer one around it, as after a revision."""
    counts = [(cells[names[inner]].count, cells[names[outer]].count) for inner, outer in _nested(names)]
    return any(short is not None and long is not None and short > long for short, long in counts)


def _cut(name: str, names: Mapping[Span, str]) -> Iterator[Difference]:
    edges = sorted({day for span in names for day in span})
    made: set[str] = set()
    for (first, last), whole in names.items():
        pieces = [(name_of_piece(name, start, end), start) for start, end in pairwise(edges) if first <= start and end <= last]
        for piece, _ in pieces:
            if piece not in made:
                made.add(piece)
                yield piece, None, no_more([piece], whole)
        yield "", None, adds_up(whole, [piece for piece, _ in pieces])


def name_of_piece(name: str, start: datetime.date, end: datetime.date) -> str:
    """The name of what was counted from a day until before another."""
    return f"{name}, {start} to {end - datetime.timedelta(days=1)}"


def _beyond(name: str, names: Mapping[Span, str], cells: Mapping[str, Cell]) -> Iterator[Difference]:
    for inner, outer in _nested(names):
        short, long = cells[names[inner]].count, cells[names[outer]].count
        more = f"{name_of_piece(name, *outer)}, beyond {inner[0]} to {inner[1] - datetime.timedelta(days=1)}"
        count = None if short is None or long is None else long - short
        yield more, count, adds_up(names[outer], [names[inner], more])


def _has_shape(figure: type_of_json) -> bool:
    if not isinstance(figure, dict) or not isinstance(figure.get("cells"), dict):
        return False
    counts = [count for count in (figure.get("total"), *figure["cells"].values()) if count is not None]
    return all(type(count) is int and count >= 0 for count in counts) and isinstance(figure.get("definition_digest"), str)
