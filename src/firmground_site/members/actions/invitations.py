"""Inviting someone to become a member, and accepting the invitation. It makes the link's token but does not send it."""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Invitation, Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.members import events
from firmground_site.members.queries import OPEN, WITHOUT_AGENCY, agency_choices, digest_of, is_name_in_use, member_with_address

NO_LONGER_OPEN = gettext_lazy("This invitation was accepted, withdrawn, or is too old. Ask whoever invited you for another.")


class NameInUse(Refused):
    """Someone who joins chose the name of an active member of the same agency."""


class Invited(NamedTuple):
    """An invitation with the token of its link, which is kept nowhere and cannot be shown again."""

    invitation: Invitation
    token: str


@action(permission=Permission.MEMBER_MANAGE, records=[events.INVITED])
def invite_member(*, name: str, email: str, agency: str, role: str, by: Actor) -> Invited:
    """Invite someone. An invitation that is still open for the same address is renewed, and its older link ends."""
    email = _possible_address(email)
    must_be_a_place(role=role, agency=agency)
    token, now = secrets.token_urlsafe(32), timezone.now()
    written = {
        "name": name.strip(),
        "agency": agency,
        "role": role,
        "token_digest": digest_of(token),
        "invited_at": now,
        "invited_by_id": by.member_id,
        "expires_at": now + settings.INVITATION_LASTS,
    }
    invitation = Invitation.objects.select_for_update().filter(OPEN, email__iexact=email).first() or Invitation(email=email)
    for field, value in written.items():
        setattr(invitation, field, value)
    invitation.save()
    record(events.INVITED, subject=invitation, role=role, agency=agency)
    return Invited(invitation, token)


def _possible_address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        wrong = _("{text} is no email address. Write one like name@example.org.")
        raise Refused(wrong.format(text=email or _("An empty text"))) from error
    member = member_with_address(email)
    if member is not None:
        active = _("{name} is already a member with this address. Change their role instead.")
        inactive = _("{name} is already a member with this address. Reactivate them instead.")
        raise Refused((active if member.is_active else inactive).format(name=member.name))
    return email


def must_be_a_place(*, role: str, agency: str) -> None:
    """Refuse a role that does not exist, an agency that the pack does not list, and a role that needs one without any."""
    if role not in ROLES:
        raise Refused(_("There is no role {role!r}. Choose one of the list.").format(role=role))
    if not agency and role not in WITHOUT_AGENCY:
        raise Refused(_("Choose the agency that the member works for."))
    if agency and agency not in dict(agency_choices()):
        raise Refused(_("There is no agency {agency!r}. Choose one of the list.").format(agency=agency))


@action(permission=Permission.MEMBER_MANAGE, records=[events.INVITATION_WITHDRAWN])
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    """End an invitation before it is accepted; its link stops working at once."""
    current = Invitation.objects.select_for_update().filter(OPEN, pk=invitation.pk).first()
    if current is None:
        raise Refused(_("This invitation was already accepted or withdrawn."))
    current.withdrawn_at, current.withdrawn_by_id = timezone.now(), by.member_id
    current.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(events.INVITATION_WITHDRAWN, subject=current)


@action(permission=Permission.MEMBER_MANAGE, records=[events.JOINED])
def accept_invitation(*, token: str, name: str, password: str, by: Actor) -> Member:
    """Make the member whom an invitation names, with the name and password that its holder chose; once.

    Every page will call them by that name, so it may not be a colleague's; the ledger keeps it beside the invited one.
    """
    now = timezone.now()
    invitation = Invitation.objects.select_for_update().filter(OPEN, token_digest=digest_of(token), expires_at__gt=now).first()
    if invitation is None:
        raise Refused(NO_LONGER_OPEN)
    if member_with_address(invitation.email) is not None:
        raise Refused(_("There is already a member with this address. Sign in, or ask for a new password."))
    if is_name_in_use(name, invitation.agency):
        taken = _("There is already a member called {name} in this agency. Add to your name what tells you apart.")
        raise NameInUse(taken.format(name=name.strip()))
    member = Member(email=invitation.email, name=name.strip(), role=invitation.role, agency=invitation.agency)
    must_be_a_good_password(password, member)
    member.set_password(password)
    member.save(force_insert=True)
    invitation.accepted_at, invitation.accepted_by = now, member
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    names = {"name": member.name, "name_invited": invitation.name}
    record(events.JOINED, subject=member, role=member.role, agency=member.agency, invitation=invitation.pk, **names)
    return member


def must_be_a_good_password(password: str, member: Member) -> None:
    """Refuse a password that the site's validators refuse, with their reasons."""
    try:
        validate_password(password, member)
    except ValidationError as error:
        raise Refused(*error.messages) from error
