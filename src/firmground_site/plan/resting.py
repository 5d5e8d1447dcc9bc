"""On what a status rests: which items decide it, in how many documents, and whether any was read in a primary source."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground.packs.plan_entries import EvidenceEntry
from firmground.plan.reading import begun_on, done_on
from firmground.plan.status import Asked, MeasureStatus, Status
from firmground.values import Finding
from firmground_site.plan.as_evidence import OWNER, SECRETARIAT, is_report, whose_item

DONE = (Status.DONE, Status.DONE_LATE)
RESTS_ON = {
    frozenset[bool](): "none",
    frozenset({False}): "documents",
    frozenset({True}): "reports",
    frozenset({False, True}): "both",
}


def saying(status: MeasureStatus, asked: Asked, finding: Finding) -> tuple[EvidenceEntry, ...]:
    """The items that answer a question about a measure, on the day of its status, in one way."""
    return tuple(each for each in status.evidence if asked(each, status.measure, status.on) is finding)


def deciding(status: MeasureStatus) -> tuple[EvidenceEntry, ...]:
    """The items that decide a status; none where nothing dated does. A conflict is between all that there is."""
    if not status.measure.text_public:
        return ()
    if status.status is Status.EVIDENCE_CONFLICTS:
        return status.evidence
    if status.status in DONE:
        return saying(status, done_on, Finding.YES)
    if status.status is Status.NOT_STARTED:
        return saying(status, begun_on, Finding.NO)
    begun = saying(status, begun_on, Finding.YES) if status.status is Status.UNDER_WAY else ()
    if status.is_shown:
        return begun
    denying = (*saying(status, done_on, Finding.NO), *saying(status, begun_on, Finding.NO))
    return tuple(each for each in status.evidence if each in begun or each in denying)


def is_verified(status: MeasureStatus) -> bool:
    """Whether an item that decides a status was read in a primary source."""
    if status.is_shown or status.is_shown_not_done:
        return status.is_verified
    return any(each.cite.confidence.is_verified for each in deciding(status))


def asks_to_verify(status: MeasureStatus) -> bool:
    """Whether something dated speaks of what a status says, and none of it was read in a primary source."""
    speaks = status.is_shown or status.is_shown_not_done or bool(deciding(status))
    return speaks and not is_verified(status)


def rests_on(status: MeasureStatus) -> str:
    """Whether documents of the pack, reports, both or none decide a status."""
    return RESTS_ON[frozenset(map(is_report, deciding(status)))]


def alone(status: MeasureStatus) -> str:
    """That reports alone decide a status, and whose; empty where anything else does too."""
    found = deciding(status)
    names = frozenset(map(whose_item, found))
    if not found or "" in names:
        return ""
    number = documents_in(found)
    if names == {OWNER}:
        return ngettext("By its owner’s report alone", "By its owner’s reports alone", number)
    if names == {SECRETARIAT}:
        return ngettext("By the secretariat’s report alone", "By the secretariat’s reports alone", number)
    return _("By reports alone")


def documents_in(items: Iterable[EvidenceEntry]) -> int:
    """How many documents some items are of: a report's by its digest, which may be that of a document of the pack."""
    listed = tuple(items)
    archived = {each.digest: each.document for each in listed if not is_report(each)}
    return len({archived.get(each.digest, each.digest) if is_report(each) else each.document for each in listed})
