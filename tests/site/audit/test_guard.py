"""Nothing is written to the site's own tables except inside an action, whichever way it is tried."""

import asyncio
import contextvars
import threading
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import connection, connections, transaction
from django.utils import timezone
from psycopg import sql as composed

from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Undeclared, record
from firmground_site.audit.guard import WrittenOutsideAction, what_it_writes
from firmground_site.audit.kinds import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
IS_POSTGRESQL = connection.vendor == "postgresql"


def fresh(email: str = "a@demo.example") -> Member:
    return Member(email=email, name="A", role="auditor")


MODEL_WAYS: dict[str, Callable[[], Any]] = {
    "save": lambda: fresh().save(),
    "create": lambda: Member.objects.create(email="a@demo.example", name="A", role="auditor"),
    "base manager": lambda: Member._base_manager.create(email="a@demo.example", name="A", role="auditor"),
    "get or create": lambda: Member.objects.get_or_create(email="a@demo.example"),
    "update": lambda: Member.objects.update(role="administrator"),
    "update or create": lambda: Member.objects.update_or_create(email="auditor@demo.example", defaults={"name": "B"}),
    "bulk create": lambda: Member.objects.bulk_create([fresh()]),
    "bulk create, ignoring": lambda: Member.objects.bulk_create([fresh()], ignore_conflicts=True),
    "bulk create, replacing": lambda: Member.objects.bulk_create(
        [fresh()], update_conflicts=True, unique_fields=["email"], update_fields=["name"]
    ),
    "bulk update": lambda: Member.objects.bulk_update(Member.objects.all(), ["name"]),
    "delete of one": lambda: Member.objects.get(email="auditor@demo.example").delete(),
    "delete of many": lambda: Member.objects.filter(role="auditor").delete(),
    "raw delete": lambda: Member.objects.all()._raw_delete(using="default"),
    "asynchronous": lambda: asyncio.run(alone(Member.objects.acreate(email="a@demo.example", name="A", role="auditor"))),
    "asynchronous save": lambda: asyncio.run(alone(fresh().asave())),
}


async def alone(work: Awaitable[Any]) -> Any:
    """Wait for work in the event loop's thread, and close the connection that it has there."""
    try:
        return await work
    finally:
        await sync_to_async(connections.close_all)()


@pytest.mark.parametrize("way", MODEL_WAYS)
def test_a_write_through_models_is_refused_outside_an_action(way: str, cast: Any) -> None:
    before = list(Member.objects.order_by("email").values_list("email", "name", "role"))
    with pytest.raises(WrittenOutsideAction, match="accounts_member outside an action"), transaction.atomic():
        MODEL_WAYS[way]()
    assert list(Member.objects.order_by("email").values_list("email", "name", "role")) == before


WRITES = [
    "DELETE FROM accounts_member",
    'delete from "accounts_member"',
    "/* tidy */ DELETE FROM accounts_member",
    "/* a /* b */ c */ DELETE /* d */ FROM /**/accounts_member",
    "-- tidy\nDELETE FROM accounts_member",
    "\n\t UPDATE accounts_member SET name = 'x'",
    "UPDATE/**/accounts_member SET name = 'x'",
    "UPDATE ONLY public.accounts_member SET name = 'x'",
    "UPDATE OR REPLACE accounts_member SET name = 'x'",
    "WITH a AS (SELECT 1), b AS (SELECT (2)) DELETE FROM accounts_member",
    "WITH gone AS (DELETE FROM accounts_member RETURNING *) SELECT count(*) FROM gone",
    "SELECT 1; DELETE FROM accounts_member",
    "SELECT '--'; DELETE FROM accounts_member",
    'SELECT 1 AS "/*"; DELETE FROM accounts_member',
    "INSERT OR REPLACE INTO main.accounts_member (id) VALUES (1)",
    "INSERT INTO accounts_member (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET name = 'x'",
    "REPLACE INTO accounts_member (id) VALUES (1)",
    "MERGE INTO accounts_member USING accounts_member AS b ON false WHEN NOT MATCHED THEN DO NOTHING",
    "TRUNCATE TABLE ONLY accounts_member CASCADE",
    "TRUNCATE django_session, accounts_member",
    "COPY accounts_member FROM STDIN",
    "EXPLAIN ANALYZE DELETE FROM accounts_member",
    "PREPARE p AS DELETE FROM accounts_member",
    "DROP TABLE accounts_member",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "CREATE RULE r AS ON INSERT TO django_session DO ALSO DELETE FROM accounts_member",
    "DROP TRIGGER audit_entry_update ON audit_entry",
    "DO $$ BEGIN EXECUTE 'DEL' || 'ETE FROM accounts_' || 'member'; END $$",
    "CALL erase_all()",
    "EXECUTE p",
    "UPDATE U&\"accounts!005fmember\" UESCAPE '!' SET name = 1",
]


@pytest.mark.parametrize("sql", WRITES)
@pytest.mark.parametrize("form", ["text", "bytes", "composed"])
def test_sql_that_writes_is_refused_however_it_is_written(sql: str, form: str) -> None:
    given = {"text": sql, "bytes": sql.encode(), "composed": composed.Composed([composed.SQL(sql)])}[form]
    with connection.cursor() as cursor, pytest.raises(WrittenOutsideAction):
        cursor.execute(given)


def test_many_at_once_a_script_and_a_copy_are_refused() -> None:
    with connection.cursor() as cursor:
        with pytest.raises(WrittenOutsideAction):
            cursor.executemany("UPDATE accounts_member SET name = %s", [("x",), ("y",)])
        past, sql = (cursor.copy, "COPY accounts_member FROM STDIN") if IS_POSTGRESQL else (cursor.executescript, WRITES[0])
        with pytest.raises(WrittenOutsideAction):
            past(sql)
    with connection.chunked_cursor() as cursor, pytest.raises(WrittenOutsideAction):
        cursor.execute("DELETE FROM accounts_member")


READS = [
    'SELECT "accounts_member"."id" FROM "accounts_member" WHERE "accounts_member"."email" = %s FOR UPDATE',
    "SELECT 1 FROM accounts_member FOR NO KEY UPDATE",
    "SELECT replace(name, 'a', 'b') FROM accounts_member",
    "SELECT deleted_at, updated_at FROM screening_person",
    'SAVEPOINT "s1"',
    "DELETE FROM django_session WHERE session_key = %s",
    "INSERT INTO django_session (session_key) VALUES (%s) ON CONFLICT (session_key) DO UPDATE SET session_data = %s",
    "INSERT INTO django_session (session_key) VALUES (%s) ON CONFLICT DO NOTHING",
    "SELECT setval('accounts_member_id_seq', 1)",
]


@pytest.mark.parametrize("sql", READS)
def test_sql_that_reads_or_writes_elsewhere_passes(sql: str) -> None:
    assert what_it_writes(sql) == ""


def test_sessions_are_written_without_an_action() -> None:
    Session.objects.create(session_key="k", session_data="d", expire_date=timezone.now())
    assert Session.objects.filter(session_key="k").delete()[0] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["a thread", "a thread in its context", "an event loop"])
def test_what_is_open_to_an_action_is_not_open_beside_it(way: str, doing: SimpleNamespace) -> None:
    found: list[BaseException] = []

    def elsewhere() -> None:
        for attempt in (lambda: fresh("b@demo.example").save(), lambda: record(KINDS["testing:noted"], subject="x")):
            try:
                attempt()
            except (WrittenOutsideAction, Undeclared) as error:
                found.append(error)
        connection.close()

    def beside() -> None:
        if way == "an event loop":
            with pytest.raises(WrittenOutsideAction):
                asyncio.run(alone(fresh("b@demo.example").asave()))
            return
        target = elsewhere if way == "a thread" else lambda: context.run(elsewhere)
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()

    context = contextvars.copy_context()
    doing.add(email="a@demo.example", then=beside, by=doing.by)
    assert [type(each) for each in found] == ([] if way == "an event loop" else [WrittenOutsideAction, Undeclared])
    assert list(Member.objects.values_list("email", flat=True)) == ["a@demo.example"]


def test_the_guard_costs_a_query_next_to_nothing() -> None:
    sql = str(Member.objects.filter(email="a", role="b").select_related().query)
    what_it_writes(sql)
    began = time.thread_time()
    from firmground_site.audit.guard import _refuse

    for _ in range(2_000):
        _refuse(sql, connection)
    assert (time.thread_time() - began) / 2_000 < 20e-6
