"""Ending trust in a phone, or in one officer's keys on it. What lies sealed on it still arrives; nothing else does."""

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.devices import events
from firmground_site.devices.actions.enrolling import end_keys
from firmground_site.devices.changing import held_device, tell
from firmground_site.devices.models import Device, DeviceOfficer, Prepared
from firmground_site.devices.models.change import OFFICER
from firmground_site.devices.queries import devices_visible_to
from firmground_site.devices.vocabulary import ENDED


@action(permission=Permission.DEVICE_MANAGE, records=[events.DEVICE_REVOKED])
def revoke_device(*, device: Device, reason: str, by: Actor) -> Device:
    """Revoke a phone: it gets receipts for what it still sends, all of which is held, and is told to erase the rest."""
    current = _seen(device, by)
    if current.is_revoked:
        raise Refused(_("This phone was revoked already."))
    if not reason.strip():
        raise Refused(_("Say why the phone is revoked."))
    now = timezone.now()
    current.revoked_at, current.revoked_by_id, current.reason = now, by.member_id, reason.strip()
    current.save()
    Prepared.objects.filter(officer__device=current, ended_at__isnull=True).update(envelope=None, ended_at=now, ended_by=by.key)
    record(events.DEVICE_REVOKED, subject=current, reason=current.reason)
    return current


@action(permission=Permission.DEVICE_MANAGE, records=[events.OFFICER_ENDED])
def end_officer(*, officer: DeviceOfficer, by: Actor) -> DeviceOfficer:
    """End an officer's keys on a phone, which erases them and their drafts when it is next in contact."""
    device = _seen(officer.device, by)
    current = DeviceOfficer.objects.get(pk=officer.pk)
    if current.ended_at is not None:
        raise Refused(_("The keys of this officer were ended already."))
    end_keys(current, device, by, ended_as=ENDED)
    record(events.OFFICER_ENDED, subject=device, officer=current.pk)
    tell(device, OFFICER, current.member_id)
    return current


def _seen(device: Device, by: Actor) -> Device:
    """The phone, held, if the actor looks after it."""
    current = held_device(device.pk)
    if not devices_visible_to(by).filter(pk=current.pk).exists():
        raise NotPermitted("There is no such phone.")
    return current
