"""The one way to cut a query about people down to what an actor may see."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope

Row = TypeVar("Row", bound=Model)


def within_scope(rows: QuerySet[Row], actor: Actor, permission: Permission, *, own: Q, agency: Q, referred: Q) -> QuerySet[Row]:
    """The rows that the permission reaches for this actor: none without it, all with scope ``all``.

    ``own``, ``agency`` and ``referred`` say which rows are the actor's own, of their agency, and shared with them; they must not
    multiply rows, so what lies in other tables is asked with ``Exists``. What was shared with a member is in every scope.
    """
    scope = actor.scope(permission)
    if scope is None:
        return rows.none()
    if scope is Scope.ALL:
        return rows
    reached = {Scope.REFERRED: referred, Scope.OWN: own | referred, Scope.AGENCY: own | agency | referred}[scope]
    return rows.filter(reached)
