"""The measures of the active pack: finding one, what it is called, and which of them are an actor's."""

from django.utils.translation import gettext as _

from firmground.packs.plan_entries import MeasureEntry, PlanRegister
from firmground.plan.status import plan_of
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.packs.queries import active_pack, text


def the_plan() -> PlanRegister:
    """The territory's action plan; ``PackError`` when its pack has none."""
    return plan_of(active_pack())


def find_measure(name: str) -> MeasureEntry | None:
    """The measure with that id, if the pack has it."""
    return next((each for each in the_plan().measures if each.id == name), None)


def measures_of(actor: Actor, permission: Permission = Permission.PLAN_READ) -> list[MeasureEntry]:
    """The measures that a permission reaches for an actor: all, or those that their agency owns; none without it."""
    scope = actor.scope(permission)
    if scope is Scope.ALL:
        return list(the_plan().measures)
    if scope is not Scope.AGENCY or not actor.agency:
        return []
    return [each for each in the_plan().measures if each.owner == actor.agency]


def is_of(actor: Actor, permission: Permission, measure: str) -> bool:
    """Whether a permission reaches a measure for an actor."""
    return any(each.id == measure for each in measures_of(actor, permission))


def title_of(measure: str) -> str:
    """The text of a measure in the pack's first language; its id when the pack no longer has it."""
    return text(f"plan.measures.{measure}")


def body_name(code: str | None) -> str:
    """What a body is called."""
    return text(f"codes.bodies.{code}") if code else _("Not known")


def agency_name(code: str) -> str:
    """What the agency of a reporter is called; members of the secretariat need not have one."""
    return text(f"codes.agencies.{code}") if code else _("The plan’s secretariat")


def theme_name(code: str) -> str:
    """What a theme of the plan is called."""
    return text(f"codes.plan_themes.{code}")
