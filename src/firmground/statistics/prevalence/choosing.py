"""Which method answers, given what is known of the test; the one call behind ``firmground prevalence estimate``."""

from firmground.errors import FigureError
from firmground.statistics.prevalence.accuracy import Accuracy
from firmground.statistics.prevalence.bayes import bayes
from firmground.statistics.prevalence.belief import belief_in
from firmground.statistics.prevalence.counts import checked_counts
from firmground.statistics.prevalence.estimate import PrevalenceEstimate, clipped
from firmground.statistics.prevalence.intervals import INTERVALS, share_with
from firmground.statistics.prevalence.lang_reiczigel import lang_reiczigel
from firmground.statistics.prevalence.rogan_gladen import rogan_gladen

ROGAN_GLADEN, LANG_REICZIGEL, BAYES = "rogan-gladen", "lang-reiczigel", "bayes"
METHODS = (LANG_REICZIGEL, ROGAN_GLADEN, BAYES, *INTERVALS)
CENTRAL, SHORTEST = "central", "shortest"
NOT_CORRECTED = (
    "This is the share of positives. Nothing was said of the test, so it was not corrected for misses and false alarms."
)


def estimate_prevalence(
    positives: int,
    tested: int,
    *,
    sensitivity: Accuracy | None = None,
    specificity: Accuracy | None = None,
    method: str | None = None,
    interval: str | None = None,
    level: float = 0.95,
) -> PrevalenceEstimate:
    """The share of the people tested by the method that was named, or by the one that fits what is known of the test.

    Counts for both accuracies call for Lang-Reiczigel, certain values for Rogan-Gladen, one of each for Bayes, nothing for the
    share of positives itself. The name of an interval as ``method`` is that interval, corrected if accuracies are given.
    ``interval`` is one of ``INTERVALS`` for Rogan-Gladen and for the bare share, "central" or "shortest" for Bayes. Raises
    ``FigureError`` for names that are none, for an interval that its method does not have, and as the methods do.
    """
    checked_counts(positives, tested, what="positives")
    chosen = _usual(sensitivity, specificity) if method is None else method
    if chosen not in METHODS:
        raise FigureError(f"there is no method {chosen!r}", where="method", remedy=f"use {', '.join(METHODS)}")
    if chosen in INTERVALS:
        if interval not in (None, chosen):
            raise FigureError(f"the method {chosen} is an interval already", where="interval", remedy="leave out one of them")
        chosen, interval = (chosen if sensitivity is specificity is None else ROGAN_GLADEN), chosen
    if chosen in INTERVALS:
        return _apparent(positives, tested, chosen, level)
    se, sp = _both(sensitivity, specificity)
    if chosen == ROGAN_GLADEN:
        return _rogan_gladen(positives, tested, (se, sp), interval or "exact", level)
    return _uncertain(positives, tested, (se, sp), (chosen, interval), level)


def _usual(sensitivity: Accuracy | None, specificity: Accuracy | None) -> str:
    given = [each for each in (sensitivity, specificity) if each is not None]
    counts = [each for each in given if each.counts is not None]
    if not given:
        return "exact"
    return ROGAN_GLADEN if not counts else LANG_REICZIGEL if counts == given else BAYES


def _both(sensitivity: Accuracy | None, specificity: Accuracy | None) -> tuple[Accuracy, Accuracy]:
    for name, each in (("sensitivity", sensitivity), ("specificity", specificity)):
        if each is None:
            remedy = f"give --{name}; 1 means that no mistake of this kind is made"
            raise FigureError("is not given, and the method needs it", where=name, remedy=remedy)
    assert sensitivity is not None
    assert specificity is not None
    return sensitivity, specificity


def _apparent(positives: int, tested: int, interval: str, level: float) -> PrevalenceEstimate:
    share = share_with(interval, positives, tested, level=level)
    rests_on = ("A person's result does not depend on the results of others.",)
    found = (share.value, share.low, share.high)
    name = f"share of positives, {interval} limits"
    return clipped(name, share.value, found, level=level, rests_on=rests_on, warnings=(NOT_CORRECTED,))


def _rogan_gladen(
    positives: int, tested: int, accuracies: tuple[Accuracy, Accuracy], interval: str, level: float
) -> PrevalenceEstimate:
    se, sp = (each.value for each in accuracies)
    return rogan_gladen(positives, tested, sensitivity=se, specificity=sp, interval=interval, level=level)


def _uncertain(
    positives: int, tested: int, accuracies: tuple[Accuracy, Accuracy], asked: tuple[str, str | None], level: float
) -> PrevalenceEstimate:
    (se, sp), (method, interval) = accuracies, asked
    allowed = (None, CENTRAL, SHORTEST) if method == BAYES else (None,)
    if interval not in allowed:
        told = f"{method} has no interval {interval!r}"
        raise FigureError(told, where="interval", remedy="leave it out; bayes has central and shortest")
    if method == LANG_REICZIGEL:
        return lang_reiczigel(positives / tested, tested, sensitivity=se, specificity=sp, level=level)
    beliefs = {"sensitivity": belief_in(se), "specificity": belief_in(sp)}
    return bayes(positives, tested, **beliefs, level=level, shortest=interval == SHORTEST)
