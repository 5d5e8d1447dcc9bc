"""From the answers that officers record on a form to the facts that provisions are matched with."""

import contextlib

from firmground.errors import AnswerError
from firmground.law.provision import law_of
from firmground.packs.instrument_entries import QuestionEntry
from firmground.packs.law_entries import Fact
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer, Answers, check_answer
from firmground.rules.expression import LARGEST_NUMBER, UNKNOWN_ANSWERS, Definition, Kind, Question


def facts_from(pack: Pack, instrument: str, answers: Answers) -> dict[str, Answer]:
    """The facts that recorded answers to an instrument show; an answer that is not known leaves the fact not known.

    Where several questions show a fact, one yes is enough, and a no needs all of them answered otherwise. Raises ``AnswerError``
    for an instrument that the pack has not, a question that is not in it, or an answer that its question does not take.
    """
    given = _checked(pack, instrument, answers)
    found: dict[str, Answer] = {}
    for fact in law_of(pack).facts.facts:
        asked = [each for each in fact.recorded_by if each.instrument == instrument]
        told = [(each.answer, given.get(each.question, "not_asked")) for each in asked]
        if told:
            found[fact.id] = _shown_by(fact, told)
    return found


def answers_understood(pack: Pack, instrument: str, answers: Answers) -> dict[str, Answer]:
    """Those of some recorded answers that the pack's questions take today, without those to a form that has changed."""
    questions = _questions(pack, instrument)
    understood: dict[str, Answer] = {}
    for name, answer in answers.items():
        with contextlib.suppress(AnswerError):
            understood[name] = check_answer(questions, name, answer)
    return understood


def _shown_by(fact: Fact, told: list[tuple[str, Answer]]) -> Answer:
    """Yes when one answer is the one that shows the fact, no when all are known and none is; a number as it was told."""
    if fact.kind == "number":
        return next((answer for _, answer in told if answer not in UNKNOWN_ANSWERS), told[0][1])
    if any(answer == wanted for wanted, answer in told):
        return "yes"
    return next((answer for _, answer in told if answer in UNKNOWN_ANSWERS), "no")


def _checked(pack: Pack, instrument: str, answers: Answers) -> dict[str, Answer]:
    questions = _questions(pack, instrument)
    return {name: check_answer(questions, name, answer) for name, answer in answers.items()}


def _questions(pack: Pack, instrument: str) -> Definition:
    """The questions of every version of an instrument, which may ask for the same thing under one id."""
    versions = pack.instruments.get(instrument, ())
    if not versions:
        known = ", ".join(sorted(pack.instruments))
        raise AnswerError(f"there is no instrument {instrument!r}", where=f"pack {pack.id}", remedy=f"use one of {known}")
    questions = {question.id: _question(question) for entry in versions for question in entry.questions}
    return Definition(tuple(questions.values()), ())


def _question(entry: QuestionEntry) -> Question:
    least = -LARGEST_NUMBER if entry.least is None else entry.least
    most = LARGEST_NUMBER if entry.most is None else entry.most
    return Question(entry.id, Kind(entry.kind), entry.choices, least, most)
