"""Changing what a member is: role and agency, active or not, and a second factor that was lost."""

from allauth.mfa.models import Authenticator

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.members import events
from firmground_site.members.actions.invitations import must_be_a_place
from firmground_site.members.queries import other_administrators
from firmground_site.members.sessions import end_sessions


@action(permission=Permission.MEMBER_MANAGE, records=[events.ROLE_CHANGED])
def change_role(*, member: Member, role: str, agency: str, by: Actor) -> None:
    """Give a member another role, another agency, or both. It holds from their next page on."""
    must_be_a_place(role=role, agency=agency)
    _must_be_someone_else(member, by, "change your own role")
    _must_leave_an_administrator(member, stays=role == "administrator")
    before = Member.objects.select_for_update().get(pk=member.pk)
    if (before.role, before.agency) == (role, agency):
        raise Refused(f"{member.name} has this role in this agency already.")
    record(events.ROLE_CHANGED, subject=member, role=role, agency=agency, role_before=before.role, agency_before=before.agency)
    member.role, member.agency = role, agency
    member.save(update_fields=["role", "agency"])


@action(permission=Permission.MEMBER_MANAGE, records=[events.DEACTIVATED])
def deactivate_member(*, member: Member, reason: str, by: Actor) -> None:
    """Shut a member out, and sign them out everywhere. What they did stays."""
    _must_be_someone_else(member, by, "deactivate yourself")
    _must_have_reason(reason)
    _must_leave_an_administrator(member, stays=False)
    _set_active(member, active=False)
    ended = end_sessions(member)
    record(events.DEACTIVATED, subject=member, reason=reason, sessions_ended=ended)


@action(permission=Permission.MEMBER_MANAGE, records=[events.REACTIVATED])
def reactivate_member(*, member: Member, reason: str, by: Actor) -> None:
    """Let a deactivated member in again, with the role and the password they had."""
    _must_have_reason(reason)
    _set_active(member, active=True)
    record(events.REACTIVATED, subject=member, reason=reason)


@action(permission=Permission.MEMBER_MANAGE, records=[events.SECOND_FACTOR_RESET])
def reset_second_factor(*, member: Member, reason: str, by: Actor) -> None:
    """Remove every second factor of a member who lost theirs, and sign them out. They set up another when they sign in."""
    _must_be_someone_else(member, by, "reset your own second factor here: use your account page")
    _must_have_reason(reason)
    kinds = sorted(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    if not kinds:
        raise Refused(f"{member.name} has no second factor.")
    Authenticator.objects.filter(user=member).delete()
    record(events.SECOND_FACTOR_RESET, subject=member, reason=reason, kinds=kinds, sessions_ended=end_sessions(member))


def _set_active(member: Member, *, active: bool) -> None:
    if Member.objects.select_for_update().get(pk=member.pk).is_active is active:
        raise Refused(f"{member.name} is {'active' if active else 'inactive'} already.")
    member.is_active = active
    member.save(update_fields=["is_active"])


def _must_be_someone_else(member: Member, by: Actor, what: str) -> None:
    if member.pk == by.member_id:
        raise Refused(f"You cannot {what}. Ask another administrator.")


def _must_have_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why, in a sentence. The ledger keeps it.")


def _must_leave_an_administrator(member: Member, *, stays: bool) -> None:
    if member.role == "administrator" and not stays and not other_administrators(member).exists():
        raise Refused(f"{member.name} is the last active administrator. Make another member administrator first.")
