"""Which imported reports and answers an actor may see, and how far each report is split."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.evidence.models import ClaimReply, ImportedReport, ReportPart
from firmground_site.evidence.vocabulary import CONFIRMED, JOINED, LEFT_OUT, OPEN

NOTHING = Q(pk__isnull=True)
WAITING = Q(confirmed_at__isnull=True, returned_at__isnull=True, withdrawn_at__isnull=True)


@dataclass(frozen=True)
class Progress:
    """How many parts of a report there are, and how many a person has decided on."""

    parts: int
    claims: int
    left_out: int

    @property
    def decided(self) -> int:
        """Those that are claims or left out."""
        return self.claims + self.left_out

    @property
    def to_decide(self) -> int:
        """Those that nobody decided on."""
        return self.parts - self.decided

    @property
    def is_whole(self) -> bool:
        """Whether a person decided on every part, and some part is a claim."""
        return not self.to_decide and bool(self.claims)


def imports_visible_to(actor: Actor) -> QuerySet[ImportedReport]:
    """All imported reports for whoever may read them."""
    rows = ImportedReport.objects.select_related("imported_by", "published_by", "withdrawn_by")
    own = Q(imported_by=actor.member_id)
    return within_scope(rows, actor, Permission.EVIDENCE_READ, own=own, agency=NOTHING, referred=NOTHING)


def parts_visible_to(actor: Actor) -> QuerySet[ReportPart]:
    """The parts of those reports, but for those that were joined with another."""
    reports = imports_visible_to(actor).values("pk")
    return ReportPart.objects.filter(report__in=reports).select_related("report", "decided_by")


def replies_visible_to(actor: Actor) -> QuerySet[ClaimReply]:
    """All answers, also those that are not public, for whoever may read them."""
    rows = ClaimReply.objects.select_related("recorded_by", "confirmed_by", "returned_by", "withdrawn_by")
    own = Q(recorded_by=actor.member_id)
    return within_scope(rows, actor, Permission.EVIDENCE_READ, own=own, agency=NOTHING, referred=NOTHING)


def standing_parts(report: ImportedReport) -> QuerySet[ReportPart]:
    """The parts of a report in the order of its text, but for those that were joined with another."""
    return report.parts.exclude(state=JOINED).order_by("begins")


def progress_of(report: ImportedReport) -> Progress:
    """How far a report is decided on."""
    counted = dict(report.parts.values_list("state").annotate(Count("pk")).order_by())
    parts = counted.get(OPEN, 0) + counted.get(CONFIRMED, 0) + counted.get(LEFT_OUT, 0)
    return Progress(parts, counted.get(CONFIRMED, 0), counted.get(LEFT_OUT, 0))


def next_open(report: ImportedReport, after: int = 0) -> ReportPart | None:
    """The next part to decide on from a place in the text, else the first that there is."""
    waiting = report.parts.filter(state=OPEN).order_by("begins")
    return waiting.filter(begins__gte=after).first() or waiting.first()


def has_decided(actor: Actor, report: ImportedReport) -> bool:
    """Whether somebody imported a report or decided on a part of it, and so may not publish it."""
    return report.imported_by_id == actor.member_id or report.parts.filter(decided_by=actor.member_id).exists()
