"""A referral comes back: whatever happens, it can reach a known end, and until then the person can take it back."""

from collections import deque
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from firmground.cases.lifecycle import allowed_events, lifecycle_of, next_state
from firmground.errors import NotAllowed
from firmground.packs.casework_entries import CaseEvent, ReferralEvent
from firmground.packs.pack import read_pack

CASEWORK = {name: read_pack(name).casework for name in ("hong_kong", "freeport")}
REFERRALS = {name: lifecycle_of(each.referral) for name, each in CASEWORK.items()}
CASES = {name: lifecycle_of(each.case) for name, each in CASEWORK.items()}


def way_to_an_end(lifecycle, state):
    """The shortest list of events that ends something from a state, or ``None`` where nothing does."""
    waiting, seen = deque([(state, ())]), {state}
    while waiting:
        here, events = waiting.popleft()
        if here in lifecycle.ended:
            return events
        for event in allowed_events(lifecycle, here):
            there = next_state(lifecycle, here, event)
            if there not in seen:
                seen.add(there)
                waiting.append((there, (*events, event)))
    return None


class Underway(RuleBasedStateMachine):
    """Something under way in one of the packs, to which anything that is reported may happen in any order."""

    lifecycles = REFERRALS
    events = get_args(ReferralEvent)
    can_be_ended_by = "revoked"

    @initialize(name=st.sampled_from(sorted(CASEWORK)))
    def begins(self, name):
        self.lifecycle = self.lifecycles[name]
        self.state = self.lifecycle.starts

    @rule(choice=st.data())
    def something_happens(self, choice):
        event = choice.draw(st.sampled_from(self.events))
        if event in allowed_events(self.lifecycle, self.state):
            self.state = next_state(self.lifecycle, self.state, event)
            return
        with pytest.raises(NotAllowed):
            next_state(self.lifecycle, self.state, event)

    @invariant()
    def it_is_in_a_state_of_the_pack(self):
        assert self.state in self.lifecycle.awaits

    @invariant()
    def somebody_has_the_next_step_until_it_has_ended(self):
        assert (self.lifecycle.awaits[self.state] == "nothing") == (self.state in self.lifecycle.ended)

    @invariant()
    def it_can_reach_a_known_end(self):
        assert way_to_an_end(self.lifecycle, self.state) is not None

    @invariant()
    def it_can_be_ended_at_any_time(self):
        if self.state not in self.lifecycle.ended:
            assert next_state(self.lifecycle, self.state, self.can_be_ended_by) in self.lifecycle.ended


class CaseUnderway(Underway):
    """The same of a case, which can be closed at any time."""

    lifecycles = CASES
    events = get_args(CaseEvent)
    can_be_ended_by = "closed"


Underway.TestCase.settings = CaseUnderway.TestCase.settings = settings(max_examples=25, stateful_step_count=15)
TestReferral = Underway.TestCase
TestCaseOfSomebody = CaseUnderway.TestCase


@pytest.mark.parametrize(
    ("name", "events", "states"),
    [
        ("hong_kong", "received accepted answered done", "received accepted accepted done"),
        ("hong_kong", "received answered refused", "received received refused"),
        ("hong_kong", "accepted revoked", "accepted revoked"),
        ("freeport", "received accepted answered done", "with_the_receiver " * 3 + "finished"),
        ("freeport", "refused", "sent_back"),
    ],
)
def test_a_referral_goes_its_way(name, events, states):
    state, passed = REFERRALS[name].starts, []
    for event in events.split():
        state = next_state(REFERRALS[name], state, event)
        passed.append(state)
    assert passed == states.split()


@pytest.mark.parametrize(
    ("name", "state", "event"),
    [
        ("hong_kong", "sent", "done"),
        ("hong_kong", "accepted", "refused"),
        ("hong_kong", "done", "revoked"),
        ("hong_kong", "revoked", "accepted"),
        ("freeport", "finished", "received"),
        ("freeport", "sent_back", "done"),
    ],
)
def test_a_step_that_a_referral_has_no_place_for_is_refused(name, state, event):
    with pytest.raises(NotAllowed) as caught:
        next_state(REFERRALS[name], state, event)
    assert caught.value.allowed == allowed_events(REFERRALS[name], state)


def test_a_referral_that_has_ended_has_no_further_step():
    ended = [(name, state) for name, each in REFERRALS.items() for state in each.ended]
    assert len(ended) == 5
    assert all(allowed_events(REFERRALS[name], state) == () for name, state in ended)


@pytest.mark.parametrize(("name", "again"), [("hong_kong", ("reopened",)), ("freeport", ())])
def test_a_closed_case_is_opened_again_only_where_the_pack_says_so(name, again):
    lifecycle = CASES[name]
    closed = next_state(lifecycle, lifecycle.starts, "closed")
    assert allowed_events(lifecycle, closed) == again
