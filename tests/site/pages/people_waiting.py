"""People and identifications in any state, made directly: what waits is under test here, not how it came to wait."""

import datetime
import uuid
from typing import Any

from django.db import connection
from django.utils import timezone

from firmground.cases.lifecycle import states_awaiting
from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.packs.queries import lifecycle, today
from firmground_site.screening.models import Decision, HandOver, Identification, Opinion, Person, Review, Screening


def days_ago(days: int) -> datetime.datetime:
    """A moment some days ago."""
    return timezone.now() - datetime.timedelta(days=days)


def person_met(member: Member, **fields: Any) -> Person:
    """A person whom a member met, not saved; kept for long unless the fields say otherwise."""
    given = {"name": "Maria Example", "agency": member.agency, "retention_kind": "screening_with_indicators"} | fields
    return Person(met_at=days_ago(20), met_by=member, **{"erase_on": today() + datetime.timedelta(days=900)} | given)


def screening_of(person: Person, member: Member, **fields: Any) -> Screening:
    """A finished first screening, not saved."""
    at, made = days_ago(20), {"instrument": "initial_screening", "stage": "initial", "outcome": "yes", "finished_by": member}
    plain = {"instrument_version": "1", "instrument_digest": "-", "pack_digest": "-", "group": "domestic_helpers"}
    when = {"screened_on": at.date(), "recorded_at": at, "recorded_by": member, "finished_at": at}
    return Screening(person=person, agency=person.agency, **made | plain | when | {"trigger": "came_forward"} | fields)


def waiting(member: Member, awaits: str = "decision", *, person: dict[str, Any] | None = None, **fields: Any) -> Identification:
    """An identification in the first state that awaits something, met by this member and with nobody yet."""
    met = person_met(member, **person or {})
    opened_from = screening_of(met, member)
    state = states_awaiting(lifecycle(), awaits)[0]
    given = {"agency": member.agency, "state": state, "opened_at": days_ago(20), "changed_at": days_ago(2)} | fields
    made = Identification(person=met, opened_from=opened_from, opened_by=member, **given)
    with writing("something that waits, for a test"):
        for record in (met, opened_from, made):
            record.save(force_insert=True)
    return made


def debriefing_begun(identification: Identification, member: Member) -> Identification:
    """A debriefing of it that is not finished."""
    draft = screening_of(identification.person, member, stage="debriefing", finished_at=None, finished_by=None, outcome="")
    with writing("a debriefing, for a test"):
        draft.save()
        identification.debriefing = draft
        identification.save()
    return identification


def decided(identification: Identification, member: Member, **fields: Any) -> Decision:
    """A decision in it, numbered after those before."""
    given = {"decision": "identified", "forced_labour": "no", "reasons": "Two papers agree.", "decided_at": days_ago(3)} | fields
    with writing("a decision, for a test"):
        number = identification.decisions.count() + 1
        return Decision.objects.create(identification=identification, number=number, decided_by=member, **given)


def opinion_on(decision: Decision, member: Member, *, concurs: bool) -> Opinion:
    """A second officer's opinion."""
    with writing("an opinion, for a test"):
        return Opinion.objects.create(decision=decision, concurs=concurs, given_at=days_ago(2), given_by=member)


def review_of(decision: Decision, member: Member, *, upheld: bool) -> Review:
    """A review that has ended."""
    ended = {"ended_at": days_ago(1), "ended_by": member, "upheld": upheld}
    with writing("a review, for a test"):
        return Review.objects.create(
            identification=decision.identification,
            decision=decision,
            asker="person",
            asked_at=days_ago(3),
            asked_by=member,
            **ended,
        )


def offered(identification: Identification, by: Member, *, to_agency: str, to_officer: Member | None = None) -> HandOver:
    """A hand-over that nobody has answered yet."""
    with writing("a hand-over, for a test"):
        return HandOver.objects.create(
            identification=identification,
            from_agency=by.agency,
            from_officer=by,
            to_agency=to_agency,
            to_officer=to_officer,
            due_on=today() + datetime.timedelta(days=2),
            offered_at=days_ago(1),
            offered_by=by,
        )


def many_waiting(member: Member, number: int) -> None:
    """Very many of them at once, in every state that awaits something, some with the member and some with nobody."""
    states = [state for state, awaited in lifecycle().awaits.items() if awaited != "nothing"]
    people = [person_met(member, id=uuid.uuid4()) for _ in range(number)]
    screenings = [screening_of(person, member) for person in people]
    made = [
        Identification(
            person=screening.person,
            opened_from=screening,
            agency=member.agency,
            opened_by=member,
            state=states[place % len(states)],
            officer=member if place % 3 == 0 else None,
            opened_at=days_ago(40),
            changed_at=days_ago(place % 50),
            due_on=today() + datetime.timedelta(days=place % 30 - 15),
        )
        for place, screening in enumerate(screenings)
    ]
    with writing("very many that wait, for a test"):
        Person.objects.bulk_create(people, 500)
        Screening.objects.bulk_create(screenings, 500)
        Identification.objects.bulk_create(made, 500)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself in time, though not within a test's transaction
