"""Actions: the only way to write. One permission, one transaction, at least one event in the ledger.

An action takes keyword arguments only, among them ``by``. It runs in a transaction that is rolled back when it raises, and
when it recorded none of the events it declares. Actions may call actions; each needs its own permission.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.guard import writing
from firmground_site.audit.kinds import EventKind, kind_named
from firmground_site.audit.recording import Event, Recording, subject_key, write_entries

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_recording: ContextVar[Recording | None] = ContextVar("recording", default=None)


class NotPermitted(Exception):
    """The actor lacks the permission that an action needs."""


class NothingRecorded(Exception):
    """An action ended without any event that it declares; nothing of it was kept."""


class Undeclared(Exception):
    """An action recorded an event that it does not declare, or something recorded an event outside any action."""


class Refused(Exception):
    """An action cannot be done as things are; ``reasons`` say why, in sentences to be shown."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class Stale(Refused):
    """Someone else changed the record since it was read; ``current`` is as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Someone changed this since you opened it. Your entries are kept below, beside what is recorded now.")
        self.current = current


@dataclass(frozen=True)
class Action:
    """An action as the registry lists it."""

    name: str
    permission: Permission
    records: frozenset[EventKind]
    run: Callable[..., Any]


ACTIONS: dict[str, Action] = {}


def action(
    *, permission: Permission, records: list[EventKind]
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Make a function an action, and add it to the registry."""

    def make(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        name = f"{function.__module__.removeprefix('firmground_site.')}.{function.__name__}"
        _must_be_well_formed(name, function, records)
        declared = frozenset(records)

        @functools.wraps(function)
        def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            by: Actor = kwargs["by"]  # type: ignore[assignment]
            if not by.may(permission):
                raise NotPermitted(f"{by.role.title} may not {permission}.")
            with _in_one_piece(by, declared, name):
                return function(*args, **kwargs)

        ACTIONS[name] = Action(name, permission, declared, run)
        return run

    return make


@contextmanager
def _in_one_piece(by: Actor, declared: frozenset[EventKind], name: str) -> Iterator[None]:
    recording = Recording(by, declared)
    token = _recording.set(recording)
    try:
        with transaction.atomic(), writing(name):
            yield
            if not recording.events:
                raise NothingRecorded(f"{name} recorded none of its events, so nothing of it was kept.")
            write_entries(recording)
    finally:
        _recording.reset(token)


def record(kind: EventKind, *, subject: Any, **content: Any) -> None:
    """Record an event of the action under way. ``content`` is JSON; it is sealed, and can be erased."""
    recording = _recording.get()
    kind_named(kind.name)
    if recording is None:
        raise Undeclared(f"{kind} was recorded outside any action.")
    if kind not in recording.declared:
        raise Undeclared(f"{kind} is not among the events that this action declares.")
    recording.events.append(Event(kind, subject_key(subject), _as_json(content)))


def _as_json(content: Mapping[str, Any]) -> dict[str, Any]:
    """Keep text, whole numbers, flags, lists and objects; write ids and days as text."""
    return {key: _json_value(value) for key, value in content.items()}


def _json_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(each) for each in value]
    return str(value)


def _must_be_well_formed(name: str, function: Callable[..., Any], records: list[EventKind]) -> None:
    parameters = inspect.signature(function).parameters
    if name in ACTIONS:
        raise TypeError(f"The action {name} is defined twice.")
    if "by" not in parameters or any(each.kind is not inspect.Parameter.KEYWORD_ONLY for each in parameters.values()):
        raise TypeError(f"The action {name} must take keyword arguments only, among them by.")
    if not records:
        raise TypeError(f"The action {name} declares no event.")
