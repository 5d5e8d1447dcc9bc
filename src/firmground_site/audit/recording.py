"""Writes what an action recorded into the ledger, at its end, so that writers queue for a stream as briefly as can be."""

import datetime
import os
from collections.abc import Mapping
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
    """Something an action did, before it is in the ledger."""

    kind: EventKind
    subject: str
    content: Mapping[str, Any]


@dataclass
class Recording:
    """The events of the action that is under way."""

    by: Actor
    declared: frozenset[EventKind]
    events: list[Event] = field(default_factory=list)


def subject_key(subject: Any) -> str:
    """How the ledger names a record: its model and primary key; a text stays as it is."""
    return subject if isinstance(subject, str) else f"{subject._meta.model_name}:{subject.pk}"


def write_entries(recording: Recording) -> list[Entry]:
    """Append the events to their streams, in order, inside the action's transaction."""
    by_stream = sorted(recording.events, key=lambda event: event.kind.stream)
    return [
        entry
        for stream, events in groupby(by_stream, key=lambda event: event.kind.stream)
        for entry in _append(stream, list(events), recording.by)
    ]


def _append(name: str, events: list[Event], by: Actor) -> list[Entry]:
    stream = locked_stream(name)
    head, at = Head(name, stream.number, stream.digest), moment(timezone.now())
    entries, contents = [], []
    for event in events:
        salt, value = os.urandom(16), {"by": by.name, "role": by.role.key, "agency": by.agency, **event.content}
        entry = new_entry(
            previous=head,
            kind=event.kind.name,
            actor=by.key,
            subject=event.subject,
            content_digest=content_digest(value, salt),
            at=at,
        )
        head = entry.head
        entries.append(Entry(stream=stream, **{key: each for key, each in entry._asdict().items() if key != "stream"}))
        contents.append((salt, value))
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    pairs = zip(entries, contents, strict=True)
    Content.objects.bulk_create((Content(entry=entry, salt=salt, value=value) for entry, (salt, value) in pairs), batch_size=BATCH)
    Stream.objects.filter(name=name).update(number=head.number, digest=head.digest)
    return entries


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
