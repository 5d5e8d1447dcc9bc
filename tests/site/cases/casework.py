"""People who were identified and their cases, brought about through actions, for the tests of cases."""

import datetime
import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.care import people_in
from firmground_site.cases.models import Case, Consent
from firmground_site.cases.opening import OPEN
from firmground_site.cases.team_places import purpose_for, shown_to
from firmground_site.packs.queries import instrument_on
from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import decide, give_opinion
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Identification

MET_ON = datetime.date(2026, 11, 2)
MARIA = PersonMet(name="Maria Example", document="P1234567", phone="9123 4567", sex="female", nationality="philippines")


def a_screening(cast: Any, met: PersonMet = MARIA, parties: tuple[tuple[str, str], ...] = ()) -> Identification:
    """A person met by the identification officer, in whose screening an indicator was found."""
    instrument = instrument_on("initial_screening", MET_ON)
    plain = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
    encounter = Encounter(
        agency=cast.identification_officer.agency, group="domestic_helpers", trigger="came_forward", screened_on=MET_ON
    )
    received = Received(uuid.uuid4(), instrument.id, met, encounter, {**plain, "documents_held": "yes"}, parties)
    return receive_screening(received=received, by=cast.actor("identification_officer")).identification


def an_identified_person(cast: Any, met: PersonMet = MARIA, parties: tuple[tuple[str, str], ...] = ()) -> Identification:
    """A person who was screened, debriefed and identified, with a second officer who concurred."""
    found, officer = a_screening(cast, met, parties), cast.actor("identification_officer")
    sitting = begin_sitting(identification=found, version=found.version, interpreter="", language="", by=officer)
    save_answers(screening=sitting.screening, version=1, answers={"act_recruited": "yes", "age_at_event": 27}, by=officer)
    finish_debriefing(identification=found, version=_version(found), by=officer)
    made = decide(
        identification=found,
        version=_version(found),
        decision="identified",
        reasons="Two papers agree.",
        forced_labour="yes",
        forced_labour_reasons="She could not leave.",
        relied_on=["act_recruited"],
        by=officer,
    )
    give_opinion(decision=made, version=_version(found), concurs=True, reasons="I agree.", by=cast.actor("second_officer"))
    return Identification.objects.select_related("person").get(pk=found.pk)


def opened_case(identified: Identification, cast: Any, key: str = "case_worker") -> Case:
    """A case opened by one of the cast from an identification, with whom the file is shared first."""
    share_file(person=identified.person, member=getattr(cast, key), purpose="Shelter", by=cast.actor("identification_officer"))
    return open_case(
        person=identified.person,
        identification=identified,
        role="victim",
        basis="decision",
        summary="Needs a place to stay.",
        by=cast.actor(key),
    )


def all_agree(case: Case, member: Member) -> list[Consent]:
    """Everybody in the case agrees that the member's agency is told what their role reads in a case."""
    now, purpose = timezone.now(), purpose_for(member.role)
    with writing("consents, in a test"):
        return [
            Consent.objects.create(
                person=person,
                purpose=purpose,
                recipient=member.agency,
                fields=sorted(shown_to(member.role)),
                given=True,
                from_on=MET_ON,
                recorded_at=now,
                recorded_by=case.opened_by,
            )
            for person in people_in(case)
        ]


def may_open(client: Client, case: Case, *, for_seconds: int = 600) -> Client:
    """The client with the case's file open in its session, as after saying why; it has closed by itself when negative."""
    session = client.session
    session[OPEN] = {**session.get(OPEN, {}), str(case.pk): datetime.datetime.now(datetime.UTC).timestamp() + for_seconds}
    session.save()
    return client


def _version(identification: Identification) -> int:
    return Identification.objects.values_list("version", flat=True).get(pk=identification.pk)
