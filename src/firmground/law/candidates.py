"""Which provisions recorded facts suggest, and what is missing to make them out: an aid for a lawyer, never advice.

It matches facts with conduct. It does not weigh evidence, choose a charge, or say that anybody did anything. What is not
known stays not known: a provision is never ruled out because nobody asked.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from firmground.errors import AnswerError
from firmground.law.deadlines import LimitOfTime, limit_for
from firmground.law.penalties import penalties_in_words, same_penalties
from firmground.law.provision import Provision, law_of, provisions_on
from firmground.packs.entries import RawExpression
from firmground.packs.law_entries import Fact, FactFile, Penalty
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer, Answers, Reached, check_answer, evaluate
from firmground.rules.expression import Definition, Expression, Kind, Question, ids_in
from firmground.rules.parse import checked, parse_expression
from firmground.values import Finding

Rule: TypeAlias = tuple[str, Expression]

SUGGESTED = "suggested_by"
LIMITS = (
    "it matches recorded facts with the conduct of provisions, and weighs no evidence",
    "elements that no form records, such as intent, always stay open",
    "for conduct that went on, give its last day: the time limit is counted from there",
    "what a register marks with verify was not read in a primary source",
    "a provision whose first day the register does not know is taken to have been in force",
    "what can fall on the trafficked person stays open: whether they were made to do it is for a person to judge",
)


class State(StrEnum):
    """What a provision comes to for some facts."""

    COMPLETE = "complete"
    OPEN = "open"
    RULED_OUT = "ruled_out"
    NOT_SUGGESTED = "not_suggested"


@dataclass(frozen=True)
class Candidate:
    """A provision against the facts. ``because`` are the recorded facts that suggest it, as (fact, answer) pairs.

    ``found``, ``missing`` and ``against`` are its elements: shown, not known, and shown not to be there. ``could_change`` are
    the facts without a known answer that could settle what is missing. Penalties are empty where none is known.
    """

    provision: Provision
    state: State
    because: tuple[tuple[str, Answer], ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    could_change: tuple[str, ...]
    penalties_then: tuple[Penalty, ...]
    penalties_now: tuple[Penalty, ...]
    time: LimitOfTime

    @property
    def falls_on_person(self) -> bool:
        """Whether it could be charged against the trafficked person: a reason to look at non-punishment first."""
        return self.provision.entry.falls_on_person != "no"

    @property
    def penalty_changed(self) -> bool:
        """Whether the maximum penalty is another one now."""
        return not same_penalties(self.penalties_then, self.penalties_now)


@dataclass(frozen=True)
class Candidates:
    """Every provision in force on the day of the conduct, by what it comes to; ``ask_next`` could suggest further ones."""

    on: datetime.date
    today: datetime.date
    listed: tuple[Candidate, ...]
    ask_next: tuple[str, ...]

    def of(self, state: State) -> tuple[Candidate, ...]:
        """The provisions in one state, in the register's order."""
        return tuple(each for each in self.listed if each.state is state)


def candidates(pack: Pack, facts: Answers, *, on: datetime.date, today: datetime.date) -> Candidates:
    """Say which provisions in force on the day of the conduct these facts suggest, with reasons, penalties and time limit.

    ``facts`` are answers by fact id; a fact that is left out, refused or not safe to ask is not known and rules nothing out.
    Raises ``AnswerError`` for a fact that the register has not or an answer that it does not take, ``NotInForce`` for a day
    of which the register says nothing, ``PackError`` for a pack without one. Three-valued logic after Kleene (1952).
    """
    file = law_of(pack).facts
    known = _known(file, facts)
    element_rules = _element_rules(file)
    listed, ask = [], list[str]()
    for provision in provisions_on(pack, on):
        entry = provision.entry
        reached = evaluate(_definition(file, element_rules, set(entry.elements), entry.suggested_by), known)
        listed.append(_candidate(provision, reached, on, today))
        ask += reached[SUGGESTED].could_change if SUGGESTED in reached else ()
    return Candidates(on, today, tuple(listed), tuple(dict.fromkeys(ask)))


def penalty_now_in_words(pack: Pack, candidate: Candidate, today: datetime.date) -> str:
    """The maximum penalty now, or that the provision is no longer in force, which is not "not known"."""
    if today not in candidate.provision.entry.in_force:
        return "no longer in force"
    return penalties_in_words(pack, candidate.penalties_now)


def definition_for(file: FactFile, elements: set[str], suggested_by: RawExpression | None) -> Definition:
    """What a provision asks of the facts, as one definition; raises ``RuleError`` when it names something that is not there."""
    return _definition(file, _element_rules(file), elements, suggested_by)


def _element_rules(file: FactFile) -> list[Rule]:
    return [(each.id, parse_expression(each.when, where=f"element {each.id}")) for each in file.elements if each.when]


def _definition(file: FactFile, element_rules: list[Rule], elements: set[str], suggested_by: RawExpression | None) -> Definition:
    rules = list(element_rules)
    if suggested_by:
        rules.append((SUGGESTED, parse_expression(suggested_by, where=SUGGESTED)))
    needed = {SUGGESTED, *elements}
    for name, rule in reversed(rules):
        needed |= set(ids_in(rule)) if name in needed else set()
    return checked(Definition(tuple(map(_question, file.facts)), tuple(rule for rule in rules if rule[0] in needed)))


def _question(fact: Fact) -> Question:
    return Question(fact.id, Kind(fact.kind), (), fact.least, fact.most) if fact.kind == "number" else Question(fact.id)


def _known(file: FactFile, facts: Answers) -> dict[str, Answer]:
    questions = Definition(tuple(map(_question, file.facts)), ())
    for name in facts:
        if name not in questions.question:
            raise AnswerError(
                f"there is no fact {name!r}", where=f"fact {name}", remedy="use the facts of the pack's law/facts.toml"
            )
    return {name: check_answer(questions, name, answer) for name, answer in facts.items()}


def _candidate(provision: Provision, reached: Mapping[str, Reached], on: datetime.date, today: datetime.date) -> Candidate:
    suggested = reached.get(SUGGESTED, Reached(Finding.NOT_KNOWN))
    elements = {name: reached.get(name, Reached(Finding.NOT_KNOWN)) for name in provision.entry.elements}
    found, against, missing = (
        tuple(name for name, each in elements.items() if each.finding is finding)
        for finding in (Finding.YES, Finding.NO, Finding.NOT_KNOWN)
    )
    return Candidate(
        provision,
        _state(suggested.finding, against, missing),
        because=suggested.because if suggested.finding is Finding.YES else (),
        found=found,
        missing=missing,
        against=against,
        could_change=tuple(dict.fromkeys(name for each in missing for name in elements[each].could_change)),
        penalties_then=provision.penalties_on(on),
        penalties_now=provision.penalties_on(today),
        time=limit_for(provision, on),
    )


def _state(suggested: Finding, against: tuple[str, ...], missing: tuple[str, ...]) -> State:
    if suggested is not Finding.YES:
        return State.NOT_SUGGESTED
    if against:
        return State.RULED_OUT
    return State.OPEN if missing else State.COMPLETE
