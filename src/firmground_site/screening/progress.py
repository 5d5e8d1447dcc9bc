"""Moves an identification along the pack's life cycle: state, clock, version. Called by actions only."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.cases.deadlines import Due, due_on
from firmground.cases.lifecycle import next_state
from firmground.cases.retention import erase_on
from firmground.errors import NotAllowed
from firmground_site.audit.actions import Refused, Stale
from firmground_site.packs.queries import calendar, case_rules, lifecycle, text
from firmground_site.screening.models import Identification, Person

KEPT_AS = {"identified": "identification_identified", "not_identified": "identification_not_identified"}


def held(identification: Identification, version: int) -> Identification:
    """The identification as it is now, held until the action ends; ``Stale`` when it is not the version that was read."""
    current = Identification.objects.select_for_update(of=("self",)).select_related("person").get(pk=identification.pk)
    if current.version != version:
        raise Stale(current)
    return current


def move(identification: Identification, event: str, *, at: datetime.datetime | None = None) -> None:
    """Let an event happen to an identification, and save it; ``Refused`` when it cannot happen in its state."""
    now = at or timezone.now()
    try:
        state = next_state(lifecycle(), identification.state, event)
    except NotAllowed as error:
        now_in = text(f"cases.states.{identification.state}")
        raise Refused(
            _("This cannot be done while the identification is in the state “{now_in}”.").format(now_in=now_in)
        ) from error
    if state != identification.state:
        identification.state = state
        set_clock(identification, timezone.localdate(now))
    identification.changed_at = now
    identification.version += 1
    identification.save()


def set_clock(identification: Identification, day: datetime.date) -> None:
    """Start the clock of the state, if it has one."""
    rules = case_rules()
    ours = (clock for clock in rules.clocks if clock.of == "identification")
    running = [clock for clock in ours if clock.state == identification.state and day in clock.in_force]
    identification.due_clock, identification.due_on, identification.due_is_certain = "", None, True
    if running:
        due = due_on(running[0], day, calendar())
        identification.due_clock, identification.due_on, identification.due_is_certain = running[0].id, due.on, due.certain


def due_after(clock: str, day: datetime.date) -> Due:
    """The last day of a clock of the pack that starts on a day."""
    return due_on(case_rules().clock(clock, on=day), day, calendar())


def keep_until(person: Person, kind: str, day: datetime.date) -> None:
    """Set what a person's record is kept as, and until when, counted from a day. The caller saves."""
    person.retention_kind, person.erase_on = kind, erase_on(case_rules().retention_rule(kind, on=day), day)


def keep_by_decision(identification: Identification, decision: str | None, day: datetime.date) -> dict[str, Any]:
    """Set what the person's record is kept as by what was decided, from a day on; ``None`` when it ended undecided.

    Saves these two fields and nothing else: somebody may be correcting the record. Gives both as the ledger keeps them, what
    they were before and what they are now.
    """
    person = identification.person
    before = {"kept_as": person.retention_kind, "erase_on": person.erase_on}
    keep_until(person, KEPT_AS.get(decision, "identification_without_decision"), day)
    person.save(update_fields=["retention_kind", "erase_on"])
    return {"kept_as": [before["kept_as"], person.retention_kind], "erase_on": [before["erase_on"], person.erase_on]}
