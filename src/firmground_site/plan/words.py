"""What pages say of a status, of evidence and of days: the same words on each."""

import datetime
from dataclasses import dataclass

from firmground.packs.plan_entries import EvidenceEntry, Indicator
from firmground.plan.reading import as_at, begun_on, done_on, in_time
from firmground.plan.status import MeasureStatus, Status
from firmground.plan.words import day_in_words, when
from firmground.values import Finding
from firmground_site.packs.queries import text
from firmground_site.plan.as_evidence import OWNER, SECRETARIAT, whose_item
from firmground_site.plan.resting import documents_in, saying

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
IN_TIME_NOT_KNOWN = "Done – in time not known"
NOT_PUBLISHED = "The plan was not published yet."
STATED_BY = {"": "", OWNER: ", as stated by the owner", SECRETARIAT: ", as stated by the secretariat"}
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


def tag_of(status: MeasureStatus) -> Tag:
    """The tag of a measure's status, which says so where it is not known whether it was done in time."""
    return Tag(IN_TIME_NOT_KNOWN, COLOURS[Status.DONE]) if is_in_time_unknown(status) else status_tag(status.status)


def is_in_time_unknown(status: MeasureStatus) -> bool:
    """Whether a measure is done, its deadline has passed, and nothing tells whether it was done by then."""
    deadline = _deadline(status)
    if status.status is not Status.DONE or deadline is None or deadline >= status.on:
        return False
    return not any(in_time(each, status.measure) is Finding.YES for each in status.evidence)


def in_short(status: MeasureStatus) -> str:
    """Why a measure has its status, in a few words; ``MeasureStatus.why`` names every document."""
    if not status.measure.text_public:
        return "Its text is not public."
    if status.status is Status.EVIDENCE_CONFLICTS:
        return "Documents contradict each other, or what is said of the whole plan."
    if status.status is Status.EVIDENCE_MISSING:
        return _missing(status)
    if status.status is Status.NOT_STARTED:
        return "Documents say so." if saying(status, begun_on, Finding.NO) else NOT_PUBLISHED
    asked = begun_on if status.status is Status.UNDER_WAY else done_on
    count = documents_in(saying(status, asked, Finding.YES))
    return f"Shown by {count} document{'' if count == 1 else 's'}{_how_late(status)}."


def _how_late(status: MeasureStatus) -> str:
    deadline = _deadline(status)
    if is_in_time_unknown(status):
        return ", though whether in time is not known"
    return f", after {day_in_words(deadline)}" if status.status is Status.DONE_LATE and deadline else ""


def _missing(status: MeasureStatus) -> str:
    deadline, denied = _deadline(status), saying(status, done_on, Finding.NO)
    begun = saying(status, begun_on, Finding.YES)
    if deadline and deadline <= status.on and not denied:
        return f"Nothing shows it done by {day_in_words(deadline)}."
    if begun:
        return f"Last shown in operation on {day_in_words(max(map(as_at, begun)))}."
    if denied:
        return "Shown as not done yet; nothing shows whether it had begun."
    return "No document speaks of this day." if status.evidence else "No dated document was found."


def _deadline(status: MeasureStatus) -> datetime.date | None:
    return status.measure.indicator.deadline if status.measure.indicator else None


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
    """Of what the digest of an item is, and whose word that is."""
    if item.digest_of != "document":
        return "of our reading: no archived copy"
    return f"of the archived copy of the document{STATED_BY.get(whose_item(item), ', as stated by whoever reported it')}"
