"""The kinds of events: a closed vocabulary. Each has a sentence for people, the fields of its content that are personal, how
long the content is kept, and who may read it.
"""

import re
from dataclasses import dataclass, field

from firmground.ledger.entry import check_form
from firmground_site.access.permissions import Permission


class UnknownKind(Exception):
    """An event of a kind that nobody registered."""


@dataclass(frozen=True)
class EventKind:
    """A kind of event. ``sentence`` follows the actor's name: "recorded a screening".

    ``personal`` are the fields of its content that tell about a person; ``retention`` is the pack's kind of record whose
    period applies, or ``"permanent"``. Whoever has ``readers`` may read the content, if the record is in their scope.
    """

    name: str
    sentence: str = field(compare=False)  # it follows the language; a kind is the same in each
    stream: str
    personal: tuple[str, ...] = ()
    retention: str = "permanent"
    readers: Permission = Permission.CONTENT_READ

    def __str__(self) -> str:
        return self.name


LONGEST_NAME = 80  # characters, as the ledger's column has it
STREAM = re.compile(r"[a-z][a-z_]{0,39}")  # a part of an address as well
KINDS: dict[str, EventKind] = {}


def register(kind: EventKind) -> EventKind:
    """Add a kind to the vocabulary; refused are a name twice, one that no ledger takes, and a kind without a sentence."""
    check_form("kind", kind.name)
    if len(kind.name) > LONGEST_NAME or not STREAM.fullmatch(kind.stream) or not kind.sentence:
        raise ValueError(f"The event {kind.name!r} needs a sentence, and a stream of letters a to z.")
    if kind.name in KINDS:
        raise ValueError(f"The event {kind.name!r} is registered twice.")
    if kind.personal and kind.retention == "permanent":
        raise ValueError(f"The event {kind.name!r} has personal fields, so its content cannot be kept for ever.")
    KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> EventKind:
    """The kind of that name; ``UnknownKind`` when there is none."""
    if name not in KINDS:
        raise UnknownKind(f"No event is called {name!r}. Register it in the events module of its app.")
    return KINDS[name]
