"""Importing a report, and the page of one: how far it is split, who may publish it, and its withdrawal."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.design.middleware import takes_a_file
from firmground_site.evidence.actions.importing import import_report, publish_report, withdraw_import
from firmground_site.evidence.forms.importing import ImportForm, PublishForm, WithdrawForm
from firmground_site.evidence.forms.steps import StepForm
from firmground_site.evidence.models import ImportedReport
from firmground_site.evidence.queries import (
    Progress,
    has_decided,
    imports_visible_to,
    next_open,
    progress_of,
    standing_parts,
)
from firmground_site.evidence.register import the_pack, the_register
from firmground_site.evidence.views.register import of_register, page
from firmground_site.evidence.vocabulary import READ_AS, STATES
from firmground_site.law.citations import host_of, web_address
from firmground_site.packs.queries import text

FORMS: dict[str, type[StepForm]] = {form.takes: form for form in (PublishForm, WithdrawForm)}
STATE_TAGS = {
    "split": (gettext_lazy("Being split"), "yellow"),
    "published": (gettext_lazy("In the register"), "green"),
    "withdrawn": (gettext_lazy("Withdrawn"), "grey"),
}
COLOURS = {"open": "yellow", "confirmed": "green", "left_out": "grey"}


@takes_a_file
@requires(Permission.EVIDENCE_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def new_import(request: HttpRequest) -> HttpResponse:
    """Send a report to be split into claims."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        with refusals_on(form):
            report = import_report(told=form.told(), document=form.read(), by=request.actor)
            messages.success(request, _("The report is imported. Decide on its parts one by one."))
            return redirect("evidence:import", report.pk)
    return page(request, "evidence/new_import.html", {"form": form}, status=400 if form.errors else 200)


@requires(Permission.EVIDENCE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def one_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """One imported report, with what the member can do with it."""
    found = get_object_or_404(imports_visible_to(request.actor), pk=import_id)
    sent, status, is_stale = None, 200, False
    if request.method == "POST":
        sent = _sent(request)
        status = 400
        try:
            if sent.is_valid():
                with refusals_on(sent):
                    messages.success(request, _act(sent, found, request.actor))
                    return redirect("evidence:import", found.pk)
        except Stale:
            status, is_stale = 409, True
        found.refresh_from_db()
    context = _context(found, sent, request.actor) | {"is_stale": is_stale}
    return page(request, "evidence/one_import.html", context, status=status)


def _sent(request: HttpRequest) -> StepForm:
    form = FORMS.get(request.POST.get("step", ""))
    if form is None:
        raise BadRequest("The form does not say what is to be done.")
    return form(request.POST)


def _act(form: StepForm, report: ImportedReport, actor: Actor) -> str:
    """Do what a valid form asks for, and say what was done."""
    if isinstance(form, WithdrawForm):
        withdraw_import(report=report, reason=form.cleaned_data["reason"], by=actor)
        return _("The report is withdrawn. Nothing of it is in the register.")
    publish_report(report=report, version=form.read_version, by=actor)
    return _("The report is published. Its claims are in the register, marked like any other’s.")


def _context(report: ImportedReport, sent: StepForm | None, actor: Actor) -> dict[str, object]:
    progress, decided = progress_of(report), has_decided(actor, report)
    may_import = actor.may(Permission.EVIDENCE_IMPORT)
    words, colour = STATE_TAGS[report.state]
    publish = PublishForm(version=report.version) if _may_publish(report, progress, decided, actor) else None
    withdraw = WithdrawForm(version=report.version) if may_import and report.state != "withdrawn" else None
    answered = the_register().find(report.answers) if report.answers else None
    return {
        "report": report,
        "form": sent,
        "publish": sent if isinstance(sent, PublishForm) and publish and sent.errors else publish,
        "withdraw": sent if isinstance(sent, WithdrawForm) and withdraw else withdraw,
        "state": {"text": words, "colour": colour},
        "publisher": report.publisher_name or text(f"codes.publishers.{report.publisher}"),
        "rating": text(f"codes.ratings.{report.rating}") if report.rating else "",
        "answers": the_pack().text(f"evidence.reports.{report.answers}") if answered else "",
        "read_as": READ_AS[report.read_as],
        "url": web_address(report.address),
        "host": host_of(web_address(report.address)),
        "progress": progress,
        "decided": decided,
        "next": next_open(report) if may_import and report.state == "split" else None,
        "may_import": may_import and report.state == "split",
        "parts": [(each, STATES[each.state], COLOURS[each.state]) for each in _with_report(report)],
    }


def _with_report(report: ImportedReport) -> list[object]:
    """The parts, which read their words out of this very report."""
    parts = list(standing_parts(report))
    for each in parts:
        each.report = report
    return parts


def _may_publish(report: ImportedReport, progress: Progress, decided: bool, actor: Actor) -> bool:
    return report.state == "split" and progress.is_whole and not decided and actor.may(Permission.EVIDENCE_PUBLISH)


urlpatterns = [
    path("work/imports/new/", new_import, name="new_import"),
    path("work/imports/<uuid:import_id>/", one_import, name="import"),
]
