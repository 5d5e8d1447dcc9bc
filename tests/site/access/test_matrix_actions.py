"""Which role may do what: a table that a person can read, compared with the code."""

from collections.abc import Callable
from typing import Any

import pytest

from firmground_site.access.actors import ANONYMOUS, Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import DEVICE, NOBODY, PUBLIC, ROLES, SYSTEM, Role
from firmground_site.audit.actions import ACTIONS, Action, NotPermitted
from firmground_site.audit.kinds import KINDS

pytestmark = pytest.mark.once
HEAD = ["action", "permission", "events", *ROLES, "system", "device", "public"]


def ours() -> list[Action]:
    return sorted(
        (each for each in ACTIONS.values() if each.run.__module__.startswith("firmground_site.")), key=lambda each: each.name
    )


def test_the_table_of_actions_and_roles_says_what_the_code_does(same_as_kept: Callable[..., None]) -> None:
    def row(each: Action) -> list[str]:
        scopes = [role.grants.get(each.permission) for role in (*ROLES.values(), SYSTEM, DEVICE, PUBLIC)]
        events = " ".join(sorted(kind.name for kind in each.records))
        return [each.name, each.permission, events, *(str(scope or "") for scope in scopes)]

    same_as_kept("matrix_actions.csv", HEAD, map(row, ours()))


@pytest.mark.parametrize("role", [*ROLES.values(), NOBODY, DEVICE, PUBLIC], ids=lambda role: role.key)
def test_a_role_cannot_do_what_it_was_not_given(role: Role) -> None:
    actor = Actor("member:test", "Test", role)
    refused = [each for each in ours() if each.permission not in role.grants]
    assert refused
    for each in refused:
        with pytest.raises(NotPermitted):
            each.run(by=actor)


def test_nobody_who_has_not_signed_in_does_anything() -> None:
    assert not ANONYMOUS.role.grants


def test_the_public_sends_concerns_and_does_nothing_else_and_nobody_else_sends_them() -> None:
    assert set(PUBLIC.grants) == {Permission.CONCERN_SEND}
    others = (*ROLES.values(), SYSTEM, NOBODY)
    assert [role.key for role in others if Permission.CONCERN_SEND in role.grants] == []


def test_every_action_says_what_it_does_and_declares_registered_events() -> None:
    wrong = [
        each.name
        for each in ours()
        if not (each.run.__doc__ or "").strip()
        or not each.records
        or any(KINDS.get(kind.name) is not kind for kind in each.records)
    ]
    assert wrong == []
    assert len(ours()) > 20


@pytest.mark.parametrize("kind", sorted(KINDS), ids=str)
def test_every_kind_of_event_has_a_sentence_readers_and_a_time_it_is_kept(kind: str) -> None:
    each = KINDS[kind]
    assert each.sentence
    assert each.sentence[0].islower()
    assert not each.sentence.endswith(".")
    assert isinstance(each.readers, Permission)
    assert each.retention != "permanent" or not each.personal


def test_every_kind_of_event_is_recorded_by_some_action() -> None:
    declared: set[Any] = {kind for each in ours() for kind in each.records}
    assert [kind.name for kind in KINDS.values() if kind not in declared and not kind.name.startswith("testing:")] == []


def test_every_permission_is_given_to_some_role_and_asked_for_somewhere() -> None:
    given = {may for role in (*ROLES.values(), SYSTEM, DEVICE, PUBLIC) for may in role.grants}
    assert set(Permission) - given <= {Permission.CONTENT_READ}  # reading contents of everyone is given to nobody by default
