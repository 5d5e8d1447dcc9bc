"""Moves a case along the pack's life cycle: state, clock, version. Called by actions only."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.cases.deadlines import due_on
from firmground.cases.lifecycle import Lifecycle, next_state
from firmground.errors import NotAllowed
from firmground_site.access.actors import Actor
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.cases.models import Case, Referral
from firmground_site.cases.queries import cases_visible_to
from firmground_site.packs.queries import calendar, case_lifecycle, case_rules, text


def held(case: Case, by: Actor, version: int | None = None) -> Case:
    """The case as it is now, held until the action ends, if the actor may still see it: a right can end while a form is open.

    ``Stale`` when it is not the version that was read.
    """
    if not cases_visible_to(by).filter(pk=case.pk).exists():
        raise NotPermitted(_("There is no such case."))
    current = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if version is not None and current.version != version:
        raise Stale(current)
    return current


def held_by_its_agency(case: Case, by: Actor, version: int | None = None) -> Case:
    """As ``held``, for what only the agency that keeps a case may do; others in its team add to it."""
    current = held(case, by, version)
    if current.agency != by.agency:
        raise NotPermitted(_("There is no such case."))
    return current


def must_be_open(case: Case) -> None:
    """Nothing is added to a case that was closed."""
    if case.is_closed:
        raise Refused(_("This case is closed. Open it again first."))


def move(case: Case, event: str, *, at: datetime.datetime | None = None) -> None:
    """Let an event happen to a case, and save it; ``Refused`` when it cannot happen in its state."""
    now = at or timezone.now()
    state = state_after(case_lifecycle(), case.state, event, "casework.states")
    if state != case.state:
        case.state = state
        set_clock(case, "case", timezone.localdate(now))
    touch(case, at=now)


def touch(case: Case, *, at: datetime.datetime | None = None) -> None:
    """Count a change of the case and save it."""
    case.changed_at = at or timezone.now()
    case.version += 1
    case.save()


def state_after(lifecycle: Lifecycle, state: str, event: str, texts: str) -> str:
    """The state after an event; ``Refused`` in words when it cannot happen in this one. ``texts`` is where states are named."""
    try:
        return next_state(lifecycle, state, event)
    except NotAllowed as error:
        raise Refused(_("This cannot be done in the state “{state}”.").format(state=text(f"{texts}.{state}"))) from error


def set_clock(record: Case | Referral, of: str, day: datetime.date) -> None:
    """Start the clock of a record's state, if it has one, from a day. The caller saves."""
    ours = (clock for clock in case_rules().clocks if clock.of == of)
    running = [clock for clock in ours if clock.state == record.state and day in clock.in_force]
    record.due_clock, record.due_on, record.due_is_certain = "", None, True
    if running:
        due = due_on(running[0], day, calendar())
        record.due_clock, record.due_on, record.due_is_certain = running[0].id, due.on, due.certain
