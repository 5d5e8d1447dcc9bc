"""Chao's lower bound: at least so many people there are, whatever made some of them easier to find than others.

It uses who was on exactly one and on exactly two lists. It is a bound and must not be read as an estimate of the number.
"""

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.log_normal import log_normal_limits
from firmground.values import type_of_json

METHOD = "chao"
ASSUMES = (
    "The lists are alike: each finds a given person with about the same chance.",
    "People may differ in how easily they are found, and this makes the bound too low, not too high.",
    "Lists that avoid each other's people make the bound too high; then it is no bound.",
)


def populations(histories: Histories, counts: NDArray[np.int64], *, corrected: bool = True) -> NDArray[np.float64]:
    """n + f1 (f1 - 1) / (2 (f2 + 1)) for each replicate, or uncorrected n + f1² / (2 f2), ``nan`` where f2 is nought.

    ``counts`` is (replicates, cells); f1 and f2 are how many were on exactly one and on exactly two lists. Source: Chao
    (1987), Biometrics 43, 783; the correction: Chao (2005), Encyclopedia of Statistical Sciences.
    """
    once, twice = _frequencies(histories, counts)
    observed = counts.sum(axis=1)
    if corrected:
        found: NDArray[np.float64] = observed + once * (once - 1) / (2 * (twice + 1))
        return found
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(twice > 0, observed + once**2 / (2 * twice), np.nan)


def estimate(histories: Histories, *, corrected: bool = True, level: float = 0.95) -> Estimate:
    """The lower bound with an interval from Chao's variances; refused where nobody was on exactly two lists."""
    counts = np.array([histories.counts], dtype=np.int64)
    once, twice = (float(each[0]) for each in _frequencies(histories, counts))
    beside: dict[str, type_of_json] = {
        "on_one_list": int(once),
        "on_two_lists": int(twice),
        "corrected": corrected,
        "bound": "lower",
    }
    if twice == 0:
        why = "Nobody was on exactly two lists, and the bound rests on them."
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused=why, diagnostics=beside)
    population = float(populations(histories, counts, corrected=corrected)[0])
    variance = _corrected_variance(once, twice) if corrected else _variance(once, twice)
    low, high = log_normal_limits(histories.observed, population, variance, level=level)
    return Estimate(METHOD, population, low, high, level, "log-normal", assumes=ASSUMES, diagnostics=beside)


def _frequencies(histories: Histories, counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many were on exactly one and on exactly two lists, for each replicate."""
    amounts = np.array([cell.bit_count() for cell in histories.cells])
    rows = counts.astype(np.float64)
    return rows[:, amounts == 1].sum(axis=1), rows[:, amounts == 2].sum(axis=1)


def _variance(once: float, twice: float) -> float:
    ratio = once / twice
    return twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)


def _corrected_variance(once: float, twice: float) -> float:
    more = twice + 1
    return (
        once * (once - 1) / (2 * more)
        + once * (2 * once - 1) ** 2 / (4 * more**2)
        + once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    )
