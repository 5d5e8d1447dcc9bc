"""The tables of a publication, and how readers know them to hang together.

A count is known by what is counted and by what is fixed: the codes of a filter and of a group alike. So "initial screenings by
agency" is the margin of "initial screenings by agency and sex", and the total of "initial screenings" is a cell of "screenings
by stage". Events add up. A person may be in several cells of a column: then a cell is no more than its margin, and the cells
together are no less.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from math import prod

from firmground.statistics.disclosure.system import Cell, Kind, Relation, System, adds_up, no_more, overlaps

MOST_COMBINATIONS = 1_000  # of a table that nobody publishes and that ties others together in a ring
Codes = frozenset[tuple[str, str]]  # column and code


@dataclass(frozen=True)
class Counted:
    """What is counted: rows or persons of a table of the extract, in a period, by a publication.

    ``rest`` is the part of a filter that fixes no column to a code, in canonical form; empty when there is none.
    """

    dataset: str
    counting: str
    period: str
    rest: str = ""
    release: str = ""

    @property
    def name(self) -> str:
        """Its name in a system."""
        return " · ".join(each for each in (self.release, self.dataset, self.counting, self.period, self.rest) if each)


@dataclass(frozen=True)
class PublishedTable:
    """A table: what is counted, within which codes, by which columns; the count of each cell, ``None`` where not known.

    ``total`` is ``None`` when the table has none of its own; a total that is to be withheld is a ``TOTAL``.
    """

    counted: Counted
    within: Mapping[str, str]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int | None]
    total: Cell | None
    kind: Kind

    def codes(self, cell: tuple[str, ...]) -> Codes | None:
        """What a cell fixes; ``None`` for one that contradicts the filter, and is nought."""
        fixed = dict(zip(self.columns, cell, strict=True))
        if any(self.within.get(column, code) != code for column, code in fixed.items()):
            return None
        return frozenset((dict(self.within) | fixed).items())


@dataclass
class _Margin:
    """All cells over some columns, within some codes, of one kind of count."""

    counted: Counted
    within: Codes
    columns: frozenset[str]
    cells: dict[Codes, Cell] = field(default_factory=dict)


def cell_name(counted: Counted, codes: Codes) -> str:
    """The name of a cell in a system: the same for every table that has it."""
    return f"{counted.name} · {', '.join(f'{column}={code}' for column, code in sorted(codes)) or 'all'}"


def linked(tables: Sequence[PublishedTable], overlapping: frozenset[str] = frozenset()) -> System:
    """The tables as one system; ``overlapping`` are columns in several cells of which one person may be.

    Raises ``FigureError`` where the counts contradict each other.
    """
    margins = _margins(tables)
    cells: dict[str, Cell] = {}
    for margin in margins:
        for codes, cell in margin.cells.items():
            name = cell_name(margin.counted, codes)
            cells[name] = _stronger(cells[name], cell) if name in cells else cell
    return System(cells, tuple(dict.fromkeys(_relations(margins, overlapping))))


def _stronger(one: Cell, other: Cell) -> Cell:
    """What readers see of a cell that stands in two tables: it is printed as soon as one of them prints it."""
    order = (Kind.FIXED, Kind.WITHHELD, Kind.CELL, Kind.TOTAL, Kind.WHOLE, Kind.UNPRINTED)
    first, second = sorted((one, other), key=lambda cell: order.index(cell.kind))
    return first if first.count is not None else replace(first, count=second.count)


def _margins(tables: Sequence[PublishedTable]) -> list[_Margin]:
    found: list[_Margin] = []
    for table in tables:
        within = frozenset(table.within.items())
        fixed = frozenset(table.within)
        if table.total is not None:
            found.append(_Margin(table.counted, within, fixed, {within: table.total}))
        margin = _Margin(table.counted, within, fixed | set(table.columns))
        for cell, count in table.cells.items():
            codes = table.codes(cell)
            if codes is not None:
                kind = Kind.WITHHELD if count is None and table.kind not in (Kind.WHOLE, Kind.UNPRINTED) else table.kind
                margin.cells[codes] = Cell(count, kind)
        if margin.cells:
            found.append(margin)
    found = _merged(found)
    return found + list(_never_printed(found))


def _merged(margins: Sequence[_Margin]) -> list[_Margin]:
    """One margin where several have the same columns of the same counts."""
    found: dict[tuple[Counted, Codes, frozenset[str]], _Margin] = {}
    for margin in margins:
        known = found.setdefault((margin.counted, margin.within, margin.columns), replace(margin, cells={}))
        for codes, cell in margin.cells.items():
            known.cells[codes] = _stronger(known.cells[codes], cell) if codes in known.cells else cell
    return list(found.values())


def _never_printed(margins: Sequence[_Margin]) -> Iterator[_Margin]:
    """Margins that two tables of events share and nobody prints, and the whole behind tables that hang together in a ring."""
    alike: dict[tuple[Counted, Codes], dict[frozenset[str], _Margin]] = defaultdict(dict)
    for margin in margins:
        if margin.counted.counting == "event":
            alike[margin.counted, margin.within][margin.columns] = margin
    for known in alike.values():
        for one, other in combinations(list(known.values()), 2):
            shared = one.columns & other.columns
            if shared not in known and len(shared) > len(one.within):
                known[shared] = _projected(one, shared)
                yield known[shared]
        if _is_ring(list(known)):
            yield from _whole(list(known.values()))


def _projected(margin: _Margin, columns: frozenset[str]) -> _Margin:
    sums: dict[Codes, int | None] = {}
    for codes, cell in margin.cells.items():
        kept, before = _cut(codes, columns), sums.get(_cut(codes, columns), 0)
        sums[kept] = None if before is None or cell.count is None else before + cell.count
    return replace(margin, columns=columns, cells={codes: Cell(count, Kind.UNPRINTED) for codes, count in sums.items()})


def _cut(codes: Codes, columns: frozenset[str]) -> Codes:
    return frozenset(each for each in codes if each[0] in columns)


def _is_ring(listed: list[frozenset[str]]) -> bool:
    """Whether tables tie each other beyond what their shared margins say: the reduction of Graham (1979) leaves some over."""
    left = [set(each) for each in listed]
    while True:
        alone = {column for each in left for column in each if sum(column in other for other in left) == 1}
        cut = [each - alone for each in left]
        kept = [
            each for at, each in enumerate(cut) if each and not any(each <= o for p, o in enumerate(cut) if p < at or each < o)
        ]
        if kept == left:
            return len(kept) > 1
        left = kept


def _whole(margins: Sequence[_Margin]) -> Iterator[_Margin]:
    """Every combination of the columns of a ring, unless there are too many."""
    codes: dict[str, set[str]] = defaultdict(set)
    for margin in margins:
        for column, code in (each for cell in margin.cells for each in cell):
            codes[column].add(code)
    if prod(len(each) for each in codes.values()) <= MOST_COMBINATIONS:
        every = product(*([(column, code) for code in sorted(listed)] for column, listed in codes.items()))
        cells = {frozenset(each): Cell(None, Kind.UNPRINTED) for each in every}
        yield replace(margins[0], columns=frozenset(codes), cells=cells)


def _relations(margins: Sequence[_Margin], overlapping: frozenset[str]) -> Iterator[Relation]:
    by_columns = {(each.counted, each.within, each.columns): each for each in margins}
    for fine, coarse in product(by_columns.values(), repeat=2):
        if fine.counted == coarse.counted and coarse.columns < fine.columns:
            yield from _sums(fine, coarse, overlapping)
        elif fine.columns == coarse.columns and _is_narrower(fine.counted, coarse.counted):
            for codes in fine.cells:
                if codes in coarse.cells:
                    yield no_more([cell_name(fine.counted, codes)], cell_name(coarse.counted, codes))


def _sums(fine: _Margin, coarse: _Margin, overlapping: frozenset[str]) -> Iterator[Relation]:
    """A coarse cell against the fine ones in it: their sum where all of them are there, else no less than each."""
    parts: dict[Codes, list[str]] = defaultdict(list)
    for codes in fine.cells:
        parts[_cut(codes, coarse.columns)].append(cell_name(fine.counted, codes))
    are_events = fine.counted.counting == "event" and not (fine.columns - coarse.columns) & overlapping
    for codes in (each for each in coarse.cells if parts[each]):
        whole, is_whole = cell_name(coarse.counted, codes), fine.within <= codes
        if is_whole and are_events:
            yield adds_up(whole, parts[codes])
        elif are_events:
            yield no_more(parts[codes], whole)
        else:
            yield from overlaps(whole, parts[codes]) if is_whole else (no_more([part], whole) for part in parts[codes])


def _is_narrower(one: Counted, other: Counted) -> bool:
    """Whether one count is no more than another: persons than events, and what has a further filter than what has none."""
    persons_of = one.counting == "person" and other == replace(one, counting="event")
    return persons_of or (one.rest != "" and other == replace(one, rest=""))
