"""What a person does with an entry that waits: open it, record it, or decline it. Each has its event, without its content."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.cases.retention import erase_on
from firmground_site.access.actors import Actor, actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused, Stale, action, record
from firmground_site.devices import events
from firmground_site.devices.changing import held_device, tell
from firmground_site.devices.models import Entry
from firmground_site.devices.models.change import RECEIPT
from firmground_site.devices.putting_down import put_down_chosen, put_down_received
from firmground_site.devices.queries import held_visible_to
from firmground_site.devices.vocabulary import DECLINED, RECORDED, SCREENING
from firmground_site.packs.queries import case_rules, today
from firmground_site.screening.actions.erasing import leave_no_copy
from firmground_site.screening.models import Screening

KEPT_AS = "screening_without_indicators"  # the pack's kind of record that says least about anybody
UNPROVEN = ("signature", "officer")  # reasons for which nothing is recorded in the officer's name


@action(permission=Permission.ENTRY_RESOLVE, records=[events.ENTRY_READ])
def open_entry(*, entry: Entry, by: Actor) -> Entry:
    """Open an entry that waits, to read what it says."""
    current = held_visible_to(by).filter(pk=entry.pk).first()
    if current is None:
        raise NotPermitted("There is no such entry.")
    record(events.ENTRY_READ, subject=current)
    return current


@action(permission=Permission.ENTRY_RESOLVE, records=[events.ENTRY_RESOLVED])
def record_entry(*, entry: Entry, version: int, content: Mapping[str, Any], words: str, by: Actor) -> Entry:
    """Record an entry that waited, as ``content`` has it: as it came, or with what was chosen in the place of some items.

    It is recorded in the name of its officer, who signed it; where that is not shown, in the name of who resolves it. Of a
    debriefing, ``content`` is the answers to save. ``Stale`` when somebody else changed it since ``version`` was read.
    """
    current = _held(entry, version, by)
    must_be_said(words)
    try:
        current.screening = _put_down(current, content, by)
    except NotPermitted as refusal:
        raise Refused(_("The officer may not record this now, and nobody else can in their place.")) from refusal
    _resolved(current, RECORDED, words, by)
    current.content = current.told = {}
    current.save()
    tell(current.device, RECEIPT, current.pk)
    record(events.ENTRY_RESOLVED, subject=current, screening=current.screening_id, words=current.words)
    transaction.on_commit(leave_no_copy)
    return current


def _put_down(entry: Entry, content: Mapping[str, Any], by: Actor) -> Screening:
    if entry.kind == SCREENING:
        return put_down_received({**content, "id": str(entry.pk if entry.is_second else entry.number)}, in_whose_name(entry, by))
    if entry.member is None or entry.screening is None:
        raise Refused(_("It belongs to no debriefing that is known here. Decline it."))
    if entry.reason in UNPROVEN:
        raise Refused(_("Nothing shows that the officer gave these answers, so they are not saved in their name. Decline it."))
    return put_down_chosen(entry.screening, content, entry.member)


def in_whose_name(entry: Entry, by: Actor) -> Actor:
    """As whom a screening is recorded: its officer, if they signed it and are active in the agency; else who resolves it."""
    officer: Member | None = entry.member
    is_shown = officer is not None and officer.is_active and officer.agency == entry.agency and entry.reason not in UNPROVEN
    actor = actor_for(officer) if officer is not None and is_shown else by
    return actor if actor.may(Permission.SCREENING_RECORD) else by


@action(permission=Permission.ENTRY_RESOLVE, records=[events.ENTRY_DECLINED])
def decline_entry(*, entry: Entry, version: int, words: str, by: Actor) -> Entry:
    """Decline an entry that waited. What it says is kept as long as a screening that found nothing, then erased."""
    current = _held(entry, version, by)
    must_be_said(words)
    put_aside(current, words, by)
    record(events.ENTRY_DECLINED, subject=current, words=current.words)
    return current


def put_aside(entry: Entry, words: str, by: Actor) -> None:
    """Decline an entry whose phone is held, inside an action that records it: it is kept for a time, and the phone is told."""
    entry.erase_on = erase_on(case_rules().retention_rule(KEPT_AS, on=today()), today())
    _resolved(entry, DECLINED, words, by)
    entry.save()
    tell(entry.device, RECEIPT, entry.pk)


def _held(entry: Entry, version: int, by: Actor) -> Entry:
    """The entry as it is now, held with its phone until the action ends, if the actor may resolve it."""
    device = held_device(entry.device_id)
    Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk).values("pk").first()
    current = held_visible_to(by).filter(pk=entry.pk).first()
    if current is None:
        gone = Entry.objects.filter(pk=entry.pk, agency=by.agency).first()
        raise Stale(gone) if gone else NotPermitted("There is no such entry.")
    if current.version != version:
        raise Stale(current)
    current.device = device
    return current


def must_be_said(words: str) -> None:
    """Refuse what gives no reason."""
    if not words.strip():
        raise Refused(_("Write why."))


def _resolved(entry: Entry, state: str, words: str, by: Actor) -> None:
    entry.state, entry.words = state, words.strip()
    entry.resolved_at, entry.resolved_by_id = timezone.now(), by.member_id
    entry.version += 1
