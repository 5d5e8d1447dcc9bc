"""How accurate a screen is when only some of those screened were examined afterwards, and not the same share of both results."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt

from firmground.errors import FigureError
from firmground.statistics.prevalence.counts import checked_counts, checked_level
from firmground.statistics.prevalence.intervals import normal_quantile
from firmground.statistics.prevalence.limits import upper_limit
from firmground.values import type_of_json

NOT_IDENTIFIED = "not identified"


@dataclass(frozen=True)
class Verified:
    """One result of the screen: how many had it, were examined after it, and then had what is looked for."""

    screened: int
    examined: int
    found: int

    def __post_init__(self) -> None:
        if not 0 <= self.found <= self.examined <= self.screened:
            told = f"{self.found} found of {self.examined} examined of {self.screened} screened"
            raise FigureError(told, where="verification", remedy="found ≤ examined ≤ screened must hold")

    @property
    def share(self) -> float:
        """The share found among those examined."""
        return self.found / self.examined


@dataclass(frozen=True)
class Identified:
    """A value with its limits, or why there is none; what is not identified is ``None``, never 1."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why_not: str = ""

    @property
    def in_words(self) -> str:
        """The value in per cent with its limits, or "not identified"."""
        if self.value is None:
            return NOT_IDENTIFIED
        limits = "" if self.low is None or self.high is None else f" ({100 * self.low:.2f}–{100 * self.high:.2f})"
        return f"{100 * self.value:.2f} %{limits}"

    def to_json(self) -> dict[str, type_of_json]:
        """The value as data; ``identified`` is false where there is none."""
        return {
            "identified": self.value is not None,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "why_not": self.why_not,
        }


@dataclass(frozen=True)
class Verification:
    """Sensitivity, specificity and the share who have what is looked for, all among those screened.

    ``naive_sensitivity`` and ``naive_specificity`` come from those examined alone, and are wrong unless the same share of both
    results was examined; they are here to show by how much.
    """

    sensitivity: Identified
    specificity: Identified
    share: Identified
    naive_sensitivity: float | None
    naive_specificity: float | None
    warnings: tuple[str, ...] = ()


def begg_greenes(positive: Verified, negative: Verified, *, level: float = 0.95) -> Verification:
    """The accuracy of a screen, when whether somebody was examined depended on the result of the screen alone.

    Source: Begg and Greenes (1983), limits on the log odds. With no negatives examined, sensitivity and share are not
    identified: who was missed was never looked for. With no miss among those examined, sensitivity has an exact lower limit only.
    Raises ``FigureError`` for counts that cannot be, and for a level outside (0, 1).
    """
    checked_level(level)
    checked_counts(positive.screened, positive.screened + negative.screened, what="verification")
    if not positive.examined and positive.screened:
        why = "no positive was examined"
        return _nothing(why)
    if not negative.examined and negative.screened:
        why = f"none of the {negative.screened} whom the screen passed over was examined, so nobody knows how many it missed"
        return _nothing(why)
    return _both_examined(positive, negative, level)


def _nothing(why: str) -> Verification:
    none = Identified(None, why_not=why)
    return Verification(none, none, none, None, None, (why,))


def _both_examined(positive: Verified, negative: Verified, level: float) -> Verification:
    hits, misses = _estimated(positive), _estimated(negative)
    false, right = positive.screened - hits, negative.screened - misses
    people = positive.screened + negative.screened
    warnings = () if negative.found >= 5 else (f"Only {negative.found} misses were seen; one more or less would change much.",)
    return Verification(
        _with_limits(
            hits, misses, _variance(positive, negative, lambda each: each.found), level, _least(positive, negative, level)
        ),
        _with_limits(right, false, _variance(positive, negative, lambda each: each.examined - each.found), level, None),
        Identified((hits + misses) / people),
        _ratio(positive.found, positive.found + negative.found),
        _ratio(negative.examined - negative.found, negative.examined + positive.examined - positive.found - negative.found),
        warnings,
    )


def _estimated(of: Verified) -> float:
    return of.screened * of.share if of.examined else 0.0


def _variance(positive: Verified, negative: Verified, had: Callable[[Verified], int]) -> float | None:
    """The variance of the log odds, or ``None`` where a cell is empty and the log odds are infinite."""
    cells = [(each.examined, had(each)) for each in (positive, negative)]
    if not all(0 < count < examined for examined, count in cells):
        return None
    people = positive.screened + negative.screened
    spread = sum((examined - count) / count / examined for examined, count in cells)
    return people / (positive.screened * negative.screened) + spread


def _with_limits(part: float, rest: float, variance: float | None, level: float, least: float | None) -> Identified:
    if part + rest == 0:
        return Identified(None, why_not="nobody of this kind was found")
    value = part / (part + rest)
    if variance is None:
        return Identified(
            value, least, 1.0 if least is not None else None, "a cell is empty, so the limits are not those of the method"
        )
    odds, half = log(part / rest), normal_quantile(level) * sqrt(variance)
    low, high = (1 / (1 + exp(-each)) for each in (odds - half, odds + half))
    return Identified(value, low, high)


def _least(positive: Verified, negative: Verified, level: float) -> float | None:
    """The lower limit of the sensitivity when no miss was seen: with as many misses as chance would have hidden."""
    if negative.found or not negative.examined:
        return None
    hits = _estimated(positive)
    missed = negative.screened * upper_limit(0, negative.examined, level=level)
    return hits / (hits + missed)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
