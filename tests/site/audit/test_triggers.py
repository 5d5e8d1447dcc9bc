"""The database itself refuses to change the ledger, also for whoever writes to it without the site."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry, Erasure

pytestmark = pytest.mark.django_db
IS_POSTGRESQL = connection.vendor == "postgresql"
COLUMNS = "stream_id, number, at, kind, actor, subject, content_digest, previous, digest"

FORBIDDEN = [
    *(f"DELETE FROM {table}" for table in ("audit_entry", "audit_erasure", "audit_seal", "audit_stream", "audit_content")),
    *(f"UPDATE {table} SET at = 'x'" for table in ("audit_entry", "audit_erasure", "audit_seal")),
    "UPDATE audit_entry SET actor = actor",
    "UPDATE audit_content SET salt = value",
    "UPDATE audit_content SET entry_id = entry_id + 1000",
    "UPDATE audit_stream SET number = number - 1",
    "UPDATE audit_stream SET digest = 'x'",
    "UPDATE audit_stream SET name = 'other', number = number + 1",
]
SQLITE_ONLY = [
    f"INSERT OR REPLACE INTO audit_entry (id, {COLUMNS}) SELECT id, {COLUMNS.replace('actor', 'subject', 1)} FROM audit_entry",
    f"REPLACE INTO audit_entry ({COLUMNS}) SELECT {COLUMNS} FROM audit_entry",
    "REPLACE INTO audit_content SELECT * FROM audit_content",
    "REPLACE INTO audit_erasure SELECT * FROM audit_erasure",
    "REPLACE INTO audit_seal SELECT * FROM audit_seal",
    "REPLACE INTO audit_stream (name, number, digest) SELECT name, 0, digest FROM audit_stream",
    "UPDATE OR REPLACE audit_entry SET number = 1",
]
POSTGRESQL_ONLY = [
    *(f"TRUNCATE {table} CASCADE" for table in ("audit_entry", "audit_erasure", "audit_seal", "audit_stream", "audit_content")),
    f"INSERT INTO audit_entry (id, {COLUMNS}) OVERRIDING SYSTEM VALUE SELECT id, {COLUMNS} FROM audit_entry "
    "ON CONFLICT (id) DO UPDATE SET actor = 'x'",
]


@pytest.fixture(autouse=True)
def _a_ledger_with_one_of_everything(doing: SimpleNamespace) -> None:
    from firmground_site.audit.sealing import seal_streams

    doing.note(subject="erased", by=doing.by)
    doing.note(subject="kept", by=doing.by)
    doing.erase(reason="Due.", what={"subjects": ["erased"]}, by=doing.by)
    seal_streams(by=doing.by)


def rows() -> list[object]:
    with connection.cursor() as cursor:
        found = []
        for table in ("audit_entry", "audit_erasure", "audit_seal", "audit_stream", "audit_content"):
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found.append([tuple(bytes(value) if isinstance(value, memoryview) else value for value in row) for row in cursor])
    return found


@pytest.mark.parametrize("sql", [*FORBIDDEN, *(POSTGRESQL_ONLY if IS_POSTGRESQL else SQLITE_ONLY)])
def test_a_change_behind_the_site_is_refused_by_the_database(sql: str) -> None:
    before = rows()
    with writing("test"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert rows() == before


def test_a_content_goes_only_after_its_erasure_is_recorded() -> None:
    kept = Entry.objects.get(subject="kept")
    with writing("test"), pytest.raises(DatabaseError, match="only after its erasure"), transaction.atomic():
        Content.objects.filter(entry=kept).delete()
    with writing("test"):
        Erasure.objects.create(entry=kept, at="2026-01-01T00:00:00.000000Z", by="system:test", reason="Due.")
        assert Content.objects.filter(entry=kept).delete()[0] == 1


def test_a_content_may_be_sealed_anew_and_a_stream_goes_on(doing: SimpleNamespace) -> None:
    content = Content.objects.get(entry__subject="kept")
    before = Content.objects.values_list("value", flat=True).get(pk=content.pk)
    assert content.value
    with writing("test"):
        content.save()
    assert Content.objects.values_list("value", flat=True).get(pk=content.pk) != before
    doing.note(subject="next", by=doing.by)
    assert Entry.objects.filter(subject="next").exists()
