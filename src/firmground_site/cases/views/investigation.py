"""The investigation of a case: what it holds, and the same names in other cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground.law.penalties import money_in_words
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.links import parties_named_in, same_names_elsewhere
from firmground_site.cases.models import Case, FrozenProperty, Suspect
from firmground_site.cases.views import arrests, inquiries, suspects
from firmground_site.cases.views.one_case import of_case, shown
from firmground_site.packs.queries import active_pack, text

READ = (Permission.CASE_READ, Permission.INVESTIGATION_READ)


@never_cache
@requires(*READ)
@require_safe
@of_case
def investigation(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Who is suspected and why, what is looked into, who was arrested, and what is held."""
    context = {
        "suspects": [_suspect(each) for each in case.suspects.select_related("recorded_by").prefetch_related("arrests")],
        "inquiries": [_inquiry(each) for each in case.inquiries.select_related("recorded_by")],
        "held": [_held(each) for each in case.property.select_related("suspect")],
        "may_work": request.actor.may(Permission.INVESTIGATION_WORK) and not case.is_closed,
        "named": _named(case, request.actor),
        "elsewhere": len(same_names_elsewhere(case, request.actor)),
    }
    return shown(request, "cases/investigation/investigation.html", case, context)


@never_cache
@requires(*READ)
@require_safe
@of_case
def same_names(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Which names, phones, addresses and papers of this case are in other cases too, and whom to ask."""
    found = same_names_elsewhere(case, request.actor)
    return shown(request, "cases/investigation/same_names.html", case, {"found": found})


def _suspect(each: Suspect) -> dict[str, Any]:
    known = [
        (_("Part"), _code("named_kinds", each.part)),
        (_("Paper"), each.document),
        (_("Phone"), each.phone),
        (_("Address"), each.address),
        (_("Sex"), _code("sexes", each.sex)),
        (_("Nationality"), _code("nationalities", each.nationality)),
        (_("Suspected because"), _code("suspect_bases", each.basis)),
        (_("In words"), each.basis_words),
    ]
    return {
        "suspect": each,
        "kind": _code("suspect_kinds", each.kind),
        "name": each.name or _("Not known by name"),
        "known": [(label, words) for label, words in known if words],
        "can_be_arrested": each.kind != "company" and all(one.released_on for one in each.arrests.all()),
    }


def _code(listed: str, code: str) -> str:
    return text(f"codes.{listed}.{code}") if code else ""


def _inquiry(each: Any) -> dict[str, Any]:
    return {"inquiry": each, "result": _code("inquiry_results", each.result)}


def _held(each: FrozenProperty) -> dict[str, Any]:
    value = money_in_words(active_pack(), each.value) if each.value is not None else ""
    return {"held": each, "value": value, "whose": (each.suspect.name or str(each.suspect)) if each.suspect else ""}


def _named(case: Case, actor: Actor) -> list[dict[str, Any]]:
    """Whom people of the case named and who is no suspect yet, for recording them as one."""
    if not actor.may(Permission.INVESTIGATION_WORK):
        return []
    known = {index for each in case.suspects.all() for index in (each.name_index, each.phone_index, each.address_index) if index}
    return [
        {"party": each, "kind": text(f"codes.named_kinds.{each.kind}")}
        for each in parties_named_in(case, actor)
        if each.index and each.index not in known
    ]


urlpatterns = [
    path("<uuid:case_id>/investigation/", investigation, name="investigation"),
    path("<uuid:case_id>/same-names/", same_names, name="same_names"),
    *suspects.urlpatterns,
    *inquiries.urlpatterns,
    *arrests.urlpatterns,
]
