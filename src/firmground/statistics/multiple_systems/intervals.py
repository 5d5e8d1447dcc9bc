"""Intervals of an estimate: from replicates (BCa), from the curvature of the likelihood (Wald) and from the likelihood itself.

Wald and profile intervals take the chosen model for true. BCa repeats the choice, and is mostly much wider.
"""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.fitting import Fit, climbed, curvature
from firmground.statistics.multiple_systems.lattice import Numbers
from firmground.statistics.multiple_systems.models import Models, Tables

TIE = 1e-9  # relatively: a replicate this close to the estimate is equal to it, whatever the rounding of a machine
MOST_MISSING = 0.05  # of the replicates
MOST_ROUNDS, ENOUGH = 50, 1e-10


@dataclass(frozen=True)
class Limits:
    """The two ends of an interval; ``None`` where the data give none."""

    low: float | None
    high: float | None


def bca(
    point: float, replicates: Numbers, deleted: Numbers, weights: Numbers, level: float = 0.95, *, tie: float = TIE
) -> Limits:
    """Bias-corrected and accelerated limits (Efron 1987; DiCiccio and Efron 1996).

    ``deleted`` are the estimates with one person of each history left out, ``weights`` how many people the history has. A
    replicate equal to the estimate counts half as below it. One without an estimate (``nan``) might lie anywhere: it counts
    half, and lies above all others for the upper limit and below them for the lower.
    """
    from scipy.special import ndtr, ndtri  # noqa: PLC0415 - slow to load

    missing = np.isnan(replicates)
    tied = missing | (np.abs(replicates - point) <= tie * abs(point))
    below = np.mean(np.where(tied, 0.5, replicates < point))
    if not 0 < below < 1:
        return Limits(None, None)
    bias, pull = ndtri(below), acceleration(deleted, weights)
    ends = []
    for tail, beyond in (((1 - level) / 2, -np.inf), ((1 + level) / 2, np.inf)):
        shift = bias + ndtri(tail)
        share = ndtr(bias + shift / (1 - pull * shift)) if pull * shift < 1 else float(shift > 0)
        end = quantile(np.where(missing, beyond, replicates), float(share))
        ends.append(end if np.isfinite(end) else None)
    return Limits(*ends)


def acceleration(deleted: Numbers, weights: Numbers) -> float:
    """The acceleration of BCa from estimates with one person left out; those without an estimate are left out themselves."""
    known = ~np.isnan(deleted)
    estimates, counts = deleted[known], weights[known]
    if not known.any() or np.ptp(estimates) == 0:
        return 0.0
    apart = np.average(estimates, weights=counts) - estimates
    return float((counts * apart**3).sum() / (6 * (counts * apart**2).sum() ** 1.5))


def quantile(values: Numbers, share: float) -> float:
    """The quantile that is unbiased for the median whatever the distribution (type 8 of Hyndman and Fan 1996).

    As numpy's ``median_unbiased``, and right also among infinite values.
    """
    ordered = np.sort(values)
    place = np.clip(share * (len(ordered) + 1 / 3) + 1 / 3, 1, len(ordered)) - 1
    lower, part = int(place), place % 1
    if not part or ordered[lower] == ordered[lower + 1]:
        return float(ordered[lower])
    return float(ordered[lower] + part * (ordered[lower + 1] - ordered[lower]))


def wald(table: Tables, model: Models, fitted: Fit, level: float = 0.95) -> Limits:
    """Limits for one table from the curvature of the likelihood in the logarithm of the hidden number."""
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load

    spread = np.sqrt(np.linalg.inv(curvature(model, fitted.expected)[0])[0, 0])
    away = ndtri((1 + level) / 2) * spread
    low, high = table.margins[0, 0] + np.exp(fitted.effects[0, 0] + np.array([-away, away]))
    return Limits(float(low), float(high))


def profile(table: Tables, model: Models, fitted: Fit, level: float = 0.95) -> Limits:
    """Limits for one table: the hidden numbers under which the data are not much less likely than under the estimate.

    The signed root of the deviance is nearly a straight line in the logarithm of the hidden number. Its slope is known, since
    the other effects are at their best; so Newton's method finds both ends in a few rounds.
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load

    wanted = ndtri((1 + level) / 2) * np.array([-1.0, 1.0])
    first = wald(table, model, fitted, level)
    seen, both = table.margins[0, 0], np.zeros(2, dtype=np.int64)
    at = np.log(np.array([first.low, first.high]) - seen)
    held, two = model.at(both), table.at(both)
    held.used[0] = False
    for _ in range(MOST_ROUNDS):
        start = fitted.effects[:, both].copy()
        start[0] = at
        now = climbed(two, held, start, both + np.arange(2), 100)
        root = np.sign(wanted) * np.sqrt(2 * (likelihood(table, fitted) - likelihood(two, now)))
        slope = (now.expected[0] - seen) / root
        at = at - (root - wanted) / slope
        if np.abs(root - wanted).max() < ENOUGH:
            return Limits(*(float(each) for each in seen + np.exp(at)))
    return Limits(None, None)


def likelihood(table: Tables, fitted: Fit) -> Numbers:
    """The logarithm of the likelihood of each replicate, but for what depends on the data alone."""
    found: Numbers = (fitted.effects * table.margins).sum(axis=0) - fitted.expected[0]
    return found
