"""What sharing some parts of a name says: sets of parts, each in the band of how rarely two people share it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

BANDS = ("very_rare", "rare", "uncommon", "common", "usual")
AT_LEAST = (26, 18, 12, 7, 0)  # bits
MOST_CLASSES = 6
MOST_TOGETHER = 3
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
        self._seen: dict[tuple[str, ...], Sorted] = {}

    def of(self, classes: tuple[str, ...]) -> Sorted:
        """The bands of a name with these parts. Parts beyond the six rarest are left out."""
        found = self._seen.get(classes)
        if found is None:
            found = self._seen[classes] = self._sorted(classes)
        return found

    def _sorted(self, classes: tuple[str, ...]) -> Sorted:
        parts = sorted((self._rarity[key] for key in classes), reverse=True)[:MOST_CLASSES]
        shared: tuple[list[int], ...] = ([], [], [], [], [])
        for together in range(1, (MOST_TOGETHER if len(parts) <= MOST_CLASSES - 1 else 2) + 1):
            for some in combinations(sorted(parts, key=lambda part: part[1]), together):
                bits, number = 0, 0
                for each, place in some:
                    bits += each
                    number = number * _STEP + place + 1
                band = 0 if bits >= 26 else 1 if bits >= 18 else 2 if bits >= 12 else 3 if bits >= 7 else 4
                shared[band].append(number)
        return Sorted([place for _, place in parts], sum(bits for bits, _ in parts), shared)
