"""A hierarchy of the codes of a column: countries within regions, districts within provinces.

It says which code lies within which. What is counted by it is for ``csv_table``.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from firmground.errors import InputError

HEADING = ["code", "within"]


@dataclass(frozen=True)
class Hierarchy:
    """The code that each code lies within; empty for those at the top, which lie within the total.

    Raises ``InputError`` when a code lies within one that is not there, or within itself.
    """

    within: Mapping[str, str]
    where: str = "hierarchy"

    def __post_init__(self) -> None:
        for parent in self.within.values():
            if parent and parent not in self.within:
                raise InputError(f"has no row for {parent!r}", where=self.where, remedy=f"say what {parent!r} lies within")
        _must_end(self.within, self.where)

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the top down to one; ``InputError`` for one that is not in the hierarchy."""
        if code not in self.within:
            raise InputError(f"has no row for {code!r}", where=self.where, remedy="add the code and what it lies within")
        found = [code]
        while above := self.within[found[-1]]:
            found.append(above)
        return tuple(reversed(found))

    @cached_property
    def depth(self) -> int:
        """How many levels there are below the total."""
        return max((len(self.path(code)) for code in self.within), default=0)

    def has_parts(self, code: str) -> bool:
        """Whether other codes lie within a code."""
        return code in self._parents

    def levels(self, code: str) -> list[tuple[str, ...]]:
        """The levels at which a code stands: its own path, and that path filled up to the last level if nothing lies within it.

        The longest is last. A region without countries stands for itself among the countries too, so that they make the total.
        """
        path = self.path(code)
        if self.has_parts(code):
            return [path]
        return [path + (code,) * more for more in range(self.depth - len(path) + 1)]

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset(self.within.values())


def _must_end(within: Mapping[str, str], where: str) -> None:
    """Raise ``InputError`` for a code within itself; each code is passed once, however many lie within it."""
    ended = {""}
    for code in within:
        passed: dict[str, None] = {}
        at = code
        while at not in ended:
            if at in passed:
                raise InputError(f"puts {at!r} within itself", where=where, remedy="name the code above it")
            passed[at] = None
            at = within[at]
        ended.update(passed)


def read_hierarchy(path: Path, *, total: str = "Total") -> Hierarchy:
    """A hierarchy from CSV with the columns ``code`` and ``within``; what lies within the total may say so or be empty.

    ``InputError`` names the row of what cannot be read.
    """
    try:
        lines = [line for line in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), strict=True) if line]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        remedy = "give a CSV file in UTF-8 with the columns code and within"
        raise InputError("cannot be read as a hierarchy", where=str(path), remedy=remedy) from error
    if not lines or [each.strip() for each in lines[0]] != HEADING:
        raise InputError("has no usable heading", where=f"{path}, row 1", remedy="begin with the row code,within")
    within: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=2):
        code, parent = (each.strip() for each in line) if len(line) == len(HEADING) else ("", "")
        if not code or code == total or code in within:
            remedy = f"give each code one row, with what it lies within; {total!r} needs none"
            raise InputError("is no usable row", where=f"{path}, row {number}", remedy=remedy)
        within[code] = "" if parent == total else parent
    return Hierarchy(within, str(path))
