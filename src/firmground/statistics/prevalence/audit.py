"""How many of those whom a screen passed over must be examined at random, and what an audit that was done shows."""

from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log

from firmground.errors import FigureError
from firmground.statistics.prevalence.counts import checked_counts, checked_level
from firmground.statistics.prevalence.limits import upper_limit
from firmground.values import type_of_json

USUAL = (0.05, 0.01, 0.005, 0.001)
MOST_HITS = 3
LARGEST = 10**9


@dataclass(frozen=True)
class AuditPlan:
    """A random sample of ``size`` people; with at most ``hits`` found in it, fewer than the share ``below`` were missed.

    ``passed_over`` is how many the sample is drawn from, ``None`` when so many that their number does not matter.
    """

    below: float
    confidence: float
    hits: int
    size: int
    passed_over: int | None

    def to_json(self) -> dict[str, type_of_json]:
        """The plan as data."""
        return {**vars(self)}


def audit_plan(below: float, *, confidence: float = 0.95, hits: int = 0, passed_over: int | None = None) -> AuditPlan:
    """The smallest random audit whose result bounds the share missed below ``below``, if it finds no more than ``hits``.

    For none found the size is log(1 - confidence) / log(1 - below), rounded up. With ``passed_over`` people in all, drawn
    without replacement, it is smaller: the exact hypergeometric size. Raises ``FigureError`` for a share or confidence
    outside (0, 1), negative hits, and when even examining everybody would not show it.
    """
    checked_level(confidence)
    if not 0 < below < 1:
        raise FigureError(f"{below:g} is not between 0 and 1", where="below", remedy="write 1 per cent as 1% or 0.01")
    if hits < 0:
        raise FigureError(f"{hits} is less than nought", where="hits", remedy="give 0 or more")
    if passed_over is not None and passed_over <= 0:
        raise FigureError(f"{passed_over} people cannot be drawn from", where="screened", remedy="give at least 1")
    most = LARGEST if passed_over is None else passed_over
    if _chance(most, below, hits, passed_over) > 1 - confidence:
        told = f"with {hits} found, not even all {most:,} would show that fewer than {100 * below:g} per cent were missed"
        raise FigureError(told, where="audit", remedy="allow fewer hits, or ask for a larger share")
    low = hits
    while low + 1 < most:
        middle = (low + most) // 2
        low, most = (low, middle) if _chance(middle, below, hits, passed_over) <= 1 - confidence else (middle, most)
    return AuditPlan(below, confidence, hits, most, passed_over)


def usual_plans(
    *, below: tuple[float, ...] = USUAL, confidence: float = 0.95, passed_over: int | None = None
) -> tuple[AuditPlan, ...]:
    """The plans for the shares that are usually asked for, and for none up to a few found; those that cannot be are left out."""
    plans = []
    for share in below:
        for hits in range(MOST_HITS + 1):
            try:
                plans.append(audit_plan(share, confidence=confidence, hits=hits, passed_over=passed_over))
            except FigureError:  # too few people for this one
                break
    return tuple(plans)


@dataclass(frozen=True)
class AuditResult:
    """What an audit that found ``hits`` among ``audited`` leaves possible.

    ``most_missed`` is the largest number missed among those passed over, and ``least_sensitivity`` the smallest end-to-end
    sensitivity that goes with it; both are ``None`` where the numbers that they need were not given.
    """

    hits: int
    audited: int
    confidence: float
    upper_share: float
    most_missed: int | None
    least_sensitivity: float | None


def audit_result(
    hits: int, audited: int, *, confidence: float = 0.95, passed_over: int | None = None, identified: int | None = None
) -> AuditResult:
    """The exact one-sided limit that an audit sets; raises ``FigureError`` for counts that are no share.

    With ``passed_over`` and ``identified`` it follows how many were missed at most, and what share of all was found at least.
    """
    checked_counts(hits, audited, what="audit")
    if passed_over is not None and passed_over < audited:
        raise FigureError(f"{audited} audited of {passed_over} passed over", where="audit", remedy="check both numbers")
    share = upper_limit(hits, audited, level=confidence)
    missed = None if passed_over is None else floor(share * passed_over + 1e-9)
    least = None if missed is None or identified is None or identified + missed == 0 else identified / (identified + missed)
    return AuditResult(hits, audited, confidence, share, missed, least)


def _chance(size: int, below: float, hits: int, passed_over: int | None) -> float:
    """How likely no more than ``hits`` are found among ``size``, if the share ``below`` has what is looked for."""
    if size <= hits:
        return 1.0
    if passed_over is None:
        from scipy.special import betaincc  # noqa: PLC0415 - a third of a second to load

        return exp(size * log(1 - below)) if hits == 0 else float(betaincc(hits + 1, size - hits, below))
    there = ceil(below * passed_over - 1e-9)
    possible = range(max(0, size + there - passed_over), min(hits, there, size) + 1)
    return sum(exp(_ways(there, each) + _ways(passed_over - there, size - each) - _ways(passed_over, size)) for each in possible)


def _ways(whole: int, part: int) -> float:
    """The logarithm of the number of ways to choose some of a whole."""
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
