"""What is believed of a sensitivity or specificity, before and after a validation study."""

from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.statistics.prevalence.accuracy import Accuracy
from firmground.statistics.prevalence.counts import checked_share


@dataclass(frozen=True)
class Belief:
    """What is believed of a sensitivity or specificity: a Beta(``a``, ``b``) distribution, or one ``certain`` value."""

    a: float = 1.0
    b: float = 1.0
    certain: float | None = None

    def __post_init__(self) -> None:
        if self.certain is not None:
            checked_share(self.certain, "belief")
        elif not (0 < self.a < float("inf") and 0 < self.b < float("inf")):
            raise FigureError(
                f"Beta({self.a:g}, {self.b:g}) is not a distribution", where="belief", remedy="give two numbers above 0"
            )

    def __str__(self) -> str:
        return f"{self.certain:g}" if self.certain is not None else f"Beta({self.a:g}, {self.b:g})"


def belief_in(accuracy: Accuracy) -> Belief:
    """What validation counts leave to believe after a uniform prior; an accuracy that is known is certain."""
    return Belief(certain=accuracy.value) if accuracy.counts is None else Belief(*accuracy.beta)
