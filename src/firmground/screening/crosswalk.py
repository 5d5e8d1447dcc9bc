"""Two instruments side by side, by the indicator that each question asks about.

It lists and counts. It must not say that two instruments are alike: the same indicator asked in other words is not the same
question, and how many indicators are shared depends on how finely they are told apart. Which indicator a question asks about
is a reading, which the pack gives with its citation.
"""

import datetime
from dataclasses import dataclass

from firmground.packs.crosswalk_entries import VOCABULARY
from firmground.packs.pack import Pack
from firmground.screening.indicator_source import IndicatorSource, Item, find_source
from firmground.values import Finding

LIMITS = (
    "Which indicator a question asks about is our reading. Others may read it otherwise; each reading has its note.",
    "The same indicator asked in other words is not the same question: wording, order, answers and who asks are not compared.",
    "The counts depend on how finely indicators are told apart, and differ by direction. They are no measure of likeness.",
    "What is not known is not “no”: a list that is known in part may ask about more.",
    "A form that was not found cannot be compared. A reconstruction shows what its authors chose, not what the form asks.",
)


@dataclass(frozen=True)
class Line:
    """An indicator, the items of each side that ask about it, and whether each side does: yes, no or not known."""

    indicator: str
    first: tuple[Item, ...]
    second: tuple[Item, ...]
    first_asks: Finding
    second_asks: Finding


@dataclass(frozen=True)
class Shared:
    """Of the indicators that one side asks about, how many the other asks, does not ask, or may ask."""

    of: int
    asked: int
    not_asked: int
    not_known: int


@dataclass(frozen=True)
class Crosswalk:
    """Every indicator of the pack in force on a day, with what each of two sources asks about it."""

    pack: Pack
    on: datetime.date
    first: IndicatorSource
    second: IndicatorSource
    lines: tuple[Line, ...]

    def where(self, first: Finding, second: Finding) -> tuple[Line, ...]:
        """The lines with these two findings. The nine pairs of findings share out all lines, each once."""
        return tuple(line for line in self.lines if (line.first_asks, line.second_asks) == (first, second))

    @property
    def both(self) -> tuple[Line, ...]:
        """What both ask about."""
        return self.where(Finding.YES, Finding.YES)

    @property
    def only_first(self) -> tuple[Line, ...]:
        """What the first asks about and the second certainly does not."""
        return self.where(Finding.YES, Finding.NO)

    @property
    def only_second(self) -> tuple[Line, ...]:
        """What the second asks about and the first certainly does not."""
        return self.where(Finding.NO, Finding.YES)

    @property
    def first_and_perhaps_second(self) -> tuple[Line, ...]:
        """What the first asks about, and of the second it is not known."""
        return self.where(Finding.YES, Finding.NOT_KNOWN)

    @property
    def second_and_perhaps_first(self) -> tuple[Line, ...]:
        """What the second asks about, and of the first it is not known."""
        return self.where(Finding.NOT_KNOWN, Finding.YES)

    @property
    def neither(self) -> tuple[Line, ...]:
        """What neither is known to ask about."""
        asked = (line for line in self.lines if Finding.YES not in (line.first_asks, line.second_asks))
        return tuple(asked)

    @property
    def first_in_second(self) -> Shared:
        """How much of what the first asks about the second asks about; it differs from the other direction."""
        return _shared(self.both, self.only_first, self.first_and_perhaps_second)

    @property
    def second_in_first(self) -> Shared:
        """How much of what the second asks about the first asks about."""
        return _shared(self.both, self.only_second, self.second_and_perhaps_first)


def crosswalk(pack: Pack, first: str, second: str, *, on: datetime.date) -> Crosswalk:
    """Lay two sources of indicators side by side, as they are on a day.

    An indicator that no item of a source asks about is "no" only where all items are there and read, else not known.
    Raises ``PackError``, ``NotInForce`` and ``NotShipped`` as ``find_source`` does.
    """
    sides = find_source(pack, first, on), find_source(pack, second, on)
    codes = (code.code for code in pack.codes.get(VOCABULARY, ()) if on in code.in_force)
    lines = tuple(_line(name, *sides) for name in dict.fromkeys(codes))
    return Crosswalk(pack, on, *sides, lines)


def _line(indicator: str, first: IndicatorSource, second: IndicatorSource) -> Line:
    items = first.asking(indicator), second.asking(indicator)
    return Line(indicator, *items, first.asks(indicator), second.asks(indicator))


def _shared(asked: tuple[Line, ...], not_asked: tuple[Line, ...], not_known: tuple[Line, ...]) -> Shared:
    counts = len(asked), len(not_asked), len(not_known)
    return Shared(sum(counts), *counts)
