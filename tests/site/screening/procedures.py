"""Identifications brought to a state through actions, for the tests of pages."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.test import Client

from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.deciding import decide, give_opinion
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Decision, Identification, NamedReader, Person
from firmground_site.screening.opening import OPEN

REASONS = {"reasons": "The payslips agree.", "forced_labour": "no", "forced_labour_reasons": "Free to leave."}
ANSWERS = {"reasons": "Two papers agree.", "forced_labour": "no", "forced_labour_reasons": "Could go.", "relied_on": []}
GIVEN = {"act_recruited": "yes", "job_misrepresented": "yes", "work_debt": "refused", "age_at_event": 27}


def current(identification: Identification) -> Identification:
    return Identification.objects.select_related("person", "officer").get(pk=identification.pk)


def debriefed(identification: Identification, cast: Any) -> Identification:
    by = cast.actor("identification_officer")
    sitting = begin_sitting(identification=identification, version=identification.version, interpreter="", language="", by=by)
    save_answers(screening=sitting.screening, version=1, answers=GIVEN, by=by)
    finish_debriefing(identification=identification, version=current(identification).version, by=by)
    return current(identification)


def decided(
    identification: Identification, cast: Any, decision: str = "identified", relied_on: Sequence[str] = ("act_recruited",)
) -> Decision:
    return decide(
        identification=identification,
        version=current(identification).version,
        decision=decision,
        relied_on=relied_on,
        by=cast.actor("identification_officer"),
        **{**REASONS, "reasons": REASONS["reasons"] + " Two papers agree."},
    )


def in_force(identification: Identification, cast: Any, decision: str = "identified") -> Decision:
    return _with_opinion(decided(identification, cast, decision), cast, concurs=True)


def returned(identification: Identification, cast: Any) -> Decision:
    """Decided, and sent back by a second officer; the reasons are ``REASONS``."""
    by = cast.actor("identification_officer")
    version = current(identification).version
    made = decide(identification=identification, version=version, decision="not_identified", relied_on=[], by=by, **REASONS)
    return _with_opinion(made, cast, concurs=False)


def _with_opinion(decision: Decision, cast: Any, *, concurs: bool) -> Decision:
    version, by = current(decision.identification).version, cast.actor("second_officer")
    give_opinion(decision=decision, version=version, concurs=concurs, reasons="I read the file otherwise.", by=by)
    return Decision.objects.get(pk=decision.pk)


def share_with(key: str, person: Person, cast: Any) -> NamedReader:
    """Share a person's file with one of the cast."""
    return share_file(person=person, member=getattr(cast, key), purpose="Shelter", by=cast.actor("identification_officer"))


def may_open(client: Client, person: Person, *, for_seconds: int = 600) -> Client:
    """The client with the person's file open in its session, as after saying why; it has closed by itself when negative."""
    session = client.session
    session[OPEN] = {str(person.pk): datetime.datetime.now(datetime.UTC).timestamp() + for_seconds}
    session.save()
    return client
