"""The life cycle: only what the pack allows happens, everybody can come to an end, and what lies too long is noticed."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.cases.lifecycle import allowed_events, is_dormant, lifecycle_of, next_state, states_awaiting
from firmground.errors import NotAllowed
from firmground.packs.case_entries import Event
from firmground.packs.pack import read_pack

LIFECYCLES = {name: lifecycle_of(read_pack(name).cases.identification) for name in ("hong_kong", "freeport")}
EVENTS = get_args(Event)
DAY = date(2024, 5, 10)


@pytest.fixture(params=sorted(LIFECYCLES))
def lifecycle(request):
    return LIFECYCLES[request.param]


@pytest.mark.parametrize(
    ("name", "events", "states"),
    [
        (
            "hong_kong",
            "debriefing_begun debriefing_finished left_undecided decided differed decided concurred closed",
            "in_debriefing waiting_for_decision waiting_for_decision waiting_for_concurrence waiting_for_decision "
            "waiting_for_concurrence decided closed",
        ),
        (
            "hong_kong",
            "hand_over_offered hand_over_accepted ended_without_decision reopened debriefing_reopened",
            "waiting_for_debriefing waiting_for_debriefing closed waiting_for_decision in_debriefing",
        ),
        (
            "freeport",
            "decided review_asked review_returned decided review_asked review_upheld closed",
            "answered before_the_harbour_judge waiting_for_the_office answered before_the_harbour_judge answered filed",
        ),
    ],
    ids=["with a second officer who differs", "handed over and ended", "before the harbour judge"],
)
def test_an_identification_goes_its_way(name, events, states):
    state, passed = LIFECYCLES[name].starts, []
    for event in events.split():
        state = next_state(LIFECYCLES[name], state, event)
        passed.append(state)
    assert passed == states.split()


@pytest.mark.parametrize(
    ("name", "state", "event"),
    [
        ("hong_kong", "waiting_for_debriefing", "decided"),
        ("hong_kong", "waiting_for_decision", "concurred"),
        ("hong_kong", "decided", "decided"),
        ("hong_kong", "closed", "closed"),
        ("freeport", "waiting_for_the_office", "concurred"),
        ("freeport", "filed", "reopened"),
    ],
)
def test_what_the_pack_does_not_allow_is_refused_and_tells_what_is_allowed(name, state, event):
    with pytest.raises(NotAllowed) as caught:
        next_state(LIFECYCLES[name], state, event)
    assert caught.value.allowed == allowed_events(LIFECYCLES[name], state)
    assert event not in caught.value.allowed
    assert state in str(caught.value)
    assert all(allowed in str(caught.value) for allowed in caught.value.allowed)


def test_a_state_of_another_territory_is_refused(lifecycle):
    with pytest.raises(NotAllowed, match="is not a state"):
        next_state(lifecycle, "asleep", "decided")
    with pytest.raises(NotAllowed, match="is not a state"):
        is_dormant(lifecycle, "asleep", DAY, DAY)


@given(name=st.sampled_from(sorted(LIFECYCLES)), events=st.lists(st.sampled_from(EVENTS), max_size=30))
def test_no_sequence_of_events_leaves_the_states_of_the_pack(name, events):
    lifecycle = LIFECYCLES[name]
    state = lifecycle.starts
    for event in events:
        if event in allowed_events(lifecycle, state):
            state = next_state(lifecycle, state, event)
        else:
            with pytest.raises(NotAllowed):
                next_state(lifecycle, state, event)
        assert state in lifecycle.awaits


def test_a_decision_in_hong_kong_stands_only_after_a_second_officer_and_in_freeport_at_once():
    for name, awaited in (("hong_kong", "concurrence"), ("freeport", "nothing")):
        lifecycle = LIFECYCLES[name]
        (before,) = states_awaiting(lifecycle, "decision")
        assert lifecycle.awaits[next_state(lifecycle, before, "decided")] == awaited


def test_only_hong_kong_has_states_that_await_a_debriefing():
    assert states_awaiting(LIFECYCLES["hong_kong"], "debriefing") == ("waiting_for_debriefing", "in_debriefing")
    assert states_awaiting(LIFECYCLES["freeport"], "debriefing") == ()


@pytest.mark.parametrize(("name", "days"), [("hong_kong", 30), ("freeport", 10)])
def test_what_waits_is_dormant_after_the_days_of_the_pack_and_not_before(name, days):
    lifecycle = LIFECYCLES[name]
    assert not is_dormant(lifecycle, lifecycle.starts, DAY - timedelta(days), DAY)
    assert is_dormant(lifecycle, lifecycle.starts, DAY - timedelta(days + 1), DAY)


def test_what_awaits_nothing_is_never_dormant(lifecycle):
    for state in states_awaiting(lifecycle, "nothing"):
        assert not is_dormant(lifecycle, state, date(1999, 1, 1), DAY)


@given(name=st.sampled_from(sorted(LIFECYCLES)), days=st.integers(-5, 400), more=st.integers(0, 400))
def test_what_is_dormant_stays_dormant_until_something_changes(name, days, more):
    lifecycle, changed = LIFECYCLES[name], DAY
    now = is_dormant(lifecycle, lifecycle.starts, changed, changed + timedelta(days))
    later = is_dormant(lifecycle, lifecycle.starts, changed, changed + timedelta(days + more))
    assert later or not now


def test_a_life_cycle_cannot_be_changed_after_it_was_read(lifecycle):
    with pytest.raises(TypeError):
        lifecycle.leads[("closed", "decided")] = "decided"
