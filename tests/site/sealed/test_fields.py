"""What people told us is readable to the site and to nobody who only has the database."""

import pickle
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.db import connection, transaction
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import Sealed, SealedJSONField, SealedTextField
from firmground_site.sealed.keys import CannotOpen

NAME = "Siti Planted-Nama"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda each: st.lists(each, max_size=4) | st.dictionaries(TEXTS, each, max_size=4),
    max_leaves=10,
)


@pytest.fixture
def officer(db: None) -> Member:
    with writing("test"):
        return Member.objects.create(email="o@demo.example", name="O", role="screening_officer")


def person(officer: Member, **said: Any) -> Person:
    fields = {"agency": "x", "met_at": timezone.now(), "met_by": officer, "retention_kind": "x", "erase_on": timezone.localdate()}
    return Person(**{**fields, "name": NAME, **said})


@pytest.fixture
def someone(officer: Member) -> Person:
    made = person(officer, phone="+852 2345 6789")
    with writing("test"):
        made.save()
    return Person.objects.get(pk=made.pk)


def through(field: SealedTextField, value: Any) -> Any:
    """A value after it was sealed for a record and opened again."""
    field.set_attributes_from_name("alias")
    field.model = Person
    record = Person(id=uuid.UUID(int=1))
    record.__dict__["alias"] = value
    sealed = field.pre_save(record, add=True)
    return field.nothing() if sealed is None else field.opened(sealed, record)


@given(TEXTS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert through(SealedTextField(), text) == text


@given(JSON.filter(lambda value: value is not None))
def test_any_json_comes_back_as_it_was(value: Any) -> None:
    assert through(SealedJSONField(), value) == value


def test_nothing_is_kept_of_nothing(officer: Member) -> None:
    with writing("test"):
        made = person(officer, name="", alias="")
        made.save()
    assert Person.objects.filter(pk=made.pk, name__isnull=True).exists()
    assert Person.objects.get(pk=made.pk).name == ""


def test_a_value_is_sealed_in_the_row_and_readable_in_the_record(someone: Person) -> None:
    assert someone.name == NAME
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM screening_person")
        assert NAME.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.only_on("sqlite")  # the files of a server are not ours to read
@pytest.mark.django_db(transaction=True)
def test_a_name_is_nowhere_in_the_files_of_the_database(officer: Member) -> None:
    with writing("test"):
        person(officer, alias=NAME, phone="+852 2345 6789").save()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    file = Path(connection.settings_dict["NAME"])
    content = b"".join(each.read_bytes() for each in (file, Path(f"{file}-wal")) if each.exists())
    assert b"o@demo.example" in content
    assert not any(trace in content for trace in (NAME.encode(), b"Planted", b"2345 6789", b"23456789"))


@pytest.mark.parametrize("position", [0, 2, 8, 20, -1])
def test_a_value_that_was_changed_does_not_open(position: int, someone: Person) -> None:
    sealed = bytearray(Person.objects.values_list("name", flat=True).get())
    sealed[position] ^= 1
    with writing("test"), connection.cursor() as cursor:
        cursor.execute("UPDATE screening_person SET name = %s", [bytes(sealed)])
    with pytest.raises(CannotOpen):
        _ = Person.objects.get().name


def test_a_value_that_was_moved_does_not_open(someone: Person, officer: Member) -> None:
    with writing("test"):
        other = person(officer, name="Other")
        other.save()
        Person.objects.filter(pk=other.pk).update(name=Person.objects.filter(pk=someone.pk).values("name"))
        Person.objects.filter(pk=someone.pk).update(alias=F("name"))
    with pytest.raises(CannotOpen, match="moved"):
        _ = Person.objects.get(pk=other.pk).name
    with pytest.raises(CannotOpen, match="moved"):
        _ = Person.objects.get(pk=someone.pk).alias


def test_a_value_of_another_key_does_not_open(someone: Person, settings: Any) -> None:
    settings.SEALING_KEYS = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
    with pytest.raises(CannotOpen, match="not in SEALING_KEYS"):
        _ = Person.objects.get().name


@pytest.mark.parametrize(
    "condition", [{"name": NAME}, {"name__contains": "Siti"}, {"name__in": [NAME]}, {"name__gt": ""}, {"name": None}], ids=str
)
def test_a_sealed_value_is_not_searched(condition: dict[str, Any], someone: Person) -> None:
    with pytest.raises(TypeError, match="blind index"):
        list(Person.objects.filter(**condition))
    with pytest.raises(TypeError, match="blind index"):
        list(Person.objects.exclude(Q(**condition)))


def test_a_sealed_value_is_not_written_by_the_many(someone: Person) -> None:
    with writing("test"):
        with pytest.raises(TypeError, match="sealed"), transaction.atomic():
            Person.objects.update(name="Other")
        someone.name = "Other"
        with pytest.raises(TypeError, match="sealed"), transaction.atomic():
            Person.objects.bulk_update([someone], ["name"])
    assert Person.objects.get().name == NAME


def test_values_are_neither_readable_nor_shown(someone: Person) -> None:
    row = Person.objects.values("name", "alias").get()
    assert isinstance(row["name"], Sealed)
    assert row["alias"] == ""
    assert f"{row['name']} {row['name']!r} {row}".count("(sealed)") == 3
    with pytest.raises(TypeError, match="dumps"):
        serializers.serialize("json", [someone])


def test_records_made_together_are_sealed_each_for_itself(officer: Member) -> None:
    with writing("test"):
        made = Person.objects.bulk_create(person(officer, name=f"Person {number}", phone=str(number)) for number in range(1, 4))
    assert [Person.objects.get(pk=each.pk).name for each in made] == ["Person 1", "Person 2", "Person 3"]
    assert all(each.phone_index for each in Person.objects.all())


def test_a_copy_keeps_what_was_read_and_refuses_what_was_not(someone: Person) -> None:
    someone.pk = uuid.uuid4()
    someone._state.adding = True
    with writing("test"), pytest.raises(CannotOpen), transaction.atomic():
        someone.save()
    copy = Person.objects.get()
    assert (copy.name, copy.phone) == (NAME, "+852 2345 6789")
    copy.pk, copy._state.adding = uuid.uuid4(), True
    with writing("test"):
        copy.save()
    assert Person.objects.get(pk=copy.pk).name == NAME


def test_a_value_that_is_read_late_or_again_is_opened(someone: Person) -> None:
    late = Person.objects.defer("name").get()
    with CaptureQueriesContext(connection) as queries:
        assert (late.name, late.name) == (NAME, NAME)
    assert len(queries) == 1
    late.name = "Typed"
    late.refresh_from_db()
    assert late.name == NAME
    assert Person.objects.only("id").get().name == NAME


def test_a_record_that_was_not_read_is_pickled_sealed(someone: Person) -> None:
    pickled = pickle.dumps(Person.objects.get())
    assert NAME.encode() not in pickled
    assert pickle.loads(pickled).name == NAME


def test_saving_what_was_not_read_leaves_it_as_it_was(someone: Person) -> None:
    before = Person.objects.values_list("name", "phone_index").get()
    with writing("test"):
        Person.objects.get().save()
        Person.objects.get().save(update_fields=["age"])
    assert Person.objects.values_list("name", "phone_index").get() == before


def test_a_sealed_value_needs_a_record_with_a_key() -> None:
    field = SealedTextField()
    field.set_attributes_from_name("alias")
    record = Person(id=None)
    record.__dict__["alias"] = NAME
    with pytest.raises(ValueError, match="primary key"):
        field.pre_save(record, add=True)
