"""What the pages of a person and of an identification show of what lies above: ways on, and events that are not for everybody.

What lies above says so here when it is loaded.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firmground_site.access.actors import Actor
from firmground_site.audit.about import EntryAbout
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
_FROM_DEBRIEFING: list[FromIdentification] = []
ForReader = Callable[[list[EntryAbout], Actor], list[EntryAbout]]
_FOR_READER: list[ForReader] = []


def lead_on(*, from_identification: FromIdentification, from_person: FromPerson) -> None:
    """Let these ways lead on from every identification and person."""
    if from_identification not in _FROM_IDENTIFICATION:
        _FROM_IDENTIFICATION.append(from_identification)
        _FROM_PERSON.append(from_person)


def lead_on_from_debriefing(from_debriefing: FromIdentification) -> None:
    """Let these ways lead on from the page of every debriefing."""
    if from_debriefing not in _FROM_DEBRIEFING:
        _FROM_DEBRIEFING.append(from_debriefing)


def from_debriefing(identification: Identification, actor: Actor) -> list[Way]:
    """Where the actor can go on to from the debriefing of an identification."""
    return [way for each in _FROM_DEBRIEFING for way in each(identification, actor)]


def from_identification(identification: Identification, actor: Actor) -> list[Way]:
    """Where the actor can go on to from an identification."""
    return [way for each in _FROM_IDENTIFICATION for way in each(identification, actor)]


def from_person(person: Person, actor: Actor) -> list[Way]:
    """Where the actor can go on to from a person's file."""
    return [way for each in _FROM_PERSON for way in each(person, actor)]


def leave_out(for_reader: ForReader) -> None:
    """Let this leave out events that tell of what a reader of a person's file cannot see."""
    if for_reader not in _FOR_READER:
        _FOR_READER.append(for_reader)


def for_reader(entries: list[EntryAbout], actor: Actor) -> list[EntryAbout]:
    """The events that the actor may read about, in the same order."""
    for each in _FOR_READER:
        entries = each(entries, actor)
    return entries
