"""Where phones leave what they sealed: each envelope is kept by itself, and answered with a receipt."""

import logging

from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.urls import path

from firmground_site.devices.actions.arriving import receive_entry
from firmground_site.devices.actors import the_device
from firmground_site.devices.answering import called_by_a_phone, refusal, sent_in, told
from firmground_site.devices.envelope import Envelope, NotAnEnvelope, envelopes_in
from firmground_site.devices.limits import WAITING
from firmground_site.devices.models import Device, Entry
from firmground_site.devices.queries import waiting_of
from firmground_site.devices.receipts import receipt_of

log = logging.getLogger(__name__)


@called_by_a_phone
def entries(request: HttpRequest, device: Device) -> JsonResponse:
    """Take in the envelopes one after the other. One that cannot be kept now gets no receipt, so that the phone keeps it.

    A phone of which too much waits for a person sends again when less does, and meanwhile asks what changed.
    """
    try:
        envelopes = envelopes_in(sent_in(request), device.pk)
    except NotAnEnvelope as wrong:
        return refusal("not_an_envelope", 400, f"{wrong}.")
    if waiting_of(device) >= WAITING:
        return refusal("too_much_waits", 429)
    kept = [_taken_in(each, device) for each in envelopes]
    return told({"receipts": [receipt_of(each) for each in kept if each is not None]})


def _taken_in(envelope: Envelope, device: Device) -> Entry | None:
    """What became of an envelope; ``None`` when something failed on it that nobody foresaw. The log says of which kind."""
    try:
        return receive_entry(envelope=envelope, device=device, by=the_device(device))
    except OperationalError:  # the database itself: the phone tries all of them again
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other envelopes must not wait for this one
        log.error("An entry of phone %s was not taken in: %s", device.pk, type(error).__name__)
        return None


urlpatterns = [path("entries", entries, name="entries")]
