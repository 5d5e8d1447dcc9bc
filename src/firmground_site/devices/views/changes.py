"""Where phones ask what changed. A revoked phone is told so, and nothing else."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path

from firmground_site.devices.actions.contact import note_contact
from firmground_site.devices.actors import the_device
from firmground_site.devices.answering import called_by_a_phone, refusal, sent_in, told
from firmground_site.devices.changes import changes_since
from firmground_site.devices.models import Device

LAST = 2**63 - 1
MOST_SET_ASIDE = 2**31 - 1


@called_by_a_phone
def changes(request: HttpRequest, device: Device) -> JsonResponse:
    """What changed since a number. It may tell how many entries lie on it that the site does not take at all."""
    if device.is_revoked:
        return told({"revoked": True}, status=403)
    sent = sent_in(request)
    since, set_aside = sent.get("since", 0), sent.get("set_aside", device.set_aside)
    if not _is_number(since, LAST) or not _is_number(set_aside, MOST_SET_ASIDE):
        return refusal("not_a_number", 400)
    if set_aside != device.set_aside:
        note_contact(device=device, set_aside=set_aside, by=the_device(device))
    return told(changes_since(device, since))


def _is_number(told: Any, most: int) -> bool:
    return type(told) is int and 0 <= told <= most


urlpatterns = [path("changes", changes, name="changes")]
