"""The error budget: how wide each source of doubt alone makes the answer. It says when widths must not be added."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.linkage_error.limits import bias_corrected
from firmground.values import type_of_json

Floats = NDArray[np.float64]
ODDS = (0.5, 2.0)
NOT_ADDITIVE = (
    "Each span is the answer with that one source of doubt and no other; shares are of the spans' widths as ratios. "
    "The spans do not add up to the last one: sampling and linkage are chance, and chances partly cancel; model choice and "
    "dependence are choices, which no larger sample narrows. A span that is narrow here may still be wrong."
)


@dataclass(frozen=True)
class Span:
    """From where to where one source of doubt moves the number; ``None`` where there is no limit.

    ``source`` is "sampling", "linkage", "model choice", "dependence", or one that joins several. ``share`` is its part of the
    widths of the four, as ratios of high to low; ``None`` for a joint span and where a limit is missing.
    """

    source: str
    low: float | None
    high: float | None
    share: float | None = None
    says: str = ""

    @property
    def width(self) -> float | None:
        """The logarithm of high over low."""
        if self.low is None or self.high is None or self.low <= 0:
            return None
        return math.log(self.high / self.low)

    def to_json(self) -> dict[str, type_of_json]:
        """The span as data."""
        return {"source": self.source, "low": self.low, "high": self.high, "share": self.share, "says": self.says}


@dataclass(frozen=True)
class Drawn:
    """What one method answers: at the expected table, and in draws where all, the counts alone or the links alone vary.

    ``seen`` is how many people the expected table has, and ``estimate`` is nan where there is none.
    """

    method: str
    seen: int
    estimate: float
    both: Floats
    sampling: Floats
    linkage: Floats

    def at_odds(self, odds: float) -> float:
        """The estimate if everybody on no list were ``odds`` times as many as the method says."""
        return self.seen + odds * (self.estimate - self.seen)


def error_budget(reported: Drawn, others: Sequence[Drawn], *, level: float = 0.95) -> tuple[Span, ...]:
    """The spans of the four sources for a method among others, then the span of sampling and linkage, and that of all.

    Dependence is shown for odds ratios of a half and of two: the people on no list are half as many, or twice. For two lists
    that is exact; for more it is the interaction of all lists, which no table can show. The joint span of all goes from the
    lowest limit of any method at the one ratio to the highest at the other.
    """
    every = [reported, *(each for each in others if each.method != reported.method)]
    known = [each for each in every if not math.isnan(each.estimate)]
    points = [each.estimate for each in known]
    alone = (
        Span(
            "sampling",
            *bias_corrected(reported.estimate, reported.sampling, level=level),
            says="other people could have been met",
        ),
        Span("linkage", *bias_corrected(reported.estimate, reported.linkage, level=level), says="the audit is a sample"),
        Span("model choice", min(points), max(points), says=f"lowest to highest of {len(points)} methods"),
        Span("dependence", reported.at_odds(ODDS[0]), reported.at_odds(ODDS[1]), says="odds ratios from 1/2 to 2"),
    )
    chance = Span("sampling and linkage", *bias_corrected(reported.estimate, reported.both, level=level), says="the interval")
    return (*_with_shares(alone), chance, span_of_all(known, level=level))


def _with_shares(spans: Sequence[Span]) -> list[Span]:
    widths = [span.width for span in spans]
    total = sum(width for width in widths if width is not None)
    if None in widths or total == 0:
        return list(spans)
    return [Span(span.source, span.low, span.high, (span.width or 0.0) / total, span.says) for span in spans]


def span_of_all(known: Sequence[Drawn], *, level: float = 0.95) -> Span:
    """From the lowest limit of any method at the one odds ratio to the highest at the other; a limit without end is ``None``."""
    limits = [_at_both_odds(each, level) for each in known]
    lows, highs = [low for low, _ in limits if low is not None], [high for _, high in limits if high is not None]
    low = min(lows) if lows and len(lows) == len(known) else None
    high = max(highs) if highs and len(highs) == len(known) else None
    return Span("all together", low, high, says="any method, either odds ratio, with its interval")


def _at_both_odds(drawn: Drawn, level: float) -> tuple[float | None, float | None]:
    fewer, more = (
        bias_corrected(drawn.at_odds(odds), drawn.seen + odds * (drawn.both - drawn.seen), level=level) for odds in ODDS
    )
    return fewer[0], more[1]
