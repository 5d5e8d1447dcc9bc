"""What an estimator answers: a number with its interval and what it rests on, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from firmground.values import type_of_json


@dataclass(frozen=True)
class Estimate:
    """One method's answer to how many people there are, those on a list included.

    ``method`` is its id ("stepwise"), ``population`` the point estimate; ``None`` means not identified or refused, and
    ``refused`` then says why. ``low`` and ``high`` are limits at ``level`` (0.95) and ``None`` where there is no interval;
    ``interval`` says of which kind ("BCa", "Wald", "profile", "credible", or empty). ``interactions`` names the terms of the
    model beyond main effects, each a tuple of list names. ``assumes`` are sentences for a reader. ``diagnostics`` is data:
    what was fitted, warnings, replicates that could not be fitted.
    """

    method: str
    population: float | None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    interval: str = ""
    interactions: tuple[tuple[str, ...], ...] = ()
    assumes: tuple[str, ...] = ()
    refused: str = ""
    diagnostics: Mapping[str, type_of_json] = field(default_factory=dict)

    def to_json(self) -> dict[str, type_of_json]:
        """The estimate as data, numbers unrounded."""
        return {
            "method": self.method,
            "population": self.population,
            "low": self.low,
            "high": self.high,
            "level": self.level,
            "interval": self.interval or None,
            "interactions": [list(each) for each in self.interactions],
            "assumes": list(self.assumes),
            "refused": self.refused or None,
            "diagnostics": dict(self.diagnostics),
        }
