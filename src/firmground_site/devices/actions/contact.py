"""That a phone was in contact: noted once in an hour, so that a lost one shows when it was last heard of.

Also noted when it tells of more or fewer entries that were not taken.
"""

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import action, record
from firmground_site.devices import events
from firmground_site.devices.changing import held_device
from firmground_site.devices.models import Device


@action(permission=Permission.DEVICE_USE, records=[events.DEVICE_SEEN])
def note_contact(*, device: Device, set_aside: int | None = None, by: Actor) -> Device:
    """Note that a phone is in contact, a revoked one too; and how many entries lie set aside on it, when it tells that."""
    current = held_device(device.pk)
    current.last_contact = timezone.now()
    current.set_aside = current.set_aside if set_aside is None else set_aside
    current.save(update_fields=["last_contact", "set_aside"])
    record(events.DEVICE_SEEN, subject=current, revoked=current.is_revoked, set_aside=current.set_aside)
    return current
