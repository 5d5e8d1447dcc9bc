"""Which version of a dated thing is in force on a day."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from firmground.errors import NotInForce
from firmground.packs.entries import Dated

ADated = TypeVar("ADated", bound=Dated)


def in_force(versions: Iterable[ADated], on: datetime.date, *, what: str) -> ADated:
    """The version in force on a day; ``NotInForce`` tells the days for which there is one."""
    listed = list(versions)
    for version in listed:
        if on in version.in_force:
            return version
    spans = "; ".join(str(version.in_force) for version in listed) or "no days"
    raise NotInForce(f"{what} has no version for {on}", where=what, remedy=f"choose a day in: {spans}")


def overlapping(versions: Iterable[ADated]) -> list[tuple[ADated, ADated]]:
    """The pairs of versions that would both be in force on some day."""
    listed = list(versions)
    pairs = [(a, b) for place, a in enumerate(listed) for b in listed[place + 1 :]]
    return [(a, b) for a, b in pairs if a.in_force.overlaps(b.in_force)]
