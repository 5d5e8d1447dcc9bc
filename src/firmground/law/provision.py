"""Provisions of a territory on a day: which are in force, what they carry then, and how that changed.

It answers from the pack's register alone. What a register does not say is not known here either, never "none".
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from firmground.errors import NotInForce, PackError
from firmground.packs.entries import Dated
from firmground.packs.law_entries import LawRegister, Ordinance, Penalty, ProvisionEntry, TimeLimit
from firmground.packs.pack import Pack
from firmground.values import Citation

ADated = TypeVar("ADated", bound=Dated)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Provision:
    """A provision with the ordinance in which it stands."""

    ordinance: Ordinance
    entry: ProvisionEntry

    @property
    def id(self) -> str:
        """The provision's id in the pack."""
        return self.entry.id

    @property
    def is_verified(self) -> bool:
        """Whether its conduct was read in a primary source; if not, it is shown with "verify"."""
        return self.entry.cite.confidence.is_verified

    def penalties_on(self, day: datetime.date) -> tuple[Penalty, ...]:
        """The maximum penalties in force on a day, one for each case of the offence; empty when none is known or left."""
        return _on(self.entry.penalties, day) if day in self.entry.in_force else ()

    def time_limit_on(self, day: datetime.date) -> TimeLimit | None:
        """The time limit for conduct of a day; ``None`` when it is not known."""
        return next(iter(_on(self.entry.time_limits, day)), None)

    @property
    def days_of_change(self) -> tuple[datetime.date, ...]:
        """The days on which the provision itself, a penalty or a time limit began to hold or had just ceased to, in order."""
        dated: tuple[Dated, ...] = (self.entry, *self.entry.penalties, *self.entry.time_limits)
        begun = {each.from_ for each in dated if each.from_}
        return tuple(sorted(begun | {each.to + ONE_DAY for each in dated if each.to and each.to < datetime.date.max}))


def law_of(pack: Pack) -> LawRegister:
    """The pack's register of law, or ``PackError`` when it has none."""
    if pack.law is None:
        raise PackError(
            "has no register of law", where=f"pack {pack.id}", remedy="add its law/ folder; see docs/reference/packs.md"
        )
    return pack.law


def provisions_of(pack: Pack) -> tuple[Provision, ...]:
    """Every provision of the register, in the order of its numbers, whether in force or not."""
    return tuple(Provision(ordinance, entry) for ordinance, entry in law_of(pack).provisions)


def provisions_on(pack: Pack, day: datetime.date) -> tuple[Provision, ...]:
    """The provisions in force on a day; ``NotInForce`` for a day before the register speaks, of which nothing is known."""
    first = law_of(pack).facts.speaks_from
    if day < first:
        raise NotInForce(
            f"the register says nothing of {day}", where=f"pack {pack.id}, law", remedy=f"choose a day from {first} on"
        )
    return tuple(each for each in provisions_of(pack) if day in each.entry.in_force)


def find_provision(pack: Pack, name: str) -> Provision:
    """The provision with this id, or ``PackError``."""
    for each in provisions_of(pack):
        if each.id == name:
            return each
    raise PackError(f"there is no provision {name!r}", where=f"pack {pack.id}, law", remedy="look it up in the register")


def cited_in_words(pack: Pack, provision: Provision, language: str | None = None) -> str:
    """How a provision is cited: the ordinance's title, its chapter and the section."""
    title = pack.text(f"law.ordinances.{provision.ordinance.id}", language)
    chapter = f" (Cap. {provision.ordinance.chapter})" if provision.ordinance.chapter else ""
    section = f" s. {provision.entry.section}" if provision.entry.section else ""
    return f"{title}{chapter}{section}"


def citations_of(provision: Provision) -> tuple[tuple[str, Citation], ...]:
    """What a provision's entry rests on, part by part, in words: conduct, reading, named, mode, each penalty and time limit."""
    entry = provision.entry
    parts = [("conduct", entry.cite), ("elements it touches", entry.reading)]
    parts += [("officially named", entry.named_cite)] if entry.named_cite else []
    parts += [("mode of trial", entry.mode_cite)] if entry.mode_cite else []
    for penalty in entry.penalties:
        parts += [
            ("maximum penalty", penalty.cite),
            *(("another source on the penalty", each.cite) for each in penalty.otherwise),
        ]
    parts += [("time limit", each.cite) for each in entry.time_limits]
    return tuple(parts)


def _on(versions: Iterable[ADated], day: datetime.date) -> tuple[ADated, ...]:
    return tuple(each for each in versions if day in each.in_force)
