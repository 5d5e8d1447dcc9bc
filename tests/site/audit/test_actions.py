"""An action is one permission, one transaction and at least one event: all of it is kept or nothing."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction

from firmground.errors import FirmgroundError
from firmground_site.access.actors import ANONYMOUS
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NothingRecorded, NotPermitted, Refused, Undeclared, action, record
from firmground_site.audit.guard import WrittenOutsideAction
from firmground_site.audit.kinds import KINDS, EventKind, UnknownKind, register
from firmground_site.audit.models import Entry

pytestmark = pytest.mark.django_db


def kept() -> tuple[list[str], list[str]]:
    members = sorted(Member.objects.values_list("email", flat=True))
    return members, list(Entry.objects.order_by("id").values_list("kind", flat=True))


def fail(error: type[Exception] = Refused) -> Callable[[], None]:
    def raise_it() -> None:
        raise error("No.")

    return raise_it


def test_an_action_keeps_the_record_and_its_event(doing: SimpleNamespace, chains_hold: Callable[[], int]) -> None:
    member = doing.add(email="a@demo.example", by=doing.by)
    entry = Entry.objects.get()
    assert (entry.kind, entry.subject, entry.actor) == ("testing:added", f"member:{member.pk}", "system:test")
    assert entry.content.value == {"actor": {"agency": "", "name": "The system", "role": "system"}, "name": "Added"}
    assert chains_hold() == 1


@pytest.mark.parametrize("error", [Refused, RuntimeError, KeyboardInterrupt])
def test_an_action_that_fails_keeps_nothing(error: type[BaseException], doing: SimpleNamespace) -> None:
    with pytest.raises(error):
        doing.add(email="a@demo.example", then=fail(error), by=doing.by)
    assert kept() == ([], [])


def test_an_action_that_recorded_nothing_keeps_nothing(doing: SimpleNamespace) -> None:
    with pytest.raises(NothingRecorded):
        doing.say_nothing(email="a@demo.example", by=doing.by)
    assert kept() == ([], [])


def test_the_event_of_an_inner_action_does_not_speak_for_the_outer(doing: SimpleNamespace) -> None:
    with pytest.raises(NothingRecorded):
        doing.say_nothing(email="a@demo.example", then=lambda: doing.note(subject="x", by=doing.by), by=doing.by)
    assert kept() == ([], [])


def test_an_inner_action_that_fails_and_is_caught_leaves_nothing(doing: SimpleNamespace, chains_hold: Callable[[], int]) -> None:
    def try_inner() -> None:
        with pytest.raises(Refused):
            doing.add(email="inner@demo.example", then=fail(), by=doing.by)

    doing.add(email="outer@demo.example", then=try_inner, by=doing.by)
    assert kept() == (["outer@demo.example"], ["testing:added"])
    assert chains_hold() == 1


def test_events_of_inner_and_outer_actions_stand_in_the_order_they_happened(
    doing: SimpleNamespace, chains_hold: Callable[[], int]
) -> None:
    doing.call(then=lambda: doing.note(subject="inner", by=doing.by), by=doing.by)
    assert list(Entry.objects.order_by("number").values_list("subject", flat=True)) == ["inner", "called"]
    assert chains_hold() == 2


def test_an_outer_action_that_fails_takes_the_inner_with_it(doing: SimpleNamespace) -> None:
    def inner_then_fail() -> None:
        doing.add(email="inner@demo.example", by=doing.by)
        raise Refused("No.")

    with pytest.raises(Refused):
        doing.call(then=inner_then_fail, by=doing.by)
    assert kept() == ([], [])
    doing.note(subject="x", by=doing.by)
    assert kept() == ([], ["testing:noted"])


@pytest.mark.django_db(transaction=True)
def test_an_action_whose_commit_fails_keeps_nothing(doing: SimpleNamespace) -> None:
    def lost() -> None:
        raise IntegrityError("the database went away")

    with patch.object(connection, "_commit", lost), pytest.raises(IntegrityError):
        doing.add(email="a@demo.example", by=doing.by)
    assert kept() == ([], [])
    doing.add(email="b@demo.example", by=doing.by)
    assert kept() == (["b@demo.example"], ["testing:added"])


@pytest.mark.django_db(transaction=True)
def test_what_runs_after_the_commit_is_no_part_of_the_action(doing: SimpleNamespace) -> None:
    found: list[type[BaseException]] = []

    def after() -> None:
        for attempt in (
            lambda: record(KINDS["testing:noted"], subject="late"),
            lambda: Member.objects.create(email="late@demo.example", name="L", role="none"),
        ):
            try:
                attempt()
            except (Undeclared, WrittenOutsideAction) as error:
                found.append(type(error))
        doing.note(subject="own", by=doing.by)

    doing.call(
        then=lambda: doing.add(email="a@demo.example", then=lambda: transaction.on_commit(after), by=doing.by), by=doing.by
    )
    assert found == [Undeclared, WrittenOutsideAction]
    assert kept() == (["a@demo.example"], ["testing:added", "testing:noted", "testing:noted"])


@pytest.mark.django_db(transaction=True)
def test_an_action_does_not_run_in_a_transaction_of_somebody_else(doing: SimpleNamespace) -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        doing.add(email="a@demo.example", by=doing.by)
    assert kept() == ([], [])


def test_an_actor_without_the_permission_does_nothing(cast: Any, doing: SimpleNamespace) -> None:
    with pytest.raises(NotPermitted, match="may not member:manage"):
        doing.add(email="a@demo.example", by=cast.actor("auditor"))
    with pytest.raises(NotPermitted):
        doing.add(email="a@demo.example", by=ANONYMOUS)
    with pytest.raises(TypeError, match="the actor"):
        doing.add(email="a@demo.example")
    assert not Entry.objects.exists()


def test_an_event_that_is_undeclared_unknown_or_outside_is_refused(doing: SimpleNamespace) -> None:
    with pytest.raises(Undeclared, match="outside any action"):
        record(KINDS["testing:noted"], subject="x")
    with pytest.raises(Undeclared, match="not among"):
        doing.call(then=lambda: record(KINDS["ledger:sealed"], subject="x"), by=doing.by)
    with pytest.raises(UnknownKind):
        doing.call(then=lambda: record(EventKind("testing:unknown", "did", "z_test"), subject="x"), by=doing.by)
    with pytest.raises(TypeError, match="actor"):
        doing.call(then=lambda: record(KINDS["testing:noted"], subject="x", actor="someone else"), by=doing.by)
    assert kept() == ([], [])


async def later(*, by: Any) -> None:
    """Do it later."""


def in_parts(*, by: Any) -> Any:
    """Do it in parts."""
    yield


def by_position(by: Any) -> None:
    """Take by by position."""


def by_nobody(*, what: str) -> None:
    """Have no actor."""


def unsaid(*, by: Any) -> None:
    pass


@pytest.mark.parametrize("function", [later, in_parts, by_position, by_nobody, unsaid])
def test_what_is_not_a_plain_function_with_an_actor_and_a_docstring_is_no_action(function: Any, doing: SimpleNamespace) -> None:
    with pytest.raises(TypeError, match=function.__name__):
        action(permission=Permission.MEMBER_MANAGE, records=[KINDS["testing:noted"]])(function)
    with pytest.raises(TypeError, match="declares no event"):
        action(permission=Permission.MEMBER_MANAGE, records=[])(function)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "testing:noted"},
        {"name": "Testing"},
        {"name": "testing:" + "x" * 80},
        {"stream": "A stream"},
        {"stream": "x" * 41},
        {"sentence": ""},
        {"personal": ("name",)},
    ],
    ids=str,
)
def test_a_kind_of_event_that_the_ledger_could_not_keep_is_refused(wrong: dict[str, Any], doing: SimpleNamespace) -> None:
    fit: dict[str, Any] = {"name": "testing:fit", "sentence": "did", "stream": "test"}
    with pytest.raises((ValueError, FirmgroundError), match="event|kind"):
        register(EventKind(**{**fit, **wrong}))
    registered = register(EventKind(**fit))
    assert KINDS["testing:fit"] is registered
