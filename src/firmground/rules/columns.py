"""The columnar evaluator: a definition compiled to one Ibis expression, for DuckDB on one machine or Spark on many.

A finding is one small number: 257 is yes, 256 not known, 0 no. A sum of findings then carries both bounds at once: its low
byte counts the certain ones, its high byte the certain and the possible ones, so one addition per member decides every
threshold over the same members. This is why it runs near the speed of reading the columns.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import ibis
from ibis import BaseBackend, Table
from ibis.expr.types import BooleanColumn, Column, IntegerColumn

from firmground.errors import RuleError
from firmground.rules.expression import KNOWN_WORDS, AtLeast, AtLeastOf, Definition, Equals, Expression, Kind, Not

YES = 257
NOT_KNOWN = 256
NO = 0
PREFIX = "finding_"
WORKING = "_working_"


def findings(table: Table, definition: Definition, rules: Sequence[str] | None = None) -> Table:
    """Add a nullable boolean column ``finding_<rule>`` for each rule: true, false, or null for not known.

    ``table`` has one column for each question that was asked: text for words, whole numbers (null when not known) for
    number questions; a column that is missing counts as not asked. ``rules`` names those wanted, all by default. The
    caller has checked that every answer is one its question allows; any other text would count as not known. Raises
    ``RuleError`` for a rule that is not there and for a table that already has one of the columns to be added.
    """
    names = list(definition.rule) if rules is None else list(rules)
    for name in names:
        if name not in definition.rule:
            raise RuleError(f"there is no rule {name!r}", where="rules", remedy=f"use {', '.join(definition.rule)}")
        if PREFIX + name in table.columns:
            raise RuleError(
                f"the table already has a column {PREFIX + name!r}", where=f"rule {name}", remedy="rename that column"
            )
    plan = _Plan(definition, frozenset(table.columns))
    wanted = {name: plan.place(definition.rule[name]) for name in names}
    worked = table
    for step in plan.steps:
        worked = worked.mutate(**{name: _column(worked, definition, node) for name, node in step.items()})
    spelled = {PREFIX + name: _as_boolean(worked[place]) for name, place in wanted.items()}
    return worked.mutate(**spelled).select(*table.columns, *spelled)


@contextlib.contextmanager
def embedded_engine() -> Iterator[BaseBackend]:
    """DuckDB in this process and in memory, closed at the end; it tells its progress when asked and prints nothing."""
    engine = ibis.duckdb.connect()
    try:
        engine.raw_sql("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        yield engine
    finally:
        engine.disconnect()


@dataclass(frozen=True)
class _Sum:
    """How many members hold, as both bounds in one number; shared by all thresholds over the same members."""

    members: tuple[str, ...]


@dataclass(frozen=True)
class _Threshold:
    minimum: int
    total: str


@dataclass(frozen=True)
class _Opposite:
    of: str


_Node = Equals | AtLeast | _Sum | _Threshold | _Opposite | None


@dataclass
class _Plan:
    """Which columns to compute in which step, each node once, so that the query grows with the definition only."""

    definition: Definition
    present: frozenset[str]
    steps: list[dict[str, _Node]] = field(default_factory=list)
    _placed: dict[_Node, tuple[str, int]] = field(default_factory=dict)
    _known: dict[Expression, str] = field(default_factory=dict)

    def place(self, expression: Expression) -> str:
        """The column in which an expression's finding will stand."""
        if expression not in self._known:
            self._known[expression] = self._planned(expression)
        return self._known[expression]

    def _planned(self, expression: Expression) -> str:
        match expression:
            case Equals(about, word) if about in self.definition.rule:
                rule = self.definition.rule[about]
                return self.place(rule if word == "yes" else Not(rule))
            case Equals(about, _) | AtLeast(about, _):
                return self._put(expression if about in self.present else None)
            case Not(of):
                return self._put(_Opposite(self.place(of)))
            case AtLeastOf(minimum, members):
                total = self._put(_Sum(tuple(sorted(self.place(member) for member in members))))
                return self._put(_Threshold(minimum, total))

    def _put(self, node: _Node) -> str:
        if node not in self._placed:
            depths = dict(self._placed.values())
            depth = 1 + max((depths[name] for name in _needs(node)), default=-1)
            name = f"{WORKING}{len(self._placed)}"
            while name in self.present:
                name += "_"
            self._placed[node] = (name, depth)
            self.steps.extend({} for _ in range(depth + 1 - len(self.steps)))
            self.steps[depth][name] = node
        return self._placed[node][0]


def _needs(node: _Node) -> Iterable[str]:
    match node:
        case _Sum(members):
            return members
        case _Threshold(_, name) | _Opposite(name):
            return (name,)
    return ()


def _column(table: Table, definition: Definition, node: _Node) -> Column:
    match node:
        case None:
            return _number(NOT_KNOWN)
        case Equals(about, word):
            return _equals(table[about], word, definition.question[about].choices or KNOWN_WORDS)
        case AtLeast(about, number):
            answer = table[about]
            return _of_three(answer >= ibis.literal(number, "int64"), answer.notnull())
        case _Opposite(name):
            part = table[name]
            return _of_three(part == _number(NO), part == _number(YES))
        case _Sum(members):
            return _added([table[name] for name in members])
        case _Threshold(minimum, name):
            total = table[name]
            reached = (total & _number(255)) >= _number(minimum)
            return ibis.cases(
                (reached, _number(YES)), (total >= _number(NOT_KNOWN * minimum), _number(NOT_KNOWN)), else_=_number(NO)
            )


def _equals(answer: Column, word: str, known: Sequence[str]) -> Column:
    others = [each for each in known if each != word]
    negative = answer == others[0] if len(others) == 1 else answer.isin(others)
    return _of_three(answer == word, negative)


def _of_three(positive: BooleanColumn, negative: BooleanColumn) -> Column:
    return ibis.cases((positive, _number(YES)), (negative, _number(NO)), else_=_number(NOT_KNOWN))


def _added(members: list[IntegerColumn]) -> Column:
    total = members[0]
    for member in members[1:]:
        total = total + member
    return total.cast("int16")


def _as_boolean(part: Column) -> Column:
    return ibis.cases((part == _number(YES), True), (part == _number(NO), False))


def _number(value: int) -> IntegerColumn:
    return ibis.literal(value, "int16")


def number_questions(definition: Definition) -> Mapping[str, tuple[int, int]]:
    """The questions answered by a number, with the least and the most it may be."""
    return {each.id: (each.least, each.most) for each in definition.questions if each.kind is Kind.NUMBER}
