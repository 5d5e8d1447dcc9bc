"""One world from its people to the answers of every method, on four readings of its links, beside the truth."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.coverage.auditing import easy_audit, fair_audit, linked_pairs
from bench.coverage.linking import Linked, link
from bench.coverage.worlds import World, captures, make_world
from firmground.errors import InputError
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audits import Audit
from firmground.statistics.multiple_systems.linkage_error.budget import Drawn, span_of_all
from firmground.statistics.multiple_systems.linkage_error.draws import drawn_tables, expected_table, table_histories
from firmground.statistics.multiple_systems.linkage_error.limits import bias_corrected
from firmground.statistics.multiple_systems.linkage_error.methods import METHODS
from firmground.statistics.multiple_systems.linkage_error.through_linkage import hidden_people, judged

READINGS = ("true links", "links as they are", "corrected, fair audit", "corrected, easy audit")
ALL = "all together"  # the span of the error budget from the lowest to the highest
JUDGED = ("main_effects", "stepwise", "chao", "pooled_pairs")
NAMES = "ABCDE"


@dataclass(frozen=True)
class Answer:
    """What one method said on one reading of the links: an estimate and limits, nan or ``None`` where there is none."""

    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Outcome:
    """What became of a world on one reading: the answers by method, and why there should be no single number."""

    number: int
    world: World
    reading: str
    recall: float
    answers: Mapping[str, Answer]
    refused: str


def judge(number: int, seed: int, draws: int) -> list[Outcome]:
    """The outcomes of a world on every reading; each has random numbers of its own, so that none moves another's."""
    streams = [np.random.default_rng([seed, number, part]) for part in range(2 + len(READINGS))]
    world = make_world(number, streams[0])
    captured = captures(world, streams[1])
    linked = link(world, captured, streams[1])
    cells = captured[captured.any(axis=1)] @ (1 << np.arange(world.lists))
    found = linked_pairs(linked)
    recall = float(found.mean()) if len(found) else math.nan
    outcomes = []
    for reading, rng in zip(READINGS, streams[2:], strict=True):
        seen = _histories(cells if reading == READINGS[0] else linked.groups, world.lists)
        answers, refused = _answers(seen, _audit(reading, linked, world.audit, rng), draws, rng)
        outcomes.append(Outcome(number, world, reading, recall, answers, refused))
    return outcomes


def _audit(reading: str, linked: Linked, size: int, rng: np.random.Generator) -> Audit | None:
    if reading in READINGS[:2]:
        return None
    return (fair_audit if reading == READINGS[2] else easy_audit)(linked, size, rng)


def _answers(seen: Histories, audit: Audit | None, draws: int, rng: np.random.Generator) -> tuple[dict[str, Answer], str]:
    """As the command does it: points, draws with the median of the points hidden, limits of every method, and the span of all."""
    methods = [each for each in METHODS.values() if each.id in JUDGED and each.fewest <= len(seen.lists) <= each.most]
    try:
        expected = expected_table(seen, audit)
        points = {each.id: float(each.populations(*table_histories(expected, seen.lists))[0]) for each in methods}
        hidden = hidden_people(points, int(expected.sum()))
        tables = drawn_tables(seen, audit, hidden=hidden, draws=draws, rng=rng)
    except InputError as error:
        return {name: Answer(math.nan, None, None) for name in (*(each.id for each in methods), ALL)}, error.what
    histories, counts = table_histories(tables.both, seen.lists)
    drawn = {each.id: each.populations(histories, counts) for each in methods if not math.isnan(points[each.id])}
    answers = {name: _answer(name, points[name], each) for name, each in drawn.items()}
    answers |= {each.id: Answer(math.nan, None, None) for each in methods if each.id not in drawn}
    compared = [name for name in drawn if not METHODS[name].bound]
    seen_people = int(expected.sum())
    whole = span_of_all([Drawn(name, seen_people, points[name], *[drawn[name]] * 3) for name in compared])
    answers[ALL] = Answer(math.nan, whole.low, whole.high)
    corrected, _ = table_histories(expected, seen.lists)
    estimates = [Estimate(name, None if math.isnan(each) else each, low=answers[name].low) for name, each in points.items()]
    return answers, " ".join(judged(corrected, estimates).reasons)


def _answer(name: str, estimate: float, draws: NDArray[np.float64]) -> Answer:
    low, high = bias_corrected(estimate, draws)
    return Answer(estimate, low, None if METHODS[name].bound else high)


def _histories(cells: NDArray[np.int64], lists: int) -> Histories:
    counts = np.bincount(cells, minlength=1 << lists)
    used = [int(cell) for cell in np.flatnonzero(counts)]
    return Histories(tuple(NAMES[:lists]), tuple(used), tuple(int(counts[cell]) for cell in used))
