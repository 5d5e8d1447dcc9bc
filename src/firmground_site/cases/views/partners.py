"""The pages of partners: the list, one of them with its agreements, speakers and proposals, and keeping them."""

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.access.views import requires
from firmground_site.cases.agreements import alarm_on, state_on
from firmground_site.cases.models import Partner, PartnerMember
from firmground_site.packs.queries import text, today
from firmground_site.plan.models import Proposal
from firmground_site.plan.queries import proposals_visible_to
from firmground_site.plan.vocabulary import DECISIONS

NONE_YET = _("Not yet decided")
View = Callable[..., HttpResponse]


def of_partner(view: View) -> View:
    """Give a view the partner of its address."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, partner_id: UUID, **kwargs: Any) -> HttpResponse:
        return view(request, partner=get_object_or_404(Partner, pk=partner_id), **kwargs)

    return guarded


@requires(Permission.PARTNER_READ)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """The partners that are there, then those that left."""
    rows = [_row(each) for each in Partner.objects.order_by("name").prefetch_related("agreements")]
    context = {
        "there": [each for each in rows if each["partner"].left_at is None],
        "left": [each for each in rows if each["partner"].left_at is not None],
        "may_manage": request.actor.may(Permission.PARTNER_MANAGE),
    }
    return render(request, "cases/partners/list.html", context)


def _row(partner: Partner) -> dict[str, Any]:
    return {
        "partner": partner,
        "kind": text(f"codes.partner_kinds.{partner.kind}"),
        "offers": [text(f"casework.services.{each}") for each in partner.offers],
        "alarm": alarm_on(partner.agreements.all(), today()),
    }


@requires(Permission.PARTNER_READ)
@require_safe
@of_partner
def partner(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """One partner: what it offers, whom to call, what was agreed, who speaks for it, and what became of its proposals."""
    may_manage = request.actor.may(Permission.PARTNER_MANAGE)
    context = {
        **_row(partner),
        "agreements": [(each, state_on(each, today())) for each in partner.agreements.all()],
        "speakers": [_speaker(each) for each in partner.members.filter(ended_at__isnull=True).select_related("member")],
        "proposals": [(each, DECISIONS.get(each.decision, NONE_YET)) for each in proposals_of(partner, request.actor)],
        "may_manage": may_manage,
    }
    return render(request, "cases/partners/partner.html", context)


def _speaker(named: PartnerMember) -> dict[str, Any]:
    role = ROLES.get(named.role)
    return {"named": named, "role": role.title if role else named.role, "has_lapsed": named.role != named.member.role}


def proposals_of(partner: Partner, actor: Actor) -> QuerySet[Proposal]:
    """Proposals for the action plan that members made while they spoke for a partner, as far as the actor may see them."""
    while_speaking = Q(pk__in=[])
    for each in partner.members.all():
        theirs = Q(proposed_by=each.member_id, proposed_at__gte=each.named_at)
        while_speaking |= theirs & Q(proposed_at__lte=each.ended_at) if each.ended_at else theirs
    return proposals_visible_to(actor).filter(while_speaking)


urlpatterns = [
    path("partners/", partners, name="partners"),
    path("partners/<uuid:partner_id>/", partner, name="partner"),
]
