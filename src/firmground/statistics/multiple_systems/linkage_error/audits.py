"""What people found who looked at links again: counts of an audit. It reads no file and draws nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from firmground.errors import InputError
from firmground.values import type_of_json

Pair = frozenset[str]
BOTH_PARTS = "audit both: linked pairs for precision; pairs known to be one person, or unlinked pairs by band, for recall"


@dataclass(frozen=True)
class Checked:
    """``found`` of ``checked`` pairs, drawn at random, were what was asked for; ``InputError`` for a share that is none."""

    checked: int
    found: int

    def __post_init__(self) -> None:
        if self.checked < 1:
            raise InputError("a part of the audit has checked nothing", remedy="leave the part out, or check some pairs")
        if not 0 <= self.found <= self.checked:
            raise InputError(f"{self.found} of {self.checked} is not a share", remedy="found is between 0 and checked")


@dataclass(frozen=True)
class Band:
    """A band of unlinked pairs, such as one of scores: of its ``pairs`` some were checked, and some were one person after all.

    Raises ``InputError`` when more were checked than there are.
    """

    name: str
    pairs: int
    sample: Checked

    def __post_init__(self) -> None:
        if self.sample.checked > self.pairs:
            what = f"band {self.name!r}: {self.sample.checked} checked of {self.pairs} pairs"
            raise InputError(what, remedy="give the size of the whole band as pairs")


@dataclass(frozen=True)
class Part:
    """What an audit says of one pair of lists, or of all pairs together; ``None`` or nothing where it says nothing.

    ``links``: of linked pairs, how many are one person (precision). ``known_pairs``: of pairs known to be one person from
    elsewhere, how many were linked (recall). ``bands``: all unlinked pairs, by band, with a sample of each (recall as well).
    """

    links: Checked | None = None
    known_pairs: Checked | None = None
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        if self.known_pairs and self.bands:
            raise InputError(
                "recall is audited twice, by known pairs and by bands", remedy="give the one that was drawn at random"
            )
        if len({band.name for band in self.bands}) != len(self.bands):
            raise InputError("two bands have one name", remedy="join them, or name them apart")

    @property
    def tells_recall(self) -> bool:
        """Whether it says how many links were missed."""
        return bool(self.known_pairs or self.bands)


@dataclass(frozen=True)
class Audit:
    """An audit of links: what holds for all pairs of lists, and what was audited for a pair by itself, which goes first."""

    overall: Part = field(default_factory=Part)
    by_pair: Mapping[Pair, Part] = field(default_factory=dict)

    def of(self, pair: Pair) -> tuple[Part, Part]:
        """The parts that tell precision and recall of a pair of lists.

        Raises ``InputError`` when one of them was not audited: what was not audited is not identified, and is never taken
        to be perfect.
        """
        own = self.by_pair.get(pair, Part())
        named = " and ".join(sorted(pair))
        precise = own if own.links else self.overall
        recalled = own if own.tells_recall else self.overall
        if not recalled.tells_recall:
            raise InputError(f"no missed links were audited for {named}, so recall is not identified", remedy=BOTH_PARTS)
        if not precise.links:
            raise InputError(f"no links were audited for {named}, so precision is not identified", remedy=BOTH_PARTS)
        return precise, recalled

    def check(self, lists: tuple[str, ...]) -> None:
        """Raise ``InputError`` when the audit names a list that is not there, or leaves a pair of lists out."""
        for pair in self.by_pair:
            if absent := sorted(pair - set(lists)):
                raise InputError(f"the audit names {absent[0]!r}, which is no list", remedy=f"use {', '.join(lists)}")
        for pair in pairs_of(lists):
            self.of(pair)


def pairs_of(lists: tuple[str, ...]) -> Iterator[Pair]:
    """Every pair of lists: first with second, first with third, and so on."""
    return (frozenset(pair) for pair in combinations(lists, 2))


def audit_to_json(audit: Audit) -> type_of_json:
    """The counts of an audit as data."""
    parts = {"all lists": audit.overall} | {" and ".join(sorted(pair)): part for pair, part in audit.by_pair.items()}
    return {name: _part_to_json(part) for name, part in parts.items() if part != Part()}


def _part_to_json(part: Part) -> type_of_json:
    told: dict[str, type_of_json] = {}
    for name, sample in (("links", part.links), ("known_pairs", part.known_pairs)):
        if sample:
            told[name] = {"checked": sample.checked, "found": sample.found}
    if part.bands:
        told["unlinked_pairs"] = [
            {"band": band.name, "pairs": band.pairs, "checked": band.sample.checked, "found": band.sample.found}
            for band in part.bands
        ]
    return told
