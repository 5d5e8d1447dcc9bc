"""Writes what concerns a person into the ledger, and into the file of every open case they are in. Called by actions only."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import record
from firmground_site.audit.kinds import EventKind
from firmground_site.cases.models import Case, FileEntry
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

SECTION = "care"


def enter_of_person(
    person: Person,
    kind: EventKind,
    *,
    by: Actor,
    on: datetime.date | None = None,
    about: uuid.UUID | None = None,
    words: str = "",
    **content: Any,
) -> None:
    """Record an event about a person once, and as a line in each of their open cases; a closed case's file stays as it is."""
    day, now = on or today(), timezone.now()
    record(kind, subject=person, on=day, **({"words": words} if words else {}), **content)
    for case in _open_cases(person):
        FileEntry.objects.create(
            case=case,
            person=person,
            section=SECTION,
            kind=kind.name,
            about=about,
            words=words,
            happened_on=day,
            recorded_at=now,
            recorded_by_id=by.member_id,
        )


def _open_cases(person: Person) -> list[Case]:
    involved = Case.objects.filter(involvements__person=person, involvements__ended_at__isnull=True, closed_at__isnull=True)
    return list(involved.distinct().order_by("opened_at"))
