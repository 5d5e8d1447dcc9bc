"""Recording a first screening: the person met, the encounter, the answers, and what the server makes of them.

One screening and ten thousand go the same way: they are built, kept and reported by the same functions.
"""

import datetime
import hmac
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.rules.evaluate import Answer
from firmground.screening.assessment import Decision as Assessed
from firmground.screening.assessment import assess
from firmground.screening.instrument import Instrument
from firmground.values import Finding, canonical_json
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.packs.queries import active_pack, case_rules, instrument_on, lifecycle, today
from firmground_site.screening import events
from firmground_site.screening.models import Identification, NamedParty, Person, Screening
from firmground_site.screening.progress import keep_until, set_clock
from firmground_site.sealed.keys import blind_index

BATCH = 500
FINDINGS = {Finding.YES: "yes", Finding.NO: "no", Finding.NOT_KNOWN: "not_known"}


@dataclass(frozen=True)
class PersonMet:
    """Who was met, as far as they told; everything may be empty. ``age_basis``, ``sex``… are codes of the pack."""

    name: str = ""
    alias: str = ""
    document: str = ""
    phone: str = ""
    age_basis: str = ""
    sex: str = ""
    nationality: str = ""
    language: str = ""


@dataclass(frozen=True)
class Encounter:
    """How and by whom they were met. ``group``, ``trigger``, ``interpreter`` are codes of the pack."""

    agency: str
    group: str
    trigger: str
    screened_on: datetime.date
    place: str = ""
    interpreter: str = ""
    note: str = ""


@dataclass(frozen=True)
class Received:
    """A screening as a device sends it. ``id`` is made by the device: sending it twice records it once.

    ``parties`` are (kind, name) pairs. ``browser_result`` is what the browser found, if it could.
    """

    id: uuid.UUID
    instrument: str
    person: PersonMet
    encounter: Encounter
    answers: Mapping[str, Answer]
    parties: tuple[tuple[str, str], ...] = ()
    browser_result: Mapping[str, Any] | None = None


@dataclass
class Built:
    """The records that a screening becomes, before they are kept."""

    screening: Screening
    person: Person
    parties: list[NamedParty] = field(default_factory=list)
    identification: Identification | None = None


def receive_screening(*, received: Received, by: Actor) -> Screening:
    """Record a screening, or give back the one that was recorded when the same was sent before.

    Raises ``Refused`` when another screening has this id, and ``AnswerError`` for an answer that its question does not allow.
    """
    try:
        return record_screening(received=received, by=by)
    except IntegrityError:
        kept = _already(received, by)
        if kept is None:
            raise
        return kept


def _already(received: Received, by: Actor) -> Screening | None:
    kept = Screening.objects.filter(pk=received.id).first()
    if kept is None:
        return None
    if kept.recorded_by_id == by.member_id and hmac.compare_digest(kept.received_digest, receipt(received)):
        return kept
    raise Refused(_("This form was already sent with other answers. Open the recorded screening, or begin a new one."))


@action(
    permission=Permission.SCREENING_RECORD,
    records=[events.SCREENING_RECORDED, events.RESULT_DIFFERED, events.PARTY_NAMED, events.IDENTIFICATION_OPENED],
)
def record_screening(*, received: Received, by: Actor) -> Screening:
    """Record one screening; opens an identification when the pack says so."""
    if received.encounter.agency != by.agency:
        raise Refused(_("You can record screenings of your own agency only."))
    built = build(received, by_member=by.member_id, at=timezone.now())
    keep([built])
    report(built)
    return built.screening


def build(received: Received, *, by_member: uuid.UUID | None, at: datetime.datetime, synthetic: bool = False) -> Built:
    """The records of a screening. Raises ``Refused`` for a day to come or codes the pack does not have."""
    encounter = received.encounter
    _must_be_possible(received)
    instrument = instrument_on(received.instrument, encounter.screened_on)
    found = assess(instrument, received.answers, on=encounter.screened_on)
    opens = opened_by(instrument, found)
    person = Person(
        **asdict(received.person),
        age=age_in(instrument, received.answers),
        agency=encounter.agency,
        met_at=at,
        met_by_id=by_member,
        synthetic=synthetic,
    )
    screening = screening_for(person, instrument, encounter, at=at, by_member=by_member)
    screening.id, screening.received_digest = received.id, receipt(received)
    screening.browser_result = dict(received.browser_result) if received.browser_result else None
    finish(screening, dict(received.answers), found, at=at, by_member=by_member)
    kind = "screening_with_indicators" if opens else "screening_without_indicators"
    keep_until(person, kind, encounter.screened_on)
    parties = [
        NamedParty(person=person, screening=screening, kind=kind, name=name, named_at=at, named_by_id=by_member)
        for kind, name in received.parties
    ]
    return Built(screening, person, parties, _identification(screening, at, by_member) if opens else None)


def screening_for(
    person: Person, instrument: Instrument, encounter: Encounter, *, at: datetime.datetime, by_member: uuid.UUID | None
) -> Screening:
    """An unfinished screening of a person with an instrument."""
    return Screening(
        person=person,
        stage=instrument.entry.stage,
        instrument=instrument.id,
        instrument_version=instrument.entry.version,
        instrument_digest=instrument.digest,
        pack_digest=active_pack().digest,
        language=person.language,
        recorded_at=at,
        recorded_by_id=by_member,
        **asdict(encounter),
    )


def finish(
    screening: Screening, answers: dict[str, Answer], found: Assessed, *, at: datetime.datetime, by_member: uuid.UUID | None
) -> None:
    """Give a screening its answers and its result. The caller saves."""
    screening.answers, screening.result = answers, found.to_json()
    screening.outcome = FINDINGS[found.outcomes[0].finding] if found.outcomes else "not_known"
    screening.finished_at, screening.finished_by_id = at, by_member


def _identification(screening: Screening, at: datetime.datetime, by_member: uuid.UUID | None) -> Identification:
    identification = Identification(
        person=screening.person,
        opened_from=screening,
        agency=screening.agency,
        state=lifecycle().starts,
        opened_at=at,
        opened_by_id=by_member,
        changed_at=at,
    )
    set_clock(identification, screening.screened_on)
    return identification


def opened_by(instrument: Instrument, found: Assessed) -> bool:
    """Whether an outcome that was reached opens an identification in this territory."""
    reached = {(instrument.id, each.id) for each in found.outcomes if each.finding is Finding.YES}
    return any((each.instrument, each.outcome) in reached for each in case_rules().identification.opened_by)


def age_in(instrument: Instrument, answers: Mapping[str, Answer]) -> int | None:
    """The age in the answers: that of the question about age, ``None`` when it is not known or not asked."""
    asked = (each.id for each in instrument.entry.questions if each.topic == "age" and each.kind == "number")
    given = (answers.get(question) for question in asked)
    return next((age for age in given if isinstance(age, int)), None)


def keep(built: Iterable[Built]) -> None:
    """Write records to the database, inside an action."""
    listed = list(built)
    Person.objects.bulk_create((each.person for each in listed), batch_size=BATCH)
    Screening.objects.bulk_create((each.screening for each in listed), batch_size=BATCH)
    NamedParty.objects.bulk_create((party for each in listed for party in each.parties), batch_size=BATCH)
    opened = (each.identification for each in listed if each.identification)
    Identification.objects.bulk_create(opened, batch_size=BATCH)


def report(built: Built) -> None:
    """Record the events of a screening that was kept."""
    screening, person = built.screening, built.person
    record(
        events.SCREENING_RECORDED,
        subject=person,
        screening=screening.pk,
        instrument=screening.instrument,
        version=screening.instrument_version,
        group=screening.group,
        trigger=screening.trigger,
        screened_on=screening.screened_on,
        outcome=screening.outcome,
        answers=screening.answers,
    )
    if built.parties:
        record(events.PARTY_NAMED, subject=person, screening=screening.pk, kinds=[each.kind for each in built.parties])
    if built.identification:
        record(events.IDENTIFICATION_OPENED, subject=person, identification=built.identification.pk, screening=screening.pk)
    if differs(screening):
        record(events.RESULT_DIFFERED, subject=person, screening=screening.pk, browser_result=screening.browser_result)


def differs(screening: Screening) -> bool:
    """Whether the browser found something else than the server; a browser that found nothing does not differ."""
    if not screening.browser_result or not screening.result:
        return False
    found = {each["id"]: each["finding"] for each in screening.result["outcomes"]}
    return found != screening.browser_result.get("outcomes")


def receipt(received: Received) -> str:
    """A keyed digest of what was sent, to know it again without being able to read it."""
    sent = canonical_json(
        {
            "instrument": received.instrument,
            "person": asdict(received.person),
            "encounter": {**asdict(received.encounter), "screened_on": received.encounter.screened_on.isoformat()},
            "answers": dict(received.answers),
            "parties": [list(each) for each in received.parties],
        }
    )
    return blind_index("receipt", sent.hex())


def _must_be_possible(received: Received) -> None:
    encounter, codes = received.encounter, active_pack().codes
    reasons = []
    if encounter.screened_on > today():
        reasons.append(
            _("{screened_on} is still to come. Give the day on which you met the person.").format(
                screened_on=date_format(encounter.screened_on)
            )
        )
    wanted = {
        "agencies": encounter.agency,
        "groups": encounter.group,
        "triggers": encounter.trigger,
        "interpreters": encounter.interpreter,
        "sexes": received.person.sex,
        "nationalities": received.person.nationality,
        "interview_languages": received.person.language,
        "age_bases": received.person.age_basis,
    }
    for name, code in wanted.items():
        if code and code not in {each.code for each in codes.get(name, ())}:
            reasons.append(_("“{code}” is not in the territory's list of {name}.").format(code=code, name=name.replace("_", " ")))
    kinds = {each.code for each in codes.get("named_kinds", ())}
    reasons += [
        _("“{kind}” is not a kind of party that can be named.").format(kind=kind)
        for kind, _name in received.parties
        if kind not in kinds
    ]
    if reasons:
        raise Refused(*reasons)
