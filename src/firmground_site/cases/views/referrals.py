"""The pages of referrals: their lists, one of them, its receipt, and those of a case."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions.taking_on import open_case_of
from firmground_site.cases.models import Case, Referral
from firmground_site.cases.parties import parties_for, party_name
from firmground_site.cases.queries import cases_visible_to, parties_of, referrals_visible_to
from firmground_site.cases.referral_words import (
    due_of,
    has_ended,
    is_gone,
    is_taken_on,
    lies_still,
    purpose_of,
    rows_of,
    state_of,
    steps_in_words,
    told_in_words,
    who,
    why_not_read,
)
from firmground_site.cases.views.one_case import of_case, shown
from firmground_site.cases.views.one_referral import of_referral
from firmground_site.cases.views.referral_steps import STEPS
from firmground_site.packs.queries import referral_lifecycle, text
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

PAGE = 25
LISTS = {"received": _("Received"), "sent": _("Sent"), "ended": _("Ended")}
EMPTY = {
    "received": _("Nothing that was sent to you waits for you."),
    "sent": _("Nothing that you sent is under way."),
    "ended": _("None has ended."),
}


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """What was sent to the actor's parties and waits, what they sent, and what has ended; what is due first stands first."""
    asked = request.GET.get("show", "")
    kind = asked if asked in LISTS else "received"
    page = Paginator(listed(request.actor, kind), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page, request.actor),
        "title": LISTS[kind],
        "empty": EMPTY[kind],
        "lists": [{"text": words, "url": f"?show={key}", "active": key == kind} for key, words in LISTS.items()],
        "may_put_forward": request.actor.may(Permission.PERSON_PUT_FORWARD),
        "may_send": request.actor.may(Permission.REFERRAL_SEND),
        "speaks_for": [party_name(each) for each in sorted(parties_of(request.actor))],
    }
    return render(request, "cases/referrals/list.html", context)


def listed(actor: Actor, kind: str) -> QuerySet[Referral]:
    """The referrals of one list: ``received``, ``sent`` or ``ended``."""
    ours, ended = parties_of(actor), referral_lifecycle().ended
    rows = referrals_visible_to(actor)
    if kind == "ended":
        return rows.filter(state__in=ended).order_by("-changed_at", "-pk")
    running = rows.exclude(state__in=ended).order_by("due_on", "-sent_at", "-pk")
    return running.filter(to_party__in=ours) if kind == "received" else running.filter(from_party__in=ours)


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
@of_referral
def referral(request: HttpRequest, *, referral: Referral) -> HttpResponse:
    """One referral: where it stands, what was told, every step, and what the actor can do."""
    why_not = why_not_read(referral, request.actor)
    context = {
        **_outline(referral, request.actor),
        "why_not": why_not,
        "told": [] if why_not else told_in_words(referral),
        "reason": "" if why_not else referral.reason,
        "agreed": "" if why_not else referral.agreed,
        "steps": steps_in_words(referral, request.actor),
        "can_do": [each for each in STEPS if each.may_be_taken(referral, request.actor)],
        **_what_follows(referral, request.actor),
    }
    return render(request, "cases/referrals/referral.html", context)


def _outline(referral: Referral, actor: Actor) -> dict[str, Any]:
    parties = parties_for(parties_of(actor))
    clock = text(f"cases.clocks.{referral.due_clock}") if referral.due_clock else ""
    return {
        "referral": referral,
        "from": parties.name(referral.from_party),
        "to": parties.name(referral.to_party),
        "purpose": purpose_of(referral),
        "state": state_of(referral),
        "clock": clock,
        "due": due_of(referral),
        "lies_still": lies_still(referral),
        "is_gone": is_gone(referral, parties),
        "is_sender": referral.from_party in parties.theirs,
        "has_ended": has_ended(referral),
    }


def _what_follows(referral: Referral, actor: Actor) -> dict[str, Any]:
    """The person and the case, as far as the actor may see them, and what can be done with them once it was accepted."""
    person = _seen(referral, actor)
    accepted = is_taken_on(referral, actor)
    opened = open_case_of(person, actor) if accepted and person and actor.may(Permission.CASE_OPEN) else None
    return {
        "person": person,
        "who": who(referral, person),
        "case": cases_visible_to(actor).filter(pk=referral.case_id).first() if referral.case_id else None,
        "case_here": opened,
        "may_open_case": bool(accepted and person and actor.may(Permission.CASE_OPEN) and not opened),
        "may_link": accepted and referral.person_id is None and actor.may(Permission.PERSON_READ),
        "may_screen": accepted and referral.person_id is None and actor.may(Permission.SCREENING_RECORD),
    }


def _seen(referral: Referral, actor: Actor) -> Person | None:
    return people_visible_to(actor).filter(pk=referral.person_id).first() if referral.person_id else None


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
@of_referral
def receipt(request: HttpRequest, *, referral: Referral) -> HttpResponse:
    """The receipt for whoever sent it: the reference, and what happens next."""
    get_object_or_404(referrals_visible_to(request.actor), pk=referral.pk, from_party__in=parties_of(request.actor))
    return render(request, "cases/referrals/receipt.html", _outline(referral, request.actor))


@never_cache
@requires(Permission.CASE_READ, Permission.REFERRAL_READ)
@require_safe
@of_case
def of_one_case(request: HttpRequest, *, case: Case) -> HttpResponse:
    """The referrals that were sent from a case, and whom one can refer."""
    found = referrals_visible_to(request.actor).filter(case=case)
    involved = people_visible_to(request.actor).filter(involvements__case=case, involvements__ended_at__isnull=True).distinct()
    may_send = request.actor.may(Permission.REFERRAL_SEND) and not case.is_closed
    context = {"rows": rows_of(found, request.actor), "people": list(involved) if may_send else [], "may_send": may_send}
    return shown(request, "cases/referrals/of_case.html", case, context)


urlpatterns = [
    path("referrals/", referrals, name="referrals"),
    path("referrals/<uuid:referral_id>/", referral, name="referral"),
    path("referrals/<uuid:referral_id>/receipt/", receipt, name="receipt"),
    path("<uuid:case_id>/referrals/", of_one_case, name="referrals_of_case"),
]
