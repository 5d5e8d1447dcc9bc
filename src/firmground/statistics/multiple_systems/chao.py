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
    "Lists of very different sizes, and lists that avoid each other's people, make the bound too high; then it is no bound.",
)


def populations(
    histories: Histories, counts: NDArray[np.int64], *, corrected: bool = True, many_lists: bool = False
) -> NDArray[np.float64]:
    """n + (K - 1)/K f1 (f1 - 1) / (2 (f2 + 1)) for each replicate; not ``corrected``, n + (K - 1)/K f1² / (2 f2).

    ``counts`` is (replicates, cells); f1 and f2 are how many were on exactly one and on exactly two of the K lists. Without
    the factor (``many_lists``) the bound is too high where lists are few: with three alike lists the unseen would be half
    as many again as there are. ``nan`` where f2 is nought and the bound not corrected. Source: Chao (1987), Biometrics 43,
    783, for many lists; for K of them, and the correction, Chao and Chiu (2016), Wiley StatsRef, as "Chao2".
    """
    once, twice = _frequencies(histories, counts)
    observed, share = counts.sum(axis=1), _share(histories, many_lists)
    if corrected:
        found: NDArray[np.float64] = observed + share * once * (once - 1) / (2 * (twice + 1))
        return found
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(twice > 0, observed + share * once**2 / (2 * twice), np.nan)


def estimate(histories: Histories, *, corrected: bool = True, many_lists: bool = False, level: float = 0.95) -> Estimate:
    """The lower bound with an interval from Chao's variances; refused where nobody was on exactly two lists.

    ``many_lists`` in ``diagnostics`` is the bound without the factor for few lists.
    """
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
    beside["many_lists"] = float(populations(histories, counts, corrected=corrected, many_lists=True)[0])
    population = float(populations(histories, counts, corrected=corrected, many_lists=many_lists)[0])
    variance = (_corrected_variance if corrected else _variance)(once, twice, _share(histories, many_lists))
    low, high = log_normal_limits(histories.observed, population, variance, level=level)
    return Estimate(METHOD, population, low, high, level, "log-normal", assumes=ASSUMES, diagnostics=beside)


def _share(histories: Histories, many_lists: bool) -> float:
    """(K - 1)/K: with K alike lists the square of f1 over twice f2 is K/(K - 1) times who was not seen."""
    return 1.0 if many_lists else 1 - 1 / len(histories.lists)


def _frequencies(histories: Histories, counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many were on exactly one and on exactly two lists, for each replicate."""
    amounts = np.array([cell.bit_count() for cell in histories.cells])
    rows = counts.astype(np.float64)
    return rows[:, amounts == 1].sum(axis=1), rows[:, amounts == 2].sum(axis=1)


def _variance(once: float, twice: float, share: float) -> float:
    ratio = once / twice
    return twice * (share**2 * ratio**4 / 4 + share**2 * ratio**3 + share * ratio**2 / 2)


def _corrected_variance(once: float, twice: float, share: float) -> float:
    more = twice + 1
    return (
        share * once * (once - 1) / (2 * more)
        + share**2 * once * (2 * once - 1) ** 2 / (4 * more**2)
        + share**2 * once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    )
