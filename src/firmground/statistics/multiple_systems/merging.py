"""Two lists taken as one: what becomes of the histories. Lists that send people to each other are often better merged."""

from collections import Counter

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import Histories


def merged(histories: Histories, pair: tuple[str, str]) -> Histories:
    """Histories in which somebody on either list of a pair is on the one list "A+B", at the place of the first.

    Nobody is lost or counted twice. Raises ``InputError`` where that leaves one list, or where a list is not there.
    """
    if len(histories.lists) == 2:
        raise InputError("two lists merged are one list", remedy="give three lists or more")
    missing = [name for name in pair if name not in histories.lists]
    if missing or pair[0] == pair[1]:
        raise InputError(f"no pair of lists is {pair[0]!r} and {pair[1]!r}", remedy=f"use {', '.join(histories.lists)}")
    one, other = sorted(histories.lists.index(name) for name in pair)
    names = list(histories.lists)
    names[one : one + 1] = [f"{names[one]}+{names[other]}"]
    del names[other]
    counts: Counter[int] = Counter()
    for cell, count in zip(histories.cells, histories.counts, strict=True):
        counts[_moved(cell, one, other)] += count
    cells = sorted(counts)
    return Histories(tuple(names), tuple(cells), tuple(counts[cell] for cell in cells))


def _moved(cell: int, one: int, other: int) -> int:
    """A history without the bit of the other list, which goes to the first."""
    below, above = cell & (1 << other) - 1, cell >> other + 1 << other
    return below | above | (cell >> other & 1) << one
