"""The steps of a service: in an order that makes sense, so that what was delivered was also wanted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.cases.services import STEPS, check_step, next_steps, reached
from firmground.errors import NotAllowed


def accepts(last, step):
    try:
        check_step(last, step)
    except NotAllowed:
        return False
    return True


@st.composite
def services(draw):
    """The steps of one service, each of which was allowed after the one before it."""
    steps, last = [], None
    for _ in range(draw(st.integers(0, 12))):
        last = draw(st.sampled_from(next_steps(last)))
        steps.append(last)
    return steps


@pytest.mark.parametrize(
    "steps",
    [
        "asked offered accepted delivered ended",
        "offered declined offered accepted delivered ended",
        "asked ended",
        "offered accepted declined",
        "offered declined asked offered accepted delivered",
        "offered accepted delivered ended asked offered",
    ],
    ids=["asked for and given", "offered twice", "asked for in vain", "a change of mind", "asked for after all", "needed again"],
)
def test_a_service_goes_its_way(steps):
    assert all(accepts(last, step) for last, step in pairwise([None, *steps.split()]))


@pytest.mark.parametrize(
    ("last", "step"),
    [
        (None, "delivered"),
        (None, "declined"),
        ("asked", "delivered"),
        ("offered", "delivered"),
        ("declined", "delivered"),
        ("delivered", "declined"),
        ("ended", "delivered"),
        ("accepted", "accepted"),
        ("offered", "forgotten"),
    ],
)
def test_a_step_that_cannot_come_next_is_refused_and_tells_what_can(last, step):
    with pytest.raises(NotAllowed) as caught:
        check_step(last, step)
    assert caught.value.allowed == next_steps(last)
    assert all(allowed in caught.value.remedy for allowed in next_steps(last))
    assert step in caught.value.what


@given(steps=services())
def test_nothing_is_delivered_that_the_person_did_not_accept(steps):
    assert all(before == "accepted" for before, step in pairwise([None, *steps]) if step == "delivered")


@given(steps=services())
def test_a_service_can_always_go_on_and_has_come_as_far_as_its_last_step(steps):
    assert next_steps(reached(steps))
    assert reached(steps) == (steps[-1] if steps else None)


def test_every_step_can_be_taken():
    assert {step for last in (None, *STEPS) for step in next_steps(last)} == set(STEPS)
