"""What a rule can say: six operators over the answers to questions, and over the results of earlier rules.

A ``Definition`` is the unit that all engines share. Its JSON form is the contract; see ``docs/reference/rules.md``.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from firmground.values import digest, type_of_json

ID_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,40}")
LARGEST_NUMBER = 10**9
UNKNOWN_ANSWERS = ("unsure", "refused", "not_asked", "not_safe_to_ask")
KNOWN_WORDS = ("yes", "no")


class Kind(StrEnum):
    """What kind of answer a question takes."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True)
class Question:
    """A question as the engines see it: an id, the kind of answer, and what the answer may be."""

    id: str
    kind: Kind = Kind.YES_NO
    choices: tuple[str, ...] = ()
    least: int = -LARGEST_NUMBER
    most: int = LARGEST_NUMBER

    def to_json(self) -> dict[str, type_of_json]:
        """The question as it stands in a published definition."""
        shown: dict[str, type_of_json] = {"id": self.id, "kind": str(self.kind)}
        if self.kind is Kind.CHOICE:
            shown["choices"] = list(self.choices)
        if self.kind is Kind.NUMBER:
            shown |= {"least": self.least, "most": self.most}
        return shown


@dataclass(frozen=True)
class Equals:
    """The answer is this word; not known when the answer is not known."""

    about: str
    word: str


@dataclass(frozen=True)
class AtLeast:
    """The answer is a number and is at least this."""

    about: str
    number: int


@dataclass(frozen=True)
class Not:
    """The opposite of another expression."""

    of: "Expression"


@dataclass(frozen=True)
class AtLeastOf:
    """At least ``minimum`` of the members hold; ``spelled`` keeps whether it was written as all, any or a count."""

    minimum: int
    members: tuple["Expression", ...]
    spelled: str = field(default="at_least_of", compare=False)


Expression = Equals | AtLeast | Not | AtLeastOf


def equals(about: str, word: str) -> Equals:
    """The answer to ``about`` is ``word``."""
    return Equals(about, word)


def everything(*members: Expression) -> Expression:
    """All the members hold; a single member stands for itself."""
    return members[0] if len(members) == 1 else AtLeastOf(len(members), members, "all")


def anything(*members: Expression) -> Expression:
    """One of the members holds; a single member stands for itself."""
    return members[0] if len(members) == 1 else AtLeastOf(1, members, "any")


def expression_to_json(expression: Expression) -> dict[str, type_of_json]:
    """The JSON form of an expression, from which ``parse`` makes an equal one."""
    match expression:
        case Equals(about, word):
            return {"equals": [about, word]}
        case AtLeast(about, number):
            return {"at_least": [about, number]}
        case Not(of):
            return {"not": expression_to_json(of)}
        case AtLeastOf(minimum, members, spelled):
            listed = [expression_to_json(member) for member in members]
            return {spelled: [minimum, listed] if spelled == "at_least_of" else listed}


def ids_in(expression: Expression) -> tuple[str, ...]:
    """The ids an expression refers to, in order of first mention."""
    match expression:
        case Equals(about, _) | AtLeast(about, _):
            return (about,)
        case Not(of):
            return ids_in(of)
        case AtLeastOf(_, members):
            return tuple(dict.fromkeys(name for member in members for name in ids_in(member)))


@dataclass(frozen=True)
class Definition:
    """Questions, and rules in an order in which each refers only to questions and earlier rules."""

    questions: tuple[Question, ...]
    rules: tuple[tuple[str, Expression], ...]

    @cached_property
    def question(self) -> MappingProxyType[str, Question]:
        """The questions by id."""
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def rule(self) -> MappingProxyType[str, Expression]:
        """The rules by id, in order."""
        return MappingProxyType(dict(self.rules))

    def to_json(self) -> dict[str, type_of_json]:
        """The published form, which the browser and other programs read."""
        return {
            "questions": [question.to_json() for question in self.questions],
            "rules": [{"id": name, "when": expression_to_json(rule)} for name, rule in self.rules],
        }

    @cached_property
    def digest(self) -> str:
        """The digest of the published form."""
        return digest(self.to_json())
