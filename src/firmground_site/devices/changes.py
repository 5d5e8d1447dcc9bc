"""What changed for a phone since it last asked. Rows are found by the phone's own sequence: the cost follows the changes."""

import uuid
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from firmground_site.devices.definitions import definitions_on
from firmground_site.devices.keys import key_in_use, public_half
from firmground_site.devices.models import Change, Device, Entry, Prepared
from firmground_site.devices.models.change import DEBRIEFING, ENDED, OFFICER, RECEIPT
from firmground_site.devices.receipts import receipt_of
from firmground_site.packs.queries import today

MOST = 200  # changes in one answer


def changes_since(device: Device, since: int) -> dict[str, Any]:
    """What a phone has to learn after the change of that number, and the number up to which it then knows."""
    rows = list(Change.objects.filter(device=device, number__gt=since).order_by("number")[: MOST + 1])
    listed, more = rows[:MOST], len(rows) > MOST
    now = listed[-1].number if listed else since
    about = {what: [each.about for each in listed if each.what == what] for what in (RECEIPT, DEBRIEFING, ENDED, OFFICER)}
    return {
        "now": now,
        "more": more,
        "receipts": [receipt_of(each) for each in Entry.objects.filter(pk__in=about[RECEIPT])],
        "debriefings": _prepared(about[DEBRIEFING]),
        "ended": [str(each) for each in about[ENDED]],
        "officers_ended": _ended(device, about[OFFICER]),
        "key": public_half(key_in_use()),
        "definitions": definitions_on(today())[1],
    }


def _ended(device: Device, members: Collection[uuid.UUID]) -> list[str]:
    """Those of the officers who have no keys on the phone now: one who made new ones meanwhile must not lose them."""
    standing = set(device.officers.filter(member__in=members, ended_at__isnull=True).values_list("member_id", flat=True))
    return [str(each) for each in members if each not in standing]


def _prepared(keys: Collection[uuid.UUID]) -> list[dict[str, Any]]:
    still = Prepared.objects.filter(pk__in=keys, ended_at__isnull=True, until__gt=timezone.now()).select_related("officer")
    return [
        {
            "id": str(each.pk),
            "member": str(each.officer.member_id),
            "until": timezone.localtime(each.until).isoformat(timespec="seconds"),
            "envelope": each.envelope,
        }
        for each in still
    ]
