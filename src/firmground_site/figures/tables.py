"""The tables of an extract out of the live database: no names, persons and screenings under keyed pseudonyms.

Rows are read as a stream and kept as columns, so a year of many screenings needs little memory. Screenings are numbered in the
order of their pseudonyms, which says nothing about when or by whom they were recorded; with the same key the same records give
the same tables.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q
from django.utils import timezone

from firmground.packs.pack import Pack
from firmground.rules.expression import Kind
from firmground.statistics.extract import ANSWERS, COLUMNS, OF_CASES, WORD, table_schema
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.figures.about_person import INVENTED, PERSON, about_person
from firmground_site.figures.outcomes import OUTCOMES
from firmground_site.figures.queries import (
    Days,
    countable_screenings_visible_to,
    decisions_in_force_visible_to,
    moments_of,
    undecided_visible_to,
)
from firmground_site.sealed.keys import pseudonym

CHUNK = 5_000
NUMBER, ANSWERS_GIVEN = "screening", "answers"
SCREENING = ("id", "screened_on", "stage", "agency", "group", "trigger", "language", "instrument", "outcome", *PERSON)
RESTS_ON = ("id", "agency", "group", "screened_on", "outcome")


@dataclass(frozen=True)
class Tables:
    """The tables by name, and whether the people in them are invented: of both kinds, of one, or nobody is in them."""

    tables: Mapping[str, pa.Table]
    invented: frozenset[bool]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was screened and nothing decided."""
        return not self.invented


@dataclass
class _Columns:
    """A table under way: chunks without their numbers, and the pseudonyms of the screenings in the same order."""

    chunks: list[pa.Table] = field(default_factory=list)
    keys: list[np.ndarray] = field(default_factory=list)

    def add(self, keys: Iterable[str], table: pa.Table) -> None:
        self.keys.append(np.array(list(keys), "S20"))
        self.chunks.append(table)

    def numbered(self, order: np.ndarray) -> pa.Table:
        """The whole table, each screening with its place in the order; sorted by it, so nothing of the first order is left."""
        table = pa.concat_tables(self.chunks)
        numbers = np.searchsorted(order, np.concatenate(self.keys)) + 1
        sorted_rows = table.set_column(0, NUMBER, pa.array(numbers, pa.int64())).sort_by(NUMBER)
        return pa.table({name: _encoded_anew(sorted_rows[name]) for name in sorted_rows.column_names})


def tables_for(actor: Actor, permission: Permission, pack: Pack, days: Days, *, with_answers: bool) -> Tables:
    """The tables of what the actor may count within some days."""
    found: dict[str, _Columns] = defaultdict(_Columns)
    invented: set[bool] = set()
    for rows in _in_chunks(_screenings(actor, permission, days, with_answers)):
        found["screenings"].add(map(_key, rows), coded("screenings", rows))
        invented.update(row[INVENTED] for row in rows)
        for name, table, keys in _answers(pack, rows) if with_answers else ():
            found[ANSWERS + name].add(keys, table)
    for rows in _in_chunks(_decisions(actor, permission, days)):
        found["decisions"].add(map(_key, rows), coded("decisions", rows))
        invented.update(row[INVENTED] for row in rows)
    keys = [each for columns in found.values() for each in columns.keys]
    order = np.unique(np.concatenate(keys)) if keys else np.array([], "S20")
    tables = {name: columns.numbered(order) for name, columns in sorted(found.items())}
    for name, read in OUTCOMES.items() if pack.casework else ():
        chunks = []
        for rows in _in_chunks(read(actor, permission, days)):
            chunks.append(coded(name, rows))
            invented.update(row[INVENTED] for row in rows)
        tables |= {name: _in_order(chunks)} if chunks else {}
    empty = {name: table_schema(name).empty_table() for name in COLUMNS if name not in tables and _is_kept(pack, name)}
    return Tables({**tables, **empty}, frozenset(invented))


def _is_kept(pack: Pack, name: str) -> bool:
    """Whether the territory records such things at all; where it does not, the extract has no such table."""
    return name not in OF_CASES or pack.casework is not None


def _in_order(chunks: Sequence[pa.Table]) -> pa.Table:
    """A whole table in the order of what it says, so that nothing is left of who was recorded first."""
    table = pa.concat_tables(chunks).unify_dictionaries()
    text = pa.table({name: _as_text(table[name]) for name in table.column_names})
    order = pc.sort_indices(text, sort_keys=[(name, "ascending") for name in text.column_names])
    rows = table.take(order)
    return pa.table({name: _encoded_anew(rows[name]) for name in rows.column_names})


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _in_chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    stream = iter(rows)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _key(row: Mapping[str, Any]) -> str:
    return pseudonym("screening", str(row["id"]))


def _screenings(actor: Actor, permission: Permission, days: Days, with_answers: bool) -> Iterator[dict[str, Any]]:
    rows = countable_screenings_visible_to(actor, permission).filter(screened_on__range=days)
    for row in rows.values(*SCREENING, *((ANSWERS_GIVEN,) if with_answers else ())).iterator(chunk_size=CHUNK):
        yield row | about_person(row)


def _decisions(actor: Actor, permission: Permission, days: Days) -> Iterator[dict[str, Any]]:
    """A row for each decision in force, and for each that has still to be taken."""
    yield from _taken(actor, permission, days)
    yield from _still_to_take(actor, permission, days)


def _taken(actor: Actor, permission: Permission, days: Days) -> Iterator[dict[str, Any]]:
    """A decision from which a second officer differed is not in force: from that day it has still to be taken."""
    moments, path = moments_of(days), "identification__"
    within = Q(decided_at__range=moments) | Q(opinion__concurs=False, opinion__given_at__range=moments)
    own = ("id", "decision", "forced_labour", "decided_at", "opinion__concurs", "opinion__given_at")
    rows = decisions_in_force_visible_to(actor, permission).filter(within)
    for row in rows.values(*own, *_of_identification(path)).iterator(chunk_size=CHUNK):
        differed = row["opinion__concurs"] is False
        taken = {
            "decision": "not_yet_decided" if differed else row["decision"],
            "forced_labour": "not_known" if differed else row["forced_labour"],
            "decided_on": timezone.localdate(row["opinion__given_at"] if differed else row["decided_at"]),
        }
        if days[0] <= taken["decided_on"] <= days[1]:
            yield about_person(row, path) | _screening_behind(row, path) | taken


def _still_to_take(actor: Actor, permission: Permission, days: Days) -> Iterator[dict[str, Any]]:
    """What has still to be decided counts on the day of the screening that it rests on."""
    rows = undecided_visible_to(actor, permission)
    for row in rows.values(*_of_identification("")).iterator(chunk_size=CHUNK):
        behind = _screening_behind(row, "")
        if days[0] <= behind["screened_on"] <= days[1]:
            open_still = {"decision": "not_yet_decided", "forced_labour": "not_known", "decided_on": behind["screened_on"]}
            yield about_person(row) | behind | open_still


def _of_identification(path: str) -> list[str]:
    screenings = [f"{path}{of}__{name}" for of in ("opened_from", "debriefing") for name in RESTS_ON]
    return [*screenings, *(f"{path}{name}" for name in PERSON)]


def _screening_behind(row: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The screening that a decision rests on: the debriefing once it has a result, before that the first screening."""
    of = "debriefing" if row[f"{path}debriefing__outcome"] else "opened_from"
    return {name: row[f"{path}{of}__{name}"] for name in RESTS_ON}


def coded(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Some rows as the schema has them; what is empty was not known, and is a null."""
    columns = {}
    for each in table_schema(table):
        values = [None] * len(rows) if each.name == NUMBER else [row[each.name] or None for row in rows]
        columns[each.name] = pa.array(values, pa.string() if each.type == WORD else each.type)
        if each.type == WORD:
            columns[each.name] = columns[each.name].dictionary_encode()
    return pa.table(columns)


def _answers(pack: Pack, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, pa.Table, list[str]]]:
    """The answers among some rows, by instrument: words as text; a number that is not known is a null."""
    for name in sorted({row["instrument"] for row in rows}):
        of_instrument = [row for row in rows if row["instrument"] == name]
        columns = {NUMBER: pa.nulls(len(of_instrument), pa.int64())}
        for question, is_number in _questions(pack, name).items():
            given = [row[ANSWERS_GIVEN].get(question) for row in of_instrument]
            columns[question] = _numbers(given) if is_number else _words(given)
        yield name, pa.table(columns), [_key(row) for row in of_instrument]


def _questions(pack: Pack, instrument: str) -> dict[str, bool]:
    """The questions of all versions of an instrument, and which of them take numbers."""
    versions = pack.instruments.get(instrument, ())
    return {each.id: each.kind == Kind.NUMBER for version in versions for each in version.questions}


def _numbers(given: Sequence[Any]) -> pa.Array:
    return pa.array([each if type(each) is int else None for each in given], pa.int64())


def _words(given: Sequence[Any]) -> pa.Array:
    return pa.array([None if each is None else str(each) for each in given], pa.string()).dictionary_encode()


def _encoded_anew(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece, with a dictionary in the order of the rows, whatever order they were read in."""
    whole = column.combine_chunks()
    return whole.cast(pa.string()).dictionary_encode() if pa.types.is_dictionary(whole.type) else whole
