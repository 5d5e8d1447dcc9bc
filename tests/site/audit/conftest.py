"""Actions made for tests, over members and two streams of their own; nothing else sees them."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from firmground_site.access.actors import the_system
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit import actions, kinds
from firmground_site.audit.actions import action, record
from firmground_site.audit.erasing import erase_contents
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.kinds import EventKind, register

SYSTEM = the_system("test")


def add(*, email: str, by: Any, name: str = "Added", then: Callable[[], object] | None = None) -> Member:
    """Add a member, and then do something else."""
    member = Member.objects.create(email=email, name=name, role="none")
    record(kinds.KINDS["testing:added"], subject=member, name=name)
    if then:
        then()
    return member


def note(*, subject: str, by: Any, kind: str = "testing:noted", content: Any = None) -> None:
    """Record only an event."""
    record(kinds.KINDS[kind], subject=subject, **(content or {}))


def note_all(*, subjects: Iterable[str], by: Any) -> None:
    """Record an event for each, in one go."""
    for subject in subjects:
        record(kinds.KINDS["testing:noted"], subject=subject)


def call(*, then: Callable[[], object], by: Any) -> None:
    """Do something, then record that it was done."""
    then()
    record(kinds.KINDS["testing:noted"], subject="called")


def say_nothing(*, email: str, by: Any, then: Callable[[], object] | None = None) -> None:
    """Write without an event of its own."""
    Member.objects.create(email=email, name="Silent", role="none")
    if then:
        then()


def erase(*, reason: str, by: Any, what: dict[str, Any]) -> int:
    """Erase contents."""
    count = erase_contents(reason=reason, by=by, **what)
    record(kinds.KINDS["testing:noted"], subject="erased", count=count)
    return count


@pytest.fixture
def doing() -> Iterator[SimpleNamespace]:
    """The actions, by name; all need the permission to manage members."""
    with patch.dict(kinds.KINDS), patch.dict(actions.ACTIONS):
        events = [
            register(EventKind(name="testing:added", sentence="added one", stream="a_test", personal=("name",), retention="x")),
            register(EventKind(name="testing:noted", sentence="noted", stream="z_test")),
        ]
        make = action(permission=Permission.MEMBER_MANAGE, records=events)
        yield SimpleNamespace(
            **{each.__name__: make(each) for each in (add, note, note_all, call, say_nothing, erase)}, by=SYSTEM
        )


@pytest.fixture
def chains_hold() -> Callable[[], int]:
    """Verify every stream with its contents, and give the number of entries."""

    def verify() -> int:
        found = [verify_stream(head) for head in current_heads()]
        assert [chain.fault for chain in found if chain.fault] == []
        return sum(chain.count for chain in found)

    return verify


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Run functions in threads of their own, each with its own connection, and give their results or errors."""

    def run(function: Callable[[Any], Any], each_of: Any, threads: int = 8) -> list[Any]:
        def alone(argument: Any) -> Any:
            try:
                return function(argument)
            except Exception as error:  # noqa: BLE001 - handed to the test
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(alone, each_of))

    return run
