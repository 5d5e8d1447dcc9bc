"""The pages about who is in a case: adding a person with a part, and ending a part."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import involving as actions
from firmground_site.cases.forms.involving import EndingForm, InvolvingForm
from firmground_site.cases.models import Case, Involvement
from firmground_site.cases.views.casework import overview_of
from firmground_site.cases.views.one_case import answer, called, for_step, of_case
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("involve")
def involve(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Add a person whose file the actor may open, with their part."""
    form = InvolvingForm(sent(request), actor=request.actor)
    if request.method == "POST" and form.is_valid() and _is_recorded(case, form):
        return redirect(overview_of(case))
    return answer(
        request,
        case,
        form,
        act=lambda form: actions.involve_person(case=case, by=request.actor, **_told(form)),
        title=_("Add a person"),
        lead=_("A person can have several parts, one after the other or at once."),
        button=_("Add the person"),
        done=_("The person is in the case."),
        back=overview_of(case),
    )


def _told(form: InvolvingForm) -> dict[str, object]:
    given = dict(form.cleaned_data)
    return {"person": given.pop("number"), **given}


def _is_recorded(case: Case, form: InvolvingForm) -> bool:
    """Whether this very part is recorded already: the form was sent twice."""
    person: Person = form.cleaned_data["number"]
    same = {name: form.cleaned_data[name] for name in ("role", "basis", "from_on")}
    found = case.involvements.filter(person=person, ended_at__isnull=True, **same).first()
    return found is not None and found.note == form.cleaned_data["note"]


@never_cache
@requires(Permission.CASE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
@for_step("involve")
def end_part(request: HttpRequest, *, case: Case, involvement_id: UUID) -> HttpResponse:
    """End a part that a person has in the case."""
    part = get_object_or_404(case.involvements.select_related("person"), pk=involvement_id, person__erased_at__isnull=True)
    if part.ended_at is not None:
        return redirect(overview_of(case))
    role = text(f"codes.involvement_roles.{part.role}")
    return answer(
        request,
        case,
        EndingForm(sent(request)),
        act=lambda form: _end(part, form, request),
        title=_("End the part of {person}").format(person=called(part.person, request.actor)),
        lead=_("{role}, since {day}. What is recorded stays in the file.").format(role=role, day=date_format(part.from_on)),
        button=_("End this part"),
        done=_("The part has ended."),
        back=overview_of(case),
    )


def _end(part: Involvement, form: EndingForm, request: HttpRequest) -> None:
    actions.end_involvement(involvement=part, by=request.actor, **form.cleaned_data)


urlpatterns = [
    path("<uuid:case_id>/people/add/", involve, name="involve"),
    path("<uuid:case_id>/people/<uuid:involvement_id>/end/", end_part, name="end_part"),
]
