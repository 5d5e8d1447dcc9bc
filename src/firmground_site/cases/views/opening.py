"""The pages on which a case is opened: from the identification that calls for one, and from a person's file."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.forms.involving import OpeningForm
from firmground_site.cases.models import Case
from firmground_site.cases.opening import opened
from firmground_site.cases.procedure import calls_for_case
from firmground_site.cases.queries import cases_visible_to
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.views.one_identification import of_identification, sent
from firmground_site.screening.views.people import of_person


@never_cache
@requires(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
def open_from(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Open the case that the decision of an identification calls for; where there is one already, lead to it."""
    found = cases_visible_to(request.actor).filter(opened_from=identification).first()
    if found is not None:
        return redirect("cases:case", found.pk)
    back = reverse("screening:identification", args=[identification.pk])
    if request.method != "POST" and not calls_for_case(identification):
        messages.info(request, _("No case can be opened from this identification now. One can be opened from the person’s file."))
        return redirect(back)
    form = OpeningForm(sent(request), initial={"role": "victim", "basis": "decision"})
    return _opening(request, form, identification.person, back, identification=identification)


@never_cache
@requires(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def open_directly(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Open a case about a person without a decision that calls for one."""
    return _opening(request, OpeningForm(sent(request)), person, reverse("screening:person", args=[person.pk]))


def _opening(request: HttpRequest, form: OpeningForm, person: Person, back: str, **given: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        twice = cases_visible_to(request.actor).filter(pk=form.cleaned_data["key"]).first()
        if twice is not None:
            return redirect("cases:case", twice.pk)
        with refusals_on(form):
            return _opened(request, open_case(person=person, by=request.actor, **form.cleaned_data, **given))
    context = {"form": form, "person": person, "back": back}
    return render(request, "cases/new.html", context, status=400 if form.errors else 200)


def _opened(request: HttpRequest, case: Case) -> HttpResponse:
    """Whoever opened a case need not say at once why they open its file."""
    opened(request, case)
    messages.success(request, _("The case is open."))
    return redirect("cases:case", case.pk)


urlpatterns = [
    path("from/<uuid:identification_id>/", open_from, name="open_from"),
    path("about/<uuid:person_id>/", open_directly, name="open_directly"),
]
