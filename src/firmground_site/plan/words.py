"""What pages say of a status, of evidence and of days: the same words on each."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from firmground.packs.plan_entries import EvidenceEntry, Indicator
from firmground.plan.reading import as_at, begun_on, done_on, in_time
from firmground.plan.status import MeasureStatus, Status
from firmground.values import Finding
from firmground_site.packs.queries import text
from firmground_site.plan.as_evidence import OWNER, SECRETARIAT, whose_item
from firmground_site.plan.evidence_words import day_in_words, when
from firmground_site.plan.resting import documents_in, saying

COLOURS = {
    Status.DONE: "green",
    Status.DONE_LATE: "teal",
    Status.UNDER_WAY: "blue",
    Status.NOT_STARTED: "grey",
    Status.EVIDENCE_MISSING: "orange",
    Status.EVIDENCE_CONFLICTS: "red",
}
STATUSES = {
    str(Status.NOT_STARTED): gettext_lazy("Not started"),
    str(Status.UNDER_WAY): gettext_lazy("Under way"),
    str(Status.DONE): gettext_lazy("Done"),
    str(Status.DONE_LATE): gettext_lazy("Done late"),
    str(Status.EVIDENCE_MISSING): gettext_lazy("Evidence missing"),
    str(Status.EVIDENCE_CONFLICTS): gettext_lazy("Evidence conflicts"),
}
IN_A_SENTENCE = {
    str(Status.NOT_STARTED): gettext_lazy("not started"),
    str(Status.UNDER_WAY): gettext_lazy("under way"),
    str(Status.DONE): gettext_lazy("done"),
    str(Status.DONE_LATE): gettext_lazy("done late"),
    str(Status.EVIDENCE_MISSING): gettext_lazy("evidence missing"),
    str(Status.EVIDENCE_CONFLICTS): gettext_lazy("evidence conflicts"),
}
KINDS = {"new": gettext_lazy("New"), "ongoing": gettext_lazy("Ongoing")}
EXACTNESS = {
    "month": gettext_lazy("{day} (only the month was read; its last day is taken)"),
    "year": gettext_lazy("{day} (only the year was read; its last day is taken)"),
}
IN_TIME_NOT_KNOWN = gettext_lazy("Done – in time not known")
NOT_PUBLISHED = gettext_lazy("The plan was not published yet.")
DIGEST_OF = {
    "": gettext_lazy("of the archived copy of the document"),
    OWNER: gettext_lazy("of the archived copy of the document, as stated by the owner"),
    SECRETARIAT: gettext_lazy("of the archived copy of the document, as stated by the secretariat"),
}
STATED_BY_ANOTHER = gettext_lazy("of the archived copy of the document, as stated by whoever reported it")
SHOWN = {
    "begun": gettext_lazy("That it had begun"),
    "continues": gettext_lazy("That it was in operation"),
    "done": gettext_lazy("That it was done"),
    "not_done": gettext_lazy("That it was not done yet"),
}


@dataclass(frozen=True)
class Tag:
    """A status in words, and the colour that repeats them."""

    text: str
    colour: str


def status_in_a_sentence(status: str) -> str:
    """A status as it stands within a sentence; one that there is no more, as it was recorded."""
    return IN_A_SENTENCE.get(status, status)


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
        return _("Its text is not public.")
    if status.status is Status.EVIDENCE_CONFLICTS:
        return _("Documents contradict each other, or what is said of the whole plan.")
    if status.status is Status.EVIDENCE_MISSING:
        return _missing(status)
    if status.status is Status.NOT_STARTED:
        return _("Documents say so.") if saying(status, begun_on, Finding.NO) else NOT_PUBLISHED
    asked = begun_on if status.status is Status.UNDER_WAY else done_on
    count = documents_in(saying(status, asked, Finding.YES))
    return _shown_by(status, count)


def _shown_by(status: MeasureStatus, count: int) -> str:
    deadline = _deadline(status)
    told = ngettext("Shown by {count} document.", "Shown by {count} documents.", count)
    if is_in_time_unknown(status):
        told = ngettext(
            "Shown by {count} document, though whether in time is not known.",
            "Shown by {count} documents, though whether in time is not known.",
            count,
        )
    elif status.status is Status.DONE_LATE and deadline:
        told = ngettext("Shown by {count} document, after {day}.", "Shown by {count} documents, after {day}.", count)
    return told.format(count=count, day=day_in_words(deadline) if deadline else "")


def _missing(status: MeasureStatus) -> str:
    deadline, denied = _deadline(status), saying(status, done_on, Finding.NO)
    begun = saying(status, begun_on, Finding.YES)
    if deadline and deadline <= status.on and not denied:
        return _("Nothing shows it done by {day}.").format(day=day_in_words(deadline))
    if begun:
        return _("Last shown in operation on {day}.").format(day=day_in_words(max(map(as_at, begun))))
    if denied:
        return _("Shown as not done yet; nothing shows whether it had begun.")
    return _("No document speaks of this day.") if status.evidence else _("No dated document was found.")


def _deadline(status: MeasureStatus) -> datetime.date | None:
    return status.measure.indicator.deadline if status.measure.indicator else None


def shown_in_words(item: EvidenceEntry, indicator: Indicator | None) -> str:
    """What an item of evidence shows."""
    if item.value is None:
        return SHOWN[item.shows]
    if indicator and indicator.unit:
        unit = text(f"plan.units.{indicator.unit}")
        return _("A value of {value:,} {unit}").format(value=item.value, unit=unit)
    return _("A value of {value:,}").format(value=item.value)


def dated_in_words(item: EvidenceEntry) -> str:
    """The day of a document, and how exactly it is known."""
    day = day_in_words(item.dated)
    return EXACTNESS[item.dated_to_the].format(day=day) if item.dated_to_the in EXACTNESS else day


def happened_in_words(item: EvidenceEntry) -> str:
    """When what an item shows happened."""
    return when(item.from_, item.to)


def digest_in_words(item: EvidenceEntry) -> str:
    """Of what the digest of an item is, and whose word that is."""
    if item.digest_of != "document":
        return _("of our reading: no archived copy")
    return DIGEST_OF.get(whose_item(item), STATED_BY_ANOTHER)
