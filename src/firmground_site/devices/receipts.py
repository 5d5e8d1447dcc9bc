"""What a phone is told became of an entry. A receipt says nothing of what the entry says."""

from django.utils.timezone import localtime

from firmground_site.devices.models import Entry
from firmground_site.devices.vocabulary import DECLINED, ERASED


def receipt_of(entry: Entry) -> dict[str, str]:
    """A receipt, as the phone keeps it."""
    return {
        "id": str(entry.number),
        "digest": entry.digest,
        "kind": entry.kind,
        "state": DECLINED if entry.state == ERASED else entry.state,
        "reason": entry.reason,
        "at": localtime(entry.resolved_at or entry.arrived).isoformat(timespec="seconds"),
    }
