"""How an invented identification goes on: debriefed, decided, concurred with, by steps that the pack's life cycle allows.

It does what the actions of ``debriefing`` and ``deciding`` do, with the same functions below them, on given days and in the
name of the demonstration's members. Only ``loading`` uses it, inside its action.
"""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from firmground.cases.lifecycle import allowed_events
from firmground.rules.evaluate import Answer
from firmground.screening.assessment import assess
from firmground_site.audit.actions import record
from firmground_site.packs.queries import case_rules, instrument_on, lifecycle
from firmground_site.screening import events
from firmground_site.screening.actions.recording import Encounter, Received, finish, screening_for
from firmground_site.screening.models import Decision, Identification, Opinion, Review, Sitting
from firmground_site.screening.progress import keep_by_decision, move

GOES_ON_AT = datetime.time(11)
REASONS = {
    "identified": (
        "Invented case. The accounts agree: the work was not what was promised, papers were held and a debt grew.",
        "Invented case. The work was done under a threat and could not be left.",
    ),
    "not_identified": (
        "Invented case. What was found at first was explained in the debriefing; neither means nor purpose was found.",
        "Invented case. The person was paid as agreed and could leave.",
    ),
    "not_yet_decided": (
        "Invented case. Another department has been asked for its papers.",
        "Invented case. This depends on the same papers.",
    ),
}


@dataclass(frozen=True)
class Invented:
    """An invented person: their first screening, and what follows when an identification is opened."""

    received: Received
    debriefing: Mapping[str, Answer]
    decision: str = ""
    forced_labour: str = "not_known"


@dataclass(frozen=True)
class Cast:
    """The demonstration's members who record, and those who may decide and concur, by agency."""

    recorders: Mapping[str, uuid.UUID]
    deciders: Sequence[tuple[str, uuid.UUID]]
    concurring: Sequence[tuple[str, uuid.UUID]]

    def decider(self, agency: str) -> uuid.UUID:
        """An identification officer of the agency, or of another where it has none."""
        return _nearest(self.deciders, agency)

    def second(self, agency: str, first: uuid.UUID) -> uuid.UUID:
        """Somebody other than the first who may concur, of the agency if it has one."""
        return _nearest([each for each in self.concurring if each[1] != first], agency)


def _nearest(members: Sequence[tuple[str, uuid.UUID]], agency: str) -> uuid.UUID:
    return next((member for place, member in members if place == agency), members[0][1])


def at_time(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """A moment of a day in the territory."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


def still_asked(instrument: str, day: datetime.date, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Those answers whose questions the instrument asks on that day."""
    asked = instrument_on(instrument, day).definition.question
    return {name: answer for name, answer in answers.items() if name in asked}


def follow(
    identification: Identification | None, each: Invented, course: Sequence[str], cast: Cast, *, pace: datetime.timedelta
) -> None:
    """Take an identification through those steps of a course that its state allows, one step each ``pace``."""
    if identification is None:
        return
    at = at_time(identification.opened_from.screened_on, GOES_ON_AT)
    if not each.decision:
        _end(identification, at)
        return
    for step in course:
        if step in allowed_events(lifecycle(), identification.state):
            STEPS[step](identification, each, min(at, timezone.now()), cast)
            at += pace


def _end(identification: Identification, at: datetime.datetime) -> None:
    """End an identification of which the invented year says nothing more."""
    move(identification, "ended_without_decision", at=at)
    reasons = "Invented case. The invented year does not go on with it."
    kept = {"identification": identification.pk, "event": "ended_without_decision", "reasons": reasons}
    record(events.IDENTIFICATION_CLOSED, subject=identification.person, **kept)


def _begin_debriefing(identification: Identification, each: Invented, at: datetime.datetime, cast: Cast) -> None:
    name = case_rules().identification.debriefed_with
    assert name is not None, "a pack without debriefing has no step debriefing_begun"
    first, day = identification.opened_from, timezone.localdate(at)
    officer = cast.decider(first.agency)
    encounter = Encounter(agency=first.agency, group=first.group, trigger=first.trigger, screened_on=day)
    debriefing = screening_for(identification.person, instrument_on(name, day), encounter, at=at, by_member=officer)
    debriefing.answers = still_asked(name, day, each.debriefing)
    debriefing.save(force_insert=True)
    identification.debriefing, identification.officer_id = debriefing, officer
    move(identification, "debriefing_begun", at=at)
    sitting = Sitting.objects.create(
        screening=debriefing, began_at=at, began_by_id=officer, ended_at=at + datetime.timedelta(minutes=40), ended_by_id=officer
    )
    person = identification.person
    record(events.DEBRIEFING_BEGUN, subject=person, identification=identification.pk, screening=debriefing.pk)
    record(events.SITTING_BEGUN, subject=person, sitting=sitting.pk, interpreter="", language="")
    record(events.SITTING_ENDED, subject=person, sitting=sitting.pk)


def _finish_debriefing(identification: Identification, _each: Invented, at: datetime.datetime, _cast: Cast) -> None:
    debriefing = identification.debriefing
    assert debriefing is not None, "the life cycle lets only what began end"
    instrument, day = instrument_on(debriefing.instrument, debriefing.screened_on), debriefing.screened_on
    found = assess(instrument, debriefing.answers, on=day)
    finish(debriefing, debriefing.answers, found, at=at, by_member=identification.officer_id)
    debriefing.version += 1
    debriefing.save()
    move(identification, "debriefing_finished", at=at)
    record(events.DEBRIEFING_FINISHED, subject=identification.person, screening=debriefing.pk, answers=debriefing.answers)


def _decide(event: str) -> Callable[[Identification, Invented, datetime.datetime, Cast], None]:
    """The step that decides, or leaves undecided: taken only when the pack has the decision and it is that event."""

    def step(identification: Identification, each: Invented, at: datetime.datetime, cast: Cast) -> None:
        code = "not_yet_decided" if event == "left_undecided" and each.received.person.name else each.decision
        if (code, event) not in {(choice.code, choice.event) for choice in case_rules().identification.decisions}:
            return
        officer = identification.officer_id or cast.decider(identification.agency)
        identification.officer_id = officer
        made = _decision(identification, each, code, at, officer)
        made.save(force_insert=True)
        move(identification, event, at=at)
        keep_by_decision(identification, code, timezone.localdate(at))
        _record_decision(made)

    return step


def _decision(identification: Identification, each: Invented, code: str, at: datetime.datetime, officer: uuid.UUID) -> Decision:
    asked = identification.debriefing or identification.opened_from
    reasons, about_labour = REASONS[code]
    return Decision(
        identification=identification,
        number=1,
        decision=code,
        reasons=reasons,
        forced_labour="not_known" if code == "not_yet_decided" else each.forced_labour,
        forced_labour_reasons=about_labour,
        relied_on=[name for name, answer in asked.answers.items() if answer == "yes"][:5],
        decided_at=at,
        decided_by_id=officer,
    )


def _record_decision(made: Decision) -> None:
    record(
        events.DECISION_MADE,
        subject=made.identification.person,
        identification=made.identification_id,
        decision=made.pk,
        replaces=None,
        code=made.decision,
        reasons=made.reasons,
        forced_labour=made.forced_labour,
        forced_labour_reasons=made.forced_labour_reasons,
        relied_on=made.relied_on,
    )


def _concur(identification: Identification, _each: Invented, at: datetime.datetime, cast: Cast) -> None:
    decision = identification.decisions.get()
    second = cast.second(identification.agency, decision.decided_by_id)
    move(identification, "concurred", at=at)
    Opinion.objects.create(decision=decision, concurs=True, reasons="", given_at=at, given_by_id=second)
    record(events.DECISION_CONCURRED, subject=identification.person, decision=decision.pk, reasons="")


def _ask_review(identification: Identification, _each: Invented, at: datetime.datetime, cast: Cast) -> None:
    grounds, asker = (
        "Invented case. The person says that one paper was not looked at.",
        case_rules().identification.review.askers[0],
    )
    move(identification, "review_asked", at=at)
    review = Review.objects.create(
        identification=identification,
        decision=identification.decisions.get(),
        asker=asker,
        grounds=grounds,
        due_on=identification.due_on,
        asked_at=at,
        asked_by_id=cast.decider(identification.agency),
    )
    record(events.REVIEW_ASKED, subject=identification.person, review=review.pk, asker=asker, grounds=grounds)


STEPS: Mapping[str, Callable[[Identification, Invented, datetime.datetime, Cast], None]] = {
    "debriefing_begun": _begin_debriefing,
    "debriefing_finished": _finish_debriefing,
    "decided": _decide("decided"),
    "left_undecided": _decide("left_undecided"),
    "concurred": _concur,
    "review_asked": _ask_review,
}
