"""What pages say of a status, of evidence and of days: the same words on each."""

import datetime
from dataclasses import dataclass

from firmground.packs.plan_entries import EvidenceEntry, Indicator
from firmground.plan.reading import begun_on, done_on
from firmground.plan.status import MeasureStatus, Status
from firmground.plan.words import day_in_words, when
from firmground.values import Finding
from firmground_site.packs.queries import text

COLOURS = {
    Status.DONE: "green",
    Status.DONE_LATE: "teal",
    Status.UNDER_WAY: "blue",
    Status.NOT_STARTED: "grey",
    Status.EVIDENCE_MISSING: "orange",
    Status.EVIDENCE_CONFLICTS: "red",
}
STATUSES = {str(each): str(each).capitalize() for each in Status}
KINDS = {"new": "New", "ongoing": "Ongoing"}
EXACTNESS = {
    "day": "",
    "month": " (only the month was read; its last day is taken)",
    "year": " (only the year was read; its last day is taken)",
}
SHOWN = {
    "begun": "That it had begun",
    "continues": "That it was in operation",
    "done": "That it was done",
    "not_done": "That it was not done yet",
}


@dataclass(frozen=True)
class Tag:
    """A status in words, and the colour that repeats them."""

    text: str
    colour: str


def status_tag(status: Status) -> Tag:
    """The tag of a status."""
    return Tag(STATUSES[str(status)], COLOURS[status])


def in_short(status: MeasureStatus) -> str:
    """Why a measure has its status, in a few words; ``MeasureStatus.why`` names every document."""
    deadline = status.measure.indicator.deadline if status.measure.indicator else None
    if not status.measure.text_public:
        return "Its text is not public."
    if status.status is Status.EVIDENCE_CONFLICTS:
        return "Documents contradict each other, or what is said of the whole plan."
    if status.status is Status.EVIDENCE_MISSING:
        return _missing(status, deadline)
    if status.status is Status.NOT_STARTED:
        return "Documents say so." if status.evidence else "The plan was not published yet."
    asked = begun_on if status.status is Status.UNDER_WAY else done_on
    count = sum(asked(each, status.measure, status.on) is Finding.YES for each in status.evidence)
    late = f", after {day_in_words(deadline)}" if status.status is Status.DONE_LATE and deadline else ""
    return f"Shown by {count} document{'' if count == 1 else 's'}{late}."


def _missing(status: MeasureStatus, deadline: datetime.date | None) -> str:
    if deadline and deadline <= status.on:
        return f"Nothing shows it done by {day_in_words(deadline)}."
    return "No document speaks of this day." if status.evidence else "No dated document was found."


def shown_in_words(item: EvidenceEntry, indicator: Indicator | None) -> str:
    """What an item of evidence shows."""
    if item.value is None:
        return SHOWN[item.shows]
    unit = f" {text(f'plan.units.{indicator.unit}')}" if indicator and indicator.unit else ""
    return f"A value of {item.value:,}{unit}"


def dated_in_words(item: EvidenceEntry) -> str:
    """The day of a document, and how exactly it is known."""
    return day_in_words(item.dated) + EXACTNESS[item.dated_to_the]


def happened_in_words(item: EvidenceEntry) -> str:
    """When what an item shows happened."""
    return when(item.from_, item.to)


def digest_in_words(item: EvidenceEntry) -> str:
    """Of what the digest of an item is."""
    return "of the archived copy of the document" if item.digest_of == "document" else "of our reading: no archived copy"
