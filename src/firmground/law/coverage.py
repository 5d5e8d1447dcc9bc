"""What the provisions of a day reach of the definition of trafficking: act × means × purpose, and for children without means.

A cell is one act, one means and one purpose. A provision spans it when it reaches that act and that purpose together, and
either that means or none at all. What is spanned only by provisions that are narrowed (to a border crossed, an age, a sex)
is reached in part; what no single provision spans, though each element is touched by some, is reached in pieces; else it is
a gap. Definition: Palermo Protocol (2000), Article 3. What each provision touches is a reading, and carries its citation.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from firmground.law.provision import Provision, provisions_on
from firmground.packs.pack import Pack
from firmground.values import type_of_json

MINIMUM, EXTENDED = "palermo_purposes", "palermo_purposes_extended"
UNSPECIFIED = "other"  # no provision can be said to reach it


class Reach(StrEnum):
    """How far a cell is reached, from best to worst."""

    WHOLE = "whole"
    LIMITED = "limited"
    PIECES = "pieces"
    GAP = "gap"


@dataclass(frozen=True)
class Cell:
    """One act, means and purpose; ``means`` is ``None`` in the part for children, for whom none is needed.

    ``whole`` and ``limited`` are the ids of provisions that span it without and with limits. ``touched`` are, for each element,
    the ids of provisions that touch it; ``untouched`` names the elements that none does.
    """

    act: str
    means: str | None
    purpose: str
    whole: tuple[str, ...]
    limited: tuple[str, ...]
    touched: Mapping[str, tuple[str, ...]]

    @property
    def untouched(self) -> tuple[str, ...]:
        """The elements of the cell that no provision touches."""
        return tuple(element for element, names in self.touched.items() if not names)

    @property
    def reach(self) -> Reach:
        """How far it is reached."""
        if self.whole:
            return Reach.WHOLE
        if self.limited:
            return Reach.LIMITED
        return Reach.GAP if self.untouched else Reach.PIECES

    def to_json(self) -> dict[str, type_of_json]:
        """The cell for programs."""
        place = {"act": self.act, "means": self.means, "purpose": self.purpose, "reach": str(self.reach)}
        touched = {element: list(names) for element, names in self.touched.items()}
        return {**place, "whole": list(self.whole), "limited": list(self.limited), "touched": touched}


@dataclass(frozen=True)
class Gap:
    """Acts and means towards one purpose that no provision reaches whole, with how far they are reached instead.

    ``for_children`` says in which part; there ``means`` is empty. A composite offence on the definition would reach all of it.
    """

    purpose: str
    reach: Reach
    acts: tuple[str, ...]
    means: tuple[str, ...]
    for_children: bool = False


@dataclass(frozen=True)
class Beyond:
    """A provision that reaches what a composite offence on the definition would not, because of what it does not ask for."""

    provision: Provision
    without: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What a territory's provisions reach on a day; ``minimum`` are the purposes that Article 3 names, ``extended`` others."""

    pack: Pack
    on: datetime.date
    provisions: tuple[Provision, ...]
    acts: tuple[str, ...]
    means: tuple[str, ...]
    minimum: tuple[str, ...]
    extended: tuple[str, ...]
    cells: tuple[Cell, ...]
    child_cells: tuple[Cell, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str | None, str], Cell]:
        """The cells by act, means (``None`` for children) and purpose."""
        return MappingProxyType({(each.act, each.means, each.purpose): each for each in (*self.cells, *self.child_cells)})

    @property
    def standing(self) -> Mapping[str, int]:
        """How many are officially named by section (``provision``), lie in an area that is (``area``), or are our reading."""
        counted = Counter(each.entry.named for each in self.provisions)
        return MappingProxyType({standing: counted[standing] for standing in ("provision", "area", "no")})

    def reached(self, purposes: Iterable[str], *, children: bool = False) -> Mapping[Reach, int]:
        """How many cells of these purposes are reached how far."""
        wanted = set(purposes)
        counted = Counter(each.reach for each in (self.child_cells if children else self.cells) if each.purpose in wanted)
        return MappingProxyType({reach: counted[reach] for reach in Reach})

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What a composite offence would reach that these provisions do not reach whole, purpose by purpose."""
        purposes = (*self.minimum, *self.extended)
        adults = [gap for purpose in purposes for gap in _gaps(self.cells, purpose, for_children=False)]
        return (*adults, *(gap for purpose in purposes for gap in _gaps(self.child_cells, purpose, for_children=True)))

    @cached_property
    def beyond(self) -> tuple[Beyond, ...]:
        """The reverse: provisions that reach more than a composite offence would, in the register's order."""
        touching = (each for each in self.provisions if each.entry.acts or each.entry.means or each.entry.purposes)
        listed = [(each, _asks_not_for(each, self.pack.manifest.majority_age)) for each in touching]
        return tuple(Beyond(provision, without) for provision, without in listed if without)


def coverage_on(pack: Pack, day: datetime.date) -> Coverage:
    """Say what the provisions in force on a day reach of the definition, cell by cell, and where they leave gaps.

    A provision without an entry for an element does not ask for it. Raises ``PackError`` for a pack without a register.
    Source of the definition: Palermo Protocol (2000), Article 3 (a) and (c).
    """
    provisions = provisions_on(pack, day)
    acts, means = _codes(pack, "palermo_acts", day), _codes(pack, "palermo_means", day)
    minimum = _codes(pack, MINIMUM, day)
    extended = tuple(code for code in _codes(pack, EXTENDED, day) if code != UNSPECIFIED)
    purposes = (*minimum, *extended)
    cells = tuple(_cell(provisions, act, each, purpose) for purpose in purposes for act in acts for each in means)
    majority = pack.manifest.majority_age
    children = tuple(_child_cell(provisions, act, purpose, majority) for purpose in purposes for act in acts)
    return Coverage(pack, day, provisions, acts, means, minimum, extended, cells, children)


def is_limited(provision: Provision) -> bool:
    """Whether a provision is narrowed to some people, places or ages."""
    return bool(provision.entry.limits or provision.entry.below_age)


def _codes(pack: Pack, name: str, day: datetime.date) -> tuple[str, ...]:
    return tuple(each.code for each in pack.codes.get(name, ()) if day in each.in_force)


def _cell(provisions: Iterable[Provision], act: str, means: str, purpose: str) -> Cell:
    listed = tuple(provisions)
    spanning = [
        each
        for each in listed
        if act in each.entry.acts and purpose in each.entry.purposes and (not each.entry.means or means in each.entry.means)
    ]
    touched = {
        "act": _ids(each for each in listed if act in each.entry.acts),
        "means": _ids(each for each in listed if means in each.entry.means),
        "purpose": _ids(each for each in listed if purpose in each.entry.purposes),
    }
    whole, limited = _parted(spanning, is_limited)
    return Cell(act, means, purpose, whole, limited, MappingProxyType(touched))


def _child_cell(provisions: Iterable[Provision], act: str, purpose: str, majority: int) -> Cell:
    """For a child no means is needed, so a provision that asks for one does not reach all of the cell."""
    listed = tuple(provisions)

    def leaves_children_out(provision: Provision) -> bool:
        entry = provision.entry
        return bool(entry.limits or entry.means or (entry.below_age and entry.below_age < majority))

    spanning = [each for each in listed if act in each.entry.acts and purpose in each.entry.purposes]
    touched = {
        "act": _ids(each for each in listed if act in each.entry.acts),
        "purpose": _ids(each for each in listed if purpose in each.entry.purposes),
    }
    whole, limited = _parted(spanning, leaves_children_out)
    return Cell(act, None, purpose, whole, limited, MappingProxyType(touched))


def _parted(spanning: Iterable[Provision], narrowed: Callable[[Provision], bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of those that are not narrowed, and of those that are."""
    listed = [(each, narrowed(each)) for each in spanning]
    return _ids(each for each, is_so in listed if not is_so), _ids(each for each, is_so in listed if is_so)


def _ids(provisions: Iterable[Provision]) -> tuple[str, ...]:
    return tuple(each.id for each in provisions)


def _gaps(cells: Iterable[Cell], purpose: str, *, for_children: bool) -> list[Gap]:
    """Cells of a purpose that are not reached whole: acts with the same means at the same reach are told together."""
    means: dict[tuple[str, Reach], list[str]] = {}
    for cell in cells:
        if cell.purpose == purpose and cell.reach is not Reach.WHOLE:
            means.setdefault((cell.act, cell.reach), []).append(cell.means or "")
    acts: dict[tuple[Reach, tuple[str, ...]], list[str]] = {}
    for (act, reach), listed in means.items():
        acts.setdefault((reach, tuple(filter(None, listed))), []).append(act)
    return [Gap(purpose, reach, tuple(listed), without, for_children) for (reach, without), listed in acts.items()]


def _asks_not_for(provision: Provision, majority: int) -> tuple[str, ...]:
    """Elements of the definition that a provision does without; where it protects only children the means are not one."""
    entry = provision.entry
    only_children = entry.below_age is not None and entry.below_age <= majority
    lacking = {"act": not entry.acts, "means": not entry.means and not only_children, "purpose": not entry.purposes}
    return tuple(element for element, lacks in lacking.items() if lacks)
