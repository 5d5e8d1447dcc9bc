"""Putting aside what a phone sent and nobody can open, so that it does not stand in the way of what the phone sends next.

It stays as it came for as long as a declined entry does, so that it can still be opened should its key be found.
"""

import uuid
from collections.abc import Collection

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.devices import events
from firmground_site.devices.actions.resolving import must_be_said, put_aside
from firmground_site.devices.changing import held_device
from firmground_site.devices.models import Device, Entry
from firmground_site.devices.queries import devices_visible_to
from firmground_site.devices.vocabulary import REFUSED


@action(permission=Permission.DEVICE_MANAGE, records=[events.ENTRY_CLEARED])
def clear_refused(*, device: Device, entries: Collection[uuid.UUID], words: str, by: Actor) -> list[Entry]:
    """Put aside entries of a phone that cannot be opened, all of them or none; each has its event, with the reason.

    Refused without a reason, without an entry, and when one of them does not wait any more.
    """
    current = held_device(device.pk)
    if not devices_visible_to(by).filter(pk=current.pk).exists():
        raise NotPermitted("There is no such phone.")
    must_be_said(words)
    if not entries:
        raise Refused(_("Choose what to put aside."))
    found = list(Entry.objects.select_for_update(of=("self",)).filter(device=current, state=REFUSED, pk__in=entries))
    if len(found) != len(set(entries)):
        raise Refused(_("Somebody else put some of it aside meanwhile. Look at the list again."))
    for each in found:
        each.device = current
        put_aside(each, words, by)
        record(events.ENTRY_CLEARED, subject=each, device=current.pk, why=each.reason, words=each.words)
    return found
