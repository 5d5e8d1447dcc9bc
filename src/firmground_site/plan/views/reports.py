"""Reporting progress, and the page of one report, on which it is confirmed, returned or withdrawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.law.citations import host_of, web_address
from firmground_site.packs.queries import today
from firmground_site.plan.actions.reporting import confirm_report, report_progress, return_report, withdraw_report
from firmground_site.plan.as_evidence import ANOTHER, OWNER, SECRETARIAT, evidence_of, whose
from firmground_site.plan.forms.reporting import AnswerForm, ReportForm, StepForm, WithdrawForm
from firmground_site.plan.items import TAGS
from firmground_site.plan.measures import agency_name, find_measure, is_of, title_of
from firmground_site.plan.models import ProgressReport
from firmground_site.plan.queries import reports_visible_to, status_of
from firmground_site.plan.rows import Row
from firmground_site.plan.told import TEXT_NOT_PUBLIC
from firmground_site.plan.views.register import of_plan
from firmground_site.plan.vocabulary import OWN_RATINGS
from firmground_site.plan.words import digest_in_words, happened_in_words, shown_in_words

FORMS = {form.takes: form for form in (AnswerForm, WithdrawForm)}
NEEDS = {AnswerForm.takes: Permission.PLAN_CONFIRM, WithdrawForm.takes: Permission.PLAN_REPORT}
RATED_BY = {
    OWNER: gettext_lazy("The owner’s rating"),
    SECRETARIAT: gettext_lazy("The secretariat’s rating"),
    ANOTHER: gettext_lazy("The reporter’s rating"),
}
STATES = {
    "waiting": (gettext_lazy("Waits to be confirmed"), "yellow"),
    "confirmed": (gettext_lazy("Confirmed: counts as evidence"), "green"),
    "returned": (gettext_lazy("Returned"), "red"),
    "withdrawn": (gettext_lazy("Withdrawn: counts no longer"), "grey"),
}


@requires(Permission.PLAN_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@of_plan
def report(request: HttpRequest, measure: str) -> HttpResponse:
    """Report what a document shows of a measure."""
    entry = find_measure(measure)
    if entry is None or not is_of(request.actor, Permission.PLAN_REPORT, measure):
        raise Http404
    if not entry.text_public:
        messages.info(request, TEXT_NOT_PUBLIC)
        return redirect("plan:measure", measure)
    form = ReportForm(request.POST or None, measure=entry)
    if form.is_valid():
        with refusals_on(form):
            made = report_progress(measure=measure, told=form.told(), by=request.actor)
            messages.success(request, _("Your report is recorded. It counts once somebody else has confirmed it."))
            return redirect("plan:one_report", made.pk)
    status = status_of(entry, today())
    context = {"form": form, "measure": entry, "title": title_of(measure), "status": status, "row": Row(status)}
    return render(request, "plan/report.html", context, status=400 if form.errors else 200)


@requires(Permission.PLAN_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_plan
def one_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One report, with what the member can do with it."""
    found = get_object_or_404(reports_visible_to(request.actor), pk=report_id)
    form = _form_for(found, request.actor)
    if request.method == "POST":
        form = _sent(request)
        if form.is_valid():
            with refusals_on(form):
                messages.success(request, _act(form, found, request.actor))
                return redirect("plan:one_report", found.pk)
        found.refresh_from_db()
    return render(request, "plan/one_report.html", _context(found, form, request.actor), status=400 if _has_errors(form) else 200)


def _form_for(report: ProgressReport, actor: Actor) -> StepForm | None:
    """The form for what the actor can do with a report as it is, if anything."""
    takes = {"waiting": AnswerForm.takes, "confirmed": WithdrawForm.takes}.get(report.state, "")
    own = takes == AnswerForm.takes and report.reported_by_id == actor.member_id
    return None if not takes or own or not is_of(actor, NEEDS[takes], report.measure) else FORMS[takes]()


def _sent(request: HttpRequest) -> StepForm:
    form = FORMS.get(request.POST.get("step", ""))
    if form is None:
        raise BadRequest(_("The form does not say what is to be done."))
    return form(request.POST)


def _act(form: StepForm, report: ProgressReport, actor: Actor) -> str:
    """Do what a valid form asks for, and say what was done."""
    reason = form.cleaned_data["reason"]
    if isinstance(form, WithdrawForm):
        withdraw_report(report=report, reason=reason, by=actor)
        return _("The report is withdrawn. It counts no longer, and the page of the measure says so.")
    if form.cleaned_data["confirms"]:
        confirm_report(report=report, by=actor)
        return _("The report is confirmed. It counts as evidence now.")
    return_report(report=report, reason=reason, by=actor)
    return _("The report is returned. It does not count.")


def _has_errors(form: StepForm | None) -> bool:
    return form is not None and bool(form.errors)


def _context(report: ProgressReport, form: StepForm | None, actor: Actor) -> dict[str, Any]:
    entry, told = find_measure(report.measure), evidence_of(report)
    words, colour = STATES[report.state]
    return {
        "form": form,
        "report": report,
        "title": title_of(report.measure),
        "in_the_plan": entry is not None,
        "agency": agency_name(report.agency),
        "document": told.document,
        "url": web_address(report.address),
        "host": host_of(web_address(report.address)),
        "whose": TAGS[whose(report)],
        "digest_of": digest_in_words(told),
        "rated_by": RATED_BY[whose(report)],
        "state": {"text": words, "colour": colour},
        "shows": shown_in_words(told, entry.indicator if entry else None),
        "happened": happened_in_words(told),
        "own_rating": OWN_RATINGS[report.own_rating],
        "is_own": report.reported_by_id == actor.member_id,
        "takes": form.takes if form else "",
        "may_report": is_of(actor, Permission.PLAN_REPORT, report.measure),
    }


urlpatterns = [
    path("measures/<slug:measure>/report/", report, name="report"),
    path("reports/<uuid:report_id>/", one_report, name="one_report"),
]
