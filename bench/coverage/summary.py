"""Outcomes in figures: how far off, how often covered, how often refused, for any choice of worlds."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.coverage.judging import Answer, Outcome

Choice = Callable[[Outcome], bool]


@dataclass(frozen=True)
class Summary:
    """Of ``worlds``: the middle error and its root mean square as ratios less one, and shares between 0 and 1.

    ``covered`` is of the worlds with limits, ``unanswered`` has no limits or no number; nan where nothing can be said.
    """

    worlds: int
    error: float
    spread: float
    covered: float
    width: float
    unanswered: float


def summary(outcomes: Iterable[Outcome], method: str) -> Summary:
    """How a method did; outcomes of worlds that it does not take are left out."""
    pairs = [(each.answers[method], each.world.people) for each in outcomes if method in each.answers]
    logs = np.array([math.log(answer.estimate / people) for answer, people in pairs if not math.isnan(answer.estimate)])
    limits = [(answer, people) for answer, people in pairs if has_limits(answer)]
    widths = [math.log(answer.high / answer.low) for answer, _ in limits if answer.low and answer.high]
    return Summary(
        worlds=len(pairs),
        error=math.expm1(float(np.median(logs))) if len(logs) else math.nan,
        spread=math.expm1(float(np.sqrt(np.mean(logs**2)))) if len(logs) else math.nan,
        covered=mean(covers(answer, people) for answer, people in limits),
        width=math.exp(float(np.median(widths))) if widths else math.nan,
        unanswered=mean(not has_limits(answer) for answer, _ in pairs),
    )


def has_limits(answer: Answer) -> bool:
    return answer.low is not None or answer.high is not None


def covers(answer: Answer, people: int) -> bool:
    """Whether the number of people is between the limits; one that is not there does not bind."""
    return (answer.low or 0.0) <= people <= (math.inf if answer.high is None else answer.high)


def mean(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else math.nan


def refused(outcomes: Sequence[Outcome]) -> float:
    """The share of outcomes in which no single number should be given."""
    return mean(bool(each.refused) for each in outcomes)
