"""One-sided exact limits of a share, and the rule of three for none of some."""

from firmground.errors import FigureError
from firmground.statistics.prevalence.counts import checked_counts, checked_level


def upper_limit(part: int, whole: int, *, level: float = 0.95) -> float:
    """The largest share that ``part`` of ``whole`` leaves possible: exact, all of the error on this side.

    Source: Clopper and Pearson (1934). Raises ``FigureError`` for counts that are no share, and for a level outside (0, 1).
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - a third of a second to load

    checked_counts(part, whole)
    checked_level(level)
    return 1.0 if part == whole else float(betaincinv(part + 1, whole - part, level))


def lower_limit(part: int, whole: int, *, level: float = 0.95) -> float:
    """The smallest share that ``part`` of ``whole`` leaves possible: the twin of ``upper_limit``."""
    checked_counts(part, whole)
    return 1 - upper_limit(whole - part, whole, level=level)


def rule_of_three(whole: int) -> float:
    """The upper 95 % limit for none of ``whole``, as it is reckoned in the head: 3 divided by ``whole``, at most 1.

    Source: Hanley and Lippman-Hand (1983). The exact limit is a little smaller. Raises ``FigureError`` without a total.
    """
    if whole <= 0:
        raise FigureError(f"none of {whole} says nothing", where="rule of three", remedy="give a total of at least 1")
    return min(3 / whole, 1.0)
