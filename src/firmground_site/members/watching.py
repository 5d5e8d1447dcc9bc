"""Notes in the ledger what allauth tells of: signing in, failing to, signing out, second factors that come and go."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa import signals as second_factors
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from firmground_site.access.actors import actor_for, the_system
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.members.actions import (
    note_recovery_codes,
    note_second_factor_added,
    note_second_factor_removed,
    note_sign_in,
    note_sign_in_failed,
    note_sign_out,
)
from firmground_site.members.queries import member_with_address
from firmground_site.members.sessions import note_beginning
from firmground_site.sealed.keys import blind_index

DOOR = the_system("sign_in")


def sign_in_failed(*, why: str, member: Member | None = None, address: str = "") -> None:
    """Note a refused sign-in: by its member when the address is one's, else by the blind index of the address."""
    member = member or (member_with_address(address) if address else None)
    index = "" if member else blind_index("email", address)
    note_sign_in_failed(member=member, why=why, address_index=index, by=DOOR)


def watch() -> None:
    """Begin to listen."""
    listeners = (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (second_factors.authenticator_added, _added),
        (second_factors.authenticator_removed, _removed),
        (second_factors.authenticator_reset, _renewed),
        (second_factors.authentication_failed, _wrong_code),
    )
    for signal, listener in listeners:
        signal.connect(listener, dispatch_uid=f"firmground.members{listener.__name__}")


def _signed_in(request: HttpRequest, user: Member, **_: Any) -> None:
    note_beginning(request)
    records = get_authentication_records(request, user)
    ways = [each.get("type") or each["method"] for each in records if not each.get("reauthenticated")]
    note_sign_in(member=user, ways=ways, by=actor_for(user))


def _signed_out(user: Member | None, **_: Any) -> None:
    actor = actor_for(user) if user is not None else None
    if actor is not None and actor.may(Permission.MEMBER_KEEP_OWN):  # a member who was shut out has no session to end
        note_sign_out(member=user, by=actor)


def _added(user: Member, authenticator: Authenticator, **_: Any) -> None:
    note_second_factor_added(member=user, kind=authenticator.type, by=actor_for(user))


def _removed(user: Member, authenticator: Authenticator, **_: Any) -> None:
    note_second_factor_removed(member=user, kind=authenticator.type, by=actor_for(user))


def _renewed(user: Member, **_: Any) -> None:
    note_recovery_codes(member=user, by=actor_for(user))


def _wrong_code(user: Member, **_: Any) -> None:
    sign_in_failed(member=user, why="code")
