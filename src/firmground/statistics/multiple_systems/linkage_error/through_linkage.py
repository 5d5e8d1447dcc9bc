"""Every estimator inside every draw of a corrected table: numbers with intervals that know about linkage, and their budget."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, audit_to_json, pairs_of
from firmground.statistics.multiple_systems.linkage_error.budget import NOT_ADDITIVE, Drawn, Span, error_budget
from firmground.statistics.multiple_systems.linkage_error.draws import Tables, drawn_tables, expected_table, table_histories
from firmground.statistics.multiple_systems.linkage_error.limits import bias_corrected
from firmground.statistics.multiple_systems.linkage_error.methods import METHODS, Method
from firmground.statistics.multiple_systems.overlaps import overlaps
from firmground.statistics.multiple_systems.verdict import AUDIT, Verdict, verdict
from firmground.values import type_of_json

Floats = NDArray[np.float64]
Progress = Callable[[str, float], None]
INTERVAL = "bias-corrected percentile, sampling and linkage"
LARGER_AUDIT = "Audit more links and more known pairs, where linkage has a large share of the budget. It narrows nothing else."
ASSUMES = (
    "The audited links and pairs were drawn at random from all of their kind.",
    "Every list has each person once, and a linked group at most one record of each list.",
)


@dataclass(frozen=True)
class LinkedPair:
    """What the audit says of a pair of lists: linked pairs, precision and recall (low, middle, high), corrected overlap."""

    lists: tuple[str, str]
    linked: int
    precision: tuple[float, float, float]
    recall: tuple[float, float, float]
    corrected: int

    def to_json(self) -> dict[str, type_of_json]:
        """The pair as data."""
        return {
            "lists": list(self.lists),
            "linked": self.linked,
            "precision": list(self.precision),
            "recall": list(self.recall),
            "corrected": self.corrected,
        }


@dataclass(frozen=True)
class ThroughLinkage:
    """The answers of all methods through linkage.

    ``uncorrected`` has each method's number on the links as they are. ``verdict`` says whether a single number may be given;
    the numbers are there all the same, side by side. ``reported`` is the method whose ``budget`` is told, both empty where no
    method has an estimate. ``impossible`` is the share of draws left out because overlaps in them were larger than lists.
    """

    audit: Audit
    pairs: tuple[LinkedPair, ...]
    corrected: Histories
    uncorrected: Mapping[str, float | None]
    estimates: tuple[Estimate, ...]
    reported: str
    budget: tuple[Span, ...]
    verdict: Verdict
    draws: int
    impossible: float

    def to_json(self) -> dict[str, type_of_json]:
        """All of it as data, numbers unrounded."""
        names = [" + ".join(self.corrected.named(cell)) for cell in self.corrected.cells]
        return {
            "audit": audit_to_json(self.audit),
            "pairs": [pair.to_json() for pair in self.pairs],
            "corrected_counts": dict(zip(names, self.corrected.counts, strict=True)),
            "uncorrected": dict(self.uncorrected),
            "estimates": [estimate.to_json() for estimate in self.estimates],
            "reported": self.reported,
            "budget": [span.to_json() for span in self.budget],
            "budget_note": NOT_ADDITIVE,
            "verdict": self.verdict.to_json(),
            "draws": self.draws,
            "impossible": self.impossible,
        }


def through_linkage(
    histories: Histories,
    audit: Audit,
    methods: Sequence[Method],
    *,
    draws: int,
    rng: np.random.Generator,
    level: float = 0.95,
    progress: Progress | None = None,
) -> ThroughLinkage:
    """Run methods on tables corrected for linkage error, and say how much of the doubt each source makes.

    The first method with an estimate that is no bound has its budget told. Raises ``InputError`` when precision or recall is
    not identified, and when the audit and the lists contradict each other.
    """
    expected = expected_table(histories, audit)
    points = {each.id: float(_answers(each, expected, histories.lists)[0]) for each in methods}
    tables = drawn_tables(histories, audit, hidden=hidden_people(points, int(expected.sum())), draws=draws, rng=rng)
    drawn = []
    for place, each in enumerate(methods):
        drawn.append(_drawn(each, points[each.id], tables))
        if progress:
            progress("methods in draws", (place + 1) / len(methods))
    observed = expected_table(histories, None)
    known = [each for each in drawn if not math.isnan(each.estimate)]
    compared = [each for each in known if not METHODS[each.method].bound]
    corrected, _ = table_histories(expected, histories.lists)
    estimates = tuple(_estimate(each, level) for each in drawn)
    return ThroughLinkage(
        audit=audit,
        pairs=_pairs(histories, tables),
        corrected=corrected,
        uncorrected={each.id: _number(_answers(each, observed, histories.lists)[0]) for each in methods},
        estimates=estimates,
        reported=compared[0].method if compared else "",
        budget=error_budget(compared[0], compared, level=level) if compared else (),
        verdict=judged(corrected, estimates),
        draws=draws,
        impossible=tables.impossible,
    )


def _drawn(method: Method, estimate: float, tables: Tables) -> Drawn:
    varied = (_answers(method, table, tables.lists) for table in (tables.both, tables.sampling, tables.linkage))
    return Drawn(method.id, int(tables.expected.sum()), estimate, *varied)


def _answers(method: Method, table: NDArray[np.int64], lists: tuple[str, ...]) -> Floats:
    return method.populations(*table_histories(table, lists))


def hidden_people(points: Mapping[str, float], seen: int) -> float:
    """About how many are on no list: the median over methods that are no bounds, for drawing again who was met."""
    known = [point for name, point in points.items() if not (math.isnan(point) or METHODS[name].bound)]
    return float(np.median(known)) - seen if known else 0.0


def _estimate(drawn: Drawn, level: float) -> Estimate:
    if math.isnan(drawn.estimate):
        return Estimate(drawn.method, None, level=level, refused="No estimate exists for the corrected table.")
    low, high = bias_corrected(drawn.estimate, drawn.both, level=level)
    without = int(np.isnan(drawn.both).sum())
    return Estimate(
        drawn.method,
        drawn.estimate,
        low,
        high,
        level,
        INTERVAL,
        assumes=ASSUMES,
        diagnostics={"draws": len(drawn.both), "draws_without_estimate": without},
    )


def _pairs(histories: Histories, tables: Tables) -> tuple[LinkedPair, ...]:
    found = []
    corrected, _ = table_histories(tables.expected, histories.lists)
    for place, pair in enumerate(pairs_of(histories.lists)):
        one, two = sorted(pair, key=histories.lists.index)
        cell = 1 << histories.lists.index(one) | 1 << histories.lists.index(two)
        precision, recall = (_middle(each[:, place]) for each in (tables.shares.precision, tables.shares.recall))
        found.append(LinkedPair((one, two), histories.on_all(cell), precision, recall, corrected.on_all(cell)))
    return tuple(found)


def _middle(draws: Floats) -> tuple[float, float, float]:
    low, middle, high = (float(each) for each in np.quantile(draws, (0.025, 0.5, 0.975)))
    return low, middle, high


def judged(corrected: Histories, estimates: Sequence[Estimate]) -> Verdict:
    """The verdict on estimates of a corrected table; bounds take part as bounds, and overlaps are the corrected ones."""
    bounds = [each for each in estimates if METHODS[each.method].bound]
    limited = [each for each in bounds if each.low is not None and each.high is not None]
    found = verdict(corrected, [each for each in estimates if each not in bounds], overlaps(corrected), limited)
    helps = tuple(LARGER_AUDIT if each == AUDIT else each for each in found.helps)
    return replace(found, helps=helps)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
