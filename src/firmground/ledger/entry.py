"""The entry: one event of a stream, tied to the one before it by digests.

It owns the fields of an entry, their form and the bytes that are hashed. What is in an entry can never be erased, so keys of
actors and subjects are machine keys without room for a name or an address; personal content stays outside, under a salted
digest. It must not judge a chain.
"""

import datetime
import hashlib
import re
from typing import Any, NamedTuple, Self

from firmground.errors import FirmgroundError
from firmground.values import canonical_json, digest, type_of_json

FORMAT = "firmground-ledger-1"
LARGEST = 2**63 - 1  # the largest whole number that other languages read without loss in 64 bits
SALT_BYTES = range(16, 33)

DIGEST = r"sha256:[0-9a-f]{64}"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
AT = DAY + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z"
KEY = r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,199}+"
FORMS = {  # no form has a quote, a backslash or a letter beyond ASCII: the JSON of an entry never needs an escape
    "stream": r"[a-z][a-z0-9_.:/-]{0,99}+",
    "at": AT,
    "kind": r"[a-z][a-z0-9_-]{0,99}+:[a-z][a-z0-9_-]{0,99}+",
    "actor": KEY,
    "subject": rf"(?:{KEY})?",
    "content_digest": DIGEST,
    "previous": DIGEST,
    "digest": DIGEST,
}
_FORMS = {name: re.compile(form) for name, form in FORMS.items()}
_sha256 = hashlib.sha256


class Head(NamedTuple):
    """Where a stream stands: the number and digest of its last entry; number 0 for a stream without entries."""

    stream: str
    number: int
    digest: str


class _Fields(NamedTuple):
    stream: str
    number: int
    at: str
    kind: str
    actor: str
    subject: str
    content_digest: str
    previous: str
    digest: str


class Entry(_Fields):
    """One event: who did what to whom when, what came before, and the digest of all that.

    ``number`` counts from 1 in its ``stream``; ``at`` is UTC as ``2026-01-31T09:30:00.000000Z``; ``kind`` is
    ``subject:action``; ``subject`` may be empty. Fields have their form, or ``FirmgroundError``; whether the digests fit is
    for the chain to say. A tuple, since a ledger of a million entries is read at once.
    """

    __slots__ = ()

    def __new__(cls, **fields: Any) -> Self:
        """Check every field; ``Entry._make`` takes nine fields in order that were checked already."""
        if fields.keys() != set(cls._fields):
            wrong = ", ".join(sorted(fields.keys() ^ set(cls._fields)))
            raise FirmgroundError(f"does not have the fields of an entry: {wrong}", where="entry")
        number = fields["number"]
        if type(number) is not int or not 1 <= number <= LARGEST:
            raise FirmgroundError(f"{number!r} is not a whole number from 1 to 2⁶³-1", where="number")
        for name in FORMS:
            check_form(name, fields[name])
        return cls._make(fields[name] for name in cls._fields)

    @property
    def head(self) -> Head:
        """The head of the stream once this entry is its last."""
        return Head(self.stream, self.number, self.digest)


def check_form(name: str, value: object) -> None:
    """Refuse what does not have the form of a field of that name."""
    if not isinstance(value, str) or not _FORMS[name].fullmatch(value) or (name == "at" and not is_time(value)):
        shown = repr(value) if len(repr(value)) <= 80 else repr(value)[:80] + "…"
        raise FirmgroundError(f"{shown} does not have the form of {name!r} in a ledger", where=name)


def is_time(at: str) -> bool:
    """Whether a text that looks like a time, or a day, is one: there is no 30 February."""
    try:
        datetime.datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def text_of_entry(entry: _Fields) -> str:
    """What is hashed: the canonical JSON of all fields but the digest.

    Written out by hand, since it is the same text as ``canonical_json`` gives, in a fifth of the time.
    """
    stream, number, at, kind, actor, subject, content, previous, _ = entry
    return (
        f'{{"actor":"{actor}","at":"{at}","content_digest":"{content}","kind":"{kind}","number":{number},'
        f'"previous":"{previous}","stream":"{stream}","subject":"{subject}"}}'
    )


def digest_of_text(text: str) -> str:
    """The digest of an entry by what is hashed of it."""
    return "sha256:" + _sha256(text.encode()).hexdigest()


def genesis(stream: str) -> Head:
    """The head of a stream without entries; its digest is that of ``{"format": …, "stream": …}``."""
    check_form("stream", stream)
    return Head(stream, 0, digest({"format": FORMAT, "stream": stream}))


def new_entry(*, previous: Head, kind: str, actor: str, subject: str, content_digest: str, at: str) -> Entry:
    """The entry that follows a head. ``FirmgroundError`` names the field that does not have its form."""
    check_form("stream", previous.stream)
    check_form("previous", previous.digest)
    for name, value in (("kind", kind), ("actor", actor), ("subject", subject), ("content_digest", content_digest), ("at", at)):
        check_form(name, value)
    if not 0 <= previous.number < LARGEST:
        raise FirmgroundError(f"{previous.number} is not a number that another can follow", where="number")
    fields = (previous.stream, previous.number + 1, at, kind, actor, subject, content_digest, previous.digest)
    return Entry._make((*fields, digest_of_text(text_of_entry(_Fields(*fields, digest="")))))


def content_digest(content: type_of_json, salt: bytes) -> str:
    """The digest of a content and its salt: one byte with the salt's length, the salt, the canonical JSON of the content.

    The salt is 16 to 32 random bytes, new for each entry; once it is erased with the content, the digest tells nothing.
    The length goes first so that no other salt and content have the same bytes. Refused: a salt of another length, floats,
    whole numbers beyond 64 bits, text that UTF-8 cannot hold, and what is not JSON.
    """
    if len(salt) not in SALT_BYTES:
        raise FirmgroundError(f"has {len(salt)} bytes, not 16 to 32", where="salt", remedy="draw 32 random bytes")
    return "sha256:" + _sha256(bytes([len(salt)]) + salt + content_bytes(content)).hexdigest()


def content_bytes(content: type_of_json) -> bytes:
    """The canonical JSON of a content, as it is hashed and exported."""
    try:
        _refuse_large(content)
        return canonical_json(content)
    except UnicodeEncodeError as error:
        raise FirmgroundError("has text with half a character", where="content", remedy="correct the text") from error
    except (TypeError, ValueError, RecursionError) as error:
        raise FirmgroundError(f"is not JSON ({error})", where="content", remedy="give it as text, numbers and lists") from error


def _refuse_large(content: type_of_json) -> None:
    if isinstance(content, int) and not -LARGEST - 1 <= content <= LARGEST:
        raise FirmgroundError("has a whole number beyond 64 bits", where="content", remedy="write it as text")
    if isinstance(content, dict | list | tuple):
        for member in content.values() if isinstance(content, dict) else content:
            _refuse_large(member)
