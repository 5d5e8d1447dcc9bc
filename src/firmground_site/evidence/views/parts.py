"""The page of one part of an imported report, on which a person decides whether it is a claim."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.evidence.actions.deciding import confirm_claim, cut_in_two, join_with_next, leave_out
from firmground_site.evidence.forms.deciding import ClaimForm, CutForm, JoinForm, LeaveOutForm, entered, in_words
from firmground_site.evidence.forms.steps import StepForm
from firmground_site.evidence.models import ReportPart
from firmground_site.evidence.queries import next_open, parts_visible_to, progress_of, standing_parts
from firmground_site.evidence.told import ClaimTold
from firmground_site.evidence.views.register import of_register, page
from firmground_site.evidence.vocabulary import CONFIRMED, JOINED, OPEN, STATES

FORMS: dict[str, type[StepForm]] = {form.takes: form for form in (ClaimForm, LeaveOutForm, JoinForm, CutForm)}
AROUND = 300  # characters of the report before and after


@requires(Permission.EVIDENCE_IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def part(request: HttpRequest, part_id: UUID) -> HttpResponse:
    """Decide on one part, and go on to the next; when somebody was quicker, both versions stand beside each other."""
    found = get_object_or_404(parts_visible_to(request.actor), pk=part_id)
    sent, status, stale = None, 200, None
    if request.method == "POST":
        sent, status = _sent(request), 400
        try:
            if sent.is_valid():
                with refusals_on(sent):
                    said, then = _act(sent, found, request.actor)
                    messages.success(request, said)
                    return redirect("evidence:part", then.pk) if then else redirect("evidence:import", found.report_id)
        except Stale as raised:
            status, stale, found = 409, raised.current, raised.current
            sent.begun_on(found.version)
    return page(request, "evidence/part.html", _context(found, sent, stale), status=status)


def _sent(request: HttpRequest) -> StepForm:
    form = FORMS.get(request.POST.get("step", ""))
    if form is None:
        raise BadRequest("The form does not say what is to be done.")
    return form(request.POST)


def _act(form: StepForm, part: ReportPart, by: Actor) -> tuple[str, ReportPart | None]:
    """Do what a valid form asks for; what was done, and the part to go on with."""
    given = {"part": part, "version": form.read_version, "by": by}
    if isinstance(form, JoinForm):
        return _("The two parts are one now."), join_with_next(**given)
    if isinstance(form, CutForm):
        cut_in_two(**given, after=form.cleaned_data["after"])
        return _("It is cut in two. This is the first part."), part
    if isinstance(form, ClaimForm):
        confirm_claim(**given, told=form.told())
        return _("The claim is recorded."), next_open(part.report, part.ends)
    leave_out(**given, reason=form.cleaned_data["reason"])
    return _("The part is left out."), next_open(part.report, part.ends)


def _context(part: ReportPart, sent: StepForm | None, stale: ReportPart | None) -> dict[str, Any]:
    report, recorded = part.report, {name: getattr(part, name) for name in ClaimTold.__dataclass_fields__}
    if part.state != CONFIRMED:
        recorded = {}
    fresh = {takes: form(version=part.version) for takes, form in FORMS.items()}
    fresh[ClaimForm.takes] = ClaimForm(version=part.version, initial=recorded)
    fresh[LeaveOutForm.takes] = LeaveOutForm(version=part.version, initial={"reason": part.reason})
    forms = fresh | ({sent.takes: sent} if sent else {})
    listed = list(standing_parts(report).values_list("pk", flat=True))
    at = listed.index(part.pk) if part.pk in listed else -1
    return {
        "part": part,
        "report": report,
        "form": sent,
        "forms": forms,
        "sent": sent.takes if sent else "",
        "state": STATES[part.state],
        "is_open": part.state == OPEN,
        "is_joined": part.state == JOINED,
        "may_decide": report.state == "split" and part.state != JOINED,
        "before": report.text[max(0, part.begins - AROUND) : part.begins],
        "after": report.text[part.ends : part.ends + AROUND],
        "number": at + 1,
        "previous_part": listed[at - 1] if at > 0 else None,
        "next_part": listed[at + 1] if 0 <= at < len(listed) - 1 else None,
        "progress": progress_of(report),
        "recorded": in_words(part),
        "stale": {"entered": entered(sent), "recorded": in_words(stale)} if stale and sent else None,
    }


urlpatterns = [path("work/parts/<uuid:part_id>/", part, name="part")]
