"""What there is to know about members and invitations, cut down to what an actor may see."""

import hashlib

from django.db.models import Q, QuerySet
from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Invitation, Member
from firmground_site.packs.queries import choices
from firmground_site.sealed.keys import blind_index

OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
WITHOUT_AGENCY = ("administrator", "independent_rater", "partner")


def members_visible_to(actor: Actor) -> QuerySet[Member]:
    """All members for whoever manages them; otherwise oneself alone."""
    if actor.may(Permission.MEMBER_MANAGE):
        return Member.objects.order_by("name", "email")
    return Member.objects.filter(pk=actor.member_id)


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """The invitations that were neither accepted nor withdrawn, for whoever manages members; otherwise none."""
    if actor.may(Permission.MEMBER_MANAGE):
        return Invitation.objects.filter(OPEN).select_related("invited_by")
    return Invitation.objects.none()


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a token, while it can be accepted."""
    return Invitation.objects.filter(OPEN, token_digest=digest_of(token), expires_at__gt=timezone.now()).first()


def digest_of(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def member_with_address(email: str) -> Member | None:
    """The member with an address, whatever its case."""
    return Member.objects.filter(email__iexact=email).first()


def is_name_in_use(name: str, agency: str) -> bool:
    """Whether an active member of an agency is called so; width, case, accents, spaces and punctuation do not count."""
    names = Member.objects.filter(agency=agency, is_active=True).values_list("name", flat=True)
    return blind_index("name", name) in {blind_index("name", each) for each in names}


def other_administrators(member: Member) -> QuerySet[Member]:
    """The active administrators besides a member, held until the action ends, so that two cannot remove each other."""
    active = Member.objects.select_for_update().filter(role="administrator", is_active=True)
    return active.exclude(pk=member.pk).order_by("pk")


def role_choices() -> list[tuple[str, str]]:
    """The roles with their titles."""
    return [(role.key, role.title) for role in ROLES.values()]


def agency_choices() -> list[tuple[str, str]]:
    """The agencies of the pack, with their words."""
    return choices("agencies")


def agency_in_words(agency: str) -> str:
    """An agency's name; its code when the pack no longer lists it."""
    return dict(agency_choices()).get(agency, agency)


def role_in_words(role: str) -> str:
    """A role's title; its key when there is no such role any more."""
    return ROLES[role].title if role in ROLES else role
