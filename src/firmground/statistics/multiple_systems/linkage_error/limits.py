"""Limits from draws of a number, some of which may not exist."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SAME = 1e-9  # draws this close to the estimate, relative to it, are ties and count half


def bias_corrected(estimate: float, draws: Floats, *, level: float = 0.95) -> tuple[float | None, float | None]:
    """The limits of an interval: quantiles of the draws, shifted by how far their median is from the estimate.

    A draw that is nan, where no estimate exists, counts as larger than any other: overlaps have vanished in it. A limit
    that falls among such draws is ``None``, as are both when there are no draws. Source: Efron (1981), without acceleration.
    """
    if not len(draws):
        return None, None
    from scipy.special import ndtr, ndtri  # noqa: PLC0415 - a third of a second to load

    sorted_draws = np.sort(np.where(np.isnan(draws), np.inf, draws))
    below, not_above = (sorted_draws < estimate * (1 - SAME)).mean(), (sorted_draws <= estimate * (1 + SAME)).mean()
    shift = ndtri(np.clip((below + not_above) / 2, 0.5 / len(draws), 1 - 0.5 / len(draws)))
    tails = ndtr(2 * shift + ndtri(np.array([(1 - level) / 2, (1 + level) / 2])))
    low, high = (_quantile(sorted_draws, float(tail)) for tail in tails)
    return low, high


def _quantile(sorted_draws: Floats, at: float) -> float | None:
    """The median-unbiased quantile (type 8), or ``None`` where it would need a draw that does not exist."""
    finite = sorted_draws[np.isfinite(sorted_draws)]
    place = at * (len(sorted_draws) + 1 / 3) + 1 / 3  # counted from 1
    if not len(finite) or np.ceil(place) > len(finite) < len(sorted_draws):
        return None
    return float(np.interp(place, np.arange(1, len(finite) + 1), finite))
