"""Where phones leave what they sealed: each envelope is kept by itself, and answered with a receipt."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from firmground_site.devices.actions.arriving import receive_entry
from firmground_site.devices.actors import the_device
from firmground_site.devices.answering import called_by_a_phone, refusal, sent_in, told
from firmground_site.devices.envelope import NotAnEnvelope, envelopes_in
from firmground_site.devices.models import Device
from firmground_site.devices.receipts import receipt_of


@called_by_a_phone
def entries(request: HttpRequest, device: Device) -> JsonResponse:
    """Take in the envelopes one after the other; when one cannot be kept, the receipts of those before it are lost, not they."""
    try:
        envelopes = envelopes_in(sent_in(request))
    except NotAnEnvelope as wrong:
        return refusal("not_an_envelope", 400, f"{wrong}.")
    by = the_device(device)
    return told({"receipts": [receipt_of(receive_entry(envelope=each, device=device, by=by)) for each in envelopes]})


urlpatterns = [path("entries", entries, name="entries")]
