"""Actions: the only way to write. One permission, one transaction, at least one event in the ledger.

An action takes keyword arguments only, among them ``by``. It runs in a transaction that is rolled back when it raises, and
when it recorded none of the events it declares. Actions may call actions; each needs its own permission, and the events of
all are written when the outermost ends, so that no two actions can wait for each other's streams.
"""

import functools
import inspect
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.guard import writing
from firmground_site.audit.kinds import EventKind, kind_named
from firmground_site.audit.recording import Event, Recording, subject_key, write_entries

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
OF_THE_ACTOR = "actor"  # under this key the content of every event says who acted, as they were called then
_under_way = threading.local()  # as in guard: another thread is not part of the action


class NotPermitted(Http404):
    """The actor lacks the permission that an action needs. Should a page let it happen, it answers as if nothing were there."""


class NothingRecorded(Exception):
    """An action ended without any event that it declares; nothing of it was kept."""


class Undeclared(Exception):
    """An action recorded an event that it does not declare, or something recorded an event outside any action."""


class Refused(Exception):
    """An action cannot be done as things are; ``reasons`` say why, in sentences to be shown."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*map(str, reasons))
        self.reasons = tuple(map(str, reasons))  # in the language of whoever is refused


class Stale(Refused):
    """Someone else changed the record since it was read; ``current`` is as it is now."""

    def __init__(self, current: Any) -> None:
        super().__init__(_("Someone changed this since you opened it. Your entries are kept below, beside what is recorded now."))
        self.current = current


@dataclass(frozen=True)
class Action:
    """An action as the registry lists it."""

    name: str
    permission: Permission
    records: frozenset[EventKind]
    run: Callable[..., Any]


ACTIONS: dict[str, Action] = {}
LATER = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)


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
            by = kwargs.get("by")
            if not isinstance(by, Actor):
                raise TypeError(f"{name} needs by=, the actor.")
            if not by.may(permission):
                raise NotPermitted(f"{by.role.title} may not {permission}.")
            with _in_one_piece(by, declared, name):
                return function(*args, **kwargs)

        ACTIONS[name] = Action(name, permission, declared, run)
        return run

    return make


@contextmanager
def _in_one_piece(by: Actor, declared: frozenset[EventKind], name: str) -> Iterator[None]:
    """Durable when outermost: in a transaction of somebody else, streams could be held in any order, or nothing be kept."""
    outer: Recording | None = getattr(_under_way, "recording", None)
    with transaction.atomic(durable=outer is None), writing(name):
        recording = _under_way.recording = Recording(by, declared)
        try:
            yield
            if not recording.own:
                raise NothingRecorded(f"{name} recorded none of its events, so nothing of it was kept.")
        finally:
            _under_way.recording = outer
        if outer is None:
            write_entries(recording.events)
        else:
            outer.events += recording.events


def record(kind: EventKind, *, subject: Any, **content: Any) -> None:
    """Record an event of the action under way. ``content`` is JSON; it is sealed, and can be erased."""
    recording: Recording | None = getattr(_under_way, "recording", None)
    kind_named(kind.name)
    if recording is None:
        raise Undeclared(f"{kind} was recorded outside any action.")
    if kind not in recording.declared:
        raise Undeclared(f"{kind} is not among the events that this action declares.")
    if OF_THE_ACTOR in content:
        raise TypeError(f"{kind} may not say {OF_THE_ACTOR!r} itself: every event does.")
    by, said = recording.by, _as_json(content)
    said[OF_THE_ACTOR] = {"name": by.name, "role": by.role.key, "agency": by.agency}
    recording.own += 1
    recording.events.append(Event(kind, by.key, subject_key(subject), said))


def _as_json(content: Mapping[str, Any]) -> dict[str, Any]:
    """Keep text, whole numbers, flags, lists and objects; write ids and days as text, and words of the interface in English."""
    return {key: _json_value(value) for key, value in content.items()}


def _json_value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(each) for each in value]
    if isinstance(value, Promise):
        with override(settings.LANGUAGE_CODE):
            return str(value)
    return str(value)


def _must_be_well_formed(name: str, function: Callable[..., Any], records: list[EventKind]) -> None:
    parameters = inspect.signature(function).parameters
    if name in ACTIONS:
        raise TypeError(f"The action {name} is defined twice.")
    if not records:
        raise TypeError(f"The action {name} declares no event.")
    if "by" not in parameters or any(each.kind is not inspect.Parameter.KEYWORD_ONLY for each in parameters.values()):
        raise TypeError(f"The action {name} must take keyword arguments only, among them by.")
    if any(is_later(function) for is_later in LATER):
        raise TypeError(f"The action {name} must be a plain function: what runs later would run after its transaction.")
    if not function.__doc__:
        raise TypeError(f"The action {name} has no docstring to say what it does.")
