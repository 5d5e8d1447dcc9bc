"""What must be so before an entry is recorded by itself: it opens, says what its envelope says, and its officer signed it."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.errors import FirmgroundError
from firmground_site.accounts.models import Member
from firmground_site.devices import sealing
from firmground_site.devices.contents import CLOCK_MAY_BE_AHEAD, day_in
from firmground_site.devices.envelope import Envelope
from firmground_site.devices.models import Device, DeviceOfficer, Entry, SealingKey
from firmground_site.devices.vocabulary import REASONS, SCREENING

CLOCK_MAY_BE_BEHIND = datetime.timedelta(days=1)
KEYS_LAST_LONGER = datetime.timedelta(minutes=10)  # by the phone's clock, which may be somewhat ahead
MOST_KEYS = 20  # of one officer on one phone that are tried


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
    also = (str(REASONS["revoked"]),) if entry.device.is_revoked else ()
    keys = _keys_of(entry.device, member)
    if member is None or not member.is_active or member.agency != entry.device.agency:
        raise Hold("officer", *also)
    signed_by = next((each for each in keys if sealing.is_signed_by(each.signing_key, content)), None)
    if signed_by is None:
        raise Hold("signature" if any(each.ended_at is None for each in keys) else "officer", *also)
    if not was_theirs(signed_by, entry.accepted):
        raise Hold("officer", _how_ended(signed_by), *also)
    if also:
        raise Hold("revoked")
    if is_ahead(entry.accepted, timezone.now()) or is_behind(entry, content, signed_by.enrolled_at):
        raise Hold("clock")
    return member


def was_theirs(keys: DeviceOfficer, accepted: datetime.datetime | None) -> bool:
    """Whether an officer had some keys when an entry was accepted, and gave them up later, if at all, of their own will.

    Keys that somebody else ended are not believed for any time: whoever has them can write an earlier one.
    """
    if keys.ended_at is None:
        return True
    return keys.was_given_up and accepted is not None and accepted <= keys.ended_at + KEYS_LAST_LONGER


def is_ahead(accepted: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Whether the phone's clock was wrong beyond what can be: more than a day ahead, or no time at all."""
    return accepted is None or accepted > now + CLOCK_MAY_BE_AHEAD


def is_behind(entry: Entry, content: Mapping[str, Any], enrolled: datetime.datetime) -> bool:
    """Whether the phone's clock had fallen back: more than a day before the officer had the keys with which it is signed."""
    earliest = enrolled - CLOCK_MAY_BE_BEHIND
    days = [day_in(content, "screened_on")] if entry.kind == SCREENING else []
    if entry.kind == SCREENING and isinstance(content.get("encounter"), Mapping):
        days.append(day_in(content["encounter"], "screened_on"))
    is_early = entry.accepted is not None and entry.accepted < earliest
    return is_early or any(each < timezone.localdate(earliest) for each in days)


def _member(content: Mapping[str, Any]) -> Member | None:
    try:
        return Member.objects.filter(pk=uuid.UUID(str(content.get("member")))).first()
    except ValueError:
        return None


def _keys_of(device: Device, member: Member | None) -> list[DeviceOfficer]:
    """The keys of an officer on a phone: those that stand, then those that ended, the last first."""
    mine = device.officers.filter(member=member).order_by(F("ended_at").desc(nulls_first=True)) if member else ()
    return list(mine[:MOST_KEYS])


def _how_ended(keys: DeviceOfficer) -> str:
    if keys.ended_by_id == keys.member_id:
        return _("It was signed with keys that this officer had given up before it was accepted. Ask them whether it is theirs.")
    return _("It was signed with keys of this officer that somebody else had ended on this phone. Ask them whether it is theirs.")
