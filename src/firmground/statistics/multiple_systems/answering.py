"""Puts an estimator's answer together: the point, its model, its interval, and what it rests on or why there is no number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.fitting import Fit
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.intervals import MOST_MISSING, Limits, acceleration, bca, wald
from firmground.statistics.multiple_systems.lattice import Numbers, Whole
from firmground.statistics.multiple_systems.models import Models, Tables
from firmground.statistics.multiple_systems.resampling import shortened
from firmground.values import type_of_json

Populations = Callable[[Whole], Numbers]  # the number of people for each replicate


@dataclass(frozen=True)
class Point:
    """What a method chose and found for the table itself: one replicate.

    ``within`` gives the number of people and the limits of the likelihood, which take the model for true; ``kind`` names them.
    ``told`` goes into the diagnostics.
    """

    method: str
    table: Tables
    model: Models
    fitted: Fit
    assumes: tuple[str, ...]
    kind: str = "Wald"
    within: Callable[[Tables, Models, Fit, float], tuple[float, Limits]] = wald
    told: Mapping[str, type_of_json] = field(default_factory=dict)


ASSUMES = (
    "Everybody could have been on any of the lists, and lists do not depend on each other beyond the interactions named.",
    "Everybody had about the same chance of being on a given list, or the interactions make up for it.",
    "Records of one person were linked without error, and nobody joined or left while the lists were kept.",
)
NO_MAXIMUM = "the overlaps of the lists do not determine the number: the model has no single best fit to this table"
TOO_MANY_MISSING = "{missing} of {all} resamples have no estimate: the overlaps are too thin for an interval"


def answer(histories: Histories, point: Point, populations: Populations, resamples: Whole | None, level: float) -> Estimate:
    """The estimate with a BCa interval from resamples, or without them with that of its likelihood."""
    interactions = tuple(histories.named(int(term)) for term in _interactions(point))
    diagnostics: dict[str, type_of_json] = {"observed": histories.observed, **point.told}
    nothing = np.nan, Limits(None, None)
    found_any = bool(point.fitted.found[0])
    population, limits = point.within(point.table, point.model, point.fitted, level) if found_any else nothing
    if np.isnan(population):
        return Estimate(point.method, None, level=level, assumes=point.assumes, refused=NO_MAXIMUM, diagnostics=diagnostics)
    kind = point.kind
    if resamples is not None:
        limits, found = _from_resamples(histories, population, populations, resamples, level)
        diagnostics, kind = diagnostics | found, "BCa"
    return Estimate(
        point.method,
        population,
        limits.low,
        limits.high,
        level,
        kind if limits.low is not None or limits.high is not None else "",
        interactions,
        point.assumes,
        diagnostics=diagnostics,
    )


def _interactions(point: Point) -> Whole:
    """The terms of more than one list in the order in which they joined, those of an empty overlap included."""
    terms = point.model.terms[:, 0]
    return terms[np.bitwise_count(terms) > 1]


def _from_resamples(
    histories: Histories, population: float, populations: Populations, resamples: Whole, level: float
) -> tuple[Limits, dict[str, type_of_json]]:
    numbers = populations(np.vstack([resamples, shortened(histories)]))
    replicates, deleted = numbers[: len(resamples)], numbers[len(resamples) :]
    weights = np.array(histories.counts, dtype=np.float64)
    missing = int(np.isnan(replicates).sum())
    found: dict[str, type_of_json] = {
        "replicates": len(replicates),
        "replicates_without_estimate": missing,
        "acceleration": acceleration(deleted, weights),
        "deleted_without_estimate": int(np.isnan(deleted).sum()),
    }
    if missing > MOST_MISSING * len(replicates):
        warning = TOO_MANY_MISSING.format(missing=missing, all=len(replicates))
        return Limits(None, None), found | {"warning": warning}
    return bca(population, replicates, deleted, weights, level), found
