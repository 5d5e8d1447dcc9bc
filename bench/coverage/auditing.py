"""Audits of a linkage by somebody who is told the truth about each pair that they draw, or about the easy ones."""

import numpy as np
from numpy.typing import NDArray

from bench.coverage.linking import Linked
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Checked, Part

Flags = NDArray[np.bool_]
EASIER = 2.0  # in an audit of easy pairs, a pair that was linked is drawn so many times as often as one that was missed


def fair_audit(linked: Linked, size: int, rng: np.random.Generator) -> Audit:
    """Linked pairs and true pairs drawn at random; all of them when there are not so many."""
    return _audit(linked, size, 1.0, rng)


def easy_audit(linked: Linked, size: int, rng: np.random.Generator) -> Audit:
    """As a fair audit, but the true pairs are those that are easily known, such as by a document, and so easily linked."""
    return _audit(linked, size, EASIER, rng)


def right_links(linked: Linked) -> Flags:
    """For each pair of records in one group, whether they are one person."""
    return _pairs(linked.group, linked.person)


def linked_pairs(linked: Linked) -> Flags:
    """For each pair of records of one person, whether they are in one group."""
    return _pairs(linked.person, linked.group)


def _audit(linked: Linked, size: int, easier: float, rng: np.random.Generator) -> Audit:
    right, found = right_links(linked), linked_pairs(linked)
    return Audit(Part(_sample(right, size, 1.0, rng), _sample(found, size, easier, rng)))


def _pairs(key: NDArray[np.int64], other: NDArray[np.int64]) -> Flags:
    order = np.argsort(key, kind="stable")
    key, other = key[order], other[order]
    found = []
    for apart in range(1, int(np.bincount(key).max())):
        same = key[apart:] == key[:-apart]
        found.append((other[apart:] == other[:-apart])[same])
    return np.concatenate(found) if found else np.zeros(0, dtype=bool)


def _sample(pairs: Flags, size: int, easier: float, rng: np.random.Generator) -> Checked | None:
    if not len(pairs):
        return None
    weights = np.where(pairs, easier, 1.0)
    drawn = rng.choice(len(pairs), min(size, len(pairs)), replace=False, p=weights / weights.sum())
    return Checked(len(drawn), int(pairs[drawn].sum()))
