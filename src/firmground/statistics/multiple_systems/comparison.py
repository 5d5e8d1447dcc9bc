"""Several methods on one table side by side, and whether any single number may be taken from them.

It compares and judges; it must not estimate, print or draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firmground.statistics.multiple_systems import chapman
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.literature import VOICES
from firmground.statistics.multiple_systems.methods import METHODS, Method, Settings, chosen, estimated
from firmground.statistics.multiple_systems.overlaps import Overlap, overlaps
from firmground.statistics.multiple_systems.sensitivity import Dependence, Merge, dependence, merges
from firmground.statistics.multiple_systems.verdict import Verdict, verdict
from firmground.values import type_of_json

LEFT_OUT = "Not run, and so no part of the range: "


@dataclass(frozen=True)
class Comparison:
    """What every method says of one table, what each rests on, how far it moves, and the verdict on all of them."""

    histories: Histories
    estimates: tuple[Estimate, ...]
    pairs: tuple[Estimate, ...]
    overlaps: tuple[Overlap, ...]
    dependence: Dependence
    merges: tuple[Merge, ...]
    verdict: Verdict

    def to_json(self) -> dict[str, type_of_json]:
        """The comparison as data, numbers unrounded."""
        return {
            "lists": list(self.histories.lists),
            "observed": self.histories.observed,
            "verdict": self.verdict.to_json(),
            "estimates": [each.to_json() for each in self.estimates],
            "pairs": [each.to_json() for each in self.pairs],
            "overlaps": [each.to_json() for each in self.overlaps],
            "dependence": self.dependence.to_json(),
            "merges": [each.to_json() for each in self.merges],
            "literature": [each.to_json() for each in VOICES],
        }


def compared(histories: Histories, settings: Settings, *, methods: Sequence[str] = ()) -> Comparison:
    """Run some methods, or every one that fits when none is named, and judge them together.

    A method that takes no such histories is there with the reason. Raises ``InputError`` for a name that no method has.
    """
    running = chosen(tuple(methods), histories)
    estimates = tuple(_told(method, histories, settings) for method in running)
    pairs = chapman.estimates_of_pairs(histories, level=settings.level)
    between = overlaps(histories)
    return Comparison(
        histories,
        estimates,
        pairs,
        between,
        dependence(histories, estimates),
        _merges(histories, running, settings),
        _judged(histories, estimates, between),
    )


def _judged(histories: Histories, estimates: Sequence[Estimate], between: tuple[Overlap, ...]) -> Verdict:
    """The verdict on what says how many there are, beside what says how many at least."""
    bounds = [each for each in estimates if METHODS[each.method].is_bound]
    found = verdict(histories, [each for each in estimates if each not in bounds], between, bounds)
    left_out = [each.title for each in chosen((), histories) if each.id not in {one.method for one in estimates}]
    return replace(found, warnings=(*found.warnings, LEFT_OUT + "; ".join(left_out) + ".")) if left_out else found


def _told(method: Method, histories: Histories, settings: Settings) -> Estimate:
    """A method's estimate, with its beginning and its end told."""
    if settings.tell:
        settings.tell(method.title, 0.0)
    found = estimated(method, histories, settings)
    if settings.tell:
        settings.tell(method.title, 1.0)
    return found


def _merges(histories: Histories, running: Sequence[Method], settings: Settings) -> tuple[Merge, ...]:
    if settings.tell:
        settings.tell("Merged lists", 0.0)
    found = merges(histories, running, settings)
    if settings.tell:
        settings.tell("Merged lists", 1.0)
    return found
