"""Which phones, and which entries of theirs, an actor may see. Reading starts here."""

import datetime
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.devices.models import Device, DeviceOfficer, Entry
from firmground_site.devices.vocabulary import DECLINED, HELD, REFUSED

Row = TypeVar("Row", Device, Entry)


def devices_visible_to(actor: Actor) -> QuerySet[Device]:
    """The phones that the actor looks after, each with how many entries of it wait or cannot be opened."""
    rows = Device.objects.annotate(
        held=Count("entries", filter=Q(entries__state=HELD)), closed=Count("entries", filter=Q(entries__state=REFUSED))
    )
    return _of_agency(rows, actor, Permission.DEVICE_MANAGE)


def held_visible_to(actor: Actor) -> QuerySet[Entry]:
    """Entries that wait for a person and that the actor may resolve."""
    rows = Entry.objects.filter(state=HELD).select_related("device", "member", "screening")
    return _of_agency(rows, actor, Permission.ENTRY_RESOLVE)


def waiting_of(device: Device) -> int:
    """How many entries of a phone wait for a person or cannot be opened."""
    return device.entries.filter(state__in=(HELD, REFUSED)).count()


def declined_due(actor: Actor, day: datetime.date) -> QuerySet[Entry]:
    """Declined entries of the actor's agency whose time has come, the longest due first."""
    rows = Entry.objects.filter(state=DECLINED, erase_on__lte=day).order_by("erase_on", "pk")
    return _of_agency(rows, actor, Permission.PERSON_ERASE)


def own_officers(actor: Actor) -> QuerySet[DeviceOfficer]:
    """The actor's own keys on phones that still serve: of their agency, and not revoked."""
    standing = DeviceOfficer.objects.filter(ended_at__isnull=True, device__revoked_at__isnull=True)
    return standing.filter(member=actor.member_id, device__agency=actor.agency).select_related("device", "member")


def _of_agency(rows: QuerySet[Row], actor: Actor, permission: Permission) -> QuerySet[Row]:
    nobody = Q(pk__in=[])
    return within_scope(rows, actor, permission, own=nobody, agency=Q(agency=actor.agency), referred=nobody)
