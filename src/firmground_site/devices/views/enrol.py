"""Where an officer prepares a phone, signed in: the phone asks who is there, and then sends the public halves of new keys."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused
from firmground_site.devices.actions.enrolling import Enrolled, Wanted, enrol
from firmground_site.devices.answering import NotJson, refusal, sent_in, told
from firmground_site.devices.contents import NotTaken, line_in, uuid_in
from firmground_site.devices.keys import key_in_use, public_half
from firmground_site.devices.limits import ENROLMENTS, is_too_often
from firmground_site.devices.sealing import CannotOpen, point_in
from firmground_site.devices.tokens import device_showing
from firmground_site.packs.queries import text


@never_cache
@requires(Permission.SCREENING_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def enrolment(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and with which token a form is sent; or, sent, the phone's token and the key to seal to."""
    if request.method != "POST":
        return told({"csrf": get_token(request), "officer": _officer(request), "key": public_half(key_in_use())})
    if is_too_often("enrolment", request.actor.member_id, ENROLMENTS):
        return refusal("too_often", 429)
    try:
        wanted = _wanted(sent_in(request))
    except NotJson:
        return refusal("not_json", 400)
    except (NotTaken, CannotOpen) as wrong:
        return refusal("not_taken", 400, str(wrong))
    try:
        enrolled = enrol(wanted=wanted, known=device_showing(request.headers.get("Authorization", "")), by=request.actor)
    except Refused as refused:
        return refusal("not_possible", 409, *refused.reasons)
    answer = _answer(request, enrolled)
    logout(request)  # else the site stays open on a phone that others take up, past its PIN
    return told(answer, status=201)


def _wanted(sent: dict[str, Any]) -> Wanted:
    keys = {name: line_in(sent, name) for name in ("signing_key", "sealing_key")}
    for key in keys.values():
        point_in(key)
    device, label = uuid_in(sent, "device"), line_in(sent, "label", 80)
    return Wanted(device, label or str(device)[:8], **keys)


def _officer(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    may = actor.may(Permission.DEBRIEFING_CONDUCT)
    agency = {"code": actor.agency, "name": text(f"codes.agencies.{actor.agency}") if actor.agency else ""}
    return {"member": str(actor.member_id), "name": actor.name, "agency": agency, "may_debrief": may}


def _answer(request: HttpRequest, enrolled: Enrolled) -> dict[str, Any]:
    device = enrolled.officer.device
    answer = {
        "device": {"id": str(device.pk), "label": device.label, "agency": device.agency, "sequence": device.sequence},
        "officer": {**_officer(request), "id": str(enrolled.officer.pk)},
        "key": public_half(enrolled.key),
    }
    return {**answer, "token": enrolled.token} if enrolled.token else answer


urlpatterns = [path("enrol", enrolment, name="enrol")]
