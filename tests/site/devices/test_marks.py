"""A screening that was asked with a version that was not in force on the day is accepted, and says so wherever it is shown."""

import datetime
from collections.abc import Callable

import pytest
from devices.phone import Officer, Phone
from django.test import Client
from django.urls import reverse
from screening.procedures import may_open

from firmground.screening.instrument import Instrument, compiled
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack, instrument_on, today
from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """A version of the first screening that ended long ago, with a question less."""
    now = instrument_on("initial_screening", today()).entry
    ended = {"version": "0", "from_": datetime.date(2010, 1, 1), "to": datetime.date(2015, 11, 30)}
    before = compiled(active_pack(), now.model_copy(update=ended))
    monkeypatch.setattr(queries, "_versions", lambda _pack, _name: (before, compiled(active_pack(), now)))
    return before


def test_an_older_version_is_accepted_and_marked_in_the_list_and_on_the_result(
    phone: Phone, officer: Officer, older: Instrument, as_member: Callable[[str], Client]
) -> None:
    (receipt,) = phone.send(phone.sealed(officer, instrument_digest=older.digest))
    assert (receipt["state"], receipt["reason"]) == ("recorded", "")
    screening = Screening.objects.get(pk=receipt["id"])
    assert (screening.was_in_force, screening.instrument_version, screening.instrument_digest) == (False, "0", older.digest)
    assert screening.result["digest"] == older.digest
    assert screening.screened_on == today()
    client = may_open(as_member("officer_immd"), screening.person)
    assert "Version 0 of the questions was asked" in client.get(reverse("screening:result", args=[screening.pk])).content.decode()
    assert "Older questions" in client.get(reverse("screening:list")).content.decode()


def test_the_version_in_force_is_not_marked(
    phone: Phone, officer: Officer, older: Instrument, as_member: Callable[[str], Client]
) -> None:
    (receipt,) = phone.send(phone.sealed(officer))
    assert Screening.objects.get(pk=receipt["id"]).was_in_force
    assert "Older questions" not in as_member("officer_immd").get(reverse("screening:list")).content.decode()
