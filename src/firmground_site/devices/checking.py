"""What must be so before an entry is recorded by itself: it opens, says what its envelope says, and its officer signed it."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from firmground.errors import FirmgroundError
from firmground_site.accounts.models import Member
from firmground_site.devices import sealing
from firmground_site.devices.contents import CLOCK_MAY_BE_AHEAD
from firmground_site.devices.envelope import Envelope
from firmground_site.devices.models import Device, DeviceOfficer, Entry, SealingKey


class Hold(Exception):
    """A person must look at an entry; ``reason`` is a word of the vocabulary, ``told`` says more, in sentences."""

    def __init__(self, reason: str, *told: str) -> None:
        super().__init__(reason)
        self.reason, self.told = reason, told


def opened_content(envelope: Envelope, device: Device) -> dict[str, Any]:
    """What an envelope holds; ``CannotOpen`` with a word of the vocabulary when it cannot be opened or contradicts itself."""
    key = SealingKey.objects.filter(pk=envelope.key, destroyed_at__isnull=True).first()
    if key is None:
        raise sealing.CannotOpen("key")
    try:
        content = sealing.open_with(key.private, envelope.written)
    except sealing.CannotOpen as error:
        raise sealing.CannotOpen("altered") from error
    said = {name: str(content.get(name)) for name in ("id", "kind", "device")}
    if said != {name: envelope.written[name] for name in said} or envelope.device != device.pk or not _is_text(content):
        raise sealing.CannotOpen("altered")
    return content


def _is_text(content: Mapping[str, Any]) -> bool:
    """Whether all of it can be written down: half a character, or a number with a fraction, cannot."""
    try:
        sealing.signed_part(content)
    except (ValueError, RecursionError, FirmgroundError):
        return False
    return True


def what_holds(entry: Entry, content: Mapping[str, Any]) -> Member:
    """The officer in whose name an entry can be recorded; ``Hold`` with the first reason for which it cannot."""
    member = entry.member = _member(content)
    officer = _keys_of(entry.device, member)
    if entry.device.is_revoked:
        raise Hold("revoked")
    if member is None or officer is None or not member.is_active or member.agency != entry.device.agency:
        raise Hold("officer")
    if not sealing.is_signed_by(officer.signing_key, content):
        raise Hold("signature")
    if is_ahead(entry.accepted, timezone.now()):
        raise Hold("clock")
    return member


def is_ahead(accepted: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether the phone's clock was wrong beyond what can be: more than a day ahead, or no time at all."""
    return accepted is None or accepted > now + CLOCK_MAY_BE_AHEAD


def _member(content: Mapping[str, Any]) -> Member | None:
    try:
        return Member.objects.filter(pk=uuid.UUID(str(content.get("member")))).first()
    except ValueError:
        return None


def _keys_of(device: Device, member: Member | None) -> DeviceOfficer | None:
    return device.officers.filter(member=member, ended_at__isnull=True).first() if member else None
