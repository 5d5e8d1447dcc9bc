"""The pages of a case: the list, why its file is opened, its outline, and its file."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.reading import open_case_file
from firmground_site.cases.forms.opening import CasePurposeForm
from firmground_site.cases.happened import in_words
from firmground_site.cases.lists import lists_for
from firmground_site.cases.models import Case, Involvement
from firmground_site.cases.opening import opened
from firmground_site.cases.parties import party_name
from firmground_site.cases.procedure import has_casework, is_with, steps_open_to
from firmground_site.cases.prompting import to_look_at
from firmground_site.cases.queries import cases_visible_to, entries_visible_to
from firmground_site.cases.standing import SHOW, cases_shown, row_of
from firmground_site.cases.views.one_case import names_of, of_case, shown
from firmground_site.packs.queries import text
from firmground_site.screening.queries import identifications_visible_to, people_visible_to
from firmground_site.screening.views.one_identification import sent
from firmground_site.screening.views.people import next_address

PAGE = 50
LATEST = 8


@never_cache
@requires(Permission.CASE_READ)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the actor may see, by where they stand: those that are open and due first in front."""
    if not has_casework():
        raise Http404
    asked = request.GET.get("show", "")
    show = asked if asked in SHOW else "open"
    page = Paginator(cases_shown(request.actor, show), PAGE).get_page(request.GET.get("page"))
    filters = [{"text": words, "url": f"?show={each}", "active": each == show} for each, words in SHOW.items()]
    lists = lists_for(request.actor)
    context = {"page": page, "rows": [row_of(each) for each in page], "filters": filters, "lists": lists}
    return render(request, "cases/list.html", context)


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
    """Where a case stands, who is in it and works on it, what can be done now, and what happened last."""
    actor, parts = request.actor, list(case.involvements.select_related("person"))
    names = names_of([each.person for each in parts if each.person.erased_at is None], actor)
    latest = list(entries_visible_to(actor, case)[:LATEST])
    open_files = set(people_visible_to(actor).filter(pk__in=names).values_list("pk", flat=True))
    context = {
        "row": row_of(case),
        "look_at": to_look_at(case, actor),
        "reason": text(f"codes.closing_reasons.{case.closing_reason}") if case.closing_reason else "",
        "people": [_part(each, names, open_files) for each in parts],
        "team": [(each, party_name(each.agency)) for each in case.team.filter(left_at__isnull=True).select_related("member")],
        "steps": [(each, each.is_main(case)) for each in steps_open_to(actor, case)],
        "keeps": is_with(actor, case) and actor.may(Permission.CASE_WORK),
        "latest": in_words(latest, names),
        "identification": identifications_visible_to(actor).filter(pk=case.opened_from_id).first(),
    }
    return shown(request, "cases/case.html", case, context)


def _part(part: Involvement, names: Mapping[Any, str], open_files: Collection[Any]) -> dict[str, Any]:
    return {
        "part": part,
        "called": names.get(part.person_id, _("Erased record")),
        "opens": part.person_id in open_files,
        "role": text(f"codes.involvement_roles.{part.role}"),
        "basis": text(f"codes.involvement_bases.{part.basis}"),
    }


@never_cache
@requires(Permission.CASE_READ)
@require_safe
@of_case
def file(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Everything in a case's file that the actor may read, the latest first, page by page."""
    page = Paginator(entries_visible_to(request.actor, case), PAGE).get_page(request.GET.get("page"))
    names = names_of({each.person.pk: each.person for each in page if each.person}.values(), request.actor)
    return shown(request, "cases/file.html", case, {"page": page, "entries": in_words(page, names)})


urlpatterns = [
    path("", cases, name="list"),
    path("<uuid:case_id>/", case, name="case"),
    path("<uuid:case_id>/open/", open_file, name="open_file"),
    path("<uuid:case_id>/file/", file, name="file"),
]
