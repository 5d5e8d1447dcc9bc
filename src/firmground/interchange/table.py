"""A table that is handed in: typed cells under named columns, what each column counts, and which cells add up to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from firmground.interchange.selection import Selection
from firmground.interchange.tally import Tally, shown
from firmground.packs.table_entries import TableShape

Value = int | Decimal | str | None  # None is an empty cell: not known
Place = tuple[int, int]  # row and column, from nought


@dataclass(frozen=True)
class Column:
    """The name that the publisher gives a column, and what it holds, in a sentence."""

    name: str
    holds: str


@dataclass(frozen=True)
class Total:
    """A cell and those that must add up to it."""

    whole: Place
    parts: tuple[Place, ...]


@dataclass(frozen=True)
class Table:
    """A table ready to be written.

    ``totals`` are sums that a reader can make; ``anchors`` are cells that another table must show alike where it shows them.
    ``about`` has what the definitions say of it beyond its columns.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    totals: tuple[Total, ...] = ()
    anchors: Mapping[str, Place] = field(default_factory=dict)
    about: tuple[tuple[str, str], ...] = ()
    definition_digest: str = ""


@dataclass(frozen=True)
class Counted:
    """A place in a row that the count of a cell goes to; as text where the publisher's column is text."""

    cell: Selection
    as_text: bool = False


Draft = Sequence[Value | Counted]


def finished(table: Table, drafts: Sequence[Draft], found: Tally, shape: TableShape, scope: str) -> Table:
    """A table with its rows: the counts put in as they may be shown, the sums among them, and a name for each counted cell.

    Two tables of one ``scope`` must show a cell alike.
    """
    places = places_of(drafts)
    anchors = {f"{scope}: {_named(cell)}": place for cell, place in places.items()}
    return replace(table, rows=filled(drafts, found, shape), totals=totals_of(places, found), anchors=anchors)


def filled(drafts: Sequence[Draft], found: Tally, shape: TableShape) -> tuple[tuple[Value, ...], ...]:
    """The rows with the counts put in, each as it may be shown."""
    return tuple(tuple(_value(each, found, shape) for each in draft) for draft in drafts)


def totals_of(places: Mapping[Selection, Place], found: Tally) -> tuple[Total, ...]:
    """The sums of the tally whose cells all have a place."""
    whole = (each for each in found.sums if each.whole in places and places.keys() >= set(each.parts))
    return tuple(Total(places[each.whole], tuple(places[part] for part in each.parts)) for each in whole)


def places_of(drafts: Sequence[Draft]) -> dict[Selection, Place]:
    """Where the count of each cell stands."""
    return {
        each.cell: (row, column)
        for row, draft in enumerate(drafts)
        for column, each in enumerate(draft)
        if isinstance(each, Counted)
    }


def number_in(value: Value) -> int | None:
    """The count that a cell shows, also where the column is text; ``None`` where it shows none."""
    if type(value) is int:
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def _value(each: Value | Counted, found: Tally, shape: TableShape) -> Value:
    if not isinstance(each, Counted):
        return each
    value = shown(found, each.cell, shape)
    return str(value) if each.as_text else value


def _named(cell: Selection) -> str:
    return ", ".join(f"{column} {' or '.join(group)}" for column, group in sorted(cell)) or "all"
