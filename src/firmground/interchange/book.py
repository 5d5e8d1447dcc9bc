"""A book: the tables that go to one publisher together, with a sheet that defines everything in them."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firmground.errors import InputError
from firmground.interchange import counts, eurostat, glotip, nrm, sdg
from firmground.interchange.periods import Days, april_to_march, calendar_year
from firmground.interchange.reconciliation import must_agree, reconcile, recount
from firmground.interchange.records import Records
from firmground.interchange.table import Table
from firmground.interchange.victims import count_victims, shape_of
from firmground.packs.pack import Pack
from firmground.packs.table_entries import TableShape

SYNTHETIC = "SYNTHETIC: the people counted here are invented"
Made = Callable[[Pack, Records, int], tuple[Table, ...]]


@dataclass(frozen=True)
class Kind:
    """A book that can be made: what it is, its period, how its tables are made, and from which shapes."""

    title: str
    period: Callable[[int], Days]
    make: Made
    shapes: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A book ready to be written."""

    id: str
    title: str
    year: int
    days: Days
    synthetic: bool
    tables: tuple[Table, ...]
    definitions: tuple[tuple[str, str, str], ...]

    @property
    def label(self) -> str:
        """What stands on every sheet of a book about invented people; empty for others."""
        return SYNTHETIC if self.synthetic else ""

    @property
    def made_at(self) -> datetime.datetime:
        """The moment that its files name: the end of its period, so that the same records give the same bytes."""
        return datetime.datetime.combine(self.days[1], datetime.time(0, 0))


def _glotip(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    source = f"Firmground, pack {pack.id}"
    return (glotip.glotip_table(count_victims(pack, records, year), f"{SYNTHETIC}. {source}" if records.synthetic else source),)


def _sdg(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    return (sdg.sdg_table(count_victims(pack, records, year)),)


def _eurostat(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    return eurostat.eurostat_tables(count_victims(pack, records, year))


def _counts(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    rows = [row for row in shape_of(pack, counts.ID).rows if row.dataset and row.counting == "event"]
    for row in rows:
        must_agree(recount(records, row.dataset or "", row.where, april_to_march(year), table=counts.ID))
    return (counts.counts_table(pack, records, year),)


def _nrm(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    for name in nrm.IDS:
        shape = shape_of(pack, name)
        must_agree(recount(records, shape.dataset, shape.where, calendar_year(year), table=name))
    return nrm.nrm_tables(pack, records, year)


EUROSTAT = ("eurostat_status", "eurostat_citizenship", "eurostat_form")
KINDS: Mapping[str, Kind] = {
    "glotip": Kind("UNODC, detected victims (GLOTIP)", calendar_year, _glotip, ("glotip",)),
    "sdg": Kind("Global indicator 16.2.2", calendar_year, _sdg, ("sdg_16_2_2",)),
    "us": Kind("Yearly counts for the report of the United States", april_to_march, _counts, ("us_tip",)),
    "eurostat": Kind("Eurostat, crim_thb", calendar_year, _eurostat, EUROSTAT),
    "nrm": Kind("Decisions by quarter, as the United Kingdom publishes them", calendar_year, _nrm, nrm.IDS),
}


def make_books(pack: Pack, records: Records, year: int, names: Sequence[str]) -> tuple[Book, ...]:
    """The books of these names for a year, which agree with themselves and with each other.

    Raises ``InputError`` for a name that is not known, ``FigureError`` when a period is not covered or something does not
    agree, and ``PackError`` when the pack lacks what a table needs.
    """
    for name in names:
        if name not in KINDS:
            raise InputError(f"there is no table {name!r}", where="--table", remedy=f"use {', '.join(KINDS)}")
    books = tuple(_made(pack, records, year, name) for name in dict.fromkeys(names))
    must_agree(reconcile([table for book in books for table in book.tables]))
    return books


def _made(pack: Pack, records: Records, year: int, name: str) -> Book:
    kind = KINDS[name]
    tables, days = kind.make(pack, records, year), kind.period(year)
    defined = tuple(_definitions(pack, records, days, [shape_of(pack, each) for each in kind.shapes], tables))
    return Book(name, kind.title, year, days, records.synthetic, tables, defined)


def _definitions(
    pack: Pack, records: Records, days: Days, shapes: Sequence[TableShape], tables: Sequence[Table]
) -> Iterator[tuple[str, str, str]]:
    """The rows of the sheet of definitions: the table, what is defined, and how."""
    if records.synthetic:
        yield "", "people", SYNTHETIC
    yield "", "period", f"{days[0]} to {days[1]}"
    yield "", "pack", f"{pack.id} {pack.manifest.version}"
    yield "", "pack digest", pack.digest
    yield from (("", "data digest", each) for each in records.digests)
    for shape in shapes:
        yield from ((shape.id, *each) for each in _of_shape(pack, shape))
    for table in tables:
        yield table.id, "title", table.title
        yield table.id, "definition digest", table.definition_digest
        yield from ((table.id, f"column {column.name}", column.holds) for column in table.columns)
        yield from ((table.id, *each) for each in table.about)


def _of_shape(pack: Pack, shape: TableShape) -> Iterator[tuple[str, str]]:
    yield "publisher", shape.publisher
    yield "layout", f"{shape.cite}. {shape.cite.note}"
    yield "counting", _counting(shape)
    yield "disclosure", _disclosure(pack, shape)
    yield from (("not recorded", each) for each in shape.not_recorded)
    for each in shape.categories:
        yield f"category {each.label}", f"{each.column}: {', '.join(each.codes)} ({each.cite or shape.cite})"
    yield from ((f"row {row.label}", _row(row.counting, bool(row.dataset), row.cite.note)) for row in shape.rows)
    if pack.tables and pack.tables.territory and shape.id in ("glotip", "sdg_16_2_2", *EUROSTAT):
        yield "territory", f"{pack.tables.territory.name} ({pack.tables.territory.cite}). {pack.tables.territory.cite.note}"
        yield from ((f"nationality {c.nationality}", f"{c.name}, {c.group} ({c.cite})") for c in pack.tables.citizenships)


def _row(counting: str, is_recorded: bool, note: str) -> str:
    rule = ("counts persons" if counting == "person" else "counts events") if is_recorded else "not recorded here"
    return f"{rule}. {note}" if note else rule


def _counting(shape: TableShape) -> str:
    if shape.rows:
        return "each row says whether it counts events or persons"
    if shape.counting == "person":
        return "persons: each once in the period, as in the last decision of it; quarters of persons need not add up to the year"
    return "events: each row of the records; quarters add up to the year"


def _disclosure(pack: Pack, shape: TableShape) -> str:
    least = max(pack.disclosure.minimum_count if pack.disclosure else 1, shape.below)
    written = f"{shape.suppressed!r} below {shape.below}, else {shape.withheld!r}" if shape.suppressed else repr(shape.withheld)
    rest = "and more, so that none follows from the totals; 0 is shown"
    return f"counts from 1 to below {least} are withheld, {rest}; written as {written}"
