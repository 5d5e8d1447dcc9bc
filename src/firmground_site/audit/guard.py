"""Refuses every write to the site's tables that does not happen inside an action.

It sits on the database connection, below models and managers, so that ``save``, ``update``, bulk and async writes, base
managers and raw SQL all meet it.
"""

import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

WRITE = re.compile(
    r"\s*(?:WITH\b.*?\)\s*)?(INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?"
    r"|DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO|COPY)"
    r"\s+\"?(?:\w+\"?\.\"?)?(\w+)\"?",
    re.IGNORECASE | re.DOTALL,
)
OURS = "firmground_site."
_open_to: ContextVar[str | None] = ContextVar("open_to", default=None)


class WrittenOutsideAction(Exception):
    """Something tried to write to a guarded table without an action."""


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on a new connection."""
    if refuse_outside_action not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_outside_action)


def refuse_outside_action(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement unless it writes to a guarded table and no action is under way."""
    if _open_to.get() is None and (write := WRITE.match(str(sql))) and write[2].lower() in guarded_tables():
        verb = write[1].split()[0].upper()
        raise WrittenOutsideAction(f"{verb} on {write[2]} outside an action. Write an action for it; see docs/reference/actions.md.")
    return execute(sql, params, many, context)


@functools.cache
def guarded_tables() -> frozenset[str]:
    """Every table of the site's own models."""
    ours = (config for config in apps.get_app_configs() if config.name.startswith(OURS))
    return frozenset(model._meta.db_table for config in ours for model in config.get_models(include_auto_created=True))


@contextlib.contextmanager
def writing(what: str) -> Iterator[None]:
    """Let writes pass: for actions, and for migrations of data, which say so."""
    token = _open_to.set(what)
    try:
        yield
    finally:
        _open_to.reset(token)


def is_open() -> bool:
    """Whether an action, or a migration of data, is under way."""
    return _open_to.get() is not None

