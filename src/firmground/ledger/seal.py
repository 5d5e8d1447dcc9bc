"""The seal: where streams stood at a time, given away so that the ledger can no longer be replaced unseen.

It owns the two forms of a seal, a text that can be printed and typed back, and JSON; and says whether chains agree with one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from firmground.errors import FirmgroundError
from firmground.ledger.chain import Fault, Kind, Verified
from firmground.ledger.entry import LARGEST, Head, check_form
from firmground.values import digest

FORMAT = "firmground-seal-1"
TITLE = "firmground ledger seal 1"
_STREAM = re.compile(r"stream (\S+) number ([0-9]{1,19}) digest ((?: ?[0-9a-f]){64})")
_SEAL = re.compile(rf"{TITLE} sealed at (\S+) ((?:{_STREAM.pattern} )+)check ((?: ?[0-9a-f]){{8}})", re.IGNORECASE)
MISTYPED = "compare it with the printed seal, character by character"


@dataclass(frozen=True)
class Seal:
    """The heads of one or more streams at a time; ``FirmgroundError`` when one of them is given twice or is no head."""

    heads: tuple[Head, ...]
    sealed_at: str

    def __post_init__(self) -> None:
        check_form("at", self.sealed_at)
        if not self.heads or len({head.stream for head in self.heads}) < len(self.heads):
            raise FirmgroundError("must have each stream once, and at least one", where="seal")
        for head in self.heads:
            check_head(head)

    def to_json(self) -> dict[str, Any]:
        """The seal for programs; ``seal_from_json`` reads it."""
        return {"format": FORMAT, "sealed_at": self.sealed_at, "heads": [head._asdict() for head in self.heads]}

    @property
    def check(self) -> str:
        """Eight hexadecimal digits that change when anything in the seal does: the first of the digest of its JSON."""
        return digest(self.to_json()).removeprefix("sha256:")[:8]

    def __str__(self) -> str:
        """The seal for people; ``seal_from_text`` reads it however it is spaced."""
        lines = [TITLE, f"sealed at {self.sealed_at}"]
        for head in self.heads:
            rows = _grouped(head.digest.removeprefix("sha256:"), 4)
            lines += [f"stream    {head.stream}", f"number    {head.number}", f"digest    {' '.join(rows[:4])}"]
            lines += [f"          {' '.join(rows[start : start + 4])}" for start in (4, 8, 12)]
        return "\n".join([*lines, f"check     {' '.join(_grouped(self.check, 4))}"]) + "\n"


def check_head(head: Head) -> None:
    """Refuse a head whose fields do not have their form."""
    check_form("stream", head.stream)
    check_form("digest", head.digest)
    if type(head.number) is not int or not 0 <= head.number <= LARGEST:
        raise FirmgroundError(f"{head.number!r} is not a whole number from 0 to 2⁶³-1", where="number")


def seal_from_text(text: str) -> Seal:
    """The seal that was printed; spaces, line ends and capitals do not matter. ``FirmgroundError`` when it was mistyped."""
    found = _SEAL.fullmatch(" ".join(text.split()))
    if not found:
        raise FirmgroundError(f"does not have the form of a printed seal ({TITLE} …)", where="seal", remedy=MISTYPED)
    streams = _STREAM.finditer(found[2].lower())
    heads = tuple(Head(each[1], int(each[2]), "sha256:" + each[3].replace(" ", "")) for each in streams)
    seal = Seal(heads, found[1].upper())
    if seal.check != found[6].replace(" ", "").lower():
        raise FirmgroundError(f"does not fit its check {found[6]}: something in it was mistyped", where="seal", remedy=MISTYPED)
    return seal


def seal_from_json(value: Any) -> Seal:
    """The seal that ``to_json`` wrote; ``FirmgroundError`` for anything else."""
    if not isinstance(value, dict) or value.keys() != {"format", "sealed_at", "heads"} or value["format"] != FORMAT:
        raise FirmgroundError(f"is not a seal in the format {FORMAT}", where="seal", remedy="use the seal as it was made")
    heads = value["heads"]
    if not isinstance(heads, list) or not all(isinstance(head, dict) and head.keys() == set(Head._fields) for head in heads):
        raise FirmgroundError("must be a list of stream, number and digest", where="heads", remedy="use the seal as it was made")
    return Seal(tuple(Head(**head) for head in heads), value["sealed_at"])


def agrees(seal: Seal, chains: Mapping[str, Verified]) -> bool:
    """Whether nothing in a seal contradicts the chains."""
    return not contradictions(seal, chains)


def contradictions(seal: Seal, chains: Mapping[str, Verified]) -> tuple[Fault, ...]:
    """What in a seal contradicts the chains of the streams, by name: a chain that was cut, or replaced.

    The chains must have been verified with the numbers of the seal in ``watch`` (see ``watched``); a chain that begins after
    the sealed entry can say nothing about it, which counts as a contradiction.
    """
    return tuple(fault for head in seal.heads if (fault := _contradiction(head, chains.get(head.stream))))


def watched(seals: Iterable[Seal]) -> dict[str, set[int]]:
    """By stream, the numbers whose digests the seals are compared with."""
    numbers: dict[str, set[int]] = {}
    for head in (head for seal in seals for head in seal.heads):
        numbers.setdefault(head.stream, set()).add(head.number)
    return numbers


def _contradiction(head: Head, chain: Verified | None) -> Fault | None:
    if chain is None:
        return Fault(Kind.CUT, head.stream, head.number, f"was sealed, and the stream {head.stream!r} is not there")
    if head.number > chain.head.number:
        end = "holds only" if chain.fault else "was cut: it ends"
        what = f"was sealed, and the stream {head.stream!r} {end} at entry {chain.head.number}"
        return Fault(Kind.CUT, head.stream, head.number, what)
    known = chain.head.digest if head.number == chain.head.number else chain.digests.get(head.number)
    if known is None:
        return Fault(Kind.CUT, head.stream, head.number, f"was sealed, and was not among what was verified of {head.stream!r}")
    if known != head.digest:
        what = f"has another digest than was sealed: the stream {head.stream!r} was replaced"
        return Fault(Kind.REPLACED, head.stream, head.number, what)
    return None


def _grouped(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]
