"""An instrument in force on a day, with everything it asks and concludes compiled into one definition for all engines."""

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from firmground.errors import NotShipped, PackError, RuleError
from firmground.law.elements import child_at_event, elements_rule
from firmground.packs.digest import as_json
from firmground.packs.effective import in_force
from firmground.packs.instrument_entries import InstrumentEntry, QuestionEntry
from firmground.packs.pack import Pack
from firmground.rules.expression import (
    Definition,
    Expression,
    Question,
    equals,
)
from firmground.rules.parse import checked, parse_expression, parse_question
from firmground.screening.dimensions import Groups, applied_set, dimension_rules, strength_groups
from firmground.values import DateRange, digest, type_of_json

ELEMENTS = ("act_present", "means_present", "purpose_present", "child_at_event", "elements_present")


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

    @functools.cached_property
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
    groups = strength_groups(pack, entry)
    if entry.dimensions:
        combinations = applied_set(pack, entry.dimensions)
        rules |= {
            name: rule for dimension in groups for name, rule in dimension_rules(dimension, groups[dimension], combinations)
        }
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
