"""What became of people in the tables that are handed in: defendants charged and convicted, counted once and protected.

Their cells have a mark of their own, so that they stand beside the victims in one table and are never added to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firmground.interchange.periods import Days
from firmground.interchange.records import Records
from firmground.interchange.selection import Selection, Sum, axis_of, grid, of_codes
from firmground.interchange.tally import Tally, tally
from firmground.packs.pack import Pack
from firmground.packs.table_entries import Codes, TableShape

STATUS = "legal_status"


@dataclass(frozen=True)
class Status:
    """A status of defendants: in which table of the extract they are, and which of its rows count."""

    name: str
    dataset: str
    where: tuple[tuple[str, Codes], ...] = ()

    @property
    def cell(self) -> Selection:
        """All defendants of this status."""
        return of_codes(STATUS, [self.name])


PROSECUTED, CONVICTED = Status("prosecuted", "charges"), Status("convicted", "outcomes", (("convicts", ("yes",)),))


def recorded(records: Records, statuses: Iterable[Status], days: Days) -> tuple[Status, ...]:
    """Those of which the records of a period have anything; of the others nothing is known, which is not nought."""
    return tuple(each for each in statuses if records.has(each.dataset, days))


def with_defendants(
    pack: Pack, records: Records, found: Tally, statuses: Iterable[Status], shapes: Sequence[TableShape], days: Days
) -> Tally:
    """A tally with the defendants of some statuses beside it, each divided by sex as each of some tables divides it."""
    grids = dict.fromkeys(each for shape in shapes for each in grid(axis_of(shape, "sex")))
    for status in statuses:
        persons = records.persons(dict(status.where), days, dataset=status.dataset)
        marked = {(*record, (STATUS, status.name)): number for record, number in persons.items()}
        sums = [Sum(each.whole | status.cell, tuple(part | status.cell for part in each.parts)) for each in grids]
        found = _beside(found, tally(pack, marked, sums, shapes))
    return found


def _beside(one: Tally, other: Tally) -> Tally:
    return Tally({**one.counts, **other.counts}, (*one.sums, *other.sums), one.hidden | other.hidden)
