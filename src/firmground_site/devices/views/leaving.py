"""Where a phone tells that an officer stopped using it. Their keys were erased on it before, and are ended here."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path

from firmground_site.devices.actions.leaving import Left, leave_phone
from firmground_site.devices.actors import the_device
from firmground_site.devices.answering import called_by_a_phone, refusal, sent_in, told
from firmground_site.devices.contents import NotTaken, line_in, uuid_in
from firmground_site.devices.models import Device

MOST = 100  # officers that a phone names at once


@called_by_a_phone
def left(request: HttpRequest, device: Device) -> JsonResponse:
    """End the keys that are named, each by its officer and the public half; those that are not known are left alone."""
    if device.is_revoked:
        return told({"revoked": True}, status=403)
    try:
        named = _named(sent_in(request).get("left"))
    except NotTaken as wrong:
        return refusal("not_taken", 400, str(wrong))
    leave_phone(device=device, left=named, by=the_device(device))
    return told({"left": len(named)})


def _named(sent: Any) -> list[Left]:
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST or not all(isinstance(each, dict) for each in sent):
        raise NotTaken(f"left must be a list of 1 to {MOST} officers")
    return [(uuid_in(each, "member"), line_in(each, "signing_key")) for each in sent]


urlpatterns = [path("left", left, name="left")]
