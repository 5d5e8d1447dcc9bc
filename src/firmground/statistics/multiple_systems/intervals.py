"""Intervals of an estimate: from replicates (BCa), and from the curvature of the likelihood (Wald).

Wald's takes the chosen model for true, as does the profile interval of ``multinomial``. BCa repeats the choice, and is mostly
much wider.
"""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.fitting import Fit, curvature
from firmground.statistics.multiple_systems.lattice import Numbers
from firmground.statistics.multiple_systems.models import Models, Tables

TIE = 1e-9  # relatively: a replicate this close to the estimate is equal to it, whatever the rounding of a machine
MOST_MISSING = 0.05  # of the replicates


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
    if not part or ordered[lower] in (-np.inf, ordered[lower + 1]):
        return float(ordered[lower])
    return float(ordered[lower] + part * (ordered[lower + 1] - ordered[lower]))


def wald(table: Tables, model: Models, fitted: Fit, level: float = 0.95) -> tuple[float, Limits]:
    """The estimate of one table, and limits from the curvature of the likelihood in the logarithm of the hidden number."""
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load

    spread = np.sqrt(np.linalg.inv(curvature(model, fitted.expected)[0])[0, 0])
    away = ndtri((1 + level) / 2) * spread
    low, point, high = table.margins[0, 0] + np.exp(fitted.effects[0, 0] + np.array([-away, 0.0, away]))
    return float(point), Limits(float(low), float(high))
