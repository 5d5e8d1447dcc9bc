"""What a trusted third party does: compares codes of agencies and answers pairs of ids. It has neither names nor the key."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.linkage.encoding import LENGTH, Encoding

BLOCK = 2048  # filters on a side; a block of likenesses is then 16 MB
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Match:
    """Two entries whose codes are alike: ``likeness`` of the filters by Dice from 0 to 1, ``same`` says which tokens are equal.

    A likeness is no probability. Where nothing was known to put into a filter it is 0.
    """

    left: str
    right: str
    likeness: float
    same: tuple[str, ...]


def matches(encodings: Sequence[Encoding], *, at_least: float = 0.8, within: bool = False) -> tuple[Match, ...]:
    """Pairs across lists (and ``within`` them) with filters this alike, or with a token in common; the most alike first.

    Memory is bounded: filters are compared in blocks. Raises ``InputError`` when an id stands twice.
    """
    if len({each.id for each in encodings}) < len(encodings):
        raise InputError("an id stands twice among the codes", remedy="give each entry an id of its own, with its agency in it")
    filters = _bits(encodings)
    same = _same_tokens(encodings)
    pairs = {pair: _likeness(filters, *pair) for pair in same}
    for left, right, likeness in _alike(filters, at_least):
        pairs[left, right] = likeness
    found = (
        Match(min(encodings[a].id, encodings[b].id), max(encodings[a].id, encodings[b].id), likeness, tuple(same.get((a, b), ())))
        for (a, b), likeness in pairs.items()
        if within or encodings[a].list != encodings[b].list
    )
    return tuple(sorted(found, key=lambda match: (-match.likeness, match.left, match.right)))


def _bits(encodings: Sequence[Encoding]) -> NDArray[np.uint8]:
    joined = b"".join(each.filter for each in encodings)
    return np.frombuffer(joined, np.uint8).reshape(len(encodings), LENGTH // 8)


def _unpacked(filters: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    bits = np.unpackbits(filters, axis=1).astype(np.float32)
    return bits, bits.sum(axis=1)


def _alike(filters: NDArray[np.uint8], at_least: float) -> Iterator[tuple[int, int, float]]:
    """Dice: twice the bits in common over the bits of both."""
    for start in range(0, len(filters), BLOCK):
        left, left_sizes = _unpacked(filters[start : start + BLOCK])
        for other in range(start, len(filters), BLOCK):
            right, right_sizes = _unpacked(filters[other : other + BLOCK])
            likeness = 2 * (left @ right.T) / np.maximum(left_sizes[:, None] + right_sizes[None, :], 1)
            for a, b in zip(*np.nonzero(likeness >= max(at_least, 1e-6)), strict=True):
                if start + a < other + b:
                    yield int(start + a), int(other + b), float(likeness[a, b])


def _likeness(filters: NDArray[np.uint8], a: int, b: int) -> float:
    common = np.bitwise_count(filters[a] & filters[b]).sum()
    both = np.bitwise_count(filters[a]).sum() + np.bitwise_count(filters[b]).sum()
    return float(2 * common / both) if both else 0.0


def _same_tokens(encodings: Sequence[Encoding]) -> dict[tuple[int, int], list[str]]:
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, each in enumerate(encodings):
        for kind, tokens in (("document", each.documents), ("phone", each.phones)):
            for token in dict.fromkeys(tokens):
                holders[kind, token].append(place)
    found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for (kind, _), places in holders.items():
        for place, a in enumerate(places):
            for b in places[place + 1 :]:
                if kind not in found[a, b]:
                    found[a, b].append(kind)
    return dict(found)
