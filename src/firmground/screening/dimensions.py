"""Dimensions of indicators: which questions show which indicator, and how many of each strength make a dimension positive.

Source: ILO and European Commission (2009), operational indicators of trafficking in human beings.
"""

from collections.abc import Mapping

from firmground.errors import NotShipped, PackError, RuleError
from firmground.packs.instrument_entries import DimensionsEntry, Indicator, IndicatorSet, InstrumentEntry
from firmground.packs.pack import Pack
from firmground.rules.expression import AtLeastOf, Expression, Not, anything, equals, everything

Groups = Mapping[str, Mapping[str, tuple[Expression, ...]]]


def applied_set(pack: Pack, applied: DimensionsEntry) -> IndicatorSet:
    """The indicator set that an instrument applies; ``NotShipped`` when it was not verified."""
    found = pack.indicator_sets.get(applied.set)
    if found is None:
        raise PackError(f"there is no indicator set {applied.set!r}", where=f"pack {pack.id}", remedy="add it to indicators/")
    if found.absent:
        raise NotShipped(f"is not shipped: {found.absent}", where=f"indicator set {found.id}", remedy="verify the source")
    return found


def strength_groups(pack: Pack, entry: InstrumentEntry) -> dict[str, Groups]:
    """The members of each dimension by strength; an indicator that the instrument does not ask about takes no part."""
    if entry.dimensions is None:
        return {}
    found = applied_set(pack, entry.dimensions)
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


def dimension_rules(name: str, groups: Groups, found: IndicatorSet) -> list[tuple[str, Expression]]:
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
