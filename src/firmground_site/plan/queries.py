"""What the plan's records come to, and which of them an actor may see.

Only a report that somebody else confirmed, and that nobody withdrew since, is evidence. A withdrawn one is given too: until
its withdrawal it counted, and whoever looks back sees that.
"""

import dataclasses
import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry
from firmground.plan.status import MeasureStatus, statuses_on
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.plan.as_evidence import counts_for, evidence_of
from firmground_site.plan.measures import measures_of, the_plan
from firmground_site.plan.models import ProgressReport, Proposal, Rating

NOTHING = Q(pk__isnull=True)
CONFIRMED = Q(confirmed_at__isnull=False)
STANDING = CONFIRMED & Q(withdrawn_at__isnull=True)
WAITING = Q(confirmed_at__isnull=True, returned_at__isnull=True)


# --- evidence ---------------------------------------------------------------------------------------------------------


def standing_reports() -> QuerySet[ProgressReport]:
    """Reports that are evidence now."""
    return ProgressReport.objects.filter(STANDING)


def confirmed_reports(measure: MeasureEntry | None = None) -> list[ProgressReport]:
    """Every report that was ever evidence, of one measure or of all: those that were withdrawn since as well."""
    found = ProgressReport.objects.filter(CONFIRMED)
    return list(found if measure is None else found.filter(measure=measure.id))


def evidence_of_reports(reports: Iterable[ProgressReport] | None = None) -> tuple[EvidenceEntry, ...]:
    """Some reports, or every one that was ever evidence, in the shape that the library counts."""
    measures = {each.id: each for each in the_plan().measures}
    listed = confirmed_reports() if reports is None else reports
    return tuple(evidence_of(each) for each in listed if counts_for(each, measures.get(each.measure)))


def statuses(day: datetime.date, known_by: datetime.date | None = None) -> tuple[MeasureStatus, ...]:
    """The status of every measure on a day, from the pack's evidence and from reports."""
    return statuses_on(the_plan(), day, known_by=known_by, more=evidence_of_reports())


def status_of(measure: MeasureEntry, day: datetime.date, more: Iterable[EvidenceEntry] | None = None) -> MeasureStatus:
    """The status of one measure on a day, from the pack's evidence and its reports (or ``more`` in their place)."""
    counted = evidence_of_reports(confirmed_reports(measure)) if more is None else more
    alone = dataclasses.replace(the_plan(), measures=(measure,))
    return statuses_on(alone, day, more=counted)[0]


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
