"""Envelopes as a phone sends them: read strictly, before anything is opened. They say which phone, and nothing of anybody."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firmground.values import digest
from firmground_site.devices.sealing import FORMAT
from firmground_site.devices.vocabulary import KINDS

FIELDS = {"format", "id", "kind", "device", "key", "ephemeral", "nonce", "sealed"}
MOST_ENTRIES = 100  # in one sending
LONGEST = 400_000  # characters of what is sealed


class NotAnEnvelope(Exception):
    """What was sent has not the form of an envelope; the sentence says where."""


@dataclass(frozen=True)
class Envelope:
    """A sealed entry: its number, its kind, the phone that it names, the key to which it was sealed, and all of it as it came."""

    id: uuid.UUID
    kind: str
    device: uuid.UUID
    key: str
    written: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The digest of the whole envelope: a receipt repeats it."""
        return digest(dict(self.written))


def envelopes_in(sent: Any, device: uuid.UUID) -> list[Envelope]:
    """The envelopes of a sending; ``NotAnEnvelope`` when there are none, too many, or one is not of the form.

    Nor may one name another phone than the one that sends: kept, it would stand in the way of that phone's own sending.
    """
    entries = sent.get("entries") if isinstance(sent, dict) else None
    if not isinstance(entries, list) or not 1 <= len(entries) <= MOST_ENTRIES:
        raise NotAnEnvelope(f"entries must be a list of 1 to {MOST_ENTRIES} envelopes")
    envelopes = [envelope_in(each) for each in entries]
    if any(each.device != device for each in envelopes):
        raise NotAnEnvelope("an envelope must name the phone that sends it")
    return envelopes


def envelope_in(sent: Any) -> Envelope:
    """An envelope; ``NotAnEnvelope`` when it is not of the form."""
    if not isinstance(sent, dict) or sent.keys() != FIELDS or not all(isinstance(each, str) for each in sent.values()):
        raise NotAnEnvelope(f"an envelope has the fields {', '.join(sorted(FIELDS))}, each a text, and no other")
    if sent["format"] != FORMAT:
        raise NotAnEnvelope(f"the format must be {FORMAT}")
    if sent["kind"] not in KINDS:
        raise NotAnEnvelope(f"the kind must be one of {', '.join(KINDS)}")
    if len(sent["sealed"]) > LONGEST or any(len(sent[name]) > 200 for name in FIELDS - {"sealed"}):
        raise NotAnEnvelope("a field is too long")
    if not all(each.isascii() for each in sent.values()):
        raise NotAnEnvelope("a field has letters that base64 and ids do not have")
    return Envelope(_id(sent["id"]), sent["kind"], _id(sent["device"]), sent["key"], sent)


def _id(written: str) -> uuid.UUID:
    try:
        found = uuid.UUID(written)
    except ValueError:
        raise NotAnEnvelope("an id must be a UUID") from None
    if str(found) != written:
        raise NotAnEnvelope("an id must be written in small letters with hyphens")
    return found
