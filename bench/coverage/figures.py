"""The tables of the page, as Markdown."""

import math
from collections.abc import Callable, Iterator, Sequence

from bench.coverage.judging import ALL, JUDGED, READINGS, Answer, Outcome
from bench.coverage.summary import Summary, covers, has_limits, mean, refused, summary
from bench.coverage.worlds import AUDITS, DENSITIES, DEPENDENCES, FAULTS, LISTS

MAIN = "main_effects"
FAIR = READINGS[2]
FIRST = 4
EACH = ("worlds", "middle error", "typical error", "covered", "high / low", "no limits")
Line = tuple[str, ...]


def chosen(outcomes: Sequence[Outcome], dependence: str, reading: str) -> list[Outcome]:
    """The outcomes of worlds whose lists depend so, on one reading of their links."""
    return [each for each in outcomes if each.world.dependence == dependence and each.reading == reading]


def percent(share: float, *, signed: bool = False) -> str:
    if math.isnan(share):
        return "–"
    told = f"{100 * share + 0.0:{'+' if signed else ''}.0f} %"
    return "0 %" if told in ("-0 %", "+0 %") else told.replace("-", "−")


def independent(outcomes: Sequence[Outcome]) -> str:
    rows = [
        (reading, method, *_cells(summary(chosen(outcomes, DEPENDENCES[0], reading), method)))
        for reading in READINGS
        for method in (*JUDGED, ALL)
    ]
    return _table(("links", "method", *EACH), rows, words=2)


def dependent(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for dependence in DEPENDENCES[1:]:
        for reading in READINGS:
            found = [summary(chosen(outcomes, dependence, reading), method) for method in (*JUDGED, ALL)]
            told = [f"{percent(each.covered)} ({percent(each.error, signed=True)})" for each in found[:-1]]
            rows.append((dependence, reading, *told, percent(found[-1].covered)))
    return _table(("lists", "links", *JUDGED, ALL), rows, words=2)


def by_kind(outcomes: Sequence[Outcome]) -> str:
    some = chosen(outcomes, DEPENDENCES[0], FAIR)
    rows = [(name, *_cells(summary([each for each in some if is_one(each)], MAIN))) for name, is_one in _kinds()]
    return _table(("worlds with", *EACH), rows, words=1)


def refusals(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for dependence in DEPENDENCES:
        for reading in READINGS:
            some = chosen(outcomes, dependence, reading)
            rows.append((dependence, reading, percent(refused(some)), *(percent(each) for each in _by_refusal(some))))
    return _table(("lists", "links", "refused", "covered, refused", "covered, not refused"), rows, words=2)


def first_worlds(outcomes: Sequence[Outcome]) -> str:
    """The first worlds one by one, so that anybody can see whether a run of their own gives the same."""
    rows = []
    for number in range(FIRST):
        told = [each for each in outcomes if each.number == number]
        cells = [_limits(each.answers[MAIN]) for each in told]
        rows.append((str(number), told[0].world.dependence, str(told[0].world.lists), f"{told[0].world.people:,}", *cells))
    return _table(("world", "lists are", "lists", "people", *READINGS), rows, words=2)


def _limits(answer: Answer) -> str:
    if math.isnan(answer.estimate):
        return "–"
    low, high = ("–" if limit is None else f"{limit:,.0f}" for limit in (answer.low, answer.high))
    return f"{answer.estimate:,.0f} ({low} to {high})"


def _kinds() -> Iterator[tuple[str, Callable[[Outcome], bool]]]:
    for count in LISTS:
        yield f"{count} lists", lambda each, count=count: each.world.lists == count  # type: ignore[misc]
    for density in DENSITIES:
        yield f"{density} lists", lambda each, density=density: each.world.density == density  # type: ignore[misc]
    for fault in FAULTS:
        yield f"faults of {fault}", lambda each, fault=fault: each.world.faults == fault  # type: ignore[misc]
    for audit in AUDITS:
        yield f"audits of {audit}", lambda each, audit=audit: each.world.audit == audit  # type: ignore[misc]
    yield "recall below 0.75", lambda each: each.recall < 0.75
    yield "recall from 0.75", lambda each: each.recall >= 0.75


def _by_refusal(some: Sequence[Outcome]) -> Iterator[float]:
    for is_refused in (True, False):
        kept = [each for each in some if bool(each.refused) == is_refused and has_limits(each.answers[MAIN])]
        yield mean(covers(each.answers[MAIN], each.world.people) for each in kept)


def _cells(found: Summary) -> Line:
    width = "–" if math.isnan(found.width) else f"{found.width:.2f}"
    errors = percent(found.error, signed=True), percent(found.spread)
    return str(found.worlds), *errors, percent(found.covered), width, percent(found.unanswered)


def _table(headings: Line, rows: Sequence[Line], *, words: int) -> str:
    """A table of Markdown; the first columns are words, the others numbers."""
    rule = "|" + "---|" * words + "---:|" * (len(headings) - words)
    return "\n".join([f"| {' | '.join(headings)} |", rule, *(f"| {' | '.join(row)} |" for row in rows)])
