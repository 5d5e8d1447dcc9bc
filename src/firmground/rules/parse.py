"""Reads expressions and definitions from plain data, refusing whatever an engine could understand differently.

The refusals are strict on purpose: no booleans (TOML, JSON and JavaScript convert them differently), no floats, no empty
lists, no unknown words. Every error names the place inside the definition.
"""

from collections.abc import Mapping
from typing import cast

from firmground.errors import RuleError
from firmground.rules.expression import (
    ID_PATTERN,
    KNOWN_WORDS,
    LARGEST_NUMBER,
    UNKNOWN_ANSWERS,
    AtLeast,
    AtLeastOf,
    Definition,
    Equals,
    Expression,
    Kind,
    Not,
    Question,
    ids_in,
)
from firmground.values import type_of_json

OPERATORS = ("equals", "at_least", "not", "all", "any", "at_least_of")
DEEPEST = 40
LONGEST_LIST = 120  # enough for any form, and small enough that a query stays small


def parse_expression(written: type_of_json, *, where: str = "expression", depth: int = 0) -> Expression:
    """Read one expression, for example ``{"any": [{"equals": ["passport_held", "yes"]}]}``.

    Raises ``RuleError`` naming the place when it is not exactly one of the six operators with arguments of its kind.
    """
    if depth > DEEPEST:
        raise RuleError(f"the expression is nested more than {DEEPEST} deep", where=where, remedy="name a part as a rule")
    if not isinstance(written, Mapping) or len(written) != 1:
        raise RuleError("an expression is a table with exactly one operator", where=where, remedy=_one_of(OPERATORS))
    ((operator, argument),) = written.items()
    place = f"{where}.{operator}"
    match operator:
        case "equals":
            about, word = _pair(argument, place, '["question", "yes"]')
            return Equals(parse_id(about, where=place), parse_id(word, where=place))
        case "at_least":
            about, number = _pair(argument, place, '["question", 18]')
            return AtLeast(parse_id(about, where=place), parse_number(number, where=place))
        case "not":
            return Not(parse_expression(argument, where=place, depth=depth + 1))
        case "all" | "any":
            members = _members(argument, place, depth)
            return AtLeastOf(len(members) if operator == "all" else 1, members, operator)
        case "at_least_of":
            return _count(argument, place, depth)
    raise RuleError(f"{operator!r} is not an operator", where=where, remedy=_one_of(OPERATORS))


def parse_id(written: type_of_json, *, where: str) -> str:
    """Read an id: a small letter, then up to forty small letters, digits or underscores."""
    if not isinstance(written, str) or not ID_PATTERN.fullmatch(written):
        raise RuleError(f"{written!r} is not an id", where=where, remedy="use small letters, digits and _, at most 41")
    return written


def parse_number(written: type_of_json, *, where: str) -> int:
    """Read a whole number between minus and plus a thousand million."""
    if type(written) is not int or abs(written) > LARGEST_NUMBER:
        raise RuleError(f"{written!r} is not a whole number up to {LARGEST_NUMBER}", where=where, remedy="write 18, not 18.0")
    return written


def parse_question(written: type_of_json, *, where: str) -> Question:
    """Read one question: ``{"id": …, "kind": "yes_no" | "number" | "choice"}`` with choices or bounds."""
    if not isinstance(written, Mapping):
        raise RuleError("a question is a table", where=where, remedy="give it an id and a kind")
    unknown = set(written) - {"id", "kind", "choices", "least", "most"}
    if unknown:
        raise RuleError(f"unknown key {min(unknown)!r}", where=where, remedy="remove it")
    name = parse_id(written.get("id"), where=f"{where}.id")
    if written.get("kind", "yes_no") not in tuple(Kind):
        raise RuleError(f"{written['kind']!r} is not a kind of answer", where=where, remedy=_one_of(tuple(Kind)))
    kind = Kind(written.get("kind", "yes_no"))
    bounds = [key for key in ("least", "most") if key in written]
    if bounds and kind is not Kind.NUMBER:
        raise RuleError(f"only a number has {bounds[0]}", where=where, remedy="remove it or change the kind")
    least = parse_number(written.get("least", -LARGEST_NUMBER), where=f"{where}.least")
    most = parse_number(written.get("most", LARGEST_NUMBER), where=f"{where}.most")
    if least > most:
        raise RuleError(f"least {least} is more than most {most}", where=where, remedy="exchange them")
    return Question(name, kind, _choices(written, kind, where), least, most)


def parse_definition(written: type_of_json) -> Definition:
    """Read a definition: ``{"questions": [...], "rules": [{"id": …, "when": expression}, …]}``."""
    if not isinstance(written, Mapping) or set(written) != {"questions", "rules"}:
        raise RuleError("a definition has exactly the keys questions and rules", where="definition", remedy="add or remove keys")
    questions = tuple(parse_question(each, where=f"questions[{n}]") for n, each in enumerate(_listed(written, "questions")))
    rules = []
    for place, each in enumerate(_listed(written, "rules")):
        where = f"rules[{place}]"
        if not isinstance(each, Mapping) or set(each) != {"id", "when"}:
            raise RuleError("a rule has exactly the keys id and when", where=where, remedy="add or remove keys")
        rules.append((parse_id(each["id"], where=where), parse_expression(each["when"], where=f"{where}.when")))
    return checked(Definition(questions, tuple(rules)))


def checked(definition: Definition) -> Definition:
    """The same definition, once every id is given once and every reference fits what it refers to."""
    for name in [*(question.id for question in definition.questions), *definition.rule]:
        parse_id(name, where=f"definition {name}")
    known: dict[str, Question] = {}
    for question in definition.questions:
        _take(known, question, where=f"question {question.id}")
    for name, rule in definition.rules:
        for about in ids_in(rule):
            if about not in known:
                raise RuleError(
                    f"{about!r} is neither a question nor an earlier rule", where=f"rule {name}", remedy="define it first"
                )
        _check_leaves(rule, known, f"rule {name}")
        _take(known, Question(name), where=f"rule {name}")
    return definition


def _check_leaves(expression: Expression, known: Mapping[str, Question], where: str) -> None:
    match expression:
        case Equals(about, word):
            _check_word(known[about], word, where)
        case AtLeast(about, _):
            if known[about].kind is not Kind.NUMBER:
                raise RuleError(f"{about!r} does not take a number", where=where, remedy="use equals")
        case Not(of):
            _check_leaves(of, known, where)
        case AtLeastOf(_, members):
            for member in members:
                _check_leaves(member, known, where)


def _check_word(question: Question, word: str, where: str) -> None:
    if question.kind is Kind.NUMBER:
        raise RuleError(f"{question.id!r} takes a number, not a word", where=where, remedy="use at_least")
    allowed = question.choices or KNOWN_WORDS
    if word not in allowed:
        raise RuleError(f"{word!r} is never a known answer to {question.id!r}", where=where, remedy=_one_of(allowed))


def _take(known: dict[str, Question], question: Question, *, where: str) -> None:
    if question.id in known:
        raise RuleError(f"{question.id!r} is used twice", where=where, remedy="rename one of them")
    known[question.id] = question


def _pair(argument: type_of_json, where: str, pattern: str) -> tuple[type_of_json, type_of_json]:
    if not isinstance(argument, list | tuple) or len(argument) != 2:
        raise RuleError("expected two values in a list", where=where, remedy=f"write {pattern}")
    return argument[0], argument[1]


def _members(argument: type_of_json, where: str, depth: int) -> tuple[Expression, ...]:
    if not isinstance(argument, list | tuple) or not 1 <= len(argument) <= LONGEST_LIST:
        raise RuleError(
            f"expected a list of 1 to {LONGEST_LIST} expressions",
            where=where,
            remedy="write at least one; name a part of a long list as a rule",
        )
    return tuple(parse_expression(each, where=f"{where}[{n}]", depth=depth + 1) for n, each in enumerate(argument))


def _count(argument: type_of_json, where: str, depth: int) -> AtLeastOf:
    minimum, listed = _pair(argument, where, "[2, [expression, expression, …]]")
    members = _members(listed, f"{where}[1]", depth)
    if not 1 <= parse_number(minimum, where=where) <= len(members):
        raise RuleError(f"at least {minimum} of {len(members)} is never open", where=where, remedy=f"use 1 to {len(members)}")
    return AtLeastOf(minimum, members)


def _choices(written: Mapping[str, type_of_json], kind: Kind, where: str) -> tuple[str, ...]:
    if kind is not Kind.CHOICE:
        if "choices" in written:
            raise RuleError("only a choice has choices", where=where, remedy="remove them or change the kind")
        return ()
    listed = written.get("choices")
    if not isinstance(listed, list | tuple) or not listed:
        raise RuleError("a choice needs at least one choice", where=where, remedy="list the choices")
    choices = tuple(parse_id(each, where=f"{where}.choices") for each in listed)
    if len(set(choices)) < len(choices) or set(choices) & set(UNKNOWN_ANSWERS):
        raise RuleError("choices must differ, also from the words for not known", where=where, remedy="rename a choice")
    return choices


def _listed(written: Mapping[str, type_of_json], key: str) -> list[type_of_json]:
    if not isinstance(written[key], list | tuple):
        raise RuleError(f"{key} is a list", where="definition", remedy="write it as a list")
    return cast(list[type_of_json], written[key])


def _one_of(words: tuple[str, ...]) -> str:
    return "use one of " + ", ".join(words)
