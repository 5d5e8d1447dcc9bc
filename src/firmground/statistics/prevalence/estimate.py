"""What a method answers about the people who were tested: one value for all methods, with its warnings and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from firmground.values import type_of_json


@dataclass(frozen=True)
class PrevalenceEstimate:
    """A share of the people tested, with limits, all between 0 and 1. It says nothing of people who were not tested.

    ``unclipped`` are value, low and high before they were brought into 0 to 1, the same three when nothing had to be.
    ``apparent`` is the share of positives, ``warnings`` and ``rests_on`` are sentences.
    """

    method: str
    apparent: float
    value: float
    low: float
    high: float
    level: float
    unclipped: tuple[float, float, float]
    rests_on: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def was_clipped(self) -> bool:
        """Whether the value or a limit lay outside 0 to 1."""
        return self.unclipped != (self.value, self.low, self.high)

    def to_json(self) -> dict[str, type_of_json]:
        """The estimate as data; shares are numbers between 0 and 1."""
        told = {"value": self.value, "low": self.low, "high": self.high, "level": self.level, "apparent": self.apparent}
        before = dict(zip(("value", "low", "high"), self.unclipped, strict=True))
        words = {"rests_on": list(self.rests_on), "warnings": list(self.warnings)}
        return {"method": self.method, "of": "people tested", **told, "unclipped": before, **words}


def clipped(
    method: str,
    apparent: float,
    found: tuple[float, float, float],
    *,
    level: float,
    rests_on: Iterable[str],
    warnings: Iterable[str],
) -> PrevalenceEstimate:
    """An estimate brought into 0 to 1, which says so where it was not there before."""
    value, low, high = (min(max(each, 0.0), 1.0) for each in found)
    told = list(warnings)
    if (value, low, high) != found:
        before = ", ".join(f"{100 * each:.4g}" for each in found)
        told.append(f"The value or a limit lay outside 0 to 100 per cent and was cut: before, they were {before} per cent.")
    return PrevalenceEstimate(method, apparent, value, low, high, level, found, tuple(rests_on), tuple(told))
