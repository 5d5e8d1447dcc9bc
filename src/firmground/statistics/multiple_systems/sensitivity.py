"""How far a number moves when something that no count can show is otherwise: dependence, and which lists are one.

Nothing here says which of the numbers is right; that the range is wide is the finding.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from firmground.errors import InputError
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.merging import merged
from firmground.statistics.multiple_systems.methods import Method, Settings, point
from firmground.statistics.multiple_systems.overlaps import overlaps
from firmground.values import type_of_json

ODDS_RATIOS = (0.5, 2 / 3, 1.0, 1.5, 2.0)
SATURATED = "saturated"
FEWEST_TO_MERGE = 3
MOST_TO_MERGE = 8


@dataclass(frozen=True)
class Dependence:
    """The population by method for each odds ratio; 1 is what the method itself says."""

    odds_ratios: tuple[float, ...]
    populations: dict[str, tuple[float, ...]]
    refused: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, type_of_json]:
        """The table as data, numbers unrounded."""
        rows = {name: list(each) for name, each in self.populations.items()}
        return {"odds_ratios": list(self.odds_ratios), "populations": rows, "refused": self.refused}


@dataclass(frozen=True)
class Merge:
    """What each method says when two lists are taken as one; ``None`` where it then has no number."""

    pair: tuple[str, str]
    overlap: int
    populations: dict[str, float | None]

    def to_json(self) -> dict[str, type_of_json]:
        """The row as data, numbers unrounded."""
        return {"pair": list(self.pair), "overlap": self.overlap, "populations": self.populations}


def saturated(histories: Histories, *, odds_ratio: float = 1.0) -> float:
    """The population if every interaction but that of all lists is free, and that one has this odds ratio.

    People on no list are the odds ratio times the product of the counts of histories on an odd number of lists, over the
    product of those on an even number. With two lists that is theta n10 n01 / n11. The odds ratio is never identified.
    Raises ``InputError`` where a history has nobody. Source: Bishop, Fienberg and Holland (1975), chapter 6.
    """
    amount = len(histories.lists)
    absent = sorted(set(range(1, 1 << amount)) - set(histories.cells), key=lambda cell: (cell.bit_count(), cell))
    if absent:
        names = ", ".join(histories.named(absent[0]))
        raise InputError(f"nobody has the history {names}", remedy="the saturated model needs every history to occur")
    signs = (1 if cell.bit_count() % 2 else -1 for cell in histories.cells)
    logs = sum(sign * math.log(count) for sign, count in zip(signs, histories.counts, strict=True))
    return histories.observed + odds_ratio * math.exp(logs)


def dependence(histories: Histories, estimates: Sequence[Estimate], *, odds_ratios: Sequence[float] = ODDS_RATIOS) -> Dependence:
    """Each method's number, and the saturated model's, if the unseen are an odds ratio times what it says.

    A term for nobody's list alone changes no fitted count, so no count tells it from 1: people no list has are theta times as
    many, N = n + theta (N1 - n). With two lists theta is the odds ratio of the two. Lower bounds are left out. Sources:
    Gerritse, van der Heijden and Bakker (2015), Journal of Official Statistics 31; Zhang and Small (2020).
    """
    seen = histories.observed
    found = {
        each.method: tuple(seen + ratio * (each.population - seen) for ratio in odds_ratios)
        for each in estimates
        if each.population is not None and each.diagnostics.get("bound") != "lower"
    }
    refused = {}
    try:
        found[SATURATED] = tuple(saturated(histories, odds_ratio=ratio) for ratio in odds_ratios)
    except InputError as error:
        refused[SATURATED] = f"{error.what}: {error.remedy}"
    return Dependence(tuple(odds_ratios), found, refused)


def merges(histories: Histories, methods: Sequence[Method], settings: Settings) -> tuple[Merge, ...]:
    """What each method that is quick enough says with every pair of lists merged in turn.

    Nothing for two lists, nor for more than eight: their pairs are too many to estimate again for each.
    """
    left = len(histories.lists) - 1
    if not FEWEST_TO_MERGE <= left + 1 <= MOST_TO_MERGE:
        return ()
    quick = [each for each in methods if left <= each.again_up_to]
    found = []
    for each in overlaps(histories):
        fewer = merged(histories, each.pair)
        found.append(Merge(each.pair, each.people, {method.id: point(method, fewer, settings) for method in quick}))
    return tuple(found)
