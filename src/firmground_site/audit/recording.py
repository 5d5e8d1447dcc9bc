"""Writes what an action recorded into the ledger, at its end, so that writers queue for a stream as briefly as can be."""

import datetime
import os
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils import timezone

from firmground.ledger.entry import Head, content_digest, genesis, new_entry
from firmground_site.access.actors import Actor
from firmground_site.audit.kinds import EventKind
from firmground_site.audit.models import Content, Entry, Stream

BATCH = 500


@dataclass(frozen=True)
class Event:
    """Something an action did, before it is in the ledger; ``actor`` and ``subject`` are keys."""

    kind: EventKind
    actor: str
    subject: str
    content: dict[str, Any]


@dataclass
class Recording:
    """The events of an action under way and of the actions it called; ``own`` counts those it recorded itself."""

    by: Actor
    declared: frozenset[EventKind]
    events: list[Event] = field(default_factory=list)
    own: int = 0


def subject_key(subject: Any) -> str:
    """How the ledger names a record: its model and primary key; a text stays as it is."""
    return subject if isinstance(subject, str) else f"{subject._meta.model_name}:{subject.pk}"


def write_entries(events: list[Event]) -> None:
    """Append events to their streams, in order, at the end of the outermost action.

    Streams are held by name from first to last, and nothing is held after them, so no two writers wait for each other.
    """
    by_stream = sorted(events, key=lambda event: event.kind.stream)
    for stream, of_stream in groupby(by_stream, key=lambda event: event.kind.stream):
        _append(stream, list(of_stream))


def _append(name: str, events: list[Event]) -> None:
    stream = locked_stream(name)
    head, at = Head(name, stream.number, stream.digest), moment(timezone.now())
    entries, salts = [], [os.urandom(16) for _ in events]
    for event, salt in zip(events, salts, strict=True):
        entry = new_entry(
            previous=head,
            kind=event.kind.name,
            actor=event.actor,
            subject=event.subject,
            content_digest=content_digest(event.content, salt),
            at=at,
        )
        head = entry.head
        entries.append(Entry(stream=stream, **{key: each for key, each in entry._asdict().items() if key != "stream"}))
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    parts = zip(entries, salts, events, strict=True)
    Content.objects.bulk_create((Content(entry=entry, salt=salt, value=event.content) for entry, salt, event in parts), BATCH)
    Stream.objects.filter(name=name).update(number=head.number, digest=head.digest)


def locked_stream(name: str) -> Stream:
    """The stream, held for this transaction; other writers to it wait. Made when it is not there yet."""
    stream = Stream.objects.select_for_update().filter(name=name).first()
    if stream is None:
        Stream.objects.bulk_create([Stream(name=name, digest=genesis(name).digest)], ignore_conflicts=True)
        stream = Stream.objects.select_for_update().get(name=name)
    return stream


def moment(at: datetime.datetime) -> str:
    """A time as the ledger writes it: UTC, microseconds, Z."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
