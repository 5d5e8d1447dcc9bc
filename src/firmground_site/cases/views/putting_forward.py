"""The page on which somebody is put forward, for a phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions.putting_forward import put_person_forward
from firmground_site.cases.forms.putting_forward import ForwardForm
from firmground_site.cases.models import Referral
from firmground_site.cases.parties import party_name
from firmground_site.cases.queries import parties_of
from firmground_site.cases.views.referring import send_once
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.PERSON_PUT_FORWARD)
@require_http_methods(["GET", "HEAD", "POST"])
def put_forward(request: HttpRequest) -> HttpResponse:
    """Put somebody forward to an agency."""
    form = ForwardForm(sent(request), actor=request.actor)

    def send(form: ForwardForm, *, knowing: bool) -> Referral:
        return put_person_forward(forward=form.forward(), knowing=knowing, by=request.actor)

    context: dict[str, Any] = {"speaks_for": [party_name(each) for each in sorted(parties_of(request.actor))]}
    return send_once(request, form, send, "cases/referrals/put_forward.html", context)


urlpatterns = [path("referrals/put-forward/", put_forward, name="put_forward")]
