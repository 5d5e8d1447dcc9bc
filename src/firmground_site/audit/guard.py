"""Refuses every write to the site's tables that does not happen inside an action.

It sits on the database connection, below models and managers, so that ``save``, ``update``, bulk and async writes, base
managers and raw SQL all meet it. It reads SQL so as to fail closed: outside an action, a statement that names a guarded table
and has any word that writes is refused, wherever the two stand. It keeps mistakes out, not code that means harm: the driver's
own connection lies below it, and an architecture test sees that nothing of ours reaches for that.
"""

import contextlib
import functools
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

WRITES = re.compile(
    r"\b(INSERT|DELETE|MERGE|TRUNCATE|COPY|DROP|ALTER|CREATE|PREPARE|REPLACE(?!\s*\()|(?<!FOR )(?<!FOR NO KEY )UPDATE)\b",
    re.IGNORECASE,
)
UNREADABLE = re.compile(
    r"\b(DO\b(?!\s+(?:NOTHING|UPDATE)\b)|CALL\b|EXECUTE\b|U&\")", re.IGNORECASE
)  # what it does is not in its text
OURS = "firmground_site."
PAST_THE_WRAPPERS = ("copy", "stream", "executescript")  # methods of a driver's cursor that Django passes on unseen
REMEMBERED = 2_000  # characters; Django's statements repeat, the long ones are bulk writes
_open = threading.local()  # a thread has its own connection, and so its own transaction: what is open in one is not in another


class WrittenOutsideAction(Exception):
    """Something tried to write to a guarded table without an action."""


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on a new connection."""
    if refuse_outside_action in connection.execute_wrappers:
        return
    connection.execute_wrappers.append(refuse_outside_action)
    connection.make_cursor = functools.partial(_watched, connection, connection.make_cursor)
    connection.make_debug_cursor = functools.partial(_watched, connection, connection.make_debug_cursor)


def refuse_outside_action(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement unless it writes to a guarded table and no action is under way on this connection."""
    _refuse(sql, context["connection"])
    return execute(sql, params, many, context)


def _refuse(sql: Any, connection: BaseDatabaseWrapper) -> None:
    if getattr(_open, "connection", None) is connection:
        return
    text = _as_text(sql)
    if found := _remembered(text) if len(text) <= REMEMBERED else what_it_writes(text):
        raise WrittenOutsideAction(f"{found} outside an action. Write an action for it; see docs/reference/actions.md.")


def _as_text(sql: Any) -> str:
    """A statement as text: also one in bytes, or composed by the driver's own means."""
    if isinstance(sql, bytes):
        return sql.decode(errors="replace")
    return sql.as_string(None) if hasattr(sql, "as_string") else str(sql)


def what_it_writes(sql: str) -> str:
    """The write in a statement and the guarded table, in words; "" for one that only reads, or writes elsewhere."""
    if verb := UNREADABLE.search(sql):
        return f"{verb[1].upper()}, which hides what it does,"
    if (verb := WRITES.search(sql)) and (table := _guarded_names().search(sql)):
        return f"{verb[1].upper()} on {table[0]}"
    return ""


_remembered = functools.lru_cache(maxsize=4096)(what_it_writes)


@functools.cache
def _guarded_names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, guarded_tables())))})\b", re.IGNORECASE)


@functools.cache
def guarded_tables() -> frozenset[str]:
    """Every table of the site's own models."""
    ours = (config for config in apps.get_app_configs() if config.name.startswith(OURS))
    return frozenset(model._meta.db_table for config in ours for model in config.get_models(include_auto_created=True))


def _watched(connection: BaseDatabaseWrapper, make: Callable[[Any], Any], raw: Any) -> Any:
    """A cursor whose ways past the wrappers are watched as well."""
    cursor = make(raw)
    for name in PAST_THE_WRAPPERS:
        if hasattr(raw, name):
            setattr(cursor, name, functools.partial(_checked, connection, getattr(raw, name)))
    return cursor


def _checked(connection: BaseDatabaseWrapper, run: Callable[..., Any], sql: Any, *args: Any, **kwargs: Any) -> Any:
    _refuse(sql, connection)
    return run(sql, *args, **kwargs)


@contextlib.contextmanager
def writing(what: str, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let writes pass on this thread's connection: for actions, and for migrations, which say ``what`` they are."""
    before = getattr(_open, "connection", None), getattr(_open, "what", None)
    _open.connection, _open.what = connections[using], what
    try:
        yield
    finally:
        _open.connection, _open.what = before


def is_open() -> bool:
    """Whether an action, or a migration, is under way in this thread."""
    return getattr(_open, "connection", None) is not None
