"""The records that tables are counted from: several extracts of one pack as one, each day from one extract only.

Where extracts overlap they must agree. A person counts once in a period, as in the last decision of it.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from firmground.errors import InputError
from firmground.interchange.periods import Days, left_out, quarter_of
from firmground.interchange.selection import Record
from firmground.packs.pack import Pack
from firmground.packs.table_entries import Codes
from firmground.statistics.extract import DAY_OF, SUBJECT_OF, Extract, days_covered
from firmground.values import DateRange

QUARTER = "quarter"
NOT_KNOWN = "not_known"
OF_PERSONS = ("sex", "age_band", "nationality", "decision", "forced_labour")
Dated = Counter[tuple[datetime.date, Record]]
OF_SCREENINGS = ("stage", "outcome", "sex", "age_band")
# What became of people: the columns by which some table counts them.
FOLLOWED = {
    "services": ("reached", "protects", "sex", "age_band"),
    "referrals": ("state", "sex", "age_band"),
    "investigations": ("result",),
    "charges": ("offence_group", "sex"),
    "outcomes": ("offence_group", "convicts", "sex"),
}


@dataclass(frozen=True)
class Decided:
    """One row of the decisions of an extract, or of what became of people; a code that is not known is ``not_known``.

    ``person`` is whom the row is about: a person, a defendant or a case; ``screening`` is nought without one.
    """

    person: str
    day: datetime.date
    screening: int
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Records:
    """What some extracts hold together: decisions in the order of their days, screenings counted by day and codes.

    ``followed`` has what became of people by table, in the order of their days; a table that no extract has is empty.
    """

    pack: str
    synthetic: bool
    digests: tuple[str, ...]
    covered: tuple[Days, ...]
    decisions: tuple[Decided, ...]
    screenings: Mapping[tuple[datetime.date, Record], int]
    followed: Mapping[str, tuple[Decided, ...]] = field(default_factory=dict)

    def missing(self, days: Days) -> tuple[DateRange, ...]:
        """The days of a period that no extract covers."""
        return left_out(days, self.covered)

    def events(self, dataset: str, where: Mapping[str, Codes], days: Days) -> Counter[Record]:
        """How many rows of a table a period has, by their codes and their quarter; only those that ``where`` takes."""
        rows = self.screenings.items() if dataset == "screenings" else ((_dated(row), 1) for row in self._rows(dataset))
        found: Counter[Record] = Counter()
        for (day, record), number in rows:
            if days[0] <= day <= days[1] and _taken(dict(record), where):
                found[(*record, (QUARTER, quarter_of(day)))] += number
        return found

    def persons(self, where: Mapping[str, Codes], days: Days, *, dataset: str = "decisions") -> Counter[Record]:
        """How many persons have a row in a period that ``where`` takes, each once, by the codes of the last such one."""
        last = {row.person: row for row in self._rows(dataset) if days[0] <= row.day <= days[1] and _taken(row.codes, where)}
        return Counter(_dated(row)[1] for row in last.values())

    def has(self, dataset: str, days: Days) -> bool:
        """Whether anything at all was recorded in a table in a period; what became of people may not be."""
        return dataset not in FOLLOWED or any(days[0] <= row.day <= days[1] for row in self._rows(dataset))

    def _rows(self, dataset: str) -> tuple[Decided, ...]:
        return self.decisions if dataset == "decisions" else self.followed.get(dataset, ())


def read_records(pack: Pack, extracts: Sequence[Extract]) -> Records:
    """The records of some extracts as one.

    Raises ``InputError`` when there is none, when one is of another pack, when invented people would be counted with others,
    when one has rows outside its days or without a day or a person, and when two do not agree on the days that both cover.
    """
    _must_go_together(pack, extracts)
    covered = tuple(days_covered(pack, extract.year) for extract in extracts)
    decisions: list[Decided] = []
    screenings: Counter[tuple[datetime.date, Record]] = Counter()
    followed: dict[str, list[Decided]] = {name: [] for name in FOLLOWED}
    for place, extract in enumerate(extracts):
        decided, screened = _decisions(extract, covered[place]), _screenings(extract, covered[place])
        earlier = partial(_is_within, ranges=covered[:place])
        both = partial(_is_in_both, ranges=covered[:place], own=covered[place])
        _must_agree(extract, _by_person(decided), _by_person(decisions), both, what="decisions")
        _must_agree(extract, screened, screenings, both, what="screenings")
        decisions += [row for row in decided if not earlier(row.day)]
        screenings.update({key: count for key, count in screened.items() if not earlier(key[0])})
        for name in (each for each in FOLLOWED if each in extract.tables):
            rows = _followed(extract, name, covered[place])
            _must_agree(extract, _by_person(rows), _by_person(followed[name]), both, what=name)
            followed[name] += [row for row in rows if not earlier(row.day)]
    became = {name: _ordered(rows) for name, rows in followed.items()}
    digests = tuple(each.digest for each in extracts)
    return Records(pack.id, extracts[0].synthetic, digests, covered, _ordered(decisions), screenings, became)


def _ordered(rows: Sequence[Decided]) -> tuple[Decided, ...]:
    return tuple(sorted(rows, key=lambda row: (row.day, row.screening, sorted(row.codes.items()))))


def _must_go_together(pack: Pack, extracts: Sequence[Extract]) -> None:
    if not extracts:
        raise InputError("there is no extract", where="--extract", remedy="give a folder with extract.json")
    for extract in extracts:
        if extract.pack != pack.id:
            what, remedy = f"was made with the pack {extract.pack}", f"use --pack {extract.pack}"
            raise InputError(what, where=str(extract.folder), remedy=remedy)
        if extract.synthetic != extracts[0].synthetic:
            what = "would count invented people together with others"
            raise InputError(what, where=str(extract.folder), remedy="give extracts of one kind")


def _is_within(day: datetime.date, ranges: Sequence[Days]) -> bool:
    return any(first <= day <= last for first, last in ranges)


def _is_in_both(day: datetime.date, ranges: Sequence[Days], own: Days) -> bool:
    return own[0] <= day <= own[1] and _is_within(day, ranges)


def _by_person(rows: Sequence[Decided]) -> Dated:
    return Counter((row.day, (("person", row.person), *row.codes.items())) for row in rows)


def _dated(row: Decided) -> tuple[datetime.date, Record]:
    return row.day, tuple(row.codes.items())


def _taken(codes: Mapping[str, str], where: Mapping[str, Codes]) -> bool:
    return all(codes[column] in allowed for column, allowed in where.items())


def _table(extract: Extract, dataset: str, names: Sequence[str], days: Days) -> pa.Table:
    """Some columns of a table; words as text, with "not known" for what is null."""
    path, day = extract.path(dataset), DAY_OF[dataset]
    missing = [name for name in names if name not in pq.read_schema(path).names]
    if missing:
        raise InputError(f"has no column {missing[0]!r}", where=str(path), remedy="make the extract with this version")
    table = pq.read_table(path, columns=list(names)).unify_dictionaries()
    subject = SUBJECT_OF[dataset]
    if subject in names and table[subject].null_count:
        raise InputError(f"has rows without a {subject}", where=str(path), remedy="complete the extract")
    outside = pc.invert(pc.and_(pc.greater_equal(table[day], days[0]), pc.less_equal(table[day], days[1])))
    if pc.any(pc.fill_null(outside, fill_value=True)).as_py():
        what, remedy = f"has rows that are not of {days[0]} to {days[1]}", "make the extract with this pack and version"
        raise InputError(what, where=f"{path}, column {day}", remedy=remedy)
    return table


def _decisions(extract: Extract, days: Days) -> list[Decided]:
    names = ("screening", "person", "decided_on", *OF_PERSONS)
    rows = _table(extract, "decisions", names, days).to_pylist()
    return [Decided(r["person"], r["decided_on"], r["screening"] or 0, {n: r[n] or NOT_KNOWN for n in OF_PERSONS}) for r in rows]


def _followed(extract: Extract, dataset: str, days: Days) -> list[Decided]:
    subject, day, codes = SUBJECT_OF[dataset], DAY_OF[dataset], FOLLOWED[dataset]
    rows = _table(extract, dataset, (subject, day, *codes), days).to_pylist()
    return [Decided(row[subject], row[day], 0, {name: row[name] or NOT_KNOWN for name in codes}) for row in rows]


def _screenings(extract: Extract, days: Days) -> Counter[tuple[datetime.date, Record]]:
    names = ("screened_on", *OF_SCREENINGS)
    table = _table(extract, "screenings", names, days)
    grouped = table.append_column("rows", pa.array([1] * table.num_rows, pa.int64())).group_by(list(names))
    counted: Counter[tuple[datetime.date, Record]] = Counter()
    for row in grouped.aggregate([("rows", "sum")]).to_pylist():
        record = tuple((name, row[name] or NOT_KNOWN) for name in OF_SCREENINGS)
        counted[(row["screened_on"], record)] += row["rows_sum"]
    return counted


def _must_agree(extract: Extract, own: Dated, known: Dated, both: Callable[[datetime.date], bool], *, what: str) -> None:
    """Refuse an extract that says otherwise than earlier ones about days that both cover."""
    here, there = (Counter({key: n for key, n in found.items() if both(key[0])}) for found in (own, known))
    if here != there:
        first = min(key[0] for key in (here - there) | (there - here))
        numbers = [sum(count for key, count in found.items() if key[0] == first) for found in (here, there)]
        told = f"has {numbers[0]} {what} on {first}, of which another extract has {numbers[1]} or other ones"
        raise InputError(told, where=str(extract.folder), remedy="make both extracts again on one day")
