"""Many writers at once neither fork a chain nor lose or repeat a number, and never wait for each other for ever."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from firmground_site.audit.models import Entry, Stream

pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[Any]]


def test_two_hundred_actions_of_eight_writers_make_one_chain(
    doing: SimpleNamespace, at_once: AtOnce, chains_hold: Callable[[], int]
) -> None:
    results = at_once(lambda number: doing.note(subject=f"test:{number}", by=doing.by), range(8 * 25))
    assert [each for each in results if each is not None] == []
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 201))
    assert Entry.objects.values("subject").distinct().count() == 200
    assert chains_hold() == 200


def test_actions_that_write_two_streams_in_either_order_do_not_wait_for_each_other(
    doing: SimpleNamespace, at_once: AtOnce, chains_hold: Callable[[], int]
) -> None:
    """Nested: the inner action ends first, and would hold its stream while the outer asks for the other one."""

    def work(number: int) -> None:
        first, second = ("testing:added", "testing:noted") if number % 2 else ("testing:noted", "testing:added")
        doing.call(then=lambda: [doing.note(subject="x", kind=kind, by=doing.by) for kind in (first, second)], by=doing.by)

    results = at_once(work, range(60))
    assert [each for each in results if each is not None] == []
    assert dict(Stream.objects.values_list("name", "number")) == {"a_test": 60, "z_test": 120}
    assert chains_hold() == 180


def test_an_action_that_fails_among_others_leaves_no_gap(
    doing: SimpleNamespace, at_once: AtOnce, chains_hold: Callable[[], int]
) -> None:
    def work(number: int) -> None:
        if number % 3:
            doing.note(subject=f"test:{number}", by=doing.by)
        else:
            doing.say_nothing(email=f"{number}@demo.example", by=doing.by)

    results = at_once(work, range(60))
    assert [type(each).__name__ for each in results if each is not None] == ["NothingRecorded"] * 20
    assert chains_hold() == 40
