"""The figures of the yearly statement against the same figures in pandas."""

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_

import pandas as pd

from bench.inputs import YEAR, extract, extract_folder, pack
from bench.measuring import Prepare, Run
from firmground.packs.entries import FigureEntry
from firmground.statistics.extract import DAY_OF, Extract, codes_of, read_extract
from firmground.statistics.tabulation import compute_figures

Counts = Mapping[str, tuple[int, int, Mapping[str, int | None]]]


def entries_of(opened: Extract) -> list[FigureEntry]:
    """The figures of the tables that an extract has. What became of people is not invented here, and costs nothing to count."""
    return [entry for entry in pack().figures if entry.dataset in opened.tables]


def figures(persons: int) -> Run:
    """Every figure and ratio of Hong Kong's pack over an extract with that many screenings, on all cores."""
    read, opened = pack(), extract(persons)
    names = [entry.id for entry in entries_of(opened)]

    def run() -> Counts:
        found = compute_figures(read, opened, YEAR).figures
        return {name: (found[name].total, found[name].not_decided, dict(found[name].cells)) for name in names}

    return run


def digests(persons: int) -> Run:
    """Opening the extract, which hashes all its files; done once before figures are computed, and timed apart from them."""
    return lambda: len(read_extract(extract_folder(persons)).tables)


def figures_in_pandas(persons: int) -> Run:
    """The same figures as an analyst would write them: read the columns that are used, filter, group, count.

    pandas keeps the words as categories, and figures with the same filter share the filtered rows. It hides no small counts
    and makes no digests.
    """
    opened = extract(persons)
    asked = entries_of(opened)

    def run() -> Counts:
        found: dict[str, tuple[int, int, Mapping[str, int | None]]] = {}
        for dataset in dict.fromkeys(entry.dataset for entry in asked):
            entries = [entry for entry in asked if entry.dataset == dataset]
            rows = _rows_of_the_year(opened.path(dataset), dataset, entries)
            filtered: dict[str, tuple[pd.DataFrame, int]] = {}
            for entry in entries:
                key = str(entry.filter)
                filtered[key] = filtered[key] if key in filtered else _filter(entry, rows)
                found[entry.id] = _figure(entry, *filtered[key])
        return found

    return run


CONTENDERS: Mapping[str, Prepare] = {"figures": figures, "pandas": figures_in_pandas, "digests": digests}


def same_figures(ours: Counts, theirs: Counts) -> bool:
    """Whether every total and every cell agree; a cell that we withhold is left out, one that is nought may be missing."""
    if ours.keys() != theirs.keys():
        return False
    for name, (total, not_decided, cells) in ours.items():
        expected_total, expected_undecided, expected = theirs[name]
        shown = {code: count for code, count in cells.items() if count is not None}
        if (total, not_decided) != (expected_total, expected_undecided):
            return False
        if any(expected.get(code, 0) != count for code, count in shown.items()) or not expected.keys() <= cells.keys():
            return False
    return True


def _rows_of_the_year(path: object, dataset: str, entries: list[FigureEntry]) -> pd.DataFrame:
    used = {name for entry in entries for name in (*entry.group, *(word for word, _ in _conditions(entry)))}
    day = DAY_OF[dataset]
    rows = pd.read_parquet(path, columns=[*sorted(used), "person", day])
    days = pd.to_datetime(rows[day])
    return rows[(days >= f"{YEAR}-01-01") & (days <= f"{YEAR}-12-31")]


def _conditions(entry: FigureEntry) -> list[tuple[str, str]]:
    """The column and word of each condition; the filters of this pack are one ``equals`` or several that must all hold."""
    written = entry.model_dump()["filter"]
    if written is None:
        return []
    return [tuple(each["equals"]) for each in written.get("all", [written])]


def _filter(entry: FigureEntry, rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows that are taken, and for how many more that is not known."""
    conditions = _conditions(entry)
    if not conditions:
        return rows, 0
    holds = [rows[name] == word for name, word in conditions]
    fails = [rows[name].isin(codes_of(pack(), entry.dataset, name)) & (rows[name] != word) for name, word in conditions]
    taken = reduce(and_, holds)
    return rows[taken], int((~taken & ~reduce(or_, fails)).sum())


def _figure(entry: FigureEntry, taken: pd.DataFrame, not_decided: int) -> tuple[int, int, dict[str, int | None]]:
    by_person = entry.counting == "person"
    total = taken["person"].nunique() if by_person else len(taken)
    if not entry.group:
        return int(total), not_decided, {}
    grouped = taken.groupby(list(entry.group), observed=True, dropna=False)
    counts = grouped["person"].nunique() if by_person else grouped.size()
    return int(total), not_decided, {_cell(codes): int(n) for codes, n in counts.items()}


def _cell(codes: object) -> str:
    """The name of a cell from its code, or from a code in each group."""
    each = codes if isinstance(codes, tuple) else (codes,)
    return "/".join(code if isinstance(code, str) else "not_known" for code in each)
