"""How long people waited for a decision and for protection, in the bands of the pack, each wait on the day on which it ended."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from firmground.cases.counted import DELIVERED, waited
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.countable import people_not_counted
from firmground_site.cases.models import Service
from firmground_site.figures.about_person import PERSON, about_person
from firmground_site.figures.queries import (
    Days,
    countable_services_visible_to,
    decisions_in_force_visible_to,
    final_decisions,
    moments_of,
)
from firmground_site.packs.queries import casework
from firmground_site.screening.models import Screening

CHUNK = 5_000
Row = dict[str, Any]
SCREENED = ("identification__opened_from__screened_on", "identification__opened_from__agency")


def waits(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    """Every wait that ended within some days."""
    yield from _for_decisions(actor, permission, days)
    yield from _for_protection(actor, permission, days)


def _for_decisions(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    """From the first screening to the decision in force; one that left it open, or from which somebody differed, is none."""
    found = final_decisions(decisions_in_force_visible_to(actor, permission)).filter(decided_at__range=moments_of(days))
    counted = found.exclude(identification__person__in=people_not_counted())
    path = "identification__"
    rows = counted.order_by().values("decided_at", *SCREENED, *(f"{path}{name}" for name in PERSON))
    for row in rows.iterator(chunk_size=CHUNK):
        decided = timezone.localdate(row["decided_at"])
        known = about_person(row, path) | {"agency": row[SCREENED[1]]}
        yield _wait(known, "screening_to_decision", row[SCREENED[0]], decided)


def _for_protection(actor: Actor, permission: Permission, days: Days) -> Iterator[Row]:
    """From the decision, and from the first screening, to the first service that protects and was delivered."""
    for row in _protected(actor, permission, days).iterator(chunk_size=CHUNK):
        decided = row["decided_at"] and timezone.localdate(row["decided_at"])
        since = {"decision_to_protection": decided, "screening_to_protection": row["screened_on"]}
        known = about_person(row) | {"agency": row["met_by_agency"]}
        for wait, first in since.items():
            if first is not None:
                yield _wait(known, wait, first, row["began"])


def _protected(actor: Actor, permission: Permission, days: Days) -> Any:
    """People whose protection began within some days, with their first screening and the decision that identified them."""
    protecting = [each.id for each in casework().services if each.protects]
    person = OuterRef("person")
    first = Screening.objects.filter(person=person).exclude(outcome="").order_by("screened_on", "recorded_at")
    calls_for_a_case = casework().case.called_for_by
    decided = final_decisions().filter(identification__person=person, decision__in=calls_for_a_case).order_by("decided_at")
    services: Any = countable_services_visible_to(actor, permission)
    delivered = services.filter(service__in=protecting, steps__step=DELIVERED)
    earliest = Service.objects.filter(person=person, service__in=protecting, steps__step=DELIVERED).order_by("steps__on")
    people = delivered.annotate(
        began=Subquery(earliest.values("steps__on")[:1]),
        screened_on=Subquery(first.values("screened_on")[:1]),
        met_by_agency=Subquery(first.values("agency")[:1]),
        decided_at=Subquery(decided.values("decided_at")[:1]),
    )
    fields = ("began", "screened_on", "met_by_agency", "decided_at", *PERSON)
    return people.filter(began__range=days).order_by().values(*fields).distinct()


def _wait(known: Mapping[str, Any], wait: str, first: datetime.date, last: datetime.date) -> Row:
    return {**known, "wait": wait, "ended_on": last, "band": waited(first, last, casework().outcomes.bands)}
