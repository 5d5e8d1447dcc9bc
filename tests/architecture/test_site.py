"""The site's own rules: pages are guarded, writes are actions, times name whoever acted, sealed values stay sealed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

from firmground_site.sealed.fields import SealedTextField

SITE = Path(__file__).parents[2] / "src/firmground_site"
MODULES = sorted(path for path in SITE.rglob("*.py") if "migrations" not in path.parts)
READERS = [path for path in MODULES if {"views", "forms", "templatetags", "queries"} & {*path.parts, path.stem}]
WRITERS = {"save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "delete", "raw"}
WRITERS |= {f"a{name}" for name in WRITERS}
OPEN = {"design:gallery": "components with invented content, for whoever works on the pages; it reads no record"}
UNPAIRED = {  # a time or a name that stands alone, and why
    "accounts.Invitation.expires_at": "nobody acts: it follows from when it was made",
    "accounts.Invitation.invited_at": "the first administrator is invited by a command, which is no member",
    "accounts.Invitation.invited_by": "the same",
    "screening.Identification.changed_at": "the events of the ledger say who",
    "cases.Referral.changed_at": "its steps say who",
    "cases.Referral.sent_at": "the public tells of concerns, and is no member",
    "cases.Referral.sent_by": "the same",
    "cases.ReferralStep.taken_at": "the same",
    "cases.ReferralStep.taken_by": "the same",
    "cases.Case.changed_at": "the events of the ledger say who",
    "audit.Entry.at": "the ledger's own",
}


def shown(path: Path) -> str:
    return path.relative_to(SITE).as_posix()


def patterns(resolver: Any = None, space: str = "") -> Iterator[tuple[str, Any]]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", each.callback
        elif str(each.pattern) != "account/":  # signing in is allauth's
            yield from patterns(each, f"{space}{each.namespace}:" if each.namespace else space)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("firmground_site.")]


@pytest.mark.parametrize(("name", "view"), list(patterns()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_page_says_who_may_open_it(name: str, view: Any) -> None:
    assert hasattr(view, "permissions") or name in OPEN, f"{name} has no @requires, @open_to_members or @open_to_anyone"


@pytest.mark.parametrize("path", READERS, ids=shown)
def test_pages_forms_and_queries_do_not_write(path: Path) -> None:
    calls = [each.func for each in ast.walk(ast.parse(path.read_text())) if isinstance(each, ast.Call)]
    written = [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in calls
        if isinstance(call, ast.Attribute) and call.attr in WRITERS and "session" not in ast.unparse(call.value)
    ]
    assert written == [], "write an action, and call it"


@pytest.mark.parametrize(
    ("words", "allowed", "why"),
    [
        (r"\bwriting\(", ("audit/",), "only actions and migrations open the guard"),
        (
            r"\bconnection\.connection\b|\bcursor\.cursor\b|execute_wrappers|make_cursor",
            ("audit/guard.py",),
            "the guard is below this",
        ),
        (r"db\.models\.signals", (), "what follows from a write belongs into its action"),
        (r"django\.contrib\.admin", (), "the admin writes without actions"),
        (r"ATOMIC_REQUESTS", (), "an action is the outermost transaction"),
    ],
)
def test_nothing_goes_behind_an_action(words: str, allowed: tuple[str, ...], why: str) -> None:
    found = [shown(path) for path in MODULES if re.search(words, path.read_text()) and not shown(path).startswith(allowed or "-")]
    assert found == [], why


def test_there_are_no_signal_or_admin_modules() -> None:
    assert [shown(path) for path in MODULES if path.stem in ("signals", "admin")] == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_time_has_whoever_acted_beside_it(model: type[models.Model]) -> None:
    if model._meta.app_label == "audit":
        return  # its columns are those that firmground.ledger hashes
    fields = {field.name: field for field in model._meta.local_fields}
    enforced = " ".join(str(constraint) for constraint in model._meta.constraints)
    for name, field in fields.items():
        stem, _, kind = name.rpartition("_")
        if kind not in ("at", "by") or not stem or f"{model._meta.label}.{name}" in UNPAIRED:
            continue
        other = fields.get(f"{stem}_{'by' if kind == 'at' else 'at'}")
        assert other is not None, f"{name} stands alone; name the reason in UNPAIRED or add its other half"
        assert other.null == field.null, f"{name} and {other.name} must be empty together"
        if field.null:
            assert f"{stem}_at__isnull" in enforced, f"the database does not keep {name} and {other.name} together"
            assert f"{stem}_by__isnull" in enforced, f"the database does not keep {name} and {other.name} together"


def test_the_exceptions_are_still_there() -> None:
    there = {f"{model._meta.label}.{field.name}" for model in our_models() for field in model._meta.local_fields}
    assert set(UNPAIRED) <= there
    assert set(OPEN) <= {name for name, _ in patterns()}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_a_sealed_value_is_not_what_a_record_is_called_or_sorted_by(model: type[models.Model]) -> None:
    sealed = {field.name for field in model._meta.local_fields if isinstance(field, SealedTextField)}
    assert not sealed & {str(each).lstrip("-") for each in model._meta.ordering}
    if sealed:
        source = ast.parse(Path(__import__(model.__module__, fromlist=["x"]).__file__).read_text())
        body = next(each for each in ast.walk(source) if isinstance(each, ast.ClassDef) and each.name == model.__name__)
        called = [each for each in body.body if isinstance(each, ast.FunctionDef) and each.name == "__str__"]
        assert called, f"{model.__name__} would be called by its key"
        assert not {each.attr for each in ast.walk(called[0]) if isinstance(each, ast.Attribute)} & sealed
