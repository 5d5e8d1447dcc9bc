"""How far lists overlap, pair by pair, and which overlaps are too thin to rest a number on."""

from dataclasses import dataclass
from itertools import combinations

from firmground.statistics.multiple_systems.histories import Histories
from firmground.values import type_of_json

THIN = 10  # people on both lists; with fewer, one more or one less moves an estimate by a tenth and more


@dataclass(frozen=True)
class Overlap:
    """Two lists, and how many people are on both, whatever other lists they are on."""

    pair: tuple[str, str]
    people: int

    @property
    def is_thin(self) -> bool:
        """Whether fewer than ten people are on both."""
        return self.people < THIN

    def to_json(self) -> dict[str, type_of_json]:
        """The overlap as data."""
        return {"pair": list(self.pair), "people": self.people, "thin": self.is_thin}


def overlaps(histories: Histories) -> tuple[Overlap, ...]:
    """The overlap of every pair of lists, in the order of the lists."""
    numbered = list(enumerate(histories.lists))
    return tuple(
        Overlap((one, other), histories.on_all(1 << first | 1 << second))
        for (first, one), (second, other) in combinations(numbered, 2)
    )
