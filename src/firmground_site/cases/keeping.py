"""How long the records of the people in a case are kept once it is closed, and as before when it is opened again.

Called by actions only. While a case is open nothing is erased (``erasing`` holds it), so only its end changes a day.
"""

import datetime

from firmground.cases.retention import erase_on
from firmground_site.cases.models import Case, Involvement
from firmground_site.packs.queries import case_rules
from firmground_site.screening.models import Person

CLOSED = "case_closed"


def keep_as_closed(case: Case, day: datetime.date) -> None:
    """Keep everybody in a case as of a closed case from a day, unless their record is kept for longer already.

    What it was before is kept with their part in the case.
    """
    until = _until(day)
    for person, parts in _people_in(case):
        if person.erase_on > until:
            continue
        for part in parts:
            part.kept_as_before, part.erase_on_before = person.retention_kind, person.erase_on
            part.save(update_fields=["kept_as_before", "erase_on_before"])
        person.retention_kind, person.erase_on = CLOSED, until
        person.save(update_fields=["retention_kind", "erase_on"])


def keep_as_before(case: Case, closed_on: datetime.date) -> None:
    """Keep everybody in a case as before it was closed, unless something else has set how their record is kept since."""
    until = _until(closed_on)
    for person, parts in _people_in(case):
        before = parts[0]
        if (person.retention_kind, person.erase_on) == (CLOSED, until) and before.erase_on_before:
            person.retention_kind, person.erase_on = before.kept_as_before, before.erase_on_before
            person.save(update_fields=["retention_kind", "erase_on"])
        for part in parts:
            part.kept_as_before, part.erase_on_before = "", None
            part.save(update_fields=["kept_as_before", "erase_on_before"])


def _until(day: datetime.date) -> datetime.date:
    return erase_on(case_rules().retention_rule(CLOSED, on=day), day)


def _people_in(case: Case) -> list[tuple[Person, list[Involvement]]]:
    """Everybody who has or had a part in a case and was not erased, each with their parts."""
    found: dict[object, tuple[Person, list[Involvement]]] = {}
    for part in case.involvements.filter(person__erased_at__isnull=True).select_related("person"):
        found.setdefault(part.person_id, (part.person, []))[1].append(part)
    return list(found.values())
