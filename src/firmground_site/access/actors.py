"""Who acts: a member in their role and agency, the system, or nobody. A value, so that a rule about it needs no database."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_noop

from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.access.roles import NOBODY, ROLES, SYSTEM, Role
from firmground_site.accounts.models import Member


@dataclass(frozen=True)
class Actor:
    """Who acts. ``key`` is how the ledger names them; ``member_id`` is ``None`` for the system and for nobody."""

    key: str
    name: str
    role: Role
    agency: str = ""
    member_id: UUID | None = None

    def __str__(self) -> str:
        return self.name

    def may(self, permission: Permission) -> bool:
        """Whether the actor has a permission, however far it reaches."""
        return permission in self.role.grants

    def scope(self, permission: Permission) -> Scope | None:
        """How far a permission reaches; ``None`` when the actor does not have it."""
        return self.role.grants.get(permission)

    @property
    def is_signed_in(self) -> bool:
        """Whether this is a member."""
        return self.member_id is not None


ANONYMOUS = Actor("nobody", "Nobody", NOBODY)


def actor_for(member: Member) -> Actor:
    """The actor that a member is; one who was deactivated, or whose role is no longer known, may do nothing."""
    role = ROLES.get(member.role, NOBODY) if member.is_active else NOBODY
    return Actor(f"member:{member.pk}", member.name, role, member.agency, member.pk)


def the_system(command: str) -> Actor:
    """The actor of a command run on the server, which the ledger names by the command."""
    return Actor(f"system:{command}", gettext_noop("The system"), SYSTEM)  # the ledger keeps the name in English
