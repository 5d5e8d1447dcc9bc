"""What a phone sealed arrives: it is recorded once in the officer's name, and what cannot be is held or kept as it came."""

from typing import Any

import pytest
from devices.phone import Officer, Phone

from firmground_site.devices.models import Entry
from firmground_site.screening.models import Person, Screening

pytestmark = pytest.mark.django_db


def test_a_screening_that_was_sealed_without_a_signal_is_recorded_in_the_officers_name(phone: Phone, officer: Officer) -> None:
    envelope = phone.sealed(officer)
    (receipt,) = phone.send(envelope)
    assert (receipt["id"], receipt["state"], receipt["reason"]) == (envelope["id"], "recorded", "")
    screening = Screening.objects.get(pk=envelope["id"])
    assert (screening.recorded_by, screening.person.name) == (officer.member, "Planted Name 陳")
    assert screening.was_in_force
