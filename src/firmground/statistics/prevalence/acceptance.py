"""Intervals of all shares that a two-sided exact test accepts: Blaker's and Sterne's.

Both tests add to the tail that was seen a part of the other tail. As the share grows, that part takes in one outcome more at
shares that can be computed, and between two of them the evidence is a continuous function. So the limits are found to machine
precision instead of by steps. Where the accepted shares have a hole, the interval spans it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.intervals import exact_share

Floats = NDArray[np.float64]
Entries = Callable[[Floats, int, int], Floats]
HALVINGS = 64
FAR = 1e-3  # a share whose tail is this part of the error or less is accepted by neither test


def blaker(part: int, whole: int, level: float) -> tuple[float, float]:
    """The limits of Blaker (2000): the other tail is as much of it as is no more likely than the tail that was seen."""
    return _both(part, whole, level, _blaker_entries)


def blaker_stepped(part: int, whole: int, level: float, *, step: float = 1e-4) -> tuple[float, float]:
    """Blaker's limits as his published program finds them: from the exact limits inward in steps, so a little too wide.

    Printed tables were often made so. For small shares the steps are too coarse; ``blaker`` has none.
    """
    (low, high), outer = blaker(part, whole, level), exact_share(part, whole, level=level)
    return _stepped(outer.low, low, step), 1 - _stepped(1 - outer.high, 1 - high, step)


def _stepped(start: float, limit: float, step: float) -> float:
    """The last of ``start``, ``start + step`` and so on that does not lie beyond ``limit``."""
    return start + step * max(int((limit - start) / step), 0)


def sterne(part: int, whole: int, level: float) -> tuple[float, float]:
    """The limits of Sterne (1954): the other tail is every outcome that is no more likely than the one that was seen."""
    return _both(part, whole, level, _sterne_entries)


def _both(part: int, whole: int, level: float, entries: Entries) -> tuple[float, float]:
    low = 0.0 if part == 0 else _lower(part, whole, 1 - level, entries)
    high = 1.0 if part == whole else 1 - _lower(whole - part, whole, 1 - level, entries)
    return low, high


def _lower(part: int, whole: int, error: float, entries: Entries) -> float:
    """The smallest share that is accepted, for ``part`` > 0.

    For each outcome j below ``part``, from its entry on j and all below it count as evidence. Between two entries the evidence
    falls and then rises, so it first exceeds ``error`` at an entry or once before the next.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - a third of a second to load

    nearest, farthest = (float(betaincinv(part, whole - part + 1, tail)) for tail in (error, error * FAR))
    first = _first_entry_after(farthest, part, whole, entries)
    last = min(_first_entry_after(nearest, part, whole, entries), part - 1)
    outcomes = np.arange(first - 1, last + 1, dtype=np.float64)
    starts = np.concatenate(([farthest], entries(outcomes[1:], part, whole)))
    ends = np.append(starts[1:], nearest)
    for outcome, start, end in zip(outcomes, starts, ends, strict=True):
        if start >= nearest:
            break
        if _evidence(start, outcome, part, whole) > error:
            return float(start)
        if _evidence(min(end, nearest), outcome, part, whole) > error:
            return _crossing(float(start), float(min(end, nearest)), float(outcome), (part, whole, error))
    return nearest


def _evidence(share: Any, outcome: Any, part: int, whole: int) -> Any:
    """The probability of ``part`` or more, and of ``outcome`` or fewer; no outcome below is -1."""
    from scipy.special import betainc, betaincc  # noqa: PLC0415

    below = np.where(outcome < 0, 0.0, betaincc(np.maximum(outcome, 0) + 1, whole - np.maximum(outcome, 0), share))
    return betainc(part, whole - part + 1, share) + below


def _crossing(low: float, high: float, outcome: float, asked: tuple[int, int, float]) -> float:
    part, whole, error = asked
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _evidence(middle, outcome, part, whole) > error else (middle, high)
    return (low + high) / 2


def _first_entry_after(share: float, part: int, whole: int, entries: Entries) -> int:
    """The first outcome whose entry lies beyond a share; entries grow with the outcome."""
    low, high = 0, part
    while low < high:
        middle = (low + high) // 2
        beyond = float(entries(np.array([middle], dtype=np.float64), part, whole)[0]) > share
        low, high = (low, middle) if beyond else (middle + 1, high)
    return low


def _sterne_entries(outcomes: Floats, part: int, whole: int) -> Floats:
    """The share at which each outcome below ``part`` is exactly as likely as ``part``."""
    from scipy.special import expit, gammaln  # noqa: PLC0415

    ways = gammaln(outcomes + 1) + gammaln(whole - outcomes + 1) - gammaln(part + 1) - gammaln(whole - part + 1)
    return np.asarray(expit(-ways / (part - outcomes)), dtype=np.float64)


def _blaker_entries(outcomes: Floats, part: int, whole: int) -> Floats:
    """The share at which each outcome or fewer are exactly as likely as ``part`` or more."""
    from scipy.special import betainc, betaincc  # noqa: PLC0415

    low, high = np.zeros_like(outcomes), np.ones_like(outcomes)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        reached = betaincc(outcomes + 1, whole - outcomes, middle) <= betainc(part, whole - part + 1, middle)
        low, high = np.where(reached, low, middle), np.where(reached, middle, high)
    return high
