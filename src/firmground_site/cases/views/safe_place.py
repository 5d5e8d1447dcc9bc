"""Where people in a case stay and how they are reached: the only pages that show it.

They open to the agency that keeps the case, not to others in its team. Each reading is recorded.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions.sheltering import SAYS, read_safe_place, record_safe_place
from firmground_site.cases.care import people_in
from firmground_site.cases.forms.care import SafePlaceForm
from firmground_site.cases.models import Case, SafePlace
from firmground_site.cases.views.one_case import Rows, answer, called, names_of, of_case, of_its_agency, shown
from firmground_site.screening.views.one_identification import sent

LABELS = [(name, SafePlaceForm.base_fields[name].label) for name in SAYS]


@never_cache
@requires(Permission.SHELTER_READ, Permission.CASE_READ)
@require_safe
@of_case
@of_its_agency
def safe_places(request: HttpRequest, *, case: Case) -> HttpResponse:
    """The people in the case; where each stays is on a page of its own."""
    names = names_of(people_in(case), request.actor)
    return shown(request, "cases/safe_places.html", case, {"people": list(names.items())})


@never_cache
@requires(Permission.SHELTER_READ, Permission.CASE_READ)
@require_GET
@of_case
@of_its_agency
def safe_place(request: HttpRequest, *, case: Case, person_id: UUID) -> HttpResponse:
    """Where one person stays and how they are reached; that it was read is recorded."""
    person = get_object_or_404(people_in(case), pk=person_id)
    found = read_safe_place(case=case, person=person, by=request.actor)
    context = {"person": person, "called": called(person, request.actor), "found": found, "says": _says(found) if found else []}
    return shown(request, "cases/safe_place.html", case, context)


@never_cache
@requires(Permission.SHELTER_READ, Permission.CASE_READ)
@require_http_methods(["GET", "POST"])
@of_case
@of_its_agency
def record(request: HttpRequest, *, case: Case, person_id: UUID) -> HttpResponse:
    """Record where one person stays and how they are reached; what is recorded stands in the form, so this is a reading too."""
    person = get_object_or_404(people_in(case), pk=person_id)
    back = reverse("cases:safe_place", args=[case.pk, person.pk])
    if case.is_closed:
        return redirect(back)
    found = read_safe_place(case=case, person=person, by=request.actor) if request.method == "GET" else None
    known = {name: getattr(found, name) for name in SAYS} if found else {}
    form = SafePlaceForm(sent(request), initial={**known, "version": found.version if found else 0})
    return answer(
        request,
        case,
        form,
        act=lambda form: _record(case, person, form, request),
        title=_("Where they stay, and how to reach them"),
        lead=_("For {person}. It is shown on this page only, to those who may see it.").format(
            person=called(person, request.actor)
        ),
        button=_("Record this"),
        done=_("It is recorded."),
        back=back,
        recorded_now=lambda current: _read_beside(case, person, current, request),
        is_done=lambda current: _says_this(current, form, request),
    )


def _record(case: Case, person: object, form: SafePlaceForm, request: HttpRequest) -> None:
    given = form.cleaned_data
    says = {name: given[name] for name in SAYS}
    record_safe_place(case=case, person=person, version=given["version"], says=says, by=request.actor)


def _read_beside(case: Case, person: object, current: SafePlace, request: HttpRequest) -> Rows:
    """What somebody else recorded meanwhile; that it is read is recorded."""
    read_safe_place(case=case, person=person, by=request.actor)
    return _says(current)


def _says(found: SafePlace) -> list[tuple[str, str]]:
    return [(label, getattr(found, name) or _("Not recorded")) for name, label in LABELS]


def _says_this(current: SafePlace, form: SafePlaceForm, request: HttpRequest) -> bool:
    """Whether what is recorded is what this form says and by the same member: the form was sent twice."""
    same = all(getattr(current, name) == form.cleaned_data[name] for name in SAYS)
    return same and current.changed_by_id == request.actor.member_id


urlpatterns = [
    path("<uuid:case_id>/safe-place/", safe_places, name="safe_places"),
    path("<uuid:case_id>/safe-place/<uuid:person_id>/", safe_place, name="safe_place"),
    path("<uuid:case_id>/safe-place/<uuid:person_id>/record/", record, name="record_safe_place"),
]
