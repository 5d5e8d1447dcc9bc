"""Second factors: noting that one came or went."""

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import action, record
from firmground_site.members import events


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
