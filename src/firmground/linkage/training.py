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
    """Patterns of levels with their counts: of ``candidates`` (pairs that share a key), and of pairs ``drawn`` at random."""

    candidates: Integers
    drawn: Integers
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
        put_pairs(connection, *_drawn(table["id"].combine_chunks(), rng))
        drawn = counted_levels(connection, columns)
    counted = Counted(candidates, drawn, len(table))
    levels, others = _maximised(counted, columns, labelled=bool(person))
    return Model(tuple(columns), levels, others, known_frequencies(ready.frequencies, columns))


def _same_person(table: pa.Table, person: str) -> pa.Table:
    return pa.table({"id": table["id"], "person": table[person]})


def _drawn(ids: pa.Array, rng: np.random.Generator) -> tuple[pa.Array, pa.Array]:
    places = rng.integers(0, len(ids), size=(2, DRAWN))
    return ids.take(pa.array(places[0])), ids.take(pa.array(places[1]))


def _maximised(counted: Counted, columns: Sequence[Column], *, labelled: bool) -> tuple[Mapping[str, tuple[Level, ...]], float]:
    """The levels and how many further records a record has, by rounds of expectation and maximisation; one round with labels."""
    sizes = [len(levels_of(column, "duckdb")) for column in columns]
    patterns, pairs = counted.candidates[:, : len(columns)], counted.candidates[:, -1].astype(float)
    if labelled:
        one = counted.candidates[:, -2].astype(float)
        found = _levels(counted, patterns, pairs, one, sizes)
    else:
        found, others, one = [_at_first(size) for size in sizes], 1.0, np.zeros(len(pairs))
        for _ in range(ROUNDS):
            one = _expected(patterns, found, others / (counted.records - 1))
            others = float(pairs @ one) * 2 / counted.records
            found = _levels(counted, patterns, pairs, one, sizes)
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
    counted: Counted, patterns: Integers, pairs: Floats, one: Floats, sizes: Sequence[int]
) -> list[tuple[Floats, Floats]]:
    """For each column, how usual each level is among pairs of one person, and among pairs of two."""
    found = []
    for column, size in enumerate(sizes):
        same = np.bincount(patterns[:, column], pairs * one, size + 1)[1:]
        apart = np.bincount(patterns[:, column], pairs * (1 - one), size + 1)[1:]
        drawn = np.bincount(counted.drawn[:, column], counted.drawn[:, -1], size + 1)
        known = max(drawn[1:].sum(), 1.0)
        total = counted.total * known / drawn.sum()
        m = (same + 0.5) / (same.sum() + 0.5 * size)
        lower = np.maximum(apart / total, LEAST)
        upper = (np.maximum(drawn[1:] - same * known / total, 0.0) + 1) / known
        u = np.where(drawn[1:] >= ENOUGH, np.maximum(upper, lower), np.sqrt(lower * np.maximum(upper, lower)))
        seen = same + apart + drawn[1:] >= 1
        found.append(_told_apart(np.maximum(m, LEAST_M), _filled(np.maximum(m, LEAST_M), _summing_to_one(u), seen)))
    return found


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
