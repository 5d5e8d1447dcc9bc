"""What an actor can do next with a case, as its life cycle, their permissions and their agency allow.

It only says what can be done, so that a page offers nothing that would be refused; the actions themselves refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.cases.models import Case
from firmground_site.packs.queries import active_pack, case_lifecycle, casework
from firmground_site.screening.models import Identification
from firmground_site.screening.procedure import decision_in_force


@dataclass(frozen=True)
class CaseStep:
    """Something to do: the name of its page, what its button says, and whether it is what the state waits for."""

    name: str
    title: str
    permission: Permission
    can_be_done: Callable[[Case, Actor], bool]
    awaited: str = ""

    def is_main(self, case: Case) -> bool:
        """Whether it is what the case waits for now."""
        return bool(self.awaited) and case_lifecycle().awaits[case.state] == self.awaited


def steps_open_to(actor: Actor, case: Case) -> list[CaseStep]:
    """What the actor can do now, in the order in which it is shown."""
    return [each for each in STEPS if actor.may(each.permission) and each.can_be_done(case, actor)]


def step_named(name: str) -> CaseStep:
    """The step with that name."""
    return next(each for each in STEPS if each.name == name)


def may_happen(case: Case, event: str) -> bool:
    """Whether an event is allowed in the state the case is in."""
    return event in allowed_events(case_lifecycle(), case.state)


def is_with(actor: Actor, case: Case) -> bool:
    """Whether the actor's agency keeps the case; others in its team read it and add to it."""
    return case.agency == actor.agency


def is_vacant(case: Case) -> bool:
    """Whether nobody works on the case: nobody took it up, or whoever did is no longer there to do so."""
    officer = case.officer
    if officer is None:
        return True
    role = ROLES.get(officer.role)
    works = role is not None and Permission.CASE_WORK in role.grants
    return not (officer.is_active and works and officer.agency == case.agency)


def has_casework() -> bool:
    """Whether the territory's pack says what follows a decision."""
    return active_pack().casework is not None


def calls_for_case(identification: Identification) -> bool:
    """Whether the decision that stands calls for a case, as the pack says, and none was opened from it yet."""
    if not has_casework() or hasattr(identification, "case"):
        return False
    decision = decision_in_force(identification)
    return decision is not None and decision.decision in casework().case.called_for_by


def _ours_and_open(case: Case, actor: Actor) -> bool:
    return is_with(actor, case) and not case.is_closed


def _is_open(case: Case, _actor: Actor) -> bool:
    return not case.is_closed


def _can_take_up(case: Case, actor: Actor) -> bool:
    return _ours_and_open(case, actor) and is_vacant(case)


def _when(event: str) -> Callable[[Case, Actor], bool]:
    return lambda case, actor: is_with(actor, case) and may_happen(case, event)


STEPS = (
    CaseStep("take_up", _("Take up this case"), Permission.CASE_WORK, _can_take_up, awaited="officer"),
    CaseStep("plan", _("Record the plan that was agreed"), Permission.CASE_WORK, _when("plan_agreed"), awaited="plan"),
    CaseStep("note", _("Write a note"), Permission.CASE_WORK, _is_open),
    CaseStep("summary", _("Change the summary"), Permission.CASE_WORK, _ours_and_open),
    CaseStep("involve", _("Add a person"), Permission.CASE_WORK, _ours_and_open),
    CaseStep("join", _("Add a member to the team"), Permission.CASE_WORK, _ours_and_open),
    CaseStep("close", _("Close the case"), Permission.CASE_WORK, _when("closed")),
    CaseStep("reopen", _("Open the case again"), Permission.CASE_WORK, _when("reopened")),
)
