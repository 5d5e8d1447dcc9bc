"""Two lists: the estimate of Lincoln and Petersen as Chapman corrected it, for two lists or for every pair of several.

A pair looks at its two lists and at nobody else. It must not average over pairs: that they differ is what they show.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.log_normal import log_normal_limits
from firmground.values import type_of_json

METHOD = "chapman"
ASSUMES = (
    "Being on one of the two lists says nothing about being on the other.",
    "On at least one of the two lists, everybody had the same chance to be.",
    "Nobody joined or left the population between the lists, and every person on both was recognised.",
)
Pair = tuple[str, str]


def populations(
    histories: Histories, counts: NDArray[np.int64], *, pair: Pair | None = None, odds_ratio: float = 1.0
) -> NDArray[np.float64]:
    """(n1 + 1)(n2 + 1) / (m + 1) - 1 for each replicate; ``nan`` where nobody was on both.

    ``counts`` is (replicates, cells). ``pair`` names two lists and may be left out when there are two. With ``odds_ratio``
    theta, everybody on neither list is theta times as many as independence says (theta is not identified).
    Raises ``InputError`` for lists that are not there. Source: Chapman (1951).
    """
    only_first, only_second, both = _parts(histories, counts, pair)
    seen = only_first + only_second + both
    independent = (only_first + both + 1) * (only_second + both + 1) / (both + 1) - 1
    found = seen + odds_ratio * (independent - seen)
    return np.where(both > 0, found, np.nan)


def estimate(histories: Histories, *, pair: Pair | None = None, level: float = 0.95) -> Estimate:
    """Chapman's estimate for two lists, with limits from Seber's variance.

    Refused where nobody was on both lists. Source of the variance: Seber (1970), Biometrika 57; of the limits: see
    ``log_normal_limits``.
    """
    counts = np.array([histories.counts], dtype=np.int64)
    first, second, both = (float(each[0]) for each in _parts(histories, counts, pair))
    names = _pair(histories, pair)
    beside: dict[str, type_of_json] = {"pair": list(names), "on_both": int(both), "on_either": int(first + second + both)}
    if both == 0:
        why = f"Nobody was on both {names[0]} and {names[1]}."
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused=why, diagnostics=beside)
    population = float(populations(histories, counts, pair=pair)[0])
    variance = (first + both + 1) * (second + both + 1) * first * second / ((both + 1) ** 2 * (both + 2))
    low, high = log_normal_limits(int(first + second + both), population, variance, level=level)
    return Estimate(METHOD, population, low, high, level, "log-normal", assumes=ASSUMES, diagnostics=beside)


def estimates_of_pairs(histories: Histories, *, level: float = 0.95) -> tuple[Estimate, ...]:
    """The estimate of every pair of lists, in the order of the lists; the pair is in ``diagnostics``."""
    return tuple(estimate(histories, pair=pair, level=level) for pair in combinations(histories.lists, 2))


def _pair(histories: Histories, pair: Pair | None) -> Pair:
    """The two lists that are meant."""
    if pair is None and len(histories.lists) == 2:
        return histories.lists[0], histories.lists[1]
    if pair is None:
        raise InputError(
            f"{len(histories.lists)} lists, and Chapman's estimate takes two",
            remedy="look at the table of pairs, where every two lists have theirs",
        )
    missing = [name for name in pair if name not in histories.lists]
    if missing or pair[0] == pair[1]:
        raise InputError(f"no pair of lists is {pair[0]!r} and {pair[1]!r}", remedy=f"use {', '.join(histories.lists)}")
    return pair


def _parts(
    histories: Histories, counts: NDArray[np.int64], pair: Pair | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """How many were on the first list only, the second only, and both, for each replicate."""
    first, second = (1 << histories.lists.index(name) for name in _pair(histories, pair))
    cells = np.array(histories.cells)
    on_first, on_second = (cells & first) > 0, (cells & second) > 0
    rows = counts.astype(np.float64)
    only_first, only_second, both = (
        rows[:, which].sum(axis=1) for which in (on_first & ~on_second, ~on_first & on_second, on_first & on_second)
    )
    return only_first, only_second, both
