"""Taking in what a phone sends: opened, checked, and recorded in the officer's name, or held for a person. Nothing is lost.

Each envelope is one action and so one transaction: its receipt is given once that is kept.
"""

from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone, translation

from firmground.errors import FirmgroundError
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.devices import events
from firmground_site.devices.changing import held_device
from firmground_site.devices.checking import Hold, opened_content, what_holds
from firmground_site.devices.contents import NotTaken, moment_in
from firmground_site.devices.envelope import Envelope
from firmground_site.devices.models import Device, Entry
from firmground_site.devices.putting_down import belongs_to, put_down
from firmground_site.devices.sealing import CannotOpen
from firmground_site.devices.vocabulary import HELD, RECORDED, REFUSED

TRIES = 3
KINDS = {RECORDED: events.ENTRY_RECORDED, HELD: events.ENTRY_HELD, REFUSED: events.ENTRY_REFUSED}


def receive_entry(*, envelope: Envelope, device: Device, by: Actor) -> Entry:
    """Take in an envelope, or give back what became of it when the same was sent before."""
    for left in reversed(range(TRIES)):
        kept = Entry.objects.filter(number=envelope.id, digest=envelope.digest).first()
        if kept is not None:
            return kept
        try:
            return take_in(envelope=envelope, device=device, by=by)
        except IntegrityError:  # the same number, or the same envelope, in this very moment
            if not left:
                raise
    raise AssertionError("unreachable")


@action(permission=Permission.DEVICE_USE, records=list(KINDS.values()))
def take_in(*, envelope: Envelope, device: Device, by: Actor) -> Entry:
    """Open an envelope and record what it says; hold it for a person, or keep it as it came, when that cannot be."""
    current = held_device(device.pk)
    entry = Entry(
        number=envelope.id,
        digest=envelope.digest,
        is_second=Entry.objects.filter(number=envelope.id).exists(),
        kind=envelope.kind,
        device=current,
        agency=current.agency,
        arrived=timezone.now(),
    )
    try:
        content = opened_content(envelope, current)
    except CannotOpen as closed:
        entry.state, entry.reason, entry.envelope = REFUSED, str(closed), dict(envelope.written)
    else:
        with translation.override(settings.LANGUAGE_CODE):  # what is told is kept, and read by others than the phone's officer
            _judge(entry, content)
    entry.save(force_insert=True)
    record(
        KINDS[entry.state], subject=entry, device=current.pk, sent=entry.kind, reason=entry.reason, screening=entry.screening_id
    )
    return entry


def _judge(entry: Entry, content: dict[str, Any]) -> None:
    """Record what an entry says, or say why it is held."""
    entry.accepted, entry.screening = moment_in(content, "accepted_at"), belongs_to(entry, content)
    try:
        officer = what_holds(entry, content)
        entry.screening = put_down(entry, content, officer)
        entry.state = RECORDED
    except Hold as hold:
        _hold(entry, content, hold.reason, hold.told)
    except NotPermitted:
        _hold(entry, content, "officer", ())
    except Refused as refused:
        _hold(entry, content, "again" if entry.is_second else "not_taken", refused.reasons)
    except (NotTaken, FirmgroundError) as wrong:
        _hold(entry, content, "not_taken", (str(wrong),))


def _hold(entry: Entry, content: dict[str, Any], reason: str, told: tuple[str, ...]) -> None:
    entry.state, entry.reason, entry.content, entry.told = HELD, reason, content, {"sentences": list(told)}
