"""The reference evaluator: one person at a time, with reasons.

What it answers is what every other engine must answer; ``tests/rules/conformance`` holds the cases.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from firmground.errors import AnswerError
from firmground.rules.expression import (
    KNOWN_WORDS,
    UNKNOWN_ANSWERS,
    AtLeast,
    AtLeastOf,
    Definition,
    Equals,
    Expression,
    Kind,
    Not,
    Question,
)
from firmground.values import Finding, at_least_of, opposite

Answer = str | int
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Reached:
    """What one rule came to.

    ``because`` are the answers that settle it, as (id, answer) pairs; ``could_change`` are the questions without a known
    answer that could still settle it, in the order of the definition. One of the two is empty.
    """

    finding: Finding
    because: tuple[tuple[str, Answer], ...] = ()
    could_change: tuple[str, ...] = ()


def evaluate(definition: Definition, answers: Answers) -> dict[str, Reached]:
    """Say what every rule of a definition comes to for these answers, and why.

    A question that is missing counts as not asked. Unknown answers never count as "no". ``could_change`` follows chains
    of not-known parts from the rule down to the questions: a question that is not listed cannot change the finding.
    Raises ``AnswerError`` for an answer its question does not allow. Three-valued logic after Kleene (1952).
    """
    given = {name: check_answer(definition, name, answer) for name, answer in answers.items()}
    reached: dict[str, Reached] = {}
    for name, rule in definition.rules:
        reached[name] = _reach(rule, definition, given, reached)
    order = {question.id: place for place, question in enumerate(definition.questions)}
    return {name: _in_order(each, order) for name, each in reached.items()}


def check_answer(definition: Definition, name: str, answer: Answer) -> Answer:
    """The same answer, if its question allows it; otherwise ``AnswerError`` with what it does allow."""
    question = definition.question.get(name)
    if question is None:
        raise AnswerError(f"there is no question {name!r}", where=f"answer to {name}", remedy="use the ids of the instrument")
    if isinstance(answer, str) and answer in allowed_words(question):
        return answer
    if question.kind is Kind.NUMBER and type(answer) is int and question.least <= answer <= question.most:
        return answer
    raise AnswerError(f"{answer!r} is not an answer to this question", where=f"answer to {name}", remedy=_allowed(question))


def allowed_words(question: Question) -> tuple[str, ...]:
    """The words that may answer a question, the unknown ones included."""
    known = {Kind.YES_NO: KNOWN_WORDS, Kind.CHOICE: question.choices, Kind.NUMBER: ()}[question.kind]
    return known + UNKNOWN_ANSWERS


def _allowed(question: Question) -> str:
    number = f"a whole number from {question.least} to {question.most}, " if question.kind is Kind.NUMBER else ""
    return f"use {number}{', '.join(allowed_words(question))}"


def _reach(expression: Expression, definition: Definition, given: Answers, reached: Mapping[str, Reached]) -> Reached:
    match expression:
        case Equals(about, word):
            if about in reached:
                return reached[about] if word == "yes" else _negated(reached[about])
            return _known(about, given, lambda answer: answer == word)
        case AtLeast(about, number):
            return _known(about, given, lambda answer: isinstance(answer, int) and answer >= number)
        case Not(of):
            return _negated(_reach(of, definition, given, reached))
        case AtLeastOf(minimum, members):
            parts = [_reach(member, definition, given, reached) for member in members]
            return _combined(minimum, parts)


def _known(about: str, given: Answers, holds: Callable[[Answer], bool]) -> Reached:
    answer = given.get(about, "not_asked")
    if answer in UNKNOWN_ANSWERS:
        return Reached(Finding.NOT_KNOWN, could_change=(about,))
    return Reached(Finding.YES if holds(answer) else Finding.NO, because=((about, answer),))


def _negated(part: Reached) -> Reached:
    return Reached(opposite(part.finding), part.because, part.could_change)


def _combined(minimum: int, parts: list[Reached]) -> Reached:
    finding = at_least_of(minimum, (part.finding for part in parts))
    settling = [part for part in parts if part.finding is finding]
    if finding is Finding.NOT_KNOWN:
        return Reached(finding, could_change=tuple(dict.fromkeys(name for part in settling for name in part.could_change)))
    return Reached(finding, because=tuple(dict.fromkeys(pair for part in settling for pair in part.because)))


def _in_order(reached: Reached, order: Mapping[str, int]) -> Reached:
    ordered = tuple(sorted(reached.could_change, key=order.__getitem__))
    return Reached(reached.finding, reached.because, ordered)
