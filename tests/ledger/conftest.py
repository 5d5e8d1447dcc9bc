"""Ledgers that tests share: a small one of the fictional Freeport, with and without contents."""

import hashlib

import pytest

from firmground.ledger.chain import Content, Erasure, Recorded
from firmground.ledger.entry import content_digest, genesis, new_entry
from firmground.ledger.export import Header, write_export

AT = "2026-03-0{}T09:30:00.000000Z"
KINDS = ("person:screened", "case:opened", "case:referred")


def make_events(count, stream="freeport"):
    """A ledger of invented events, each with its content."""
    head, found = genesis(stream), []
    for number in range(1, count + 1):
        salt = hashlib.sha256(f"{stream} {number}".encode()).digest()[: 16 + number % 17]
        content = {"reason": f"№ {number}, met at the quay", "answers": {"age": 17 + number, "in_danger_now": "no"}}
        entry = new_entry(
            previous=head,
            kind=KINDS[number % 3],
            actor=f"officer:{number % 2}",
            subject=f"person:{number}" if number % 4 else "",
            content_digest=content_digest(content, salt),
            at=AT.format(1 + number % 9),
        )
        found.append(Recorded(entry, Content(content, salt)))
        head = entry.head
    return found


def mark_erased(recorded):
    return Recorded(recorded.entry, None, Erasure(AT.format(9), "officer:9", "asked for by the person"))


def without_contents(entries):
    return [Recorded(each.entry, None, each.erased) for each in entries]


@pytest.fixture(scope="session")
def events():
    """Make a stream of so many events."""
    return make_events


@pytest.fixture(scope="session")
def erased():
    """Put a mark of erasure in the place of an event's content."""
    return mark_erased


@pytest.fixture(scope="session")
def withheld():
    """Leave contents out, and keep marks of erasure."""
    return without_contents


@pytest.fixture
def export(tmp_path):
    """Write an export of some streams and give its path."""

    def written(*streams, contents="included", name="ledger.jsonl", heads=None, **said):
        path = tmp_path / name
        heads = heads or tuple(entries[-1].entry.head for entries in streams)
        listed = [each for entries in streams for each in (entries if contents == "included" else without_contents(entries))]
        write_export(path, Header(heads, contents, **said), listed)
        return path

    return written
