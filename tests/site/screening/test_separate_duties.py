"""Who may not: what an officer has taken up no colleague moves, and nobody ends a review of what they had a part in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from screening.procedures import ANSWERS, current, debriefed, decided, in_force, may_open, returned

from firmground_site.audit.actions import Refused
from firmground_site.screening.actions.deciding import (
    close_identification,
    decide,
    give_opinion,
    reconsider,
    reopen_identification,
)
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over
from firmground_site.screening.actions.reviewing import ask_review, end_review
from firmground_site.screening.models import Identification, Opinion, Review
from firmground_site.screening.procedure import decision_in_force, steps_open_to
from firmground_site.screening.work import rows_of, work_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast: Any, screening: Any) -> Identification:
    """An identification that waits for the decision of the officer who debriefed."""
    return debriefed(screening.identification, cast)


def page(name: str, identification: Identification) -> str:
    return reverse(f"screening:{name}", args=[identification.pk])


def steps(identification: Identification, cast: Any, key: str) -> set[str]:
    return {each.name for each in steps_open_to(cast.actor(key), current(identification))}


def offer(identification: Identification, cast: Any, by: str, to: str) -> Any:
    member, version = getattr(cast, to), current(identification).version
    given = {"to_agency": member.agency, "to_officer": member, "reason": "Now mine."}
    return offer_hand_over(identification=identification, version=version, by=cast.actor(by), **given)


def ask(identification: Identification, cast: Any, by: str = "identification_officer") -> Review:
    version = current(identification).version
    return ask_review(identification=identification, version=version, asker="person", grounds="No.", by=cast.actor(by))


# --- a colleague's case -----------------------------------------------------------------------------------------------


def test_no_officer_takes_over_a_colleagues_case(cast: Any, waiting: Identification) -> None:
    with pytest.raises(Refused, match="Ask its officer, or a supervisor, to hand it over"):
        offer(waiting, cast, by="second_officer", to="second_officer")
    assert "offer_hand_over" not in steps(waiting, cast, "second_officer")
    assert current(waiting).officer == cast.identification_officer


@pytest.mark.parametrize("by", ["identification_officer", "supervisor"])
def test_its_officer_and_a_supervisor_hand_it_to_a_colleague(by: str, cast: Any, waiting: Identification) -> None:
    assert "offer_hand_over" in steps(waiting, cast, by)
    made, second = offer(waiting, cast, by=by, to="second_officer"), cast.actor("second_officer")
    answer_hand_over(hand_over=made, version=current(waiting).version, accepts=True, answer="", by=second)
    assert current(waiting).officer == cast.second_officer


def test_what_nobody_has_taken_up_any_officer_offers_and_closes(cast: Any, screening: Any) -> None:
    assert {"offer_hand_over", "close"} <= steps(screening.identification, cast, "second_officer")
    by, version = cast.actor("second_officer"), screening.identification.version
    close_identification(identification=screening.identification, version=version, reasons="She left.", by=by)
    assert current(screening.identification).state == "closed"


@pytest.mark.parametrize(
    ("act", "step"),
    [(close_identification, "close"), (reconsider, "reconsider"), (reopen_identification, "reopen")],
    ids=["close", "reconsider", "reopen"],
)
def test_no_officer_moves_a_colleagues_case(act: Callable[..., Any], step: str, cast: Any, waiting: Identification) -> None:
    in_force(waiting, cast)
    own, other = cast.actor("identification_officer"), cast.actor("second_officer")
    if step == "reopen":
        close_identification(identification=waiting, version=current(waiting).version, reasons="Done.", by=own)
    before = current(waiting).state
    with pytest.raises(Refused, match="is the officer of this identification"):
        act(identification=waiting, version=current(waiting).version, reasons="Mine.", by=other)
    assert current(waiting).state == before
    assert step not in steps(waiting, cast, "second_officer")
    assert step in steps(waiting, cast, "identification_officer")
    act(identification=waiting, version=current(waiting).version, reasons="A paper came.", by=own)
    assert current(waiting).state != before


# --- what can be reviewed ---------------------------------------------------------------------------------------------


def differed(identification: Identification, cast: Any) -> None:
    returned(identification, cast)


def left_open(identification: Identification, cast: Any) -> None:
    decided(identification, cast, "not_yet_decided")


@pytest.mark.parametrize("so_far", [differed, left_open])
def test_a_decision_that_never_stood_is_not_reviewed(so_far: Any, cast: Any, as_member: Any, waiting: Identification) -> None:
    so_far(waiting, cast)
    by = cast.actor("identification_officer")
    close_identification(identification=waiting, version=current(waiting).version, reasons="She left.", by=by)
    with pytest.raises(Refused, match="never stood"):
        ask(waiting, cast)
    assert "ask_review" not in steps(waiting, cast, "identification_officer")
    sent = {"version": current(waiting).version, "asker": "person", "grounds": "No."}
    response = may_open(as_member("identification_officer"), waiting.person).post(page("ask_review", waiting), sent)
    assert "Open it again instead." in response.content.decode()
    assert (current(waiting).state, decision_in_force(current(waiting))) == ("closed", None)


def test_a_decision_that_stood_is_reviewed_after_it_was_closed(cast: Any, waiting: Identification) -> None:
    in_force(waiting, cast)
    by = cast.actor("identification_officer")
    close_identification(identification=waiting, version=current(waiting).version, reasons="Done.", by=by)
    assert "ask_review" in steps(waiting, cast, "identification_officer")
    assert ask(waiting, cast).due_on is not None


# --- who ends a review ------------------------------------------------------------------------------------------------


def concurred_with_the_first_only(waiting: Identification, cast: Any) -> Review:
    """The supervisor concurred with a decision that was made anew, and with which another concurred."""
    officer, supervisor = cast.actor("identification_officer"), cast.actor("supervisor")
    first = decided(waiting, cast, "not_identified")
    give_opinion(decision=first, version=current(waiting).version, concurs=True, reasons="", by=supervisor)
    reconsider(identification=waiting, version=current(waiting).version, reasons="A paper came.", by=officer)
    given = {**ANSWERS, "reasons": "The paper changes nothing."}
    second = decide(identification=waiting, version=current(waiting).version, decision="not_identified", by=officer, **given)
    by = cast.actor("second_officer")
    give_opinion(decision=second, version=current(waiting).version, concurs=True, reasons="", by=by)
    return ask(waiting, cast)


def asked_for_it(waiting: Identification, cast: Any) -> Review:
    in_force(waiting, cast)
    return ask(waiting, cast, by="supervisor")


def took_no_part(waiting: Identification, cast: Any) -> Review:
    in_force(waiting, cast)
    return ask(waiting, cast)


@pytest.mark.parametrize(
    ("so_far", "may"),
    [(took_no_part, True), (asked_for_it, False), (concurred_with_the_first_only, False)],
)
def test_a_review_is_ended_by_who_had_no_part_in_any_of_it(so_far: Any, may: bool, cast: Any, waiting: Identification) -> None:
    review, by = so_far(waiting, cast), cast.actor("supervisor")
    listed = next(each for each in work_lists(by) if each.key == "reviews")
    assert ("end_review" in steps(waiting, cast, "supervisor")) is may
    assert list(rows_of(listed, by)) == ([waiting] if may else [])
    given = {"review": review, "version": current(waiting).version, "upheld": True, "reasons": "I read it.", "by": by}
    if may:
        end_review(**given)
    else:
        with pytest.raises(Refused, match="Someone else must"):
            end_review(**given)
    assert current(waiting).state == ("decided" if may else "under_review")


# --- sent twice -------------------------------------------------------------------------------------------------------


def sent_twice(client: Client, url: str, first: dict[str, Any], second: dict[str, Any]) -> list[int]:
    return [client.post(url, sent).status_code for sent in (first, second)]


@pytest.mark.parametrize(("again", "status"), [({}, 302), ({"reasons": "Other words."}, 409)], ids=["same", "another"])
@pytest.mark.parametrize("concurs", ["yes", "no"])
def test_an_opinion_sent_twice_is_given_once(again: Any, status: int, concurs: str, cast: Any, as_member: Any, waiting) -> None:
    decided(waiting, cast)
    client = may_open(as_member("second_officer"), waiting.person)
    sent = {"version": current(waiting).version, "concurs": concurs, "reasons": "I read it."}
    assert sent_twice(client, page("give_opinion", waiting), sent, sent | again) == [302, status]
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(("again", "status"), [({}, 302), ({"grounds": "Other words."}, 409)], ids=["same", "another"])
def test_a_request_for_a_review_sent_twice_is_recorded_once(again: Any, status: int, cast: Any, as_member: Any, waiting) -> None:
    in_force(waiting, cast)
    client = may_open(as_member("identification_officer"), waiting.person)
    sent = {"version": current(waiting).version, "asker": "person", "grounds": "No."}
    assert sent_twice(client, page("ask_review", waiting), sent, sent | again) == [302, status]
    assert Review.objects.count() == 1


# --- too late, with nothing typed -------------------------------------------------------------------------------------


def test_who_takes_it_up_too_late_is_not_promised_entries_that_there_are_not(cast: Any, as_member: Any, screening: Any) -> None:
    identification = screening.identification
    own, other = (may_open(as_member(key), screening.person) for key in ("identification_officer", "second_officer"))
    own.post(page("take_up", identification), {"version": 1})
    text = other.post(page("take_up", identification), {"version": 1}, follow=True).content.decode()
    assert "you have not taken it up" in text
    assert "kept below" not in text
    assert current(identification).officer == cast.identification_officer
