"""Reporting progress on a measure, and answering a report: somebody else confirms it, or returns it with a reason."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import today
from firmground_site.plan import events
from firmground_site.plan.measures import find_measure, is_of
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import STANDING, WAITING
from firmground_site.plan.told import Told, faults_in

ANOTHER_AGENCY = gettext_lazy("This measure is another agency’s.")
NOT_IN_THE_PLAN = gettext_lazy("The plan has no such measure.")
SAME_WAITS = gettext_lazy(
    "The same document was reported for the same already, and waits to be confirmed. Open that report: somebody else answers it."
)
SAME_STANDS = gettext_lazy(
    "The same document was reported for the same already, and counts. Withdraw that report first if this one is better."
)
ANSWERED = gettext_lazy("This report was already answered. Open it again to see how.")


@action(permission=Permission.PLAN_REPORT, records=[events.PROGRESS_REPORTED])
def report_progress(*, measure: str, told: Told, by: Actor) -> ProgressReport:
    """Report what a document shows of a measure of one's agency. It counts once somebody else has confirmed it.

    Refused for a measure of another agency or whose text is not public, for whatever ``faults_in`` finds, and for what another
    report that waits or counts shows from the same document. Whoever reports on every measure does so for no agency.
    """
    entry = find_measure(measure)
    if entry is None:
        raise Refused(NOT_IN_THE_PLAN)
    if not is_of(by, Permission.PLAN_REPORT, measure):
        raise Refused(ANOTHER_AGENCY)
    if faults := faults_in(told, entry, on=today()):
        raise Refused(*dict.fromkeys(each.text for each in faults))
    _refuse_the_same(measure, told)
    agency = by.agency if by.scope(Permission.PLAN_REPORT) is Scope.AGENCY else ""
    report = ProgressReport.objects.create(
        measure=measure, agency=agency, reported_at=timezone.now(), reported_by_id=by.member_id, **asdict(told)
    )
    record(events.PROGRESS_REPORTED, subject=report, measure=measure, **asdict(told))
    return report


@action(permission=Permission.PLAN_CONFIRM, records=[events.REPORT_CONFIRMED])
def confirm_report(*, report: ProgressReport, by: Actor) -> ProgressReport:
    """Confirm that the document shows what a colleague reported, which makes it evidence; never of one's own report."""
    current = _to_answer(report, by)
    if find_measure(current.measure) is None:
        raise Refused(NOT_IN_THE_PLAN)
    current.confirmed_at, current.confirmed_by_id = timezone.now(), by.member_id
    current.save()
    record(events.REPORT_CONFIRMED, subject=current, measure=current.measure)
    return current


@action(permission=Permission.PLAN_CONFIRM, records=[events.REPORT_RETURNED])
def return_report(*, report: ProgressReport, reason: str, by: Actor) -> ProgressReport:
    """Return a report with a reason: it never counts, and its agency makes another. Never one's own report."""
    current = _to_answer(report, by)
    if not reason.strip():
        raise Refused(_("Write why you return it."))
    current.returned_at, current.returned_by_id = timezone.now(), by.member_id
    current.return_reason = reason.strip()
    current.save()
    record(events.REPORT_RETURNED, subject=current, measure=current.measure, reason=current.return_reason)
    return current


@action(permission=Permission.PLAN_REPORT, records=[events.REPORT_WITHDRAWN])
def withdraw_report(*, report: ProgressReport, reason: str, by: Actor) -> ProgressReport:
    """Withdraw a confirmed report with a reason: it is evidence no longer, stays to be read, and the status follows."""
    current = _held(report)
    if not is_of(by, Permission.PLAN_REPORT, current.measure):
        raise Refused(ANOTHER_AGENCY)
    if current.state == "withdrawn":
        raise Refused(_("This report was already withdrawn."))
    if current.state != "confirmed":
        raise Refused(_("Only a confirmed report can be withdrawn: this one is no evidence."))
    if not reason.strip():
        raise Refused(_("Write why you withdraw it."))
    current.withdrawn_at, current.withdrawn_by_id = timezone.now(), by.member_id
    current.withdrawal_reason = reason.strip()
    current.save()
    record(events.REPORT_WITHDRAWN, subject=current, measure=current.measure, reason=current.withdrawal_reason)
    return current


def _refuse_the_same(measure: str, told: Told) -> None:
    same = ProgressReport.objects.filter(measure=measure, digest=told.digest, shows=told.shows)
    for state, words in ((WAITING, SAME_WAITS), (STANDING, SAME_STANDS)):
        if same.filter(state).exists():
            raise Refused(words)


def _held(report: ProgressReport) -> ProgressReport:
    """The report as it is now, held until the action ends."""
    return ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


def _to_answer(report: ProgressReport, by: Actor) -> ProgressReport:
    current = _held(report)
    if not is_of(by, Permission.PLAN_CONFIRM, current.measure):
        raise Refused(ANOTHER_AGENCY)
    if current.state != "waiting":
        raise Refused(ANSWERED)
    if current.reported_by_id == by.member_id:
        raise Refused(_("You made this report. Somebody else must look at the document and answer it."))
    return current
