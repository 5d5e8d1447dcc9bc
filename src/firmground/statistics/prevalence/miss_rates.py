"""What a yield means under assumed miss rates, and which miss rate an assumed share would imply.

A yield alone fixes neither. Both directions take for granted that nobody was identified wrongly.
"""

from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.statistics.intervals import Share
from firmground.statistics.prevalence.counts import checked_share


@dataclass(frozen=True)
class Compatible:
    """The share of those screened that fits a yield, if the screening finds the share ``sensitivity`` of them.

    All are shares between 0 and 1. ``impossible`` says that even the lower limit needs more than everybody.
    """

    sensitivity: float
    value: float
    low: float
    high: float
    impossible: bool


def compatible_share(found: Share, sensitivity: float) -> Compatible:
    """The yield and its limits divided by an end-to-end sensitivity, at most 1; raises ``FigureError`` outside (0, 1]."""
    if checked_share(sensitivity, "sensitivity") == 0:
        raise FigureError("a sensitivity of nought finds nobody", where="sensitivity", remedy="give more than 0")
    value, low, high = (each / sensitivity for each in (found.value, found.low, found.high))
    return Compatible(sensitivity, min(value, 1.0), min(low, 1.0), min(high, 1.0), low > 1)


@dataclass(frozen=True)
class Implied:
    """The end-to-end sensitivity that a yield and an assumed share imply, with limits, and about how many were missed.

    All are shares between 0 and 1 but ``missed``, which is a number of people or screenings, as the yield counts them.
    """

    assumed: float
    value: float
    low: float
    high: float
    missed: float


def implied_sensitivity(found: Share, assumed: float) -> Implied:
    """The share found of those who would be there if ``assumed`` of the screened were, at most 1.

    The limits are those of the yield; the assumed share counts as certain. Raises ``FigureError`` outside (0, 1].
    """
    if checked_share(assumed, "assumed share") == 0:
        raise FigureError("nobody would be there to be found", where="assumed share", remedy="give more than 0")
    value, low, high = (min(each / assumed, 1.0) for each in (found.value, found.low, found.high))
    return Implied(assumed, value, low, high, max(assumed * found.whole - found.part, 0.0))
