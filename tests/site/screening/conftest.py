"""People and screenings for the site's tests, made through actions."""

import datetime
import uuid
from collections.abc import Callable

import pytest

from firmground_site.packs.queries import active_pack, instrument_on
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Screening

MET_ON = datetime.date(2026, 11, 2)


@pytest.fixture
def received() -> Callable[..., Received]:
    """A screening as a device sends it: all questions no, but for the given answers."""

    def make(*, agency: str = "immd", person: PersonMet | None = None, parties: tuple = (), **answers: object) -> Received:
        instrument = instrument_on("initial_screening", MET_ON)
        plain = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
        return Received(
            id=uuid.uuid4(),
            instrument=instrument.id,
            person=person or PersonMet(name="Maria Example", sex="female", nationality="philippines"),
            encounter=Encounter(agency=agency, group="domestic_helpers", trigger="came_forward", screened_on=MET_ON),
            answers={**plain, **answers},
            parties=parties,
        )

    return make


@pytest.fixture
def screening(cast, received) -> Screening:
    """A screening by the identification officer in which an indicator was found."""
    assert active_pack().id == "hong_kong"
    return receive_screening(received=received(documents_held="yes"), by=cast.actor("identification_officer"))
