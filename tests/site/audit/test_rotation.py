"""Old keys are replaced: every sealed value is sealed anew and every index made anew, a batch at a time."""

import base64
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from firmground_site.audit import rotation
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.audit.rotation import old_batches, reseal_batch, sealed_models
from firmground_site.screening.models import Person
from firmground_site.sealed.fields import SealedTextField
from firmground_site.sealed.keys import CannotOpen, blind_index

pytestmark = pytest.mark.django_db
NEW = base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def people(cast: Any, doing: SimpleNamespace) -> list[Person]:
    fixed = {"agency": "x", "met_at": timezone.now(), "met_by": cast.supervisor, "retention_kind": "x", "erase_on": "2030-01-01"}
    doing.note(subject="x", content={"words": "said"}, by=doing.by)
    with writing("test"):
        return Person.objects.bulk_create(Person(name=f"Name {n}", phone=f"2345 {n}", **fixed) for n in range(5))


def rotate(settings: Any) -> None:
    old = settings.SEALING_KEYS
    settings.SEALING_KEYS = f"{NEW} {old}"
    call_command("rotate_keys")
    settings.SEALING_KEYS = NEW


def test_after_a_rotation_the_old_key_is_not_needed(
    people: list[Person], settings: Any, chains_hold: Callable[[], int], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    rotate(settings)
    assert sorted(each.name for each in Person.objects.all()) == [f"Name {n}" for n in range(5)]
    assert Content.objects.get(entry__subject="x").value["words"] == "said"
    rotated = [each.content.value for each in Entry.objects.filter(kind="keys:rotated")]
    assert [each["model"] for each in rotated] == ["audit.content", *["screening.person"] * 3, "mfa_authenticator"]
    assert sum(each["values"] for each in rotated if each["model"] == "screening.person") == 10
    assert chains_hold() == 6
    assert "screening.Person: 10 values" in capsys.readouterr().out


def test_without_a_rotation_the_old_key_is_needed(people: list[Person], settings: Any) -> None:
    settings.SEALING_KEYS = NEW
    with pytest.raises(CannotOpen):
        _ = Person.objects.first().name


def test_a_rotation_that_is_run_again_finds_nothing_to_do(people: list[Person], settings: Any) -> None:
    rotate(settings)
    before = Entry.objects.count()
    call_command("rotate_keys")
    assert Entry.objects.count() == before


def test_a_rotation_that_was_interrupted_goes_on(
    people: list[Person], settings: Any, monkeypatch: pytest.MonkeyPatch, doing: SimpleNamespace
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    settings.SEALING_KEYS = f"{NEW} {settings.SEALING_KEYS}"
    first = next(old_batches(Person))
    assert reseal_batch(model=Person, keys=first, by=doing.by) == 4
    assert [len(batch) for batch in old_batches(Person)] == [2, 1]


def test_a_change_made_during_a_rotation_is_kept(people: list[Person], settings: Any) -> None:
    settings.SEALING_KEYS = f"{NEW} {settings.SEALING_KEYS}"
    stale = Person.objects.get(pk=people[0].pk)
    changes = rotation.changes_of(stale)
    with writing("test"):
        changed = Person.objects.get(pk=stale.pk)
        changed.name = "Changed"
        changed.save()
        rotation._write(Person, changes[0].field, [each for each in changes if each.field.name == "name"])
    assert Person.objects.get(pk=stale.pk).name == "Changed"


def test_indexes_are_made_anew_with_a_new_index_key(people: list[Person], settings: Any) -> None:
    old = settings.INDEX_KEY
    before = blind_index("phone", "2345 0")
    settings.INDEX_KEY = f"{NEW} {old}"
    call_command("rotate_keys")
    settings.INDEX_KEY = NEW
    assert Person.objects.get(phone_index=blind_index("phone", "2345 0")).name == "Name 0"
    assert not Person.objects.filter(phone_index=before).exists()


def test_a_rotation_touches_nothing_but_what_is_sealed(people: list[Person], settings: Any) -> None:
    plain = [field.attname for field in Person._meta.local_fields if not isinstance(field, SealedTextField)]
    before = list(Person.objects.order_by("pk").values(*plain))
    rotate(settings)
    assert list(Person.objects.order_by("pk").values(*plain)) == before


def test_a_value_that_does_not_open_stops_the_rotation(people: list[Person], settings: Any) -> None:
    with writing("test"):
        Person.objects.filter(pk=people[0].pk).update(name=Person.objects.filter(pk=people[1].pk).values("name"))
    with pytest.raises(CannotOpen, match=str(people[0].pk)):
        rotate(settings)


def test_every_model_with_a_sealed_field_takes_part() -> None:
    assert {model._meta.label for model in sealed_models()} >= {"audit.Content", "screening.Person", "screening.Decision"}


def test_a_place_of_another_app_takes_part(people: list[Person], monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setitem(rotation.ELSEWHERE, "a.place", rotation.Elsewhere("a.place", lambda: iter([[1, 2], [3]]), len))
    call_command("rotate_keys")
    assert "a.place: 3 values" in capsys.readouterr().out
    assert [each.content.value["values"] for each in Entry.objects.filter(kind="keys:rotated").order_by("id")] == [2, 1]
