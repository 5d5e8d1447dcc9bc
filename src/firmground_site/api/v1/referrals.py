"""``GET /api/v1/referrals/``: the referrals from and to the parties that the member speaks for."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.api.answers import page_of
from firmground_site.api.v1.referral_in_json import in_json
from firmground_site.cases.parties import parties_for
from firmground_site.cases.queries import parties_of, referrals_visible_to


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
def referrals(request: HttpRequest) -> JsonResponse:
    """A page of referrals, those sent last first."""
    rows = referrals_visible_to(request.actor).order_by("-sent_at", "-pk")
    parties = parties_for(parties_of(request.actor))
    return page_of(request, rows, lambda each: in_json(each, parties))


urlpatterns = [path("referrals/", referrals, name="referrals")]
