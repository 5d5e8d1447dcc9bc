"""Exact intervals for shares of a count, and what a positive screening is worth at a base rate."""

from dataclasses import dataclass

from firmground.errors import FigureError


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole`` with two-sided exact limits, all as shares between 0 and 1."""

    part: int
    whole: int
    value: float
    low: float
    high: float


def exact_share(part: int, whole: int, *, level: float = 0.95) -> Share:
    """A share with its Clopper-Pearson limits.

    Source: Clopper and Pearson (1934), through beta quantiles. The limits keep their promise for every true share, also
    for counts of nought and of a few. Raises ``FigureError`` unless 0 <= part <= whole and whole > 0.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - a third of a second to load, and most commands divide nothing

    if not 0 <= part <= whole or whole == 0:
        raise FigureError(f"{part} of {whole} is not a share", remedy="check numerator and denominator")
    tail = (1 - level) / 2
    low = 0.0 if part == 0 else float(betaincinv(part, whole - part + 1, tail))
    high = 1.0 if part == whole else float(betaincinv(part + 1, whole - part, 1 - tail))
    return Share(part, whole, part / whole, low, high)


def predictive_value(*, sensitivity: float, specificity: float, base_rate: float) -> float:
    """The share of positives that are true positives when ``base_rate`` of the people have what is looked for.

    Bayes' rule; all three are shares between 0 and 1. Raises ``FigureError`` outside that range or when nobody would be
    positive.
    """
    shares = {"sensitivity": sensitivity, "specificity": specificity, "base rate": base_rate}
    for name, share in shares.items():
        if not 0 <= share <= 1:
            raise FigureError(f"a {name} of {share} is not between 0 and 1", remedy="write 1.4 per cent as 0.014")
    true_positive = sensitivity * base_rate
    positive = true_positive + (1 - specificity) * (1 - base_rate)
    if positive == 0:
        raise FigureError("nobody would be positive", remedy="check sensitivity and base rate")
    return true_positive / positive


def percent(share: float, digits: int = 3) -> str:
    """A share as a percentage in figures: 0.0004 is "0.040"."""
    return f"{100 * share:.{digits}f}"
