"""``GET /api/v1/referrals/<id>/``: one referral with its steps, and what was told while the gate lets it be told."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.api.answers import told
from firmground_site.api.v1.referral_in_json import in_json, step_in_json
from firmground_site.cases.files_given import may_be_told_today
from firmground_site.cases.models import Referral
from firmground_site.cases.parties import parties_for
from firmground_site.cases.queries import parties_of, referrals_visible_to
from firmground_site.cases.referral_words import why_not_read


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> JsonResponse:
    """One referral. ``details`` is null when the gate does not let them be told today, and for whoever was put forward."""
    found = get_object_or_404(referrals_visible_to(request.actor), pk=referral_id)
    is_open = _passes_the_gate(found) and not why_not_read(found, request.actor)
    steps = [step_in_json(each) for each in found.steps.all()]
    parties = parties_for(parties_of(request.actor))
    return told({**in_json(found, parties), "steps": steps, "details": found.details if is_open else None})


def _passes_the_gate(found: Referral) -> bool:
    """No gate can be asked about somebody without a consent: what a partner wrote is for people to read on the page."""
    return not found.is_put_forward and may_be_told_today(found)


urlpatterns = [path("referrals/<uuid:referral_id>/", referral, name="referral")]
