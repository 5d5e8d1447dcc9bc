"""Ending an officer's keys on a phone because the phone tells that the officer stopped using it, and erased them there."""

import contextlib
import uuid
from collections.abc import Collection

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Stale, action, record
from firmground_site.devices import events
from firmground_site.devices.actions.enrolling import end_keys
from firmground_site.devices.changing import held_device
from firmground_site.devices.models import Device, DeviceOfficer
from firmground_site.devices.vocabulary import LEFT

Left = tuple[uuid.UUID, str]  # a member, and the public half of the signing key that they had


def leave_phone(*, device: Device, left: Collection[Left], by: Actor) -> None:
    """End the keys of officers who left a phone. Telling it twice is harmless, and so is an officer who has newer keys there."""
    if standing_of(device, left):
        with contextlib.suppress(Stale):
            end_left(device=device, left=left, by=by)


@action(permission=Permission.DEVICE_USE, records=[events.OFFICER_LEFT])
def end_left(*, device: Device, left: Collection[Left], by: Actor) -> list[DeviceOfficer]:
    """End those of the keys that still stand. What they signed before is recorded in the officer's name when it arrives."""
    current = held_device(device.pk)
    if current.is_revoked:
        raise NotPermitted("A revoked phone tells nothing.")
    ended = standing_of(current, left)
    if not ended:  # it was told twice in this very moment
        raise Stale(current)
    for each in ended:
        end_keys(each, current, by, ended_as=LEFT)
        record(events.OFFICER_LEFT, subject=current, officer=each.pk)
    return ended


def standing_of(device: Device, left: Collection[Left]) -> list[DeviceOfficer]:
    """The keys that serve among those that are named."""
    return [each for each in device.officers.filter(ended_at__isnull=True) if (each.member_id, each.signing_key) in set(left)]
