"""Importing a report, publishing it once every part is decided on, and withdrawing it."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.evidence import events
from firmground_site.evidence.models import ImportedReport, ReportPart
from firmground_site.evidence.queries import has_decided, progress_of
from firmground_site.evidence.reading import ReadDocument
from firmground_site.evidence.register import the_register
from firmground_site.evidence.told import ReportTold, faults_in_report
from firmground_site.evidence.vocabulary import STATE_WORDS
from firmground_site.packs.queries import today

NOT_SECOND = gettext_lazy("You imported this report or decided on a part of it. Somebody else must publish it.")


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.REPORT_IMPORTED])
def import_report(*, told: ReportTold, document: ReadDocument, by: Actor) -> ImportedReport:
    """Import a report that was read. Nothing of it is public before a person decided on every part and another published it.

    Refused for whatever ``faults_in_report`` finds, and for a document that was imported already and stands.
    """
    if faults := faults_in_report(told, the_register(), on=today()):
        raise Refused(*dict.fromkeys(each.text for each in faults))
    if ImportedReport.objects.filter(digest=document.digest, withdrawn_at__isnull=True).exists():
        raise Refused(_("This very document was imported already. Open that report, or withdraw it first."))
    report = ImportedReport.objects.create(
        **asdict(told),
        document=document.name,
        digest=document.digest,
        text=document.text,
        imported_at=timezone.now(),
        imported_by_id=by.member_id,
    )
    ReportPart.objects.bulk_create(ReportPart(report=report, begins=each.begins, ends=each.ends) for each in document.parts)
    said = {"document": document.name, "digest": document.digest, "parts": len(document.parts)}
    record(events.REPORT_IMPORTED, subject=report, **asdict(told), **said)
    return report


@action(permission=Permission.EVIDENCE_PUBLISH, records=[events.REPORT_PUBLISHED])
def publish_report(*, report: ImportedReport, version: int, by: Actor) -> ImportedReport:
    """Publish a report: from then on it is in the register, and its claims are marked like any other's.

    Refused while a part is undecided, and for whoever imported it or decided on a part. ``Stale`` when something was changed
    since ``version`` was read.
    """
    current = held(report)
    if current.state != "split":
        raise Refused(_("This report was already {state}. Open it again.").format(state=STATE_WORDS[current.state]))
    if current.version != version:
        raise Stale(current)
    progress = progress_of(current)
    if not progress.is_whole:
        raise Refused(_("Not every part is decided on, or none of them is a claim."))
    if has_decided(by, current):
        raise Refused(NOT_SECOND)
    current.published_at, current.published_by_id = timezone.now(), by.member_id
    current.version += 1
    current.save()
    record(events.REPORT_PUBLISHED, subject=current, title=current.title, claims=progress.claims, left_out=progress.left_out)
    return current


@action(permission=Permission.EVIDENCE_IMPORT, records=[events.REPORT_WITHDRAWN])
def withdraw_import(*, report: ImportedReport, reason: str, by: Actor) -> ImportedReport:
    """Withdraw an imported report with a reason: it is in the register no longer, nor is any answer to it or by it."""
    current = held(report)
    if current.state == "withdrawn":
        raise Refused(_("This report was already withdrawn."))
    if not reason.strip():
        raise Refused(_("Write why you withdraw it."))
    current.withdrawn_at, current.withdrawn_by_id = timezone.now(), by.member_id
    current.withdrawal_reason = reason.strip()
    current.version += 1
    current.save()
    record(events.REPORT_WITHDRAWN, subject=current, title=current.title, reason=current.withdrawal_reason)
    return current


def held(report: ImportedReport) -> ImportedReport:
    """The report as it is now, held until the action ends."""
    return ImportedReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
