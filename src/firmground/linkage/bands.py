"""What sharing some parts of a name says: sets of parts, each in the band of how rarely two people share it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

BANDS = ("very_rare", "rare", "uncommon", "common", "usual")
MOST_PARTS = 6
Parts = tuple[tuple[str, ...], ...]  # of each part the keys that it may have
_STEP = 1 << 20  # a set of parts is one number: places of parts, one after another


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rarest parts of one name, what they say together in bits, and for each band the sets of parts in it."""

    classes: Sequence[int]
    bits: int
    shared: Sequence[Sequence[int]]


class Bands:
    """Sorts the sets of parts of a name into bands; ``places`` numbers the parts, ``bits`` says what sharing one says."""

    def __init__(self, places: Mapping[str, int], bits: Callable[[str], int]) -> None:
        self._rarity = {key: (bits(key), place) for key, place in places.items()}
        self._seen: dict[Parts, Sorted] = {}

    def of(self, parts: Parts) -> Sorted:
        """The bands of a name with these parts, each with the keys that it may have. Parts beyond the six rarest are left out."""
        found = self._seen.get(parts)
        if found is None:
            found = self._seen[parts] = self._sorted(parts)
        return found

    def _sorted(self, parts: Parts) -> Sorted:
        rarity = self._rarity
        keyed = [[rarity[key] for key in part] for part in parts]
        if len(keyed) > MOST_PARTS:
            keyed = sorted(keyed, key=min, reverse=True)[:MOST_PARTS]
        shared: tuple[set[int], ...] = (set(), set(), set(), set(), set())
        for bits, number in _together(keyed):
            shared[0 if bits >= 26 else 1 if bits >= 18 else 2 if bits >= 12 else 3 if bits >= 7 else 4].add(number)
        classes = list(dict.fromkeys(place for part in keyed for _, place in part))
        return Sorted(classes, sum(min(part)[0] for part in keyed), tuple(map(list, shared)))


def _together(keyed: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """For each part, each two and each three of a name, what sharing them says in bits, and their number.

    Three only where there are few: what two rare parts say is enough.
    """
    for part in keyed:
        yield from ((bits, place + 1) for bits, place in part)
    pairs = [
        (min(a, b), max(a, b), first_bits + bits)
        for second, part in enumerate(keyed)
        for before in keyed[:second]
        for first_bits, a in before
        for bits, b in part
        if a != b
    ]
    yield from ((bits, (a + 1) * _STEP + b + 1) for a, b, bits in pairs)
    if len(keyed) == 3:
        for bits, place in keyed[2]:
            for a, b, two in pairs:
                if place not in (a, b):
                    x, y, z = sorted((a, b, place))
                    yield two + bits, ((x + 1) * _STEP + y + 1) * _STEP + z + 1
