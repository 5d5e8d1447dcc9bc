"""The database goes away in the middle of an action: a page in words, nothing half-written, and the next request works."""

import threading
from collections.abc import Iterator
from contextlib import closing
from types import ModuleType, SimpleNamespace

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from pytest_django.live_server_helper import LiveServer

from firmground_site.access.actors import Actor, actor_for
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import ACTIONS, action, record
from firmground_site.audit.kinds import KINDS, EventKind
from firmground_site.audit.models import Entry
from firmground_site.urls import urlpatterns

TWO_WRITTEN = EventKind("trial:two_written", "wrote two members", "members")
AT = "trial/two"


class Trouble(SimpleNamespace):
    """What happens between the two writes."""

    between = staticmethod(lambda: None)


@pytest.fixture
def trouble() -> Iterator[Trouble]:
    """An action of two writes at an address of its own, and what happens between the two; all of it gone afterwards."""
    found = Trouble()

    def write_two(*, name: str, by: Actor) -> None:
        """Write two members."""
        for number in (1, 2):
            Member.objects.create(email=f"{name}{number}@trial.example", name=name * number, role="auditor")
            if number == 1:
                found.between()
        record(TWO_WRITTEN, subject="trial:1")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, TWO_WRITTEN.name, TWO_WRITTEN)
        known = set(ACTIONS)
        run = action(permission=Permission.MEMBER_MANAGE, records=[TWO_WRITTEN])(write_two)

        @csrf_exempt
        def view(request: HttpRequest) -> HttpResponse:
            run(name=request.GET["name"], by=actor_for(Member.objects.get(email="administrator@demo.example")))
            return HttpResponse("written")

        urls = ModuleType("urls_of_a_trial")
        urls.urlpatterns = [path(AT, view), *urlpatterns]
        with override_settings(ROOT_URLCONF=urls):
            yield found
        for name in set(ACTIONS) - known:
            del ACTIONS[name]


@pytest.fixture
def post(transactional_db: None, cast: object, live_server: LiveServer):
    """Send the form of the trial, and get its status and its text."""
    from http.client import HTTPConnection

    def send(name: str) -> tuple[int, str]:
        with closing(HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=60)) as http:
            http.request("POST", f"/{AT}?name={name}")
            answer = http.getresponse()
            return answer.status, answer.read().decode()

    return send


def break_connection() -> None:
    """As when the server ends the connection, or its network goes: on SQLite, as when the disk is full."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            ours = cursor.fetchone()[0]
        other = threading.Thread(target=end_backend, args=(ours,))
        other.start()
        other.join()
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    raise_when_full()


def end_backend(backend: int) -> None:
    """From another connection, since this one is in the middle of its transaction."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    finally:
        connection.close()


def raise_when_full() -> None:
    """Write until the disk is full, as it would be in earnest."""
    for number in range(10_000):
        Member.objects.create(email=f"filler{number}@trial.example", name="F" * 100, role="auditor")


def names_of_trials() -> list[str]:
    return sorted(Member.objects.filter(email__endswith="@trial.example").values_list("email", flat=True))


def test_both_writes_are_kept_when_nothing_happens(trouble: Trouble, post) -> None:
    assert post("a") == (200, "written")
    assert names_of_trials() == ["a1@trial.example", "a2@trial.example"]
    assert Entry.objects.filter(kind=TWO_WRITTEN.name).count() == 1


def test_a_connection_lost_in_the_middle_of_an_action_is_told_in_words_and_leaves_nothing(trouble: Trouble, post) -> None:
    trouble.between = break_connection
    status, page = post("b")
    assert status == 503
    assert "Nothing of what you sent was saved, not even in part." in page
    assert names_of_trials() == []
    assert not Entry.objects.filter(kind=TWO_WRITTEN.name).exists()


def test_the_next_request_works_after_a_connection_was_lost(trouble: Trouble, post) -> None:
    trouble.between = break_connection
    assert post("b")[0] == 503
    trouble.between = lambda: None
    assert post("c") == (200, "written")
    assert names_of_trials() == ["c1@trial.example", "c2@trial.example"]
