"""Values that every part of Firmground shares: three-valued findings, confidence, citations, dates in force, digests.

It must not read files, know a territory or import anything but ``errors``.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from firmground.errors import FirmgroundError

type_of_json = Any  # JSON has no useful static type in Python; canonical_json refuses what is not JSON


class Finding(StrEnum):
    """Yes, no, or not known; "not known" never becomes "no"."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"

    @property
    def is_known(self) -> bool:
        """Whether the question is settled."""
        return self is not Finding.NOT_KNOWN


def opposite(finding: Finding) -> Finding:
    """The strong negation of Kleene (1952): not known stays not known."""
    return {Finding.YES: Finding.NO, Finding.NO: Finding.YES}.get(finding, Finding.NOT_KNOWN)


def at_least_of(minimum: int, findings: Iterable[Finding]) -> Finding:
    """Whether at least ``minimum`` of the findings are yes.

    Yes when the certain ones suffice, no when even all the not-known ones would not, otherwise not known.
    """
    listed = list(findings)
    certain = listed.count(Finding.YES)
    possible = certain + listed.count(Finding.NOT_KNOWN)
    if certain >= minimum:
        return Finding.YES
    return Finding.NO if possible < minimum else Finding.NOT_KNOWN


def all_of(findings: Iterable[Finding]) -> Finding:
    """Kleene's conjunction: no as soon as one is no."""
    listed = list(findings)
    return at_least_of(len(listed), listed)


def any_of(findings: Iterable[Finding]) -> Finding:
    """Kleene's disjunction: yes as soon as one is yes."""
    return at_least_of(1, findings)


class Confidence(StrEnum):
    """How well a fact is sourced. Only what was read in a primary source is shown without a mark."""

    PRIMARY = "primary"  # an official or primary text was read
    SECONDARY = "secondary"  # press, professional or other second-hand text was read
    INFERRED = "inferred"  # one weak source, or our own arithmetic, which the note states
    UNVERIFIED = "unverified"  # general knowledge or recollection: verify before use

    @property
    def is_verified(self) -> bool:
        """Whether the fact may be shown without "unverified" beside it."""
        return self is Confidence.PRIMARY


@dataclass(frozen=True)
class Citation:
    """Where a fact comes from: keys of ``sources.csv``, how well it is sourced, and what a reader should know."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}  # a misspelt key in a pack is an error

    source: tuple[str, ...]
    confidence: Confidence
    note: str = ""

    def __str__(self) -> str:
        mark = "" if self.confidence.is_verified else f" ({self.confidence}, unverified)"
        return ", ".join(self.source) + mark.replace("unverified, unverified", "unverified")


@dataclass(frozen=True)
class DateRange:
    """The days on which something holds; ``first`` and ``last`` are included, ``None`` is open."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise FirmgroundError(f"the range ends on {self.last}, before it begins on {self.first}")

    def __contains__(self, day: datetime.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "DateRange") -> bool:
        """Whether some day lies in both ranges."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        return starts_in_time and (other.first is None or self.last is None or other.first <= self.last)

    def __str__(self) -> str:
        return f"{self.first or 'the beginning'} to {self.last or 'today'}"


def canonical_json(value: type_of_json) -> bytes:
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8, whole numbers only.

    Two programs that agree on the value agree on its bytes and so on its digest. Floats are refused, since their
    spelling differs between languages; write them as text with the digits that matter. So are keys that are not text.
    """
    _refuse_ambiguous(value, "$")
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: type_of_json) -> str:
    """``sha256:`` and the hexadecimal digest of the canonical JSON of a value."""
    return digest_of_bytes(canonical_json(value))


def digest_of_bytes(content: bytes) -> str:
    """``sha256:`` and the hexadecimal digest of some bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _refuse_ambiguous(value: type_of_json, path: str) -> None:
    if isinstance(value, float):
        raise FirmgroundError(f"{value!r} is not a whole number", where=path, remedy="write it as text")
    if isinstance(value, dict):
        for key, member in value.items():
            if not isinstance(key, str):
                raise FirmgroundError(f"the key {key!r} is not text", where=path, remedy="write it as text")
            _refuse_ambiguous(member, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, member in enumerate(value):
            _refuse_ambiguous(member, f"{path}[{place}]")
