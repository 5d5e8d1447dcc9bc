"""The chain: whether entries follow one another unbroken, and whether contents are what the entries say.

It owns the kinds of fault and the order in which they are looked for. It must not read files or know seals.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from firmground.errors import FirmgroundError
from firmground.ledger.entry import Entry, Head, check_form, content_digest, digest_of_text, genesis, text_of_entry
from firmground.values import type_of_json

LONGEST_REASON = 1000  # characters


class Content(NamedTuple):
    """What an entry is about, as JSON, with the salt of its digest."""

    value: type_of_json
    salt: bytes


@dataclass(frozen=True)
class Erasure:
    """That the content of an entry was erased: when, by whom and why. ``FirmgroundError`` when one of them says nothing."""

    at: str
    by: str
    reason: str

    def __post_init__(self) -> None:
        check_form("at", self.at)
        check_form("actor", self.by)
        if not self.reason.strip() or len(self.reason) > LONGEST_REASON:
            raise FirmgroundError(f"is not a text of 1 to {LONGEST_REASON} characters", where="reason")


class Recorded(NamedTuple):
    """An entry with what is kept beside the chain: its content, or the mark that it was erased, or neither."""

    entry: Entry
    content: Content | None = None
    erased: Erasure | None = None


Row = tuple[str, str, str, str, str, str]  # of an entry: digest, what is hashed, day, number, previous digest, stream


class Kind(StrEnum):
    """What can be wrong with a chain."""

    ANOTHER_STREAM = "another stream"
    GAP = "gap"
    REPEATED = "repeated number"
    ORDER = "wrong order"
    LINK = "broken link"
    DIGEST = "wrong digest"
    CONTENT_DIFFERS = "content differs"
    CONTENT_ABSENT = "content absent"
    CONTENT_KEPT = "erased content kept"
    CUT = "cut"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong with a stream, at the entry of that number (or the number that should be there)."""

    kind: Kind
    stream: str
    number: int
    what: str

    def __str__(self) -> str:
        return f"entry {self.number} {self.what} ({self.kind})"


@dataclass(frozen=True)
class Verified:
    """What a chain came to.

    ``count`` entries hold, from the start to the first fault or to the end, and ``head`` is the last of them; ``erased`` of
    them are marked as erased. Nothing is said about entries after a fault. ``digests`` has those that were asked for.
    """

    head: Head
    count: int
    erased: int
    fault: Fault | None = None
    digests: Mapping[int, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether there is no fault."""
        return self.fault is None


class Check:
    """Takes the entries of one stream one by one; memory does not grow with them."""

    __slots__ = ("_digest", "_digests", "_erased", "_fault", "_number", "_start", "_watch", "_withheld")

    def __init__(self, start: Head, *, withheld: bool = False, watch: Collection[int] = ()) -> None:
        """Begin after ``start``; remember the digests of the numbers in ``watch``.

        ``withheld`` says that a content which is not there is no fault.
        """
        self._start, self._withheld, self._watch = start, withheld, frozenset(watch)
        self._number, self._digest = start.number, start.digest
        self._erased = 0
        self._fault: Fault | None = None
        self._digests = {start.number: start.digest} if start.number in self._watch else {}

    def take(self, recorded: Recorded) -> None:
        """Judge the next entry; after a fault nothing is judged any more."""
        entry, content, erased = recorded
        if self._fault is not None:
            return
        row = (entry.digest, text_of_entry(entry), entry.number, entry.previous)
        if entry.stream != self._start.stream or not self._is_next(*row):
            self._fault = self._fault_in_chain(entry)
            return
        if not (self._withheld and content is None):
            self._fault = _fault_in_content(recorded)
            if self._fault is not None:
                return
        self._number, self._digest = entry.number, entry.digest
        if erased is not None:
            self._erased += 1
        if entry.number in self._watch:
            self._digests[entry.number] = entry.digest

    def follow(self, rows: Iterator[Row]) -> Row | None:
        """Go on along entries of this stream without contents, the quick way, up to one that does not follow, which is given.

        Nothing is changed by that one: ``take`` says what is wrong with it. After a fault nothing is judged any more.
        """
        last, digest_before, sha256, watch = self._number, self._digest, hashlib.sha256, self._watch
        stumbled = None
        for row in rows if self._fault is None else ():
            digest, hashed, _, number, previous, _ = row
            if previous != digest_before or int(number) != last + 1 or "sha256:" + sha256(hashed.encode()).hexdigest() != digest:
                stumbled = row
                break
            last, digest_before = last + 1, digest
            if last in watch:
                self._digests[last] = digest
        self._number, self._digest = last, digest_before
        return stumbled

    def _is_next(self, digest: str, hashed: str, number: int, previous: str) -> bool:
        return number == self._number + 1 and previous == self._digest and digest_of_text(hashed) == digest

    def verified(self) -> Verified:
        """What was found so far."""
        head = Head(self._start.stream, self._number, self._digest)
        return Verified(head, self._number - self._start.number, self._erased, self._fault, self._digests)

    def _fault_in_chain(self, entry: Entry) -> Fault:
        stream, expected = self._start.stream, self._number + 1
        if entry.stream != stream:
            return Fault(Kind.ANOTHER_STREAM, stream, expected, f"is of the stream {entry.stream!r}")
        if entry.number > expected:
            return Fault(Kind.GAP, stream, expected, f"is missing: entry {entry.number} follows entry {self._number}")
        if entry.number < expected:
            kind = Kind.REPEATED if entry.number == self._number else Kind.ORDER
            return Fault(kind, stream, entry.number, f"stands where entry {expected} should be")
        if entry.previous != self._digest:
            return Fault(Kind.LINK, stream, expected, "does not name the digest of the entry before it")
        return Fault(Kind.DIGEST, stream, expected, "was changed: its digest is not that of its fields")


def _fault_in_content(recorded: Recorded) -> Fault | None:
    """What is wrong with a content that should be there or be erased."""
    entry, content, erased = recorded
    if content is None:
        if erased is not None:
            return None
        return Fault(Kind.CONTENT_ABSENT, entry.stream, entry.number, "has no content, and no mark that it was erased")
    if erased is not None:
        return Fault(Kind.CONTENT_KEPT, entry.stream, entry.number, "is marked as erased, and its content is there")
    if content_digest(content.value, content.salt) != entry.content_digest:
        return Fault(Kind.CONTENT_DIFFERS, entry.stream, entry.number, "has a content that its digest is not of")
    return None


def verify(
    entries: Iterable[Recorded], *, start: Head | None = None, withheld: bool = False, watch: Collection[int] = ()
) -> Verified:
    """Whether entries follow one another from ``start`` on, and what is the first fault.

    Without ``start``, the first entry must be number 1 of its stream. Contents that are there must fit their digests;
    contents that are not there are a fault unless they are marked as erased or ``withheld``. Times are not compared, since
    clocks are put back. Raises ``FirmgroundError`` when there is neither an entry nor a start.
    """
    check: Check | None = Check(start, withheld=withheld, watch=watch) if start else None
    for recorded in entries:
        check = check or Check(genesis(recorded.entry.stream), withheld=withheld, watch=watch)
        check.take(recorded)
    if check is None:
        raise FirmgroundError("has no entries", where="ledger", remedy="name the head where it starts")
    return check.verified()
