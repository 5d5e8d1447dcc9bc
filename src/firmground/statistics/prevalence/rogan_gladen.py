"""The share of people who have what is looked for, from the share of positives and an accuracy that is known for certain."""

from firmground.errors import FigureError
from firmground.statistics.prevalence.counts import checked_share
from firmground.statistics.prevalence.estimate import PrevalenceEstimate, clipped
from firmground.statistics.prevalence.intervals import share_with

RESTS_ON = (
    "Sensitivity and specificity are the same for all who were tested, and are known for certain.",
    "A person's result does not depend on the results of others.",
)


def true_share(apparent: float, sensitivity: float, specificity: float) -> float:
    """(AP + Sp - 1) / (Se + Sp - 1), not cut at 0 and 1.

    Source: Rogan and Gladen (1978). Raises ``FigureError`` for a test no better than chance (Se + Sp <= 1), which could say
    nothing, and for a sensitivity or specificity outside 0 to 1.
    """
    better = checked_share(sensitivity, "sensitivity") + checked_share(specificity, "specificity") - 1
    if better <= 0:
        told = f"sensitivity {sensitivity:g} and specificity {specificity:g} are no better than chance"
        raise FigureError(told, where="accuracy", remedy="check that neither is a miss rate or a rate of false alarms")
    return (apparent + specificity - 1) / better


def rogan_gladen(
    positives: int,
    tested: int,
    *,
    sensitivity: float,
    specificity: float,
    interval: str = "exact",
    level: float = 0.95,
) -> PrevalenceEstimate:
    """The corrected share, with both limits of an interval for the share of positives carried over.

    ``interval`` is one of ``intervals.INTERVALS``. Raises ``FigureError`` as ``share_with`` and ``true_share`` do.
    """
    share = share_with(interval, positives, tested, level=level)
    found = [true_share(each, sensitivity, specificity) for each in (share.value, share.low, share.high)]
    warnings = expected_false(share.value, specificity)
    return clipped(
        f"Rogan–Gladen, {interval} limits",
        share.value,
        (found[0], found[1], found[2]),
        level=level,
        rests_on=RESTS_ON,
        warnings=warnings,
    )


def expected_false(apparent: float, specificity: float) -> tuple[str, ...]:
    """The warning where false alarms alone would account for all positives, else nothing."""
    if apparent > 1 - specificity + 1e-12:
        return ()
    false = f"{100 * (1 - specificity):.4g} per cent false alarms were to be expected"
    told = f"{100 * apparent:.4g} per cent were positive, and {false}"
    return (f"{told}: all positives may be false, so the estimate is nought whatever the true share.",)
