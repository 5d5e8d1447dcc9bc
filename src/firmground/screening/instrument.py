"""An instrument in force on a day, with everything it asks and concludes compiled into one definition for all engines."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from firmground.errors import NotShipped, PackError, RuleError
from firmground.law.elements import child_at_event, elements_rule
from firmground.packs.digest import as_json
from firmground.packs.effective import in_force
from firmground.packs.instrument_entries import DimensionsEntry, Indicator, IndicatorSet, InstrumentEntry, QuestionEntry
from firmground.packs.pack import Pack
from firmground.rules.expression import (
    AtLeastOf,
    Definition,
    Expression,
    Not,
    Question,
    anything,
    equals,
    everything,
)
from firmground.rules.parse import checked, parse_expression, parse_question
from firmground.values import DateRange, digest, type_of_json

ELEMENTS = ("act_present", "means_present", "purpose_present", "child_at_event", "elements_present")
Groups = Mapping[str, Mapping[str, tuple[Expression, ...]]]


@dataclass(frozen=True)
class Instrument:
    """A screening instrument as the engines see it.

    ``groups`` has, for each dimension and strengths column ("adult", "child"), the member expressions by strength.
    """

    entry: InstrumentEntry
    definition: Definition
    dimensions: tuple[str, ...] = ()
    groups: Mapping[str, Groups] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def id(self) -> str:
        """The instrument's id."""
        return self.entry.id

    @property
    def in_force(self) -> DateRange:
        """The days on which this version is in force."""
        return self.entry.in_force

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The ids of the outcomes, in order."""
        return tuple(outcome.id for outcome in self.entry.outcomes)

    @property
    def digest(self) -> str:
        """The digest of what the instrument asks and concludes; the wording has the pack's digest."""
        entry = as_json(self.entry.model_dump(mode="json", by_alias=True))
        return digest({"entry": entry, "definition": self.definition.to_json()})


def find_instrument(pack: Pack, name: str, on: datetime.date) -> Instrument:
    """The version of an instrument in force on a day.

    Raises ``PackError`` when the pack has none of that name, ``NotInForce`` when none is in force, and ``NotShipped``
    when it, or the indicator set it applies, is known but was not verified.
    """
    if name not in pack.instruments:
        remedy = f"use one of {', '.join(sorted(pack.instruments))}"
        raise PackError(f"there is no instrument {name!r}", where=f"pack {pack.id}", remedy=remedy)
    entry = in_force(pack.instruments[name], on, what=f"instrument {name}")
    if entry.status == "absent":
        raise NotShipped(
            f"is not shipped: {entry.absent}", where=f"instrument {name}", remedy="verify the source and add it to a pack"
        )
    return compiled(pack, entry)


def compiled(pack: Pack, entry: InstrumentEntry) -> Instrument:
    """An instrument from its entry: child rule, dimensions, elements, rules and outcomes, in that order."""
    rules: dict[str, Expression] = {}
    age_question = _age_question(entry)
    if age_question:
        rules["child_at_event"] = child_at_event(age_question, pack.manifest.majority_age)
    groups = _groups(pack, entry)
    if entry.dimensions:
        combinations = _indicator_set(pack, entry.dimensions)
        rules |= {name: rule for dimension in groups for name, rule in _dimension(dimension, groups[dimension], combinations)}
    if entry.elements:
        rules |= _elements(entry)
    for part in (*entry.rules, *entry.outcomes):
        if part.id in rules:
            raise RuleError(f"{part.id!r} is used twice", where=f"instrument {entry.id}", remedy="rename it")
        rules[part.id] = parse_expression(part.when, where=f"instrument {entry.id} {part.id}")
    definition = checked(Definition(_questions(entry), tuple(rules.items())))
    return Instrument(entry, definition, tuple(groups), MappingProxyType(groups))


def _age_question(entry: InstrumentEntry) -> str | None:
    asked = entry.elements.age_question if entry.elements else None
    return asked or (entry.dimensions.age_question if entry.dimensions else None)


def _questions(entry: InstrumentEntry) -> tuple[Question, ...]:
    return tuple(_question(each) for each in entry.questions)


def _question(entry: QuestionEntry) -> Question:
    """The question as engines see it, checked as a published one is; a number without bounds is anything from nought up."""
    written: dict[str, type_of_json] = {"id": entry.id, "kind": entry.kind}
    if entry.choices or entry.kind == "choice":
        written["choices"] = entry.choices
    bounds = {"least": 0 if entry.kind == "number" and entry.least is None else entry.least, "most": entry.most}
    written |= {key: bound for key, bound in bounds.items() if bound is not None}
    return parse_question(written, where=f"question {entry.id}")


def _indicator_set(pack: Pack, applied: DimensionsEntry) -> IndicatorSet:
    found = pack.indicator_sets.get(applied.set)
    if found is None:
        raise PackError(f"there is no indicator set {applied.set!r}", where=f"pack {pack.id}", remedy="add it to indicators/")
    if found.absent:
        raise NotShipped(f"is not shipped: {found.absent}", where=f"indicator set {found.id}", remedy="verify the source")
    return found


def _groups(pack: Pack, entry: InstrumentEntry) -> dict[str, Groups]:
    """The members of each dimension by strength; an indicator that the instrument does not ask about takes no part."""
    if entry.dimensions is None:
        return {}
    found = _indicator_set(pack, entry.dimensions)
    asked: dict[str, list[Expression]] = {}
    for question in entry.questions:
        for indicator in question.about:
            asked.setdefault(indicator, []).append(equals(question.id, "yes"))
    columns: tuple[str, ...] = found.strengths if entry.dimensions.strengths == "by_age" else (entry.dimensions.strengths,)
    members = {
        dimension.id: {
            column: _by_strength([row for row in found.indicators if row.dimension == dimension.id], column, asked)
            for column in columns
        }
        for dimension in found.dimensions
    }
    return {name: each for name, each in members.items() if all(any(group.values()) for group in each.values())}


def _by_strength(rows: list[Indicator], column: str, asked: Mapping[str, list[Expression]]) -> dict[str, tuple[Expression, ...]]:
    return {
        strength: tuple(
            anything(*asked[row.indicator]) for row in rows if getattr(row, column) == strength and row.indicator in asked
        )
        for strength in ("strong", "medium", "weak")
    }


def _dimension(name: str, groups: Groups, found: IndicatorSet) -> list[tuple[str, Expression]]:
    """The rules of one dimension: by one strengths column, or by age, where both columns must agree if age is not known."""
    positive = {column: _positive(members, found) for column, members in groups.items()}
    if len(positive) == 1:
        return [(name, next(iter(positive.values())))]
    adult, child, is_child = equals(f"{name}_adult", "yes"), equals(f"{name}_child", "yes"), equals("child_at_event", "yes")
    by_age = anything(everything(is_child, child), everything(Not(is_child), adult), everything(adult, child))
    return [*((f"{name}_{column}", rule) for column, rule in positive.items()), (name, by_age)]


def _positive(members: Mapping[str, tuple[Expression, ...]], found: IndicatorSet) -> Expression:
    ways = []
    for combination in found.positive_when:
        wanted = {strength: getattr(combination, strength) for strength in ("strong", "medium", "weak")}
        parts = [_at_least(count, members[strength]) for strength, count in wanted.items() if count]
        if combination.other:
            parts.append(_other(combination.other, members["medium"], members["weak"]))
        if None not in parts:
            ways.append(everything(*(part for part in parts if part is not None)))
    if not ways:
        raise RuleError(
            "a dimension can never be positive", where=f"indicator set {found.id}", remedy="ask about more indicators"
        )
    return anything(*ways)


def _at_least(count: int, members: tuple[Expression, ...]) -> Expression | None:
    return AtLeastOf(count, members) if count <= len(members) else None


def _other(count: int, medium: tuple[Expression, ...], weak: tuple[Expression, ...]) -> Expression | None:
    """Medium and weak counted together; a single one is asked of each, so that its count is shared with other ways."""
    if count > 1:
        return _at_least(count, medium + weak)
    present = [AtLeastOf(1, each) for each in (medium, weak) if each]
    return anything(*present) if present else None


def _elements(entry: InstrumentEntry) -> dict[str, Expression]:
    assert entry.elements is not None
    where = f"instrument {entry.id} elements"
    rules = {
        f"{name}_present": parse_expression(getattr(entry.elements, name), where=f"{where}.{name}")
        for name in ("act", "means", "purpose")
    }
    named = {name: equals(f"{name}_present", "yes") for name in ("act", "means", "purpose")}
    rules["elements_present"] = elements_rule(**named, child_at_event=equals("child_at_event", "yes"))
    return rules
