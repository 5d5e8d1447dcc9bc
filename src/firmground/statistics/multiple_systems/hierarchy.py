"""Hierarchical models: sets of terms that have, with each term, all terms within it."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from firmground.errors import InputError
from firmground.statistics.multiple_systems.models import main_terms

Terms = tuple[int, ...]  # the intercept, 0, and the lists first, then interactions from small to large


def hierarchical(amount: int, order: int) -> list[Terms]:
    """Every hierarchical model with all main effects and interactions of at most ``order`` lists, but the saturated one.

    113 for four lists and order 3, 6,893 for five and order 4; always in the same order, smaller interactions first.
    """
    grown: list[Terms] = [()]
    for size in range(2, min(order, amount - 1) + 1):
        sets = [sum(1 << bit for bit in each) for each in combinations(range(amount), size)]
        grown = [(*terms, *chosen) for terms in grown for chosen in _subsets(_allowed(terms, sets, size))]
    return [(*main_terms(amount), *terms) for terms in grown]


def closed(amount: int, interactions: tuple[int, ...]) -> Terms:
    """The smallest hierarchical model with some interactions; ``InputError`` for a cell that is none."""
    for each in interactions:
        if not 0 < each < 1 << amount or each.bit_count() < 2:
            raise InputError(f"{each} is not an interaction of {amount} lists", remedy="give cells of two lists or more")
    inside = {
        cell for cell in range(1, 1 << amount) if cell.bit_count() > 1 and any(each & cell == cell for each in interactions)
    }
    return (*main_terms(amount), *sorted(inside, key=lambda cell: (cell.bit_count(), cell)))


def _allowed(terms: Terms, sets: list[int], size: int) -> list[int]:
    """The sets all of whose parts that are one smaller are terms already."""
    had, bits = set(terms), [1 << bit for bit in range(max(sets).bit_length())]
    if size == 2:  # lists themselves are always terms
        return sets
    return [each for each in sets if all(each ^ bit in had for bit in bits if each & bit)]


def _subsets(sets: list[int]) -> Iterator[Terms]:
    for size in range(len(sets) + 1):
        yield from combinations(sets, size)


def in_columns(
    models: list[Terms],
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.int64]], np.ndarray[tuple[int, int], np.dtype[np.bool_]]]:
    """Models side by side: the terms of each in a column, and which places are filled."""
    rows = max(len(terms) for terms in models)
    filled = np.arange(rows)[:, None] < np.array([len(terms) for terms in models])
    columns = np.zeros((rows, len(models)), dtype=np.int64)
    columns.T[filled.T] = [term for terms in models for term in terms]
    return columns, filled
