"""The pages of care: what each person in a case is given and what nobody asked about yet, and the next step of a service."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions.serving import record_service
from firmground_site.cases.care import not_asked_about, people_in, service_in_words, service_name, services_in_words, step_name
from firmground_site.cases.forms.care import ServiceForm
from firmground_site.cases.models import Case, Service
from firmground_site.cases.parties import party_name
from firmground_site.cases.views.one_case import Rows, answer, called, names_of, of_case, shown
from firmground_site.packs.queries import casework
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.CARE_READ, Permission.CASE_READ)
@require_safe
@of_case
def care(request: HttpRequest, *, case: Case) -> HttpResponse:
    """A table of services for each person in the case, with the history of steps, and what nobody asked about yet."""
    services, people = services_in_words(case), list(people_in(case))
    names = names_of(people, request.actor)
    given = [
        {"person": each, "called": names[each.pk], "services": services.get(each.pk, []), "open": _open(services, each)}
        for each in people
    ]
    may_work = request.actor.may(Permission.CARE_WORK) and not case.is_closed
    return shown(request, "cases/care/care.html", case, {"given": given, "may_work": may_work})


def _open(services: dict[Any, Any], person: Person) -> list[tuple[str, str]]:
    return not_asked_about(services.get(person.pk, []))


@never_cache
@requires(Permission.CARE_WORK, Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def service(request: HttpRequest, *, case: Case, person_id: UUID, service: str) -> HttpResponse:
    """The next step of one service to one person."""
    person = get_object_or_404(people_in(case), pk=person_id)
    if service not in {each.id for each in casework().services}:
        raise Http404
    found = case.services.filter(person=person, service=service).first()
    form = ServiceForm(sent(request), service=found)
    return answer(
        request,
        case,
        form,
        act=lambda form: record_service(case=case, person=person, service=service, by=request.actor, **form.cleaned_data),
        title=service_name(service),
        lead=_("For {person}.").format(person=called(person, request.actor)),
        button=_("Record this step"),
        done=_("The step is recorded."),
        back=reverse("cases:care", args=[case.pk]),
        recorded_now=lambda current: _now(form, current),
        is_done=lambda current: _is_the_last(current, form, request),
        template="cases/care/service.html",
        context={"told": service_in_words(found) if found else None},
    )


def _now(form: ServiceForm, current: Service) -> Rows:
    """The last step as recorded now; the form then offers what can come after it."""
    form.can_come_after(current)
    last = current.steps.select_related("recorded_by").order_by("-recorded_at")[0]
    rows = [
        (_("What happened?"), step_name(last.step)),
        (_("When?"), date_format(last.on)),
        (_("Recorded by"), str(last.recorded_by)),
    ]
    return [*rows, *([(_("Who gives it?"), party_name(last.provider))] if last.provider else [])]


def _is_the_last(current: Service, form: ServiceForm, request: HttpRequest) -> bool:
    """Whether the last step is what this form says and by the same member: the form was sent twice."""
    last = current.steps.order_by("-recorded_at").first()
    given = {name: form.cleaned_data[name] for name in ("step", "on", "provider", "note")}
    same = last is not None and all(getattr(last, name) == value for name, value in given.items())
    return same and last is not None and last.recorded_by_id == request.actor.member_id


urlpatterns = [
    path("<uuid:case_id>/care/", care, name="care"),
    path("<uuid:case_id>/care/<uuid:person_id>/<slug:service>/", service, name="service"),
]
