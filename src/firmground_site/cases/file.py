"""Writes into a case's file and into the ledger at once. Called by actions only, so that neither can tell without the other."""

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


def enter(
    case: Case,
    kind: EventKind,
    *,
    section: str,
    by: Actor,
    on: datetime.date | None = None,
    person: Person | None = None,
    about: uuid.UUID | None = None,
    words: str = "",
    key: uuid.UUID | None = None,
    **content: Any,
) -> FileEntry:
    """Record an event of a case, on the day ``on`` (today without one), as a line of its file; the case then lies still no more.

    The ledger's subject is the person where it is about one, so that erasing the person erases it; else it is the case.
    ``key`` is the key of the line, where a form brings one so that sending it twice writes once.
    """
    day = on or today()
    subject = person or case
    case.changed_at = timezone.now()
    Case.objects.filter(pk=case.pk).update(changed_at=case.changed_at)
    record(kind, subject=subject, case=case.pk, on=day, **({"words": words} if words else {}), **content)
    return FileEntry.objects.create(
        id=key or uuid.uuid4(),
        case=case,
        person=person,
        section=section,
        kind=kind.name,
        about=about,
        words=words,
        happened_on=day,
        recorded_at=case.changed_at,
        recorded_by_id=by.member_id,
    )
