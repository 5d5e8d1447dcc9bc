"""Finds what each level of agreement weighs: from records alone, by expectation-maximisation, or from records with known truth.

Fellegi and Sunter (1969); Winkler (1988) for the algorithm. What is usual among pairs of two persons is taken from pairs drawn at
random, and for what is too rare to be drawn, from the pairs that share a key: together those are nearly all pairs that agree so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.linkage.column import RECORD_COLUMNS, Column
from firmground.linkage.comparing import levels_of
from firmground.linkage.model import Level, Model, known_frequencies
from firmground.linkage.preparing import prepared
from firmground.linkage.record import Record, table_of
from firmground.linkage.splinked import block, counted_levels, opened, put_pairs

FEWEST_RECORDS = 1000
DRAWN = 300_000  # pairs at random
ENOUGH = 30  # of them at one level, to believe their share
LEAST = 1e-9
LEAST_M = 5e-4  # no list is so clean that a disagreement cannot happen
ROUNDS = 60
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Counted:
    """Patterns of levels with their counts: of ``candidates`` (pairs that share a key), of pairs ``drawn``, and drawn ``alike``.

    Those drawn alike agree in all codes (sex, nationality): names are weighed among these, since names depend on codes, and
    otherwise a usual name and its nationality would say the same thing twice.
    """

    candidates: Integers
    drawn: Integers
    alike: Integers
    records: int

    @property
    def total(self) -> float:
        """How many pairs there are."""
        return self.records * (self.records - 1) / 2


def trained(records: Sequence[Record], *, seed: int) -> Model:
    """A model for these records, without knowing who is who; the same seed gives the same model.

    Raises ``InputError`` for fewer than a thousand records: then use ``default_model``.
    """
    return trained_table(table_of(records), RECORD_COLUMNS, np.random.default_rng(seed))


def trained_table(table: pa.Table, columns: Sequence[Column], rng: np.random.Generator, *, person: str = "") -> Model:
    """A model for records in an Arrow table with ``id``, ``list`` and columns named like those to be compared.

    With ``person``, the name of a column that says who each record is, weights are counted and not estimated. Raises
    ``InputError`` for fewer than a thousand records: then use the model that ships.
    """
    if len(table) < FEWEST_RECORDS:
        remedy = f"use the model that ships, or give at least {FEWEST_RECORDS:,} records"
        raise InputError(f"{len(table):,} records are too few to train on", remedy=remedy)
    ready = prepared(table, columns, {})
    truth = _same_person(table, person) if person else None
    with opened(ready.table) as connection:
        if truth is not None:
            connection.register("truth", truth)
        beside = (
            "(SELECT any_value(x.person) FROM truth x WHERE x.id = l) = (SELECT any_value(x.person) FROM truth x WHERE x.id = r)"
        )
        block(connection, columns)
        candidates = counted_levels(connection, columns, f"CAST({beside} AS BIGINT)" if person else "")
        put_pairs(connection, *_drawn(ready.table, rng, ()))
        drawn = counted_levels(connection, columns)
        put_pairs(connection, *_drawn(ready.table, rng, [column.id for column in columns if column.kind == "code"]))
        alike = counted_levels(connection, columns)
    counted = Counted(candidates, drawn, alike, len(table))
    levels, others = _maximised(counted, columns, labelled=bool(person))
    return Model(tuple(columns), levels, others, known_frequencies(ready.frequencies, columns))


def _same_person(table: pa.Table, person: str) -> pa.Table:
    return pa.table({"id": table["id"], "person": table[person]})


def _drawn(records: pa.Table, rng: np.random.Generator, codes: Sequence[str]) -> tuple[pa.Array, pa.Array]:
    """The ids of pairs drawn at random, of records that agree in these codes."""
    ids = records["unique_id"].combine_chunks()
    group = np.zeros(len(ids), np.int64)
    for code in codes:
        group = group * 1000 + records[code].combine_chunks().dictionary_encode().indices.fill_null(999).to_numpy()
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], group[order], "left")
    ends = np.searchsorted(group[order], group[order], "right")
    left = rng.integers(0, len(ids), size=DRAWN)
    right = starts[left] + (rng.random(DRAWN) * (ends - starts)[left]).astype(np.int64)
    return ids.take(pa.array(order[left])), ids.take(pa.array(order[right]))


def _maximised(counted: Counted, columns: Sequence[Column], *, labelled: bool) -> tuple[Mapping[str, tuple[Level, ...]], float]:
    """The levels and how many further records a record has, by rounds of expectation and maximisation; one round with labels."""
    patterns, pairs = counted.candidates[:, : len(columns)], counted.candidates[:, -1].astype(float)
    if labelled:
        one = counted.candidates[:, -2].astype(float)
        found = _levels(counted, patterns, pairs, one, columns)
    else:
        found, others, one = [_at_first(len(levels_of(column, "duckdb"))) for column in columns], 1.0, np.zeros(len(pairs))
        for _ in range(ROUNDS):
            one = _expected(patterns, found, others / (counted.records - 1))
            others = float(pairs @ one) * 2 / counted.records
            found = _levels(counted, patterns, pairs, one, columns)
    named = {
        column.id: tuple(
            Level(name, float(m), float(u)) for (name, _), m, u in zip(levels_of(column, "duckdb"), ms, us, strict=True)
        )
        for column, (ms, us) in zip(columns, found, strict=True)
    }
    return named, max(float(pairs @ one) * 2 / counted.records, LEAST)


def _at_first(size: int) -> tuple[Floats, Floats]:
    """A beginning: each closer level is usual among pairs of one person and rare among others."""
    m = 0.75 ** np.arange(size)
    u = 0.3 ** (size - np.arange(size))
    return m / m.sum(), u / u.sum()


def _expected(patterns: Integers, levels: Sequence[tuple[Floats, Floats]], probability: float) -> Floats:
    """The probability that each pattern is of one person."""
    weight = np.full(len(patterns), np.log(probability / (1 - probability)))
    for column, (m, u) in enumerate(levels):
        weight += np.concatenate([[0.0], np.log(m / u)])[patterns[:, column]]
    answer: Floats = 1 / (1 + np.exp(-np.clip(weight, -500, 500)))
    return answer


def _levels(
    counted: Counted, patterns: Integers, pairs: Floats, one: Floats, columns: Sequence[Column]
) -> list[tuple[Floats, Floats]]:
    """For each column, how usual each level is among pairs of one person, and among pairs of two."""
    codes = [place for place, column in enumerate(columns) if column.kind == "code"]
    agree, drawn_agree = (patterns[:, codes] == 1).all(axis=1), (counted.drawn[:, codes] == 1).all(axis=1)
    share = float(counted.drawn[drawn_agree, -1].sum() / counted.drawn[:, -1].sum())
    found = []
    for place, column in enumerate(columns):
        size = len(levels_of(column, "duckdb"))
        m: Floats = np.bincount(patterns[:, place], pairs * one, size + 1)[1:].astype(float)
        named = column.kind == "name" and bool(codes)
        kept = agree if named else np.ones(len(patterns), np.bool_)
        table, total = (counted.alike, counted.total * share) if named else (counted.drawn, counted.total)
        drawn = np.bincount(table[:, place], table[:, -1].astype(float), size + 1).astype(float)
        u, seen = _among_others(patterns[kept, place], (pairs * one)[kept], (pairs - pairs * one)[kept], drawn, total)
        m = np.maximum((m + 0.5) / (m.sum() + 0.5 * size), LEAST_M)
        found.append(_told_apart(m, _filled(m, _summing_to_one(u), seen)))
    return found


def _among_others(levels: Integers, same: Floats, apart: Floats, drawn: Floats, total: float) -> tuple[Floats, NDArray[np.bool_]]:
    """How usual each level is among pairs of two persons, and which levels were seen at all.

    ``drawn`` are counts by level, the not known first. What was seen often enough among them is believed; for what is rarer,
    candidates give the least that it can be, drawn pairs the most, and the middle of both is taken.
    """
    size = len(drawn)
    one, two = np.bincount(levels, same, size)[1:], np.bincount(levels, apart, size)[1:]
    known = max(drawn[1:].sum(), 1.0)
    pairs = total * known / drawn.sum()
    lower = np.maximum(two / pairs, LEAST)
    upper = np.maximum((np.maximum(drawn[1:] - one * known / pairs, 0.0) + 1) / known, lower)
    return np.where(drawn[1:] >= ENOUGH, upper, np.sqrt(lower * upper)), one + two + drawn[1:] >= 1


def _filled(m: Floats, u: Floats, seen: NDArray[np.bool_]) -> Floats:
    """Levels that nobody showed weigh what the next less close one weighs."""
    filled = u.copy()
    for place in range(len(u) - 2, -1, -1):
        if not seen[place]:
            filled[place] = min(1.0, m[place] * filled[place + 1] / m[place + 1])
    return filled


def _told_apart(m: Floats, u: Floats) -> tuple[Floats, Floats]:
    """The same with weights that differ by a hair, so that a weight tells its level, and none is that of what is not known."""
    return m, np.minimum(u * (1 + 1e-6 * np.arange(1, len(u) + 1)), 1 - 1e-6 * np.arange(1, len(u) + 1))


def _summing_to_one(u: Floats) -> Floats:
    u = u.copy()
    largest = int(u.argmax())
    u[largest] = max(1 - (u.sum() - u[largest]), LEAST)
    return u
