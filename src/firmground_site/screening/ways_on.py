"""Ways that lead on from the pages of a person and of an identification to what lies above; that says so when it is loaded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firmground_site.access.actors import Actor
from firmground_site.screening.models import Identification, Person


@dataclass(frozen=True)
class Way:
    """A link: its words, its address, and whether it is the next step rather than a place to look at."""

    text: str
    url: str
    is_step: bool = False


FromIdentification = Callable[[Identification, Actor], Iterable[Way]]
FromPerson = Callable[[Person, Actor], Iterable[Way]]
_FROM_IDENTIFICATION: list[FromIdentification] = []
_FROM_PERSON: list[FromPerson] = []


def lead_on(*, from_identification: FromIdentification, from_person: FromPerson) -> None:
    """Let these ways lead on from every identification and person."""
    if from_identification not in _FROM_IDENTIFICATION:
        _FROM_IDENTIFICATION.append(from_identification)
        _FROM_PERSON.append(from_person)


def from_identification(identification: Identification, actor: Actor) -> list[Way]:
    """Where the actor can go on to from an identification."""
    return [way for each in _FROM_IDENTIFICATION for way in each(identification, actor)]


def from_person(person: Person, actor: Actor) -> list[Way]:
    """Where the actor can go on to from a person's file."""
    return [way for each in _FROM_PERSON for way in each(person, actor)]
