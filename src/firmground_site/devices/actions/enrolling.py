"""Preparing a phone for work without a signal: the phone itself, once, and each officer's keys on it."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.devices import events, keys
from firmground_site.devices.changing import held_device, tell
from firmground_site.devices.models import Device, DeviceOfficer, SealingKey
from firmground_site.devices.models.change import ENDED
from firmground_site.devices.tokens import new_token
from firmground_site.devices.vocabulary import REPLACED

MOST_OFFICERS = 20


@dataclass(frozen=True)
class Wanted:
    """What a phone asks for: its id and label, and the public halves of the officer's two keys."""

    device: uuid.UUID
    label: str
    signing_key: str
    sealing_key: str


@dataclass(frozen=True)
class Enrolled:
    """What a phone is given: the officer's keys, the key to seal to, and the token, which is told once; "" if it has it."""

    officer: DeviceOfficer
    key: SealingKey
    token: str = ""


def enrol(*, wanted: Wanted, known: Device | None, by: Actor) -> Enrolled:
    """Enrol an officer on a phone, and the phone itself when it is new. ``known`` is the phone that the request proved to be.

    Refused for a phone that was enrolled before and did not prove to be itself, one of another agency, and a revoked one.
    """
    try:
        return enrol_officer(wanted=wanted, known=known, by=by)
    except IntegrityError:  # another made the first key, or this phone, in the same moment
        return enrol_officer(wanted=wanted, known=known, by=by)


@action(
    permission=Permission.SCREENING_RECORD,
    records=[events.DEVICE_ENROLLED, events.OFFICER_ENROLLED, events.OFFICER_ENDED, events.KEY_MADE],
)
def enrol_officer(*, wanted: Wanted, known: Device | None, by: Actor) -> Enrolled:
    """Give an officer keys on a phone, in the place of those they had there. The first one also makes the key to seal to."""
    if by.member_id is None or not by.agency:
        raise Refused(_("Only a member of an agency can prepare a phone."))
    key = keys.key_in_use() or keys.make(by)
    device, token = _new_device(wanted, by) if known is None else (_held(wanted, known, by), "")
    _end_earlier(device, by)
    officer = DeviceOfficer.objects.create(
        device=device,
        member_id=by.member_id,
        signing_key=wanted.signing_key,
        sealing_key=wanted.sealing_key,
        enrolled_at=timezone.now(),
        enrolled_by_id=by.member_id,
    )
    record(events.OFFICER_ENROLLED, subject=device, officer=officer.pk)
    return Enrolled(officer, key, token)


def _new_device(wanted: Wanted, by: Actor) -> tuple[Device, str]:
    if Device.objects.filter(pk=wanted.device).exists():
        raise Refused(
            _("This phone was prepared before, and has lost what shows it. Erase its storage, and prepare it as a new one.")
        )
    token, digest = new_token()
    now = timezone.now()
    device = Device.objects.create(
        id=wanted.device,
        label=wanted.label,
        agency=by.agency,
        token_digest=digest,
        last_contact=now,
        enrolled_at=now,
        enrolled_by_id=by.member_id,
    )
    record(events.DEVICE_ENROLLED, subject=device, agency=device.agency)
    return device, token


def _held(wanted: Wanted, known: Device, by: Actor) -> Device:
    device = held_device(known.pk)
    if device.pk != wanted.device:
        raise Refused(_("What the phone shows is that of another phone."))
    if device.agency != by.agency:
        raise Refused(_("This phone is another agency’s."))
    if device.is_revoked:
        raise Refused(_("This phone was revoked. Prepare another one."))
    if device.officers.filter(ended_at__isnull=True).exclude(member_id=by.member_id).count() >= MOST_OFFICERS:
        raise Refused(_("Too many officers have keys on this phone."))
    return device


def _end_earlier(device: Device, by: Actor) -> None:
    for earlier in device.officers.filter(ended_at__isnull=True, member_id=by.member_id):
        end_keys(earlier, device, by, ended_as=REPLACED)
        record(events.OFFICER_ENDED, subject=device, officer=earlier.pk)


def end_keys(officer: DeviceOfficer, device: Device, by: Actor, *, ended_as: str) -> None:
    """End an officer's keys on a phone that is held, with what was prepared for them. Inside an action that records it.

    A phone that tells that its officer left it is nobody: the officer ended them.
    """
    now = timezone.now()
    for prepared in officer.prepared.filter(ended_at__isnull=True):
        prepared.envelope, prepared.ended_at, prepared.ended_by = None, now, by.key
        prepared.save()
        tell(device, ENDED, prepared.pk)
    officer.ended_at, officer.ended_by_id, officer.ended_as = now, by.member_id or officer.member_id, ended_as
    officer.save()
