"""Whether tables agree: with themselves, with each other, and with a second count of the same records.

Sums that hold for events: quarters make up the year, and April to March. Persons are counted once in each period, so theirs by
quarter need not; by sex, age, form and citizenship they do, since each person counts as in the last decision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.interchange.periods import Days, days_of_quarter, quarters_of
from firmground.interchange.records import Records
from firmground.interchange.table import Place, Table, number_in
from firmground.packs.table_entries import Codes


@dataclass(frozen=True)
class Disagreement:
    """Two numbers that should be one: the table, the row or cell, what it says, and what it should say."""

    table: str
    row: str
    says: int | None
    should: int | None

    def __str__(self) -> str:
        return f"table {self.table}, {self.row}: {_told(self.says)} and {_told(self.should)}"


def reconcile(tables: Sequence[Table]) -> tuple[Disagreement, ...]:
    """Every sum within a table, and every cell of two tables, that does not agree; a sum with a part not shown is passed over."""
    within = (found for table in tables for found in _within(table))
    return (*within, *_between(tables))


def must_agree(found: Iterable[Disagreement]) -> None:
    """Refuse what does not agree; ``FigureError`` names the table, the row and the two numbers of the first."""
    listed = list(found)
    if listed:
        remedy = "count again from extracts as they were made; nothing was written"
        first = listed[0]
        more = f" (and {len(listed) - 1} more)" if len(listed) > 1 else ""
        what = f"does not agree: {_told(first.says)} and {_told(first.should)}{more}"
        raise FigureError(what, where=f"table {first.table}, {first.row}", remedy=remedy)


def recount(records: Records, dataset: str, where: Mapping[str, Codes], days: Days, *, table: str) -> tuple[Disagreement, ...]:
    """Whether the events of a period are those of its quarters, each counted on its own."""
    whole = records.events(dataset, where, days).total()
    quarters = sum(records.events(dataset, where, days_of_quarter(each)).total() for each in quarters_of(days))
    return () if whole == quarters else (Disagreement(table, f"{days[0]} to {days[1]} and its quarters", whole, quarters),)


def _within(table: Table) -> Iterator[Disagreement]:
    for total in table.totals:
        whole, parts = _number(table, total.whole), [_number(table, part) for part in total.parts]
        shown = [part for part in parts if part is not None]
        if whole is not None and len(shown) == len(parts) and whole != sum(shown):
            yield Disagreement(table.id, _row(table, total.whole), whole, sum(shown))


def _between(tables: Sequence[Table]) -> Iterator[Disagreement]:
    first: dict[str, tuple[Table, Place]] = {}
    for table in tables:
        for name, place in table.anchors.items():
            other, at = first.setdefault(name, (table, place))
            if _number(table, place) != _number(other, at):
                yield Disagreement(f"{table.id} and {other.id}", name, _number(table, place), _number(other, at))


def _number(table: Table, place: Place) -> int | None:
    row, column = place
    return number_in(table.rows[row][column])


def _row(table: Table, place: Place) -> str:
    words = [str(value) for column, value in enumerate(table.rows[place[0]]) if value is not None and column != place[1]]
    return f"row {place[0] + 1} ({', '.join(words)}), {table.columns[place[1]].name}"


def _told(number: int | None) -> str:
    return "not shown" if number is None else str(number)
