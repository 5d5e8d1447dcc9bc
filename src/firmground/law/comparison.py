"""What differs between two days of one territory's law, or between the laws of two territories.

Provisions, penalties and time limits are compared within a territory, where ids mean the same; what is reached of the
definition is compared always, since acts, means and purposes are the same everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from firmground.law.coverage import Cell, Coverage
from firmground.law.penalties import same_limit, same_penalties
from firmground.law.provision import Provision
from firmground.packs.law_entries import Penalty, TimeLimit

Held = TypeVar("Held")


@dataclass(frozen=True)
class Change(Generic[Held]):
    """A provision in force on both days that carries something else on the second."""

    provision: Provision
    before: Held
    after: Held


@dataclass(frozen=True)
class Comparison:
    """The differences from ``before`` to ``after``; all but ``cells`` are empty for two territories."""

    before: Coverage
    after: Coverage
    begun: tuple[Provision, ...]
    ended: tuple[Provision, ...]
    penalties: tuple[Change[tuple[Penalty, ...]], ...]
    time_limits: tuple[Change[TimeLimit | None], ...]
    cells: tuple[tuple[Cell, Cell], ...]

    @property
    def is_of_one_territory(self) -> bool:
        """Whether two days are compared, and not two territories."""
        return self.before.pack.id == self.after.pack.id

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.begun or self.ended or self.penalties or self.time_limits or self.cells)


def compare(before: Coverage, after: Coverage) -> Comparison:
    """Say what differs between two coverages: of one territory on two days, or of two territories."""
    cells = tuple(
        (cell, after.by_place[place])
        for place, cell in before.by_place.items()
        if place in after.by_place and after.by_place[place].reach is not cell.reach
    )
    if before.pack.id != after.pack.id:
        return Comparison(before, after, (), (), (), (), cells)
    earlier, later = ({each.id: each for each in coverage.provisions} for coverage in (before, after))
    return Comparison(
        before,
        after,
        begun=tuple(each for name, each in later.items() if name not in earlier),
        ended=tuple(each for name, each in earlier.items() if name not in later),
        penalties=_changes(before, after, lambda each, coverage: each.penalties_on(coverage.on), same_penalties),
        time_limits=_changes(before, after, lambda each, coverage: each.time_limit_on(coverage.on), same_limit),
        cells=cells,
    )


def _changes(
    before: Coverage, after: Coverage, held: Callable[[Provision, Coverage], Held], same: Callable[[Held, Held], bool]
) -> tuple[Change[Held], ...]:
    later = {each.id for each in after.provisions}
    both = [each for each in before.provisions if each.id in later]
    changes = (Change(each, held(each, before), held(each, after)) for each in both)
    return tuple(change for change in changes if not same(change.before, change.after))
