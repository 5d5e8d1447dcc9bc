"""The site's cast, its browser, and a database that forgets what a test did although the ledger may not be emptied."""

import functools
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from django.utils import translation

from firmground_site.access.actors import Actor, actor_for
from firmground_site.accounts.models import Member
from firmground_site.audit import triggers
from firmground_site.audit.guard import writing
from firmground_site.figures import triggers as triggers_of_publications
from firmground_site.members.demo import PASSWORD, demo_members
from firmground_site.members.sealing import FACTORS, seal_text
from firmground_site.packs.queries import active_pack


@pytest.hookimpl(trylast=True)  # after the journeys have marked themselves
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what holds on the other database only; script/test runs the site's tests on both.

    What a test marked ``once`` asks, and what a browser is shown, is the same whichever database is behind it: that is asked on
    SQLite only.
    """
    elsewhere = [item for item in items if _is_elsewhere(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def _is_elsewhere(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("only_on")
    seen_before = item.get_closest_marker("browser") or item.get_closest_marker("once")
    return (connection.vendor != "sqlite" and seen_before is not None) or (
        mark is not None and connection.vendor not in mark.args
    )


@pytest.fixture(autouse=True, scope="session")
def _the_ledger_can_be_emptied_between_tests() -> Iterator[None]:
    """Tests that commit are followed by a flush, which the triggers and the guard would refuse."""
    flush = TransactionTestCase._fixture_teardown

    def unlocked(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        triggers_of_publications.remove(connection)
        with writing("emptying the database of a test"):
            flush(self)
        triggers.install(connection)
        triggers_of_publications.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unlocked)
        yield


@pytest.fixture(autouse=True, scope="session")
def _frozen_extracts_lie_in_a_folder_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with override_settings(FROZEN_EXTRACTS=tmp_path_factory.mktemp("frozen")):
        yield


@pytest.fixture(autouse=True)
def _no_language_is_left_from_a_page_that_was_asked_for() -> Iterator[None]:
    """A page in another language leaves that language to its thread; in the tests the next page has the same thread."""
    yield
    translation.deactivate()


class Cast(SimpleNamespace):
    """Members by their key in ``members.demo``: ``cast.supervisor`` is a Member, ``cast.actor("supervisor")`` their actor."""

    def actor(self, key: str) -> Actor:
        return actor_for(getattr(self, key))


@functools.cache
def _digest_of_password() -> str:
    return make_password(PASSWORD)


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone in the demonstration, and an outsider: a member whose role was taken away."""
    members = {
        each.key: Member(email=each.email, name=each.name, role=each.role, agency=each.agency, password=_digest_of_password())
        for each in demo_members(active_pack())
    }
    members["outsider"] = Member(email="outsider@demo.example", name="Mr Out", role="none", is_active=True)
    with writing("cast"):
        Member.objects.bulk_create(members.values())
    Authenticator.objects.bulk_create(
        Authenticator(user=member, type=Authenticator.Type.TOTP, data={"secret": seal_text("not used in tests", FACTORS)})
        for member in members.values()
    )
    return Cast(**members)


@pytest.fixture
def as_member(cast: Cast) -> Callable[[str], Client]:
    """A test client signed in, with a second factor, as one of the cast."""

    def sign_in(key: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, key), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
