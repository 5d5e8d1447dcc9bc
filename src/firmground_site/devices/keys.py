"""The keys to which phones seal: the one in use, and those that still open what was sealed before."""

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import record
from firmground_site.devices import events, sealing
from firmground_site.devices.models import SealingKey


def key_in_use() -> SealingKey | None:
    """The key to which phones seal now; ``None`` before the first phone was enrolled."""
    return SealingKey.objects.filter(retired_at__isnull=True).first()


def make(by: Actor) -> SealingKey:
    """Make a key. To be called inside an action that declares the event; the database refuses a second one in use."""
    public, private = sealing.new_pair()
    key = SealingKey.objects.create(
        id=sealing.key_id(public), public=public, private=private, made_at=timezone.now(), made_by=by.key
    )
    record(events.KEY_MADE, subject=f"sealingkey:{key.pk}", key=key.pk)
    return key


def public_half(key: SealingKey | None) -> dict[str, str] | None:
    """The public half as phones are told it."""
    return {"id": key.pk, "public": key.public} if key else None
