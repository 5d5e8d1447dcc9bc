"""Numbers what a phone has yet to learn. Called inside actions, which hold the phone until they end."""

import uuid

from firmground_site.devices.models import Change, Device


def held_device(device_id: uuid.UUID) -> Device:
    """A phone as it is now, held until the action ends."""
    return Device.objects.select_for_update().get(pk=device_id)


def tell(device: Device, what: str, about: uuid.UUID) -> None:
    """Add a change for a phone that is held, under its next number."""
    device.sequence += 1
    Change.objects.create(device=device, number=device.sequence, what=what, about=about)
    device.save(update_fields=["sequence"])
