"""Two-sided intervals for a share of a count, by the name that statisticians give them; all of them for the same counts.

It owns the closed formulas; the exact interval is in ``statistics.intervals`` and those by acceptance in ``acceptance``.
"""

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist

from firmground.errors import FigureError
from firmground.statistics.intervals import Share, exact_share
from firmground.statistics.prevalence.acceptance import blaker, blaker_stepped, sterne
from firmground.statistics.prevalence.counts import checked_counts, checked_level

Interval = Callable[[int, int, float], tuple[float, float]]


def share_with(name: str, part: int, whole: int, *, level: float = 0.95) -> Share:
    """A share with the limits of the interval of that name, all between 0 and 1.

    Raises ``FigureError`` for a name that is none of ``INTERVALS``, unless 0 <= part <= whole and whole > 0, and for a level
    that is not between 0 and 1.
    """
    if name not in INTERVALS:
        raise FigureError(f"there is no interval {name!r}", where="interval", remedy=f"use {', '.join(INTERVALS)}")
    checked_counts(part, whole)
    low, high = INTERVALS[name](part, whole, checked_level(level))
    return Share(part, whole, part / whole, low, high)


def normal_quantile(level: float) -> float:
    """How many standard deviations hold ``level`` of a normal distribution around its middle: 1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + checked_level(level) / 2)


def exact(part: int, whole: int, level: float) -> tuple[float, float]:
    """The limits of Clopper and Pearson (1934)."""
    share = exact_share(part, whole, level=level)
    return share.low, share.high


def wilson(part: int, whole: int, level: float) -> tuple[float, float]:
    """The limits of the score test: Wilson (1927)."""
    z = normal_quantile(level)
    middle = (part + z * z / 2) / (whole + z * z)
    half = z / (whole + z * z) * sqrt(part * (whole - part) / whole + z * z / 4)
    return _at_ends(part, whole, middle - half, middle + half)


def wilson_corrected(part: int, whole: int, level: float) -> tuple[float, float]:
    """Wilson's limits with a correction for continuity: Newcombe (1998), method 4."""
    z, p = normal_quantile(level), part / whole
    q, twice = 1 - p, 2 * (whole + z * z)
    down = z * sqrt(max(z * z - 2 - 1 / whole + 4 * p * (whole * q + 1), 0.0))
    up = z * sqrt(max(z * z + 2 - 1 / whole + 4 * p * (whole * q - 1), 0.0))
    centre = 2 * part + z * z
    return _at_ends(part, whole, (centre - 1 - down) / twice, (centre + 1 + up) / twice)


def jeffreys(part: int, whole: int, level: float) -> tuple[float, float]:
    """Quantiles of the posterior under Jeffreys' prior; nought of some begins at 0 and all of them end at 1.

    Source: Brown, Cai and DasGupta (2001).
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - a third of a second to load

    tail = (1 - level) / 2
    a, b = part + 0.5, whole - part + 0.5
    return _at_ends(part, whole, float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail)))


def agresti_coull(part: int, whole: int, level: float) -> tuple[float, float]:
    """The usual interval after adding half of z² to both outcomes: Agresti and Coull (1998); cut at 0 and 1."""
    z = normal_quantile(level)
    more = whole + z * z
    middle = (part + z * z / 2) / more
    half = z * sqrt(middle * (1 - middle) / more)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _at_ends(part: int, whole: int, low: float, high: float) -> tuple[float, float]:
    return 0.0 if part == 0 else max(low, 0.0), 1.0 if part == whole else min(high, 1.0)


INTERVALS: dict[str, Interval] = {
    "exact": exact,
    "wilson": wilson,
    "wilson-corrected": wilson_corrected,
    "jeffreys": jeffreys,
    "agresti-coull": agresti_coull,
    "blaker": blaker,
    "blaker-stepped": blaker_stepped,
    "sterne": sterne,
}
