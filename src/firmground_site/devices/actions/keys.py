"""Making a new key to which phones seal, which retires the one before; and destroying one when nothing can arrive for it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.devices import events, keys
from firmground_site.devices.models import SealingKey


@action(permission=Permission.KEYS_ROTATE, records=[events.KEY_MADE])
def make_phone_key(*, by: Actor) -> SealingKey:
    """Make the key to which phones seal from their next contact on. The one before opens what was sealed to it, and stays."""
    for earlier in SealingKey.objects.select_for_update().filter(retired_at__isnull=True):
        earlier.retired_at, earlier.retired_by = timezone.now(), by.key
        earlier.save()
    return keys.make(by)


@action(permission=Permission.KEYS_ROTATE, records=[events.KEY_DESTROYED])
def destroy_phone_key(*, key: str, by: Actor) -> SealingKey:
    """Destroy the private half of a retired key. What was sealed to it, and arrives later, can be opened by nobody."""
    current = SealingKey.objects.select_for_update().filter(pk=key).first()
    if current is None:
        raise Refused(_("There is no key {key}.").format(key=key))
    if current.retired_at is None:
        raise Refused(_("Key {key} is in use. Make a new one first.").format(key=key))
    if current.destroyed_at is not None:
        raise Refused(_("Key {key} was destroyed already.").format(key=key))
    current.private, current.destroyed_at, current.destroyed_by = "", timezone.now(), by.key
    current.save()
    record(events.KEY_DESTROYED, subject=f"sealingkey:{current.pk}", key=current.pk)
    return current
