"""Answers, exceptions and withdrawals as officers record them, for the tests of what is told of a person."""

import datetime
from typing import Any

from django.test import Client

from firmground_site.cases.actions.consenting import record_answer, withdraw_consent
from firmground_site.cases.actions.excepting import Ground, record_exemption
from firmground_site.cases.answered import answers_of
from firmground_site.cases.answers import Answer
from firmground_site.cases.models import Consent, Exemption
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import Person
from firmground_site.screening.opening import OPEN

OFFICER = "identification_officer"


def every_field(purpose: str) -> tuple[str, ...]:
    """All that a purpose lets out."""
    return casework().purpose(purpose).fields


def an_answer(purpose: str = "referral", recipient: str = "swd", *, given: bool = True, **changed: Any) -> Answer:
    """A yes to everything today, unless said otherwise."""
    said = {
        "fields": every_field(purpose) if given else (),
        "from_on": today(),
        "language": "english",
        "evidence": "Signed the sheet.",
    }
    return Answer(purpose=purpose, recipient=recipient, given=given, **{**said, **changed})


def answered(person: Person, cast: Any, purpose: str = "referral", recipient: str = "swd", **said: Any) -> Consent:
    """What a person answered, recorded by the officer."""
    answer, version = an_answer(purpose, recipient, **said), answers_of(person).version
    return record_answer(person=person, version=version, answer=answer, by=cast.actor(OFFICER))


def excepted(person: Person, cast: Any, exception: str = "crime", recipient: str = "swd", **changed: Any) -> Exemption:
    """A lawful exception for all that it lets out, recorded by the officer."""
    lets_out, asked = casework().exception(exception, on=today()).fields, every_field(changed.get("purpose", "referral"))
    fields = tuple(each for each in lets_out if each in asked)
    said = {"purpose": "referral", "fields": fields, "reasons": "A raid is planned.", "from_on": today(), **changed}
    version, by = answers_of(person).version, cast.actor(OFFICER)
    return record_exemption(
        person=person, version=version, ground=Ground(exception=exception, recipient=recipient, **said), by=by
    )


def withdrawn(consent: Consent, cast: Any, *, on: datetime.date | None = None, words: str = "In person: No more.") -> Consent:
    """A withdrawal, recorded by the officer."""
    return withdraw_consent(consent=consent, on=on or today(), words=words, by=cast.actor(OFFICER))


def may_read(client: Client, person: Person) -> Client:
    """The client with the person's file open in its session, as after saying why."""
    session = client.session
    session[OPEN] = {**session.get(OPEN, {}), str(person.pk): datetime.datetime.now(datetime.UTC).timestamp() + 600}
    session.save()
    return client
