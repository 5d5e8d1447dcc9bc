"""Recording a suspect, correcting what is recorded of them, and clearing them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import suspecting as actions
from firmground_site.cases.forms.investigation import NewSuspectForm, ReasonsForm, SuspectForm
from firmground_site.cases.links import parties_named_in
from firmground_site.cases.models import Case, Suspect
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, called, of_case
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import says_the_same, sent

WORK = (Permission.CASE_READ, Permission.INVESTIGATION_READ, Permission.INVESTIGATION_WORK)
OF_WHICH = {"phone": "phone", "address": "address"}  # what a party of this kind is; of every other kind it is a name


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def record_suspect(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Record a suspect, from a party that somebody in the case named or from what is typed."""
    people = Person.objects.filter(involvements__case=case, erased_at__isnull=True, merged_into__isnull=True).distinct()
    named = [(str(each.pk), called(each, request.actor)) for each in people]
    form = NewSuspectForm(sent(request), initial=_from_party(request, case), people=named)
    return record_once(
        request,
        case,
        form,
        model=Suspect,
        act=lambda given: actions.record_suspect(
            case=case,
            key=given.cleaned_data["key"],
            given=given.given(),
            person=next((each for each in people if str(each.pk) == given.cleaned_data["person"]), None),
            by=request.actor,
        ),
        title=_("Record a suspect"),
        lead=_("A suspicion is no finding. Write only what is known; leave the rest empty."),
        button=_("Record this suspect"),
        done=_("The suspect is recorded."),
        back=_back(case),
    )


def _from_party(request: HttpRequest, case: Case) -> dict[str, Any]:
    """What a party that somebody named fills in; nothing for one that the actor may not read."""
    wanted = request.GET.get("party", "")
    for each in parties_named_in(case, request.actor):
        if str(each.pk) == wanted:
            of_which = OF_WHICH.get(each.kind, "name")
            return {of_which: each.name, "part": each.kind, "basis": "named_by_person"}
    return {}


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def correct_suspect(request: HttpRequest, *, case: Case, suspect_id: UUID) -> HttpResponse:
    """Correct what is recorded of a suspect; when somebody was quicker, both versions stand beside each other."""
    suspect = get_object_or_404(case.suspects, pk=suspect_id)
    recorded = {name: getattr(suspect, name) for name in actions.Suspected.__dataclass_fields__}
    form = SuspectForm(sent(request), initial={**recorded, "version": suspect.version})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.correct_suspect(
            suspect=suspect, version=given.cleaned_data["version"], given=given.given(), by=request.actor
        ),
        title=_("Correct a suspect"),
        lead=_("What is recorded now stays in the file’s history."),
        button=_("Save the correction"),
        done=_("The record is corrected."),
        back=_back(case),
        recorded_now=_recorded_now,
        is_done=lambda now: all(getattr(now, name) == value for name, value in vars(form.given()).items()),
    )


def _recorded_now(suspect: Suspect) -> list[tuple[str, str]]:
    """What is recorded of a suspect, under the labels of the form."""
    rows = []
    for name, each in SuspectForm.base_fields.items():
        value = getattr(suspect, name)
        listed = actions.CODED.get(name)
        words = text(f"codes.{listed}.{value}") if listed and value else str(value or "")
        if words and name != "version":
            rows.append((str(each.label), words))
    return [*rows, *([(_("Cleared"), suspect.clearing_words)] if suspect.cleared_at else [])]


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def clear_suspect(request: HttpRequest, *, case: Case, suspect_id: UUID) -> HttpResponse:
    """Clear a suspect, with reasons."""
    suspect = get_object_or_404(case.suspects, pk=suspect_id)
    form = ReasonsForm(sent(request), initial={"version": suspect.version})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.clear_suspect(
            suspect=suspect, version=given.cleaned_data["version"], words=given.cleaned_data["words"], by=request.actor
        ),
        title=_("Clear a suspect"),
        lead=_("They are suspected no longer. What was recorded stays, marked as cleared."),
        button=_("Clear this suspect"),
        done=_("The suspect is cleared."),
        back=_back(case),
        recorded_now=_recorded_now,
        is_done=lambda now: says_the_same(now, now.cleared_by_id, request.actor, {"clearing_words": form.cleaned_data["words"]}),
    )


def _back(case: Case) -> str:
    return reverse("cases:investigation", args=[case.pk])


urlpatterns = [
    path("<uuid:case_id>/suspects/record/", record_suspect, name="record_suspect"),
    path("<uuid:case_id>/suspects/<uuid:suspect_id>/correct/", correct_suspect, name="correct_suspect"),
    path("<uuid:case_id>/suspects/<uuid:suspect_id>/clear/", clear_suspect, name="clear_suspect"),
]
