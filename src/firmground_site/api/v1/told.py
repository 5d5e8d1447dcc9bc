"""``GET /api/v1/people/<id>/told/``: what may be told of a person to a party today; that it was told is written down."""

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.api.answers import refused, told
from firmground_site.audit.actions import Refused
from firmground_site.cases.actions.telling import tell_program
from firmground_site.screening.queries import people_visible_to

JSON = "application/json"


@never_cache
@requires(Permission.PERSON_READ, Permission.REFERRAL_SEND)
@require_GET
def told_of_person(request: HttpRequest, person_id: UUID) -> JsonResponse:
    """All that may be told to ``recipient`` for ``purpose``, or 409 with the reasons why nothing may be.

    It must be asked for as JSON by name: then no link on a page of somebody else can bring about that something was told.
    """
    person = get_object_or_404(people_visible_to(request.actor), pk=person_id)
    recipient, purpose = request.GET.get("recipient", ""), request.GET.get("purpose", "")
    if JSON not in request.headers.get("Accept", "") or not recipient or not purpose:
        return refused(
            [_("Say recipient= and purpose= in the address, and Accept: {accepted} in the head.").format(accepted=JSON)],
            status=400,
        )
    try:
        made = tell_program(person=person, recipient=recipient, purpose=purpose, by=request.actor)
    except Refused as found:
        return refused(found.reasons, status=409)
    basis = "consent" if made.disclosure.consent_id else "exception"
    return told(
        {"recipient": recipient, "purpose": purpose, "basis": basis, "disclosure": made.disclosure.pk, "told": made.words}
    )


urlpatterns = [path("people/<uuid:person_id>/told/", told_of_person, name="told")]
