"""The yearly sheet of counts for the period of the report of the United States: April to March.

What is not recorded says so; it is neither nought nor blank. A published number stands beside ours in columns of its own, with
its own period, bound and source, and is never filled in for a count.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from firmground.interchange.periods import Days, april_to_march, in_words
from firmground.interchange.records import NOT_KNOWN, Records
from firmground.interchange.selection import Record, Selection, Sum, of_codes
from firmground.interchange.table import Column, Counted, Draft, Table, Value, finished
from firmground.interchange.tally import Tally, tally
from firmground.interchange.victims import shape_of
from firmground.packs.entries import SeriesValue
from firmground.packs.lists import codes_in
from firmground.packs.pack import Pack
from firmground.packs.table_checks import LISTS
from firmground.packs.table_entries import CountRow, TableShape
from firmground.values import digest

ID = "us_tip"
DECISION = "decision"
COLUMNS = (
    Column("Count", "what is counted"),
    Column("Unit", "what one of it is"),
    Column("Value", "the count from the records, or the state where there is none"),
    Column("State", "counted, withheld, not known (a day is not covered), or not recorded here"),
    Column("From", "the first day counted"),
    Column("To", "the last day counted"),
    Column(
        "Published value", "a number that was published for a period beginning in the same year; not counted from the records"
    ),
    Column("Published bound", "exact, more than, about, or not found"),
    Column("Published unit", "what one of the published number is"),
    Column("Published period", "the period of the published number, which may differ from that of the count"),
    Column("Source", "where the published number stands"),
    Column("Confidence", "how well that source was read"),
    Column("Note", "what to know of the row or of the published number"),
)


def counts_table(pack: Pack, records: Records, year: int) -> Table:
    """The sheet for April of a year to March of the next; counts are not known when a day of it is not covered."""
    shape, days = shape_of(pack, ID), april_to_march(year)
    missing = records.missing(days)
    found = _tally(pack, records, shape, days)
    has = {dataset: records.has(dataset, days) for dataset in {row.dataset for row in shape.rows} if dataset}
    rows = [row if row.dataset and has[row.dataset] else row.model_copy(update={"dataset": None}) for row in shape.rows]
    drafts = [_draft(pack, shape, row, found, days, year, known=not missing) for row in rows]
    about = (("not known", f"the extracts have nothing on {in_words(missing)}"),) if missing else ()
    series = [each.model_dump(mode="json") for each in pack.series if each.year == year]
    defined = digest({"shape": shape.model_dump(mode="json"), "series": series})
    table = Table(ID, shape.title, COLUMNS, about=about, definition_digest=defined)
    return finished(table, drafts, found, shape, f"April {year} to March {year + 1}")


def _tally(pack: Pack, records: Records, shape: TableShape, days: Days) -> Tally:
    """All counts of the sheet, protected together."""
    rows = [row for row in shape.rows if row.dataset and records.has(row.dataset, days)]
    cells = tuple(_cell(row) for row in rows)
    found: dict[Record, int] = {}
    for kind in dict.fromkeys(_kind(row) for row in rows):
        found |= _counted(records, kind, days)
    sums = (*_divisions(pack, cells), *(Sum(cell, (cell,)) for cell in cells))
    return tally(pack, found, sums, (shape,))


Kind = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]


def _kind(row: CountRow) -> Kind:
    """Rows of one kind are counted together: a person once, as in the last decision that has one of these codes.

    What became of people is counted by all that a row asks of it, so that somebody with a later service of another kind counts.
    """
    assert row.dataset
    fixed = row.where if row.dataset != "decisions" else {k: codes for k, codes in row.where.items() if k == DECISION}
    return row.dataset, row.counting, tuple(fixed.items()) if row.counting == "person" else ()


def _counted(records: Records, kind: Kind, days: Days) -> dict[Record, int]:
    """Records of a kind, marked so that no other kind counts them."""
    dataset, counting, fixed = kind
    persons = partial(records.persons, dict(fixed), dataset=dataset)
    counts: Mapping[Record, int] = persons(days=days) if counting == "person" else records.events(dataset, {}, days)
    return {(*record, ("kind", _mark(kind))): number for record, number in counts.items()}


def _mark(kind: Kind) -> str:
    dataset, counting, fixed = kind
    return " ".join((dataset, counting, *(code for _, codes in fixed for code in codes)))


def _cell(row: CountRow) -> Selection:
    return of_codes("kind", [_mark(_kind(row))]).union(*(of_codes(column, codes) for column, codes in row.where.items()))


def _divisions(pack: Pack, cells: Iterable[Selection]) -> Iterator[Sum]:
    """The rows that others divide by a column, all codes of whose list they share out among them."""
    known = tuple(dict.fromkeys(cells))
    for whole in known:
        for column, name in LISTS.items():
            parts = tuple(cell for cell in known if whole < cell and {each for each, _ in cell - whole} == {column})
            groups = [code for part in parts for _, group in part - whole for code in group]
            if sorted(groups) == sorted({*codes_in(pack, name), NOT_KNOWN}):
                yield Sum(whole, parts)


def _draft(pack: Pack, shape: TableShape, row: CountRow, found: Tally, days: Days, year: int, *, known: bool) -> Draft:
    words, published = shape.words, pack.cited(year, row.series) if row.series else None
    value: Value | Counted = words["not_recorded"]
    state = words["not_recorded"]
    counts_here = row.dataset and _has_the_stage(pack, row)
    if counts_here and not known:
        value = state = words["not_known"]
    elif counts_here:
        cell = _cell(row)
        value, state = Counted(cell), words["withheld" if cell in found.hidden else "counted"]
    note = "; ".join(filter(None, (row.cite.note, published.note if published else "")))
    said = (words["not_found"], *([None] * 5)) if published is None else _published(published)
    if row.series is None:
        said = (None,) * 6
    return (row.label, row.unit, value, state, *(day.isoformat() for day in days), *said, note or None)


def _has_the_stage(pack: Pack, row: CountRow) -> bool:
    """Whether the territory screens at the stage that a row counts; where it does not, no nought is counted."""
    stages = row.where.get("stage")
    return stages is None or any(entry.stage in stages for entry in pack.own_instruments)


def _published(row: SeriesValue) -> tuple[Value, ...]:
    """A published number in six cells: value, bound, unit, period, sources, confidence."""
    bound, period = row.bound.replace("_", " "), f"{row.period.replace('_', ' ')} {row.year}"
    value = bound if row.value is None else row.value
    return value, bound, row.unit, period, " ".join(row.source), row.confidence
