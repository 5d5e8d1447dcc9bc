"""Second factors: noting that one came or went, and sealing their secrets anew when the keys change."""

from allauth.mfa.models import Authenticator

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import action, record
from firmground_site.members import events
from firmground_site.members.sealing import FACTORS, open_text, seal_text

SEALED_PARTS = {"secret", "seed"}


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.SECOND_FACTOR_ADDED])
def note_second_factor_added(*, member: Member, kind: str, by: Actor) -> None:
    """Note that a member added a second factor: ``totp``, ``webauthn`` or ``recovery_codes``."""
    record(events.SECOND_FACTOR_ADDED, subject=member, factor=kind)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.SECOND_FACTOR_REMOVED])
def note_second_factor_removed(*, member: Member, kind: str, by: Actor) -> None:
    """Note that a member removed a second factor."""
    record(events.SECOND_FACTOR_REMOVED, subject=member, factor=kind)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.RECOVERY_CODES_RENEWED])
def note_recovery_codes(*, member: Member, by: Actor) -> None:
    """Note that a member made new recovery codes."""
    record(events.RECOVERY_CODES_RENEWED, subject=member)


@action(permission=Permission.KEYS_ROTATE, records=[events.SECOND_FACTORS_RESEALED])
def reseal_second_factors(*, by: Actor) -> int:
    """Seal the secrets of all second factors with the current key; gives how many there are."""
    count = 0
    for factor in Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
        for part in factor.data.keys() & SEALED_PARTS:
            factor.data[part] = seal_text(open_text(factor.data[part], FACTORS), FACTORS)
        factor.save(update_fields=["data"])
        count += 1
    record(events.SECOND_FACTORS_RESEALED, subject="members", count=count)
    return count
