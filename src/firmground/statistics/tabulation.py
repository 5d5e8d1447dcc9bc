"""Computes figures over an extract: one pass counts every event figure of a table, persons are counted where asked.

Rows are cross-tabulated once by every column that some figure groups or filters on; each event figure is then a sum over
that small table. This is what makes a statement over ten million screenings a matter of seconds.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import duckdb
from ibis import Table

from firmground.errors import FigureError, InputError
from firmground.packs.entries import FigureEntry
from firmground.packs.pack import Pack
from firmground.rules.columns import PREFIX, findings
from firmground.rules.engine import embedded_engine
from firmground.statistics.disclosure.audit import Audit
from firmground.statistics.disclosure.figures import Printed, linked_figures, protect_figures
from firmground.statistics.disclosure.releases import Release
from firmground.statistics.extract import COLUMNS, DAY_OF, OF_CASES, SUBJECT_OF, Extract, codes_of, day_range
from firmground.statistics.figure import BETWEEN, Figure, Figures, Ratio, definition_digest, filter_definition
from firmground.statistics.intervals import exact_share
from firmground.values import digest

NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class _Counted:
    """Counts by group code ("" without a group), and the rows for which the filter is not known."""

    counts: Mapping[str, int]
    not_decided: int
    recorded: bool = True


NOT_RECORDED = _Counted({}, 0, recorded=False)


def compute_figures(
    pack: Pack,
    extract: Extract,
    year: int,
    *,
    earlier: Sequence[Release] = (),
    also_withheld: frozenset[Printed] = frozenset(),
) -> Figures:
    """Every figure and ratio that a pack defines, for a year, from an extract, small counts protected in all of them together.

    Only rows that a filter certainly takes are counted; those it cannot decide are reported beside the figure. A total that is a
    small count is withheld where its figure asks for it, and a table whose total is, or would give small counts away, whole.
    ``also_withheld`` are cells, as figure and code, that were withheld for the sake of ``earlier`` publications when those are
    not at hand. Raises ``FigureError`` when a definition does not fit the extract or ``earlier`` publications contradict it, and
    ``InputError`` when a table is missing.
    """
    counted = count_figures(pack, extract, year)
    needed, _ = _hidden(pack, counted, extract, year, earlier)
    hidden = needed | also_withheld
    figures = {name: _without(figure, hidden) for name, figure in counted.items()}
    return Figures(year, figures, {entry.id: _ratio(pack, entry.id, figures) for entry in pack.ratios})


def audit_figures(pack: Pack, extract: Extract, year: int, *, earlier: Sequence[Release] = ()) -> Audit:
    """What readers could work out from the figures of a year as they would be published, beside earlier publications.

    Raises what ``compute_figures`` raises.
    """
    counted = count_figures(pack, extract, year)
    hidden, whole = _hidden(pack, counted, extract, year, ())
    minimum = pack.disclosure.minimum_count if pack.disclosure else 1
    return linked_figures(pack, counted, year, earlier=earlier, whole=whole).audit(hidden, minimum)


def withheld_against(
    pack: Pack, extract: Extract, year: int, earlier: Sequence[Release]
) -> tuple[tuple[Printed, ...], tuple[str, ...]]:
    """The cells that could be shown if ``earlier`` had not been published, and those that tell a small rise all the same.

    A total that is published by choice and rose by a few leaves its table nothing to hide behind. The rows are counted once.
    """
    counted = count_figures(pack, extract, year)
    alone, _ = _hidden(pack, counted, extract, year, ())
    hidden, whole = _hidden(pack, counted, extract, year, earlier)
    linked = linked_figures(pack, counted, year, earlier=earlier, whole=whole)
    protected = {entry.id for entry in pack.figures if entry.disclosure == "small_counts"}
    cells = {name for (figure, code), name in linked.names.items() if code and figure in protected}
    found = linked.audit(hidden, pack.disclosure.minimum_count if pack.disclosure else 1)
    told = tuple(name for name in found.told_apart if name.rpartition(", since ")[0] in cells)
    printed = ((name, code) for name, figure in counted.items() for code in figure.cells)
    return tuple(each for each in printed if each in hidden - alone), told


def count_figures(pack: Pack, extract: Extract, year: int) -> dict[str, Figure]:
    """Every figure of a pack as it was counted, nothing withheld: not to be published."""
    if extract.pack != pack.id:
        remedy = f"use --pack {extract.pack}"
        raise FigureError(f"was made with the pack {extract.pack}", where=str(extract.folder), remedy=remedy)
    counted: dict[str, _Counted] = {}
    for dataset in dict.fromkeys(figure.dataset for figure in pack.figures):
        if dataset in OF_CASES and dataset not in extract.tables:
            counted |= {entry.id: NOT_RECORDED for entry in pack.figures if entry.dataset == dataset}
        else:
            counted |= _count_table(pack, extract.path(dataset), dataset, year)
    return {entry.id: _figure(pack, entry, counted[entry.id], extract.digest) for entry in pack.figures}


def _without(figure: Figure, hidden: frozenset[Printed]) -> Figure:
    cells = {code: None if (figure.id, code) in hidden else count for code, count in figure.cells.items()}
    return replace(figure, cells=cells, is_total_withheld=(figure.id, "") in hidden)


def _hidden(
    pack: Pack, counted: Mapping[str, Figure], extract: Extract, year: int, earlier: Sequence[Release]
) -> tuple[frozenset[Printed], frozenset[str]]:
    """What to withhold, and which tables whole. Only holders of the extract know the digests that break ties."""
    asked = [entry.id for entry in pack.figures if entry.disclosure == "small_counts"]
    if not asked:
        return frozenset(), frozenset()
    if pack.disclosure is None:
        raise FigureError("the pack has no smallest count", where=f"figure {asked[0]}", remedy="add statistics/disclosure.toml")
    return protect_figures(pack, counted, year, key=digest(dict(extract.tables)), earlier=earlier)


def _count_table(pack: Pack, path: Path, dataset: str, year: int) -> dict[str, _Counted]:
    entries = tuple(figure for figure in pack.figures if figure.dataset == dataset)
    counted: dict[str, _Counted] = {}
    with embedded_engine() as engine:
        try:
            table = engine.read_parquet(path)
        except duckdb.Error as error:
            raise InputError("is not a Parquet file", where=str(path), remedy="make the extract again") from error
        _must_fit(table, dataset, path, entries)
        for period in dict.fromkeys(entry.period for entry in entries):
            days = day_range(year, period, pack.manifest.financial_year_starts)
            counted |= _count_period(pack, table, dataset, tuple(e for e in entries if e.period == period), days)
    return counted


def _count_period(
    pack: Pack,
    table: Table,
    dataset: str,
    entries: tuple[FigureEntry, ...],
    days: tuple[datetime.date, datetime.date],
) -> dict[str, _Counted]:
    definition = filter_definition(pack, entries, dataset)
    groups = sorted({name for entry in entries for name in entry.group})
    in_period = table.filter(table[DAY_OF[dataset]].between(*days))
    rows = findings(in_period, definition, keep=(SUBJECT_OF[dataset], *groups))
    cube = _cube(rows, [*groups, *(PREFIX + name for name in definition.rule)])
    if dataset in OF_CASES and not any(row["rows_counted"] for row in cube):
        return {entry.id: NOT_RECORDED for entry in entries}
    counted = {}
    for entry in entries:
        by_event = _sum_up(cube, entry)
        counted[entry.id] = by_event if entry.counting == "event" else _Counted(_persons(rows, entry), by_event.not_decided)
    return counted


def _cube(rows: Table, columns: Sequence[str]) -> list[dict[str, object]]:
    counted = rows.group_by(list(columns)).agg(rows_counted=rows.count()) if columns else rows.agg(rows_counted=rows.count())
    listed: list[dict[str, object]] = counted.to_pyarrow().to_pylist()
    return listed


def _sum_up(cube: list[dict[str, object]], entry: FigureEntry) -> _Counted:
    counts: Counter[str] = Counter()
    not_decided = 0
    for row in cube:
        taken, count = row.get(PREFIX + entry.id, entry.filter is None or None), row["rows_counted"]
        assert isinstance(count, int)
        if taken is None:
            not_decided += count
        elif taken:
            counts[_code(row, entry)] += count
    return _Counted(counts, not_decided)


def _persons(rows: Table, entry: FigureEntry) -> dict[str, int]:
    taken = rows.filter(rows[PREFIX + entry.id]) if entry.filter is not None else rows
    subject = taken[SUBJECT_OF[entry.dataset]]
    total = {"": int(subject.nunique().to_pyarrow().as_py())}
    if not entry.group:
        return total
    known = taken.mutate(**{name: taken[name].fill_null(NOT_KNOWN) for name in entry.group})
    different = known[SUBJECT_OF[entry.dataset]].nunique()
    by_group = known.group_by(list(entry.group)).agg(persons=different).to_pyarrow().to_pylist()
    return total | {_code(row, entry): row["persons"] for row in by_group}


def _code(row: Mapping[str, object], entry: FigureEntry) -> str:
    return BETWEEN.join(str(row[name] or NOT_KNOWN) for name in entry.group)


def _figure(pack: Pack, entry: FigureEntry, counted: _Counted, data_digest: str) -> Figure:
    total = counted.counts.get("", sum(counted.counts.values()))
    found = {code: count for code, count in counted.counts.items() if code}
    codes = dict.fromkeys([*_combinations(pack, entry), *sorted(found)] if counted.recorded else [])
    cells: dict[str, int | None] = {code: found.get(code, 0) for code in codes}
    defined, group = definition_digest(pack, entry), BETWEEN.join(entry.group)
    kept = (entry.id, entry.counting, entry.period, total, counted.not_decided, group, cells, defined, data_digest)
    return Figure(*kept, recorded=counted.recorded)


def _combinations(pack: Pack, entry: FigureEntry) -> list[str]:
    """The known codes of the group, or each combination of those of its columns; nothing without a group."""
    listed = [codes_of(pack, entry.dataset, name) for name in entry.group]
    return [BETWEEN.join(each) for each in product(*listed)] if listed else []


def _ratio(pack: Pack, name: str, figures: Mapping[str, Figure]) -> Ratio:
    entry = next(each for each in pack.ratios if each.id == name)
    for quoted in (entry.numerator, entry.denominator):
        if quoted not in figures:
            raise FigureError(f"{quoted!r} is not a figure", where=f"ratio {name}", remedy="define it, or correct the id")
    part, whole = figures[entry.numerator].total, figures[entry.denominator].total
    both = (figures[entry.numerator], figures[entry.denominator])
    told = all(each.recorded and not each.is_total_withheld for each in both)
    share = (
        exact_share(part, whole) if told and whole and part <= whole else None
    )  # more, when some were counted in the year before
    return Ratio(name, entry.numerator, entry.denominator, share, definition_digest(pack, entry))


def _must_fit(table: Table, dataset: str, path: Path, entries: Sequence[FigureEntry]) -> None:
    """Refuse a table without the documented columns, rows without a person or a day, and groups that are no column."""
    missing = [name for name in COLUMNS[dataset] if name not in table.columns]
    if missing:
        raise FigureError(f"has no column {missing[0]!r}", where=str(path), remedy="make the extract with this version")
    day = DAY_OF[dataset]
    if not table[day].type().is_date():
        raise FigureError(f"has days of type {table[day].type()}", where=f"{path}, column {day}", remedy="write them as dates")
    for entry in entries:
        for name in entry.group:
            if not COLUMNS[dataset].get(name, ("", ""))[1]:
                raise FigureError(
                    f"{name!r} cannot be grouped by", where=f"figure {entry.id}", remedy="group by a column of codes"
                )
    subject = SUBJECT_OF[dataset]
    incomplete = (table[day].isnull() | table[subject].isnull()).sum().to_pyarrow().as_py()
    if incomplete:
        raise FigureError(f"has {incomplete} rows without a day or a {subject}", where=str(path), remedy="complete the extract")
