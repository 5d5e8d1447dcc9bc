"""Capture histories: how many people were found on exactly which lists. Estimators take them; nothing here estimates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firmground.errors import InputError

MOST_LISTS = 12  # a cell is a number of as many bits; beyond this no method here says anything


@dataclass(frozen=True)
class Histories:
    """``counts[i]`` people were on exactly the lists whose bits are set in ``cells[i]`` (bit 0 is the first of ``lists``).

    Every cell is there once and has somebody; a cell that is absent was seen empty. The cell of nobody's list (0) is what is
    not known, and is never there. Raises ``InputError`` for anything else.
    """

    lists: tuple[str, ...]
    cells: tuple[int, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        amount = len(self.lists)
        if not 2 <= amount <= MOST_LISTS or len(set(self.lists)) != amount or not all(self.lists):
            raise InputError(
                f"{amount} lists, or two of one name", remedy=f"give 2 to {MOST_LISTS} lists, each with its own name"
            )
        if len(self.cells) != len(self.counts) or len(set(self.cells)) != len(self.cells):
            raise InputError("a history stands twice", remedy="add its counts up in one row")
        if not all(0 < cell < 1 << amount for cell in self.cells) or not all(count > 0 for count in self.counts):
            raise InputError("a history without a list, or a count below one", remedy="leave out who was on no list, and noughts")

    @property
    def observed(self) -> int:
        """How many people were on at least one list."""
        return sum(self.counts)

    def on_all(self, cell: int) -> int:
        """How many people were on every list of ``cell``, and perhaps on others."""
        return sum(count for each, count in zip(self.cells, self.counts, strict=True) if each & cell == cell)

    def named(self, cell: int) -> tuple[str, ...]:
        """The names of the lists of a cell, in the order of the lists."""
        return tuple(name for bit, name in enumerate(self.lists) if cell >> bit & 1)


def histories_of(counts: Mapping[frozenset[str], int], lists: Iterable[str]) -> Histories:
    """Histories from counts by set of list names, as linked lists give them; sets with nobody are left out.

    Raises ``InputError`` for the name of a list that is not among ``lists``, and for what ``Histories`` refuses.
    """
    names = tuple(lists)
    bits = {name: 1 << bit for bit, name in enumerate(names)}
    unknown = sorted({name for each in counts for name in each} - bits.keys())
    if unknown:
        raise InputError(f"no list is called {unknown[0]!r}", remedy=f"use {', '.join(names)}")
    found = sorted((sum(bits[name] for name in each), count) for each, count in counts.items() if count)
    return Histories(names, tuple(cell for cell, _ in found), tuple(count for _, count in found))
