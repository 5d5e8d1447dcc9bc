"""Protects small counts in a table with one dimension whose total may be published.

A count from 1 to below the minimum is withheld, and then as many more as it takes that no withheld cell can be worked out
from the total. Tables with more dimensions and releases over time come with the disclosure module.
"""

from collections.abc import Mapping


def suppressed(counts: Mapping[str, int], minimum: int) -> frozenset[str]:
    """The cells to withhold. Zeros are shown: nobody can be found in them."""
    hidden = {cell for cell, count in counts.items() if 0 < count < minimum}
    others = sorted((count, cell) for cell, count in counts.items() if count >= minimum)
    while hidden and others and _can_be_worked_out([counts[cell] for cell in hidden], minimum):
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def _can_be_worked_out(hidden: list[int], minimum: int) -> bool:
    """Whether the sum of the hidden cells leaves a single possibility for one of them.

    A reader knows that none of them is nought, and may guess that all of them are small.
    """
    all_ones, all_largest = sum(hidden) == len(hidden), sum(hidden) == len(hidden) * (minimum - 1)
    return len(hidden) == 1 or all_ones or (max(hidden) < minimum and all_largest)
