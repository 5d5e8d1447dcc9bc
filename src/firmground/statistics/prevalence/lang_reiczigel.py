"""The corrected share when sensitivity and specificity were themselves counted in validation studies."""

from math import sqrt

from firmground.errors import FigureError
from firmground.statistics.prevalence.accuracy import Accuracy
from firmground.statistics.prevalence.counts import checked_share
from firmground.statistics.prevalence.estimate import PrevalenceEstimate, clipped
from firmground.statistics.prevalence.intervals import normal_quantile
from firmground.statistics.prevalence.rogan_gladen import expected_false, true_share

RESTS_ON = (
    "The people tested are a random sample of those about whom something is said.",
    "The people of both validation studies are like them, and their own state was established in another, certain way.",
)


def lang_reiczigel(
    apparent: float, tested: int, *, sensitivity: Accuracy, specificity: Accuracy, level: float = 0.95
) -> PrevalenceEstimate:
    """The Rogan-Gladen value with the limits of Lang and Reiczigel (2014), which carry the doubt of all three samples.

    ``apparent`` is the share of positives among ``tested``. Both accuracies need counts. Raises ``FigureError`` without
    them, for a share outside 0 to 1, and for a test no better than chance. In equation 4 of the paper (1+P)² is a slip
    for (1-P)².
    """
    checked_share(apparent, "share of positives")
    if tested <= 0:
        raise FigureError(f"{tested} were tested", where="tested", remedy="give a total of at least 1")
    value = true_share(apparent, sensitivity.value, specificity.value)
    middle, half = _centre(apparent, tested, sensitivity, specificity, normal_quantile(level))
    warnings = (*expected_false(apparent, specificity.value), *_outside(sensitivity, specificity))
    found = (value, middle - half, middle + half)
    return clipped("Lang–Reiczigel", apparent, found, level=level, rests_on=RESTS_ON, warnings=warnings)


def _centre(apparent: float, tested: int, sensitivity: Accuracy, specificity: Accuracy, z: float) -> tuple[float, float]:
    """The middle of the interval and half its width."""
    people = tested + z * z
    share = (tested * apparent + z * z / 2) / people
    (se, n_se), (sp, n_sp) = (_with_one_more_each(each) for each in (sensitivity, specificity))
    better = se + sp - 1
    if better <= 0:
        told = f"{sensitivity} and {specificity} are too few people to tell the test from chance"
        raise FigureError(told, where="Lang–Reiczigel", remedy="validate with more people, or use bayes")
    value = (share + sp - 1) / better
    shift = 2 * z * z * (value * se * (1 - se) / n_se - (1 - value) * sp * (1 - sp) / n_sp)
    spread = share * (1 - share) / people + value**2 * se * (1 - se) / n_se + (1 - value) ** 2 * sp * (1 - sp) / n_sp
    return value + shift, z * sqrt(spread) / better


def _with_one_more_each(accuracy: Accuracy) -> tuple[float, float]:
    if accuracy.counts is None:
        remedy = "give counts such as 178/179, or use rogan-gladen"
        raise FigureError("needs the counts of the validation studies", where="Lang–Reiczigel", remedy=remedy)
    right, people = accuracy.counts
    return (right + 1) / (people + 2), people + 2.0


def _outside(sensitivity: Accuracy, specificity: Accuracy) -> tuple[str, ...]:
    """Warnings where the method was not tried by its authors."""
    told = ["The limits hold for samples that were designed. People who came to notice are not one."]
    if min(sensitivity.value, specificity.value) < 0.5:
        told.append("The method was made for a sensitivity and a specificity of at least 0.5; here one is below.")
    return tuple(told)
