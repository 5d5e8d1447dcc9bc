"""Where phones ask what changed. A revoked phone is told so, and nothing else."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from firmground_site.devices.answering import called_by_a_phone, refusal, sent_in, told
from firmground_site.devices.changes import changes_since
from firmground_site.devices.models import Device

LAST = 2**63 - 1


@called_by_a_phone
def changes(request: HttpRequest, device: Device) -> JsonResponse:
    """What changed since a number."""
    if device.is_revoked:
        return told({"revoked": True}, status=403)
    since = sent_in(request).get("since", 0)
    if type(since) is not int or not 0 <= since <= LAST:
        return refusal("not_a_number", 400)
    return told(changes_since(device, since))


urlpatterns = [path("changes", changes, name="changes")]
