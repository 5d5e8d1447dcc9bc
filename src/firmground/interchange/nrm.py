"""Decisions by quarter, in the layout of the United Kingdom's National Referral Mechanism and in tidy form.

The layout has a row for each quarter and one for the year, and for each age a column for each outcome and one for both.
Source: the Home Office's statistics (``HO_NRM`` in the packs), whose decisions ours only resemble. A quarter that the extracts
do not cover whole is not known, and so is then the year; nothing is counted by half.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.interchange.periods import calendar_year, days_of_quarter, in_words, quarters_of
from firmground.interchange.records import QUARTER, Records
from firmground.interchange.selection import ALL, Axis, Record, Selection, axis_of, grid, labelled, of_codes
from firmground.interchange.table import Column, Counted, Draft, Table, finished
from firmground.interchange.tally import Tally, tally
from firmground.interchange.victims import shape_of
from firmground.packs.pack import Pack
from firmground.packs.table_entries import TableShape
from firmground.values import digest

IDS = ("nrm_reasonable_grounds", "nrm_conclusive_grounds")
OUTCOME = {"nrm_reasonable_grounds": "outcome", "nrm_conclusive_grounds": "decision"}
NOT_KNOWN = "not known"
YEAR = Column("Year", "the calendar year")
IN_QUARTER = Column("Quarter", "the quarter, or all four")


@dataclass(frozen=True)
class Decisions:
    """The decisions of one kind in a year: the tally of the quarters that are covered, and which those are."""

    shape: TableShape
    year: int
    found: Tally
    covered: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all quarters are covered."""
        return self.covered == quarters_of(calendar_year(self.year))

    def cell(self, quarter: str, cell: Selection) -> Counted | str:
        """The count of a cell in a quarter, or in the year for an empty name; not known where that is not covered."""
        known = quarter in self.covered if quarter else self.is_whole
        return Counted(cell | (of_codes(QUARTER, [quarter]) if quarter else ALL)) if known else NOT_KNOWN


def nrm_tables(pack: Pack, records: Records, year: int) -> tuple[Table, ...]:
    """Both kinds of decisions in the published layout, and all of them in tidy form.

    Raises ``FigureError`` when not one quarter of the year is covered whole.
    """
    both = [count_decisions(pack, records, name, year) for name in IDS]
    return (*(_published(each) for each in both), *(_tidy(each) for each in both))


def count_decisions(pack: Pack, records: Records, name: str, year: int) -> Decisions:
    """Count the decisions of one kind by quarter, outcome and age, each row as an event."""
    shape, days = shape_of(pack, name), calendar_year(year)
    covered = tuple(each for each in quarters_of(days) if not records.missing(days_of_quarter(each)))
    if not covered:
        what = f"the extracts have no quarter of {year} whole: nothing on {in_words(records.missing(days))}"
        raise FigureError(what, where=f"table {name}", remedy="give the extract of those days too, with another --extract")
    events = records.events(shape.dataset, shape.where, days)
    known: Mapping[Record, int] = {each: number for each, number in events.items() if dict(each)[QUARTER] in covered}
    quarters = Axis(QUARTER, tuple((each,) for each in covered))
    sums = grid(quarters, axis_of(shape, OUTCOME[name]), axis_of(shape, "age_band"))
    return Decisions(shape, year, tally(pack, known, sums, (shape,)), covered)


def _published(decisions: Decisions) -> Table:
    shape, quarters = decisions.shape, ("", *quarters_of(calendar_year(decisions.year)))
    named = _columns(shape)
    drafts = [
        (decisions.year, _quarter(shape, quarter), *(decisions.cell(quarter, cell) for _, cell in named)) for quarter in quarters
    ]
    columns = (YEAR, IN_QUARTER, *(Column(name, f"decisions: {name}") for name, _ in named))
    return _table(shape.id, shape.title, decisions, columns, drafts)


def _columns(shape: TableShape) -> list[tuple[str, Selection]]:
    """The columns of the layout after the quarter: for each age its outcomes and its total, then the total of all."""
    every = shape.words["total"]
    named = []
    for age, by_age in labelled(shape, "age_band")[1:]:
        named += [(f"{age} - {outcome}", by_age | cell) for outcome, cell in labelled(shape, OUTCOME[shape.id])[1:]]
        named.append((f"{age} - {every}", by_age))
    return [*named, (every, ALL)]


def _tidy(decisions: Decisions) -> Table:
    """One row for each count, also for the total of each outcome, which the published layout does not have."""
    shape = decisions.shape
    columns = (
        YEAR,
        IN_QUARTER,
        Column("Age", "the age of the persons whom the decisions are about, or all ages"),
        Column("Decision", "the outcome, or all outcomes"),
        Column("Decisions", "the number of decisions; 'withheld' where it is not shown, 'not known' where it is not covered"),
    )
    drafts = [
        (decisions.year, _quarter(shape, quarter), age, outcome, decisions.cell(quarter, by_age | by_outcome))
        for quarter in ("", *quarters_of(calendar_year(decisions.year)))
        for age, by_age in labelled(shape, "age_band")
        for outcome, by_outcome in labelled(shape, OUTCOME[shape.id])
    ]
    return _table(f"{shape.id}_tidy", f"{shape.title}, tidy", decisions, columns, drafts)


def _quarter(shape: TableShape, quarter: str) -> str:
    return quarter[-2:] if quarter else shape.words["total"]


def _table(name: str, title: str, decisions: Decisions, columns: tuple[Column, ...], drafts: Sequence[Draft]) -> Table:
    about = () if decisions.is_whole else (("not known", "quarters that the extracts do not cover whole, and then the year"),)
    shape = decisions.shape
    table = Table(name, title, columns, about=about, definition_digest=digest(shape.model_dump(mode="json")))
    return finished(table, drafts, decisions.found, shape, f"{shape.id} {decisions.year}")
