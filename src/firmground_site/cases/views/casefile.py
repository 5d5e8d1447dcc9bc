"""The pages of a case: the list, why its file is opened, its outline, and its file."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.kinds import KINDS
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.reading import open_case_file
from firmground_site.cases.forms.opening import CasePurposeForm
from firmground_site.cases.lists import lists_for
from firmground_site.cases.models import Case, FileEntry
from firmground_site.cases.opening import opened
from firmground_site.cases.parties import party_name
from firmground_site.cases.prompting import to_look_at
from firmground_site.cases.queries import cases_visible_to, entries_visible_to
from firmground_site.cases.views.one_case import of_case, shown
from firmground_site.packs.queries import text
from firmground_site.screening.views.one_identification import sent
from firmground_site.screening.views.people import next_address

PAGE = 50
LATEST = 8


@never_cache
@requires(Permission.CASE_READ)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the actor may see: those that are open first, overdue ones before others."""
    rows = cases_visible_to(request.actor).order_by("closed_at", "due_on", "opened_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(each) for each in page], "lists": lists_for(request.actor)}
    return render(request, "cases/list.html", context)


def _row(case: Case) -> dict[str, Any]:
    return {"case": case, "state": text(f"casework.states.{case.state}"), "agency": party_name(case.agency)}


@never_cache
@requires(Permission.CASE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def open_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say why a case is opened; the purpose is recorded, and the file is open for a while."""
    case = get_object_or_404(cases_visible_to(request.actor), pk=case_id)
    form = CasePurposeForm(sent(request), initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            open_case_file(case=case, purpose=form.in_words(), by=request.actor)
            opened(request, case)
            ours = next_address(request, form.cleaned_data["next"])
            return HttpResponseRedirect(ours or reverse("cases:case", args=[case.pk]))
    return render(request, "cases/open.html", {"form": form, "case": case}, status=400 if form.errors else 200)


@never_cache
@requires(Permission.CASE_READ)
@require_safe
@of_case
def case(request: HttpRequest, *, case: Case) -> HttpResponse:
    """The outline of a case: where it stands, who is in it, and what happened last."""
    context = {
        "state": text(f"casework.states.{case.state}"),
        "agency": party_name(case.agency),
        "look_at": to_look_at(case, request.actor),
        "latest": [in_words(each) for each in entries_visible_to(request.actor, case)[:LATEST]],
    }
    return shown(request, "cases/case.html", case, context)


@never_cache
@requires(Permission.CASE_READ)
@require_safe
@of_case
def file(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Everything in a case's file that the actor may read, the latest first, page by page."""
    page = Paginator(entries_visible_to(request.actor, case), PAGE).get_page(request.GET.get("page"))
    return shown(request, "cases/file.html", case, {"page": page, "entries": [in_words(each) for each in page]})


def in_words(entry: FileEntry) -> dict[str, Any]:
    """An entry of a file as a page shows it."""
    sentence = KINDS[entry.kind].sentence
    return {
        "title": sentence[:1].upper() + sentence[1:],
        "on": entry.happened_on,
        "by": entry.recorded_by,
        "words": entry.words,
        "entry": entry,
    }


urlpatterns = [
    path("", cases, name="list"),
    path("<uuid:case_id>/", case, name="case"),
    path("<uuid:case_id>/open/", open_file, name="open_file"),
    path("<uuid:case_id>/file/", file, name="file"),
]
