"""What one item of evidence says of a measure on a day: done, begun, in time.

Each item bounds the day on which something happened. What the bounds leave open is not known; it is never taken for "not
done". A value of an indicator counts as done once it reaches the target, and as not done, on its day, while it is short of it.
"""

import datetime

from firmground.packs.plan_entries import EvidenceEntry, Indicator, MeasureEntry
from firmground.values import Finding

FIRST = datetime.date.min


def is_reached(indicator: Indicator, value: int) -> bool:
    """Whether a value has come to the target, upward from the baseline or downward to it."""
    target = indicator.target or 0
    downward = indicator.baseline is not None and target < indicator.baseline
    return value <= target if downward else value >= target


def shows_done(evidence: EvidenceEntry, measure: MeasureEntry) -> bool | None:
    """Whether an item says that the measure was done (true), was not done yet (false), or neither (``None``)."""
    if evidence.value is not None and measure.indicator:
        return is_reached(measure.indicator, evidence.value)
    return {"done": True, "not_done": False}.get(evidence.shows)


def done_on(evidence: EvidenceEntry, measure: MeasureEntry, day: datetime.date) -> Finding:
    """Whether the measure was done on a day, by this item alone."""
    said = shows_done(evidence, measure)
    if said is None:
        return Finding.NOT_KNOWN
    if not said:
        return Finding.NO if day <= as_at(evidence) else Finding.NOT_KNOWN
    return _happened(evidence, day)


def begun_on(evidence: EvidenceEntry, measure: MeasureEntry, day: datetime.date) -> Finding:
    """Whether the measure had begun on a day, by this item alone; what was done, or moved off its baseline, had begun."""
    if evidence.shows in ("begun", "continues") or shows_done(evidence, measure):
        return _begun(evidence, day)
    indicator = measure.indicator
    moved = evidence.value is not None and indicator is not None and evidence.value != (indicator.baseline or 0)
    return Finding.YES if moved and as_at(evidence) <= day else Finding.NOT_KNOWN


def in_time(evidence: EvidenceEntry, measure: MeasureEntry) -> Finding:
    """Whether the measure was done by its deadline, by this item alone; not known without a deadline."""
    deadline = measure.indicator.deadline if measure.indicator else None
    return done_on(evidence, measure, deadline) if deadline else Finding.NOT_KNOWN


def as_at(evidence: EvidenceEntry) -> datetime.date:
    """The last day of which an item speaks."""
    return evidence.to or (evidence.dated if evidence.shows in ("begun", "continues", "done") else evidence.from_) or FIRST


def _happened(evidence: EvidenceEntry, day: datetime.date) -> Finding:
    """Whether what happened between the bounds had happened by a day; a document tells what had happened when it was written."""
    if (evidence.to or evidence.dated) <= day:
        return Finding.YES
    return Finding.NO if (evidence.from_ or FIRST) > day else Finding.NOT_KNOWN


def _begun(evidence: EvidenceEntry, day: datetime.date) -> Finding:
    """As ``_happened``; but what was in operation on a day, or done later, may have begun at any time before."""
    if evidence.shows == "continues" and evidence.from_ and evidence.from_ <= day:
        return Finding.YES
    found = _happened(evidence, day)
    return found if evidence.shows == "begun" or found is Finding.YES else Finding.NOT_KNOWN
