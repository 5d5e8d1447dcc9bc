"""What was erased is gone, and that it was there is not."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from firmground_site.audit.erasing import erase_contents
from firmground_site.audit.exporting import current_heads, verify_stream
from firmground_site.audit.models import Content, Entry, Erasure

PLANTED = "Siti Planted-Nama"


def note(doing: SimpleNamespace, subject: str, name: str = PLANTED) -> Entry:
    doing.note(subject=subject, kind="testing:added", content={"name": name}, by=doing.by)
    return Entry.objects.latest("id")


@pytest.mark.django_db
def test_contents_about_a_record_are_erased_and_the_chain_still_holds(
    doing: SimpleNamespace, chains_hold: Callable[[], int]
) -> None:
    erased, kept = note(doing, "person:1"), note(doing, "person:2")
    assert doing.erase(reason="Due.", what={"subjects": ["person:1"]}, by=doing.by) == 1
    assert not Content.objects.filter(entry=erased).exists()
    assert Content.objects.get(entry=kept).value["name"] == PLANTED
    mark = Erasure.objects.get()
    assert (mark.entry_id, mark.by, mark.reason) == (erased.pk, "system:test", "Due.")
    assert chains_hold() == 3
    assert {head.stream: verify_stream(head).erased for head in current_heads()} == {"a_test": 1, "z_test": 0}
    assert doing.erase(reason="Again.", what={"subjects": ["person:1"]}, by=doing.by) == 0
    assert Erasure.objects.get().reason == "Due."


@pytest.mark.django_db
def test_contents_of_named_entries_and_kinds_are_erased(doing: SimpleNamespace, chains_hold: Callable[[], int]) -> None:
    first, second = note(doing, "person:1"), note(doing, "person:1")
    doing.note(subject="person:1", by=doing.by)
    assert doing.erase(reason="Due.", what={"entries": [first.pk]}, by=doing.by) == 1
    assert doing.erase(reason="Due.", what={"subjects": ["person:1"], "kinds": ["testing:added"]}, by=doing.by) == 1
    assert set(Erasure.objects.values_list("entry", flat=True)) == {first.pk, second.pk}
    assert Content.objects.filter(entry__subject="person:1", entry__kind="testing:noted").exists()
    assert chains_hold() == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " ", "what": {"subjects": ["person:1"]}},
        {"reason": "x" * 201, "what": {"subjects": ["person:1"]}},
        {"reason": "Due.", "what": {}},
        {"reason": "Due.", "what": {"subjects": ["person:1"], "entries": [1]}},
    ],
)
def test_an_erasure_needs_a_reason_and_says_what_it_erases(wrong: dict[str, object], doing: SimpleNamespace) -> None:
    entry = note(doing, "person:1")
    with pytest.raises(ValueError, match="reason|Name either"):
        doing.erase(**wrong, by=doing.by)
    assert Content.objects.filter(entry=entry).exists()


@pytest.mark.django_db
def test_contents_are_not_erased_outside_an_action(doing: SimpleNamespace) -> None:
    note(doing, "person:1")
    with pytest.raises(RuntimeError, match="inside an action"):
        erase_contents(subjects=["person:1"], reason="Due.", by=doing.by)
    assert not Erasure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_erased_content_is_nowhere_in_the_database(doing: SimpleNamespace) -> None:
    entry = note(doing, "person:1")
    sealed = bytes(Content.objects.values_list("value", flat=True).get(entry=entry))
    salt = bytes(Content.objects.get(entry=entry).salt)
    assert found(sealed)
    doing.erase(reason="Due.", what={"subjects": ["person:1"]}, by=doing.by)
    assert not any(found(trace) for trace in (sealed, sealed[17:40], salt, PLANTED.encode()))


def found(trace: bytes) -> bool:
    """Whether some bytes are in the files of the database, or in the rows of PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM audit_content WHERE position(%s IN value) > 0 OR salt = %s", [trace, trace])
            return bool(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0, "the checkpoint was blocked"
    file = Path(connection.settings_dict["NAME"])
    return any(trace in each.read_bytes() for each in (file, Path(f"{file}-wal")) if each.exists())
