"""Invented years and recorded screenings to count, on a day that does not change."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone

from firmground_site.access.actors import the_system
from firmground_site.figures.dashboard import KEPT
from firmground_site.packs.queries import clear, instrument_on
from firmground_site.screening.actions.loading import load_year
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received, receive_screening
from firmground_site.screening.models import Screening

NOON = datetime.datetime(2025, 6, 2, 4, tzinfo=datetime.UTC)
MET_ON = datetime.date(2025, 6, 2)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    KEPT.clear()


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime.datetime:
    """It is noon of 2 June 2025 in Hong Kong."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return NOON


@pytest.fixture
def invented_year(cast: Any) -> int:
    """The invented year 2019 with 300 people, of whom 4 are debriefed."""
    return load_year(year=2019, persons=300, seed=1, by=the_system("load_demo"))


@pytest.fixture
def screened(cast: Any) -> Callable[..., Screening]:
    """Record a screening by an officer of the agency: all questions no, but for the given answers."""

    def record(
        person: PersonMet | None = None,
        *,
        agency: str = "immd",
        group: str = "domestic_helpers",
        trigger: str = "came_forward",
        day: datetime.date = MET_ON,
        parties: tuple[tuple[str, str], ...] = (),
        place: str = "",
        note: str = "",
        **answers: Any,
    ) -> Screening:
        instrument = instrument_on("initial_screening", day)
        plain = {each.id: "no" for each in instrument.definition.questions if str(each.kind) == "yes_no"}
        received = Received(
            id=uuid.uuid4(),
            instrument=instrument.id,
            person=person or PersonMet(sex="female", nationality="philippines"),
            encounter=Encounter(agency, group, trigger, day, place=place, note=note),
            answers={name: answer for name, answer in {**plain, **answers}.items() if answer is not None},
            parties=parties,
        )
        return receive_screening(received=received, by=cast.actor(f"officer_{agency}"))

    return record


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    """The site is that of the fictional territory."""
    settings.PACK = "freeport"
    clear()
    yield
    clear()


@pytest.fixture
def staff(settings: Any, tmp_path: Any, freeport: None, request: pytest.FixtureRequest) -> Any:
    """The cast of Freeport with its invented year 2023 of 60 people. Tests name it before any fixture that signs somebody in."""
    settings.DEBUG = settings.DEMO = True
    settings.FROZEN_EXTRACTS = tmp_path / "frozen"
    cast = request.getfixturevalue("cast")
    load_year(year=2023, persons=60, seed=1, by=the_system("load_demo"))
    return cast
