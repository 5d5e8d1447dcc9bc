"""Changing what a member is: role and agency, active or not, and a second factor that was lost."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

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
    _must_be_someone_else(member, by, _("You cannot change your own role. Ask another administrator."))
    _must_leave_an_administrator(member, stays=role == "administrator")
    before = Member.objects.select_for_update().get(pk=member.pk)
    if (before.role, before.agency) == (role, agency):
        raise Refused(_("{name} has this role in this agency already.").format(name=member.name))
    record(events.ROLE_CHANGED, subject=member, role=role, agency=agency, role_before=before.role, agency_before=before.agency)
    member.role, member.agency = role, agency
    member.save(update_fields=["role", "agency"])


@action(permission=Permission.MEMBER_MANAGE, records=[events.DEACTIVATED])
def deactivate_member(*, member: Member, reason: str, by: Actor) -> None:
    """Shut a member out, and sign them out everywhere. What they did stays."""
    _must_be_someone_else(member, by, _("You cannot deactivate yourself. Ask another administrator."))
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
    own = _("You cannot reset your own second factor here: use your account page. Ask another administrator.")
    _must_be_someone_else(member, by, own)
    _must_have_reason(reason)
    kinds = sorted(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    if not kinds:
        raise Refused(_("{name} has no second factor.").format(name=member.name))
    Authenticator.objects.filter(user=member).delete()
    record(events.SECOND_FACTOR_RESET, subject=member, reason=reason, kinds=kinds, sessions_ended=end_sessions(member))


def _set_active(member: Member, *, active: bool) -> None:
    if Member.objects.select_for_update().get(pk=member.pk).is_active is active:
        already = _("{name} is active already.") if active else _("{name} is inactive already.")
        raise Refused(already.format(name=member.name))
    member.is_active = active
    member.save(update_fields=["is_active"])


def _must_be_someone_else(member: Member, by: Actor, refusal: str) -> None:
    if member.pk == by.member_id:
        raise Refused(refusal)


def _must_have_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why, in a sentence. The ledger keeps it."))


def _must_leave_an_administrator(member: Member, *, stays: bool) -> None:
    if member.role == "administrator" and not stays and not other_administrators(member).exists():
        last = _("{name} is the last active administrator. Make another member administrator first.")
        raise Refused(last.format(name=member.name))
