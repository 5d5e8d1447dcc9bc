"""Whatever officers do with an identification, in whatever order: only the pack's steps happen, each leaves its event."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.models import Entry
from firmground_site.packs.queries import lifecycle
from firmground_site.screening.actions import debriefing, deciding, handing_over, reviewing
from firmground_site.screening.actions.recording import Received, receive_screening
from firmground_site.screening.models import Decision, Identification

pytestmark = pytest.mark.django_db
PEOPLE = ("identification_officer", "second_officer", "other_officer", "supervisor", "case_worker", "officer_immd", "auditor")
REASONS = (f"Reason {number}." for number in range(10**9))
Step = Callable[[Identification, Actor], Any]


def at_hand(identification: Identification) -> dict[str, Any]:
    return {"identification": identification, "version": identification.version}


def begin(identification: Identification, by: Actor) -> Any:
    return debriefing.begin_sitting(**at_hand(identification), interpreter="", language="", by=by)


def end(identification: Identification, by: Actor) -> Any:
    sitting = identification.debriefing.sittings.last() if identification.debriefing else None
    return debriefing.end_sitting(sitting=existing(sitting), by=by)


def save(identification: Identification, by: Actor) -> Any:
    draft = existing(identification.debriefing)
    return debriefing.save_answers(screening=draft, version=draft.version, answers={"act_recruited": "yes"}, by=by)


def finish(identification: Identification, by: Actor) -> Any:
    return debriefing.finish_debriefing(**at_hand(identification), by=by)


def decide_as(code: str) -> Step:
    def decide(identification: Identification, by: Actor) -> Any:
        why = {"reasons": next(REASONS), "forced_labour": "no", "forced_labour_reasons": next(REASONS)}
        return deciding.decide(**at_hand(identification), decision=code, relied_on=[], by=by, **why)

    return decide


def opine(concurs: bool) -> Step:
    def give(identification: Identification, by: Actor) -> Any:
        last = existing(identification.decisions.last())
        return deciding.give_opinion(decision=last, version=identification.version, concurs=concurs, reasons="So.", by=by)

    return give


def with_reasons(action: Callable[..., Any]) -> Step:
    return lambda identification, by: action(**at_hand(identification), reasons=next(REASONS), by=by)


def offer(identification: Identification, by: Actor) -> Any:
    other = "hkpf" if by.agency == "immd" else "immd"
    return handing_over.offer_hand_over(**at_hand(identification), to_agency=other, to_officer=None, reason="Theirs.", by=by)


def answer(accepts: bool) -> Step:
    def reply(identification: Identification, by: Actor) -> Any:
        offered = existing(identification.hand_overs.filter(answered_at__isnull=True).first())
        version = identification.version
        return handing_over.answer_hand_over(hand_over=offered, version=version, accepts=accepts, answer="So.", by=by)

    return reply


def ask(identification: Identification, by: Actor) -> Any:
    return reviewing.ask_review(**at_hand(identification), asker="person", grounds="It is wrong.", by=by)


def end_review(upheld: bool) -> Step:
    def ended(identification: Identification, by: Actor) -> Any:
        asked = existing(identification.reviews.filter(ended_at__isnull=True).first())
        return reviewing.end_review(review=asked, version=identification.version, upheld=upheld, reasons="So.", by=by)

    return ended


def existing(record: Any) -> Any:
    """A record to act on; without one there is nothing that could be refused."""
    if record is None:
        raise Refused("There is none.")
    return record


STEPS: dict[str, Step] = {
    "begin": begin,
    "end": end,
    "save": save,
    "finish": finish,
    "identified": decide_as("identified"),
    "not identified": decide_as("not_identified"),
    "not yet": decide_as("not_yet_decided"),
    "concur": opine(concurs=True),
    "differ": opine(concurs=False),
    "reconsider": with_reasons(deciding.reconsider),
    "close": with_reasons(deciding.close_identification),
    "reopen": with_reasons(deciding.reopen_identification),
    "offer": offer,
    "accept": answer(accepts=True),
    "decline": answer(accepts=False),
    "ask": ask,
    "uphold": end_review(upheld=True),
    "return": end_review(upheld=False),
}
OFFICER, SECOND = PEOPLE[:2]
USUAL = [("begin", OFFICER), ("finish", OFFICER), ("identified", OFFICER), ("concur", SECOND), ("ask", OFFICER)]
BEGINNINGS = st.integers(0, len(USUAL)).map(lambda steps: USUAL[:steps])  # so that courses get somewhere
COURSES = st.builds(
    list.__add__, BEGINNINGS, st.lists(st.tuples(st.sampled_from(list(STEPS)), st.sampled_from(PEOPLE)), min_size=2, max_size=20)
)


@pytest.fixture
def opened(cast: Any, received: Callable[..., Received]) -> Callable[[], Identification]:
    """A new identification each time."""
    return lambda: (
        receive_screening(received=received(documents_held="yes"), by=cast.actor("identification_officer")).identification
    )


def taken(cast: Any, identification: Identification, course: list[tuple[str, str]]) -> Iterator[tuple[str, str, bool, int]]:
    """The state before and after each step, whether it was done, and how many entries it left."""
    for name, key in course:
        identification = Identification.objects.get(pk=identification.pk)
        before, entries = identification.state, Entry.objects.count()
        try:
            STEPS[name](identification, cast.actor(key))
            done = True
        except (Refused, NotPermitted):
            done = False
        after = Identification.objects.get(pk=identification.pk).state
        yield before, after, done, Entry.objects.count() - entries


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(course=COURSES)
def test_only_the_steps_of_the_pack_happen_and_each_leaves_its_event(
    cast: Any, opened: Callable[[], Identification], course: list[tuple[str, str]]
) -> None:
    identification, cycle = opened(), lifecycle()
    for before, after, done, entries in taken(cast, identification, course):
        assert (entries > 0) == done
        reachable = {cycle.leads[before, event] for event in allowed_events(cycle, before)}
        assert after == before or (done and after in reachable)
    assert all(verify_stream(head).holds for head in current_heads())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(course=COURSES)
def test_no_decision_stands_that_only_one_officer_made(
    cast: Any, opened: Callable[[], Identification], course: list[tuple[str, str]]
) -> None:
    identification = opened()
    list(taken(cast, identification, course))
    identification.refresh_from_db()
    if identification.state == "decided":
        last = Decision.objects.filter(identification=identification).latest("number")
        assert last.opinion.concurs
        assert last.opinion.given_by_id != last.decided_by_id


def test_what_was_read_before_somebody_else_acted_changes_nothing(cast: Any, opened: Callable[[], Identification]) -> None:
    read = opened()
    begin(read, cast.actor("identification_officer"))
    entries = Entry.objects.count()
    for step in (begin, finish, offer, decide_as("identified"), with_reasons(deciding.close_identification)):
        with pytest.raises(Stale):
            step(read, cast.actor("identification_officer"))
    assert Entry.objects.count() == entries
