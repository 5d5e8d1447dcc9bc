"""Signing in and out, passwords, and the link to a staff sign-in. What allauth does is noted here; it decides nothing."""

from collections.abc import Sequence

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.members import events
from firmground_site.members.sessions import end_sessions

NOBODY_KNOWN = "member:unknown"


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.SIGNED_IN])
def note_sign_in(*, member: Member, ways: Sequence[str], by: Actor) -> None:
    """Note that a member signed in, and by which ways: password, code, passkey, staff sign-in."""
    _must_be_own(member, by)
    record(events.SIGNED_IN, subject=member, ways=list(ways))


@action(permission=Permission.MEMBER_MANAGE, records=[events.SIGN_IN_FAILED])
def note_sign_in_failed(*, member: Member | None, why: str, address_index: str = "", by: Actor) -> None:
    """Note that a sign-in was refused. ``address_index`` is the blind index of the address when it belongs to nobody."""
    record(events.SIGN_IN_FAILED, subject=member or NOBODY_KNOWN, why=why, address_index=address_index)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.SIGNED_OUT])
def note_sign_out(*, member: Member, by: Actor) -> None:
    """Note that a member signed out."""
    _must_be_own(member, by)
    record(events.SIGNED_OUT, subject=member)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.SIGNED_OUT_ELSEWHERE])
def sign_out_elsewhere(*, member: Member, keeping: str, by: Actor) -> int:
    """Sign a member out everywhere but in the session ``keeping``; gives how many sessions ended."""
    _must_be_own(member, by)
    ended = end_sessions(member, keeping=keeping)
    record(events.SIGNED_OUT_ELSEWHERE, subject=member, sessions_ended=ended)
    return ended


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.PASSWORD_CHANGED])
def set_password(*, member: Member, password: str, by: Actor) -> None:
    """Give a member the password they chose, which was checked before. Their other sessions end by it."""
    _must_be_own(member, by)
    _write_password(member, password)
    record(events.PASSWORD_CHANGED, subject=member)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.PASSWORD_STRENGTHENED])
def strengthen_password(*, member: Member, password: str, by: Actor) -> None:
    """Keep the same password by a newer digest, when the site's way of keeping passwords became stronger."""
    _must_be_own(member, by)
    _write_password(member, password)
    record(events.PASSWORD_STRENGTHENED, subject=member)


@action(permission=Permission.MEMBER_KEEP_OWN, records=[events.LINKED])
def link_openid(*, member: Member, provider: str, uid: str, by: Actor) -> SocialAccount:
    """Link a member to their account at the staff sign-in, whose verified address is theirs."""
    _must_be_own(member, by)
    if SocialAccount.objects.filter(user=member, provider=provider).exists():
        raise Refused(_("This member is linked to another account of the staff sign-in."))
    account = SocialAccount.objects.create(user=member, provider=provider, uid=uid, extra_data={})
    record(events.LINKED, subject=member, provider=provider)
    return account


def _write_password(member: Member, password: str) -> None:
    member.set_password(password)
    member.save(update_fields=["password"])


def _must_be_own(member: Member, by: Actor) -> None:
    if by.member_id != member.pk:
        raise Refused(_("This can only be done by the member themselves."))
