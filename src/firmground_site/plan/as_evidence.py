"""Reports in the shape that the library counts: whose each is, from when it was known, and until when it counted.

Nobody outside has read the document of a report for this site, so it is a second-hand source. Its title is what a member
typed; in sentences it stands in quotation marks, and cannot end them.
"""

import datetime
import re

from django.utils import timezone
from django.utils.translation import gettext_noop

from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry
from firmground.values import Citation, Confidence
from firmground_site.plan.measures import find_measure
from firmground_site.plan.models import ProgressReport

OWNER, SECRETARIAT, ANOTHER = "owner", "secretariat", "another"
NOTES = {
    OWNER: gettext_noop("Reported by the measure’s owner."),
    SECRETARIAT: gettext_noop("Reported by the plan’s secretariat."),
    ANOTHER: gettext_noop("Reported by an agency that does not own the measure."),
}
REPORT_ID = re.compile(r"r[0-9a-f]{32}")
INSIDE_QUOTES = str.maketrans('“”„‟"', "‘’‘‘’")


def has_number(measure: MeasureEntry) -> bool:
    """Whether a measure is done once a number is reached; a value says nothing of any other."""
    return measure.indicator is not None and measure.indicator.kind == "number"


def counts_for(report: ProgressReport, measure: MeasureEntry | None) -> bool:
    """Whether a report can say anything of a measure as the pack has it now."""
    return measure is not None and (report.value is None or has_number(measure))


def evidence_of(report: ProgressReport) -> EvidenceEntry:
    """A report as evidence: known from the day on which it was confirmed, and no longer from the one of its withdrawal."""
    title = quoted(report.document)
    return EvidenceEntry(
        id=evidence_id(report),
        measure=report.measure,
        document=title,
        dated=report.dated,
        shows=report.shows,
        value=report.value,
        from_=report.happened_from,
        to=report.happened_to,
        known_from=_later_of(report.dated, report.confirmed_at),
        known_until=timezone.localdate(report.withdrawn_at) if report.withdrawn_at else None,
        digest=report.digest,
        digest_of="document",
        cite=Citation((title,), Confidence.SECONDARY, NOTES[whose(report)]),
    )


def _later_of(dated: datetime.date, confirmed_at: datetime.datetime | None) -> datetime.date | None:
    return max(dated, timezone.localdate(confirmed_at)) if confirmed_at else None


def quoted(title: str) -> str:
    """A title that a member typed, in quotation marks that nothing in it can end."""
    return f"“{title.translate(INSIDE_QUOTES)}”"


def evidence_id(report: ProgressReport) -> str:
    """How a report is called among evidence."""
    return f"r{report.pk.hex}"


def whose(report: ProgressReport) -> str:
    """Whose a report is: the measure's owner's, the secretariat's (which reports for no agency), or another agency's."""
    if not report.agency:
        return SECRETARIAT
    measure = find_measure(report.measure)
    return OWNER if measure is not None and measure.owner == report.agency else ANOTHER


def is_report(item: EvidenceEntry) -> bool:
    """Whether an item of evidence is a report, and not of the pack."""
    return REPORT_ID.fullmatch(item.id) is not None


def whose_item(item: EvidenceEntry) -> str:
    """Whose report an item of evidence is; empty for one of the pack."""
    return next((name for name, note in NOTES.items() if note == item.cite.note), "") if is_report(item) else ""
