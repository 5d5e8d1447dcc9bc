"""A correction of who a person is stands, whatever is decided about their identification in the same moment."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from screening.procedures import current, debriefed, decided

from firmground_site.audit.models import Entry
from firmground_site.screening.actions import deciding
from firmground_site.screening.actions.deciding import close_identification
from firmground_site.screening.actions.reading import correct_person
from firmground_site.screening.models import Identification, Person


def corrected(person: Person, by: Any) -> None:
    """As by somebody else, through a connection of their own."""
    try:
        found = Person.objects.get(pk=person.pk)
        correct_person(person=found, version=found.version, changes={"name": "Marie", "phone": "99990000"}, by=by)
    finally:
        connection.close()


def close(identification: Identification, cast: Any) -> None:
    by, version = cast.actor("identification_officer"), current(identification).version
    close_identification(identification=identification, version=version, reasons="She left.", by=by)


@pytest.mark.only_on("postgresql")  # SQLite lets one write at a time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [decided, close], ids=["deciding", "closing"])
def test_a_correction_made_while_somebody_decides_is_not_undone(
    act: Callable[..., Any], cast: Any, screening: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person was read at the beginning of the action; the correction is made and kept before its end."""
    waiting, by = debriefed(screening.identification, cast), cast.actor("second_officer")
    real, so_far = deciding._must_be_with, []

    def meanwhile(*given: Any) -> None:
        real(*given)
        with ThreadPoolExecutor(1) as other:
            so_far.append(other.submit(corrected, waiting.person, by).result(timeout=20))

    monkeypatch.setattr(deciding, "_must_be_with", meanwhile)
    act(waiting, cast)
    person = Person.objects.get(pk=waiting.person_id)
    assert so_far == [None]
    assert (person.name, person.phone, person.version) == ("Marie", "99990000", 2)
    assert person.retention_kind.startswith("identification_")


@pytest.mark.django_db
@pytest.mark.parametrize("act", [decided, close], ids=["deciding", "closing"])
def test_deciding_writes_nothing_of_a_person_but_how_long_their_record_is_kept(
    act: Callable[..., Any], cast: Any, screening: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, written, real = debriefed(screening.identification, cast), [], Person.save

    def save(self: Person, **given: Any) -> None:
        written.append(given.get("update_fields"))
        real(self, **given)

    monkeypatch.setattr(Person, "save", save)
    act(waiting, cast)
    assert written == [["retention_kind", "erase_on"]]


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "kind"), [(decided, "decision:made"), (close, "identification:closed")], ids=["decide", "close"])
def test_the_ledger_says_how_long_a_record_was_to_be_kept_and_is_now(act: Any, kind: str, cast: Any, screening: Any) -> None:
    waiting = debriefed(screening.identification, cast)
    before = Person.objects.get()
    act(waiting, cast)
    after, said = Person.objects.get(), Entry.objects.get(kind=kind).content.value
    assert said["kept_as"] == [before.retention_kind, after.retention_kind]
    assert [datetime.date.fromisoformat(each) for each in said["erase_on"]] == [before.erase_on, after.erase_on]
    assert before.erase_on != after.erase_on
