"""How accurate a test is: a sensitivity or specificity that is known, or counted in a validation study."""

import re
from dataclasses import dataclass

from firmground.errors import FigureError
from firmground.statistics.prevalence.counts import checked_counts, checked_share

FRACTION = re.compile(r"\s*([+-]?\d{1,18})\s*/\s*([+-]?\d{1,18})\s*")
NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e-?\d+)?\s*", re.IGNORECASE)
REMEDY = "write counts of a validation study as 178/179, or a known share as 0.994"


@dataclass(frozen=True)
class Accuracy:
    """A share of right answers. ``counts`` are right answers and people in the validation study, ``None`` when it is known.

    "Known" means taken as certain; a share that was printed without its counts is often treated so for want of better.
    """

    value: float
    counts: tuple[int, int] | None = None

    @property
    def beta(self) -> tuple[float, float]:
        """The posterior from a uniform prior as the two numbers of a beta distribution; (1, 1) adds nothing to the counts."""
        if self.counts is None:
            raise FigureError("has no counts", where="accuracy", remedy=REMEDY)
        right, people = self.counts
        return right + 1.0, people - right + 1.0

    def __str__(self) -> str:
        return f"{self.value:g}" if self.counts is None else f"{self.counts[0]}/{self.counts[1]}"


def counted(right: int, people: int, *, what: str = "accuracy") -> Accuracy:
    """The accuracy that a validation study counted; ``FigureError`` for counts that are no share."""
    checked_counts(right, people, what=what)
    return Accuracy(right / people, (right, people))


def known(share: float, *, what: str = "accuracy") -> Accuracy:
    """An accuracy that is taken as certain; ``FigureError`` outside 0 to 1."""
    return Accuracy(checked_share(share, what))


def accuracy_of(written: str, *, what: str) -> Accuracy:
    """The accuracy that some text spells: "178/179" or "0.994".

    Raises ``FigureError`` for anything else: a per cent sign, 1/0, 5/3, negative counts, words.
    """
    if "%" in written:
        raise FigureError(f"{written!r} has a per cent sign", where=what, remedy="write 89 % as 0.89")
    if found := FRACTION.fullmatch(written):
        right, people = (int(number) for number in found.groups())
        return counted(right, people, what=what)
    if not NUMBER.fullmatch(written):
        raise FigureError(f"{written!r} is not a share", where=what, remedy=REMEDY)
    return known(float(written), what=what)
