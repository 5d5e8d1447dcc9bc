"""What the plan's records come to, and which of them an actor may see.

Only a report that somebody else confirmed, and that nobody withdrew since, is evidence.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry
from firmground.plan.status import MeasureStatus, statuses_on
from firmground.values import Citation, Confidence
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.plan.measures import measures_of, the_plan
from firmground_site.plan.models import ProgressReport, Proposal, Rating

NOTHING = Q(pk__isnull=True)
STANDING = Q(confirmed_at__isnull=False, withdrawn_at__isnull=True)
WAITING = Q(confirmed_at__isnull=True, returned_at__isnull=True)


# --- evidence ---------------------------------------------------------------------------------------------------------


def standing_reports() -> QuerySet[ProgressReport]:
    """Reports that are evidence now."""
    return ProgressReport.objects.filter(STANDING)


def evidence_of_reports() -> tuple[EvidenceEntry, ...]:
    """Every report that is evidence now, in the shape that the library counts."""
    numbers = {each.id for each in the_plan().measures if has_number(each)}
    return tuple(evidence_of(each) for each in standing_reports() if each.value is None or each.measure in numbers)


def has_number(measure: MeasureEntry) -> bool:
    """Whether a measure is done once a number is reached; a value says nothing of any other."""
    return measure.indicator is not None and measure.indicator.kind == "number"


def evidence_of(report: ProgressReport) -> EvidenceEntry:
    """A report as evidence. Its document was read by its owner, so it is a second-hand source until others read it too."""
    return EvidenceEntry(
        id=evidence_id(report),
        measure=report.measure,
        document=report.document,
        dated=report.dated,
        shows=report.shows,
        value=report.value,
        from_=report.happened_from,
        to=report.happened_to,
        digest=report.digest,
        digest_of="document",
        cite=Citation((report.document,), Confidence.SECONDARY, "Reported by the measure’s owner."),
    )


def evidence_id(report: ProgressReport) -> str:
    """How a report is called among evidence."""
    return f"r{report.pk.hex}"


def statuses(
    day: datetime.date, known_by: datetime.date | None = None, *, more: Iterable[EvidenceEntry] | None = None
) -> tuple[MeasureStatus, ...]:
    """The status of every measure on a day, from the pack's evidence and from reports (or from ``more`` in their place)."""
    counted = evidence_of_reports() if more is None else tuple(more)
    return statuses_on(the_plan(), day, known_by=known_by, more=counted)


# --- who may see what -------------------------------------------------------------------------------------------------


def reports_visible_to(actor: Actor) -> QuerySet[ProgressReport]:
    """Reports that the actor may see: all, or those of their agency and on its measures, whoever made them."""
    owned = Q(measure__in=[each.id for each in measures_of(actor)])
    of_agency = Q(agency=actor.agency) if actor.agency else NOTHING
    return within_scope(
        ProgressReport.objects.select_related("reported_by", "confirmed_by", "returned_by", "withdrawn_by"),
        actor,
        Permission.PLAN_READ,
        own=Q(reported_by=actor.member_id),
        agency=of_agency | owned,
        referred=NOTHING,
    )


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """All proposals for whoever decides on them; their own for whoever makes them."""
    rows = Proposal.objects.select_related("proposed_by", "decided_by")
    if actor.may(Permission.PROPOSAL_DECIDE):
        return rows
    own = Q(proposed_by=actor.member_id)
    return within_scope(rows, actor, Permission.PROPOSAL_MAKE, own=own, agency=NOTHING, referred=NOTHING)


def last_ratings() -> dict[str, Rating]:
    """The last independent rating of each measure that has one."""
    return {each.measure: each for each in Rating.objects.order_by("rated_at")}


def last_standing() -> dict[str, ProgressReport]:
    """The last report of each measure that is evidence now."""
    return {each.measure: each for each in standing_reports().order_by("reported_at")}
