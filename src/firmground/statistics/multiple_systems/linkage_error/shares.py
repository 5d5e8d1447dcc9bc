"""Precision and recall as an audit leaves them: not numbers but distributions, for each pair of lists."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Band, Checked, Part, pairs_of

Floats = NDArray[np.float64]
TINY = 1e-12
PRIOR = 0.5  # Jeffreys: an audit that found no fault still leaves room for some


@dataclass(frozen=True)
class Shares:
    """``precision`` and ``recall`` of the pairs of lists, as arrays (draws, pairs) in the order of ``pairs_of``.

    Precision: of two records that linkage put together, how often they are one person. Recall: of two records of one person,
    how often linkage put them together, directly or through others.
    """

    precision: Floats
    recall: Floats


def drawn_shares(audit: Audit, histories: Histories, *, draws: int, rng: np.random.Generator) -> Shares:
    """Draws from the posteriors of precision and recall: beta, from Jeffreys' prior and the counts of the audit.

    Pairs of lists that share a sample share its draw. By bands, missed pairs are the sum over bands of size times a beta
    draw, and recall is the right links over these and the missed. Raises ``InputError`` where one is not identified.
    """
    return _shares(audit, histories, lambda sample: _beta(sample, draws, rng))


def expected_shares(audit: Audit, histories: Histories) -> Shares:
    """The posterior means of precision and recall, as one draw. Raises ``InputError`` where one is not identified."""
    return _shares(audit, histories, lambda sample: np.array([(sample.found + PRIOR) / (sample.checked + 2 * PRIOR)]))


def perfect_shares(lists: int) -> Shares:
    """Links without any error, as one draw."""
    ones = np.ones((1, lists * (lists - 1) // 2))
    return Shares(ones, ones)


def _shares(audit: Audit, histories: Histories, of: Callable[[Checked], Floats]) -> Shares:
    audit.check(histories.lists)
    linked = linked_pairs(histories)
    once = _Once(of)
    parts = [audit.of(pair) for pair in pairs_of(histories.lists)]
    precision = [once(precise.links) for precise, _ in parts if precise.links]
    right = [pairs * share for pairs, share in zip(linked, precision, strict=True)]
    recall = [
        _recall(recalled, np.sum(right, axis=0) if recalled is audit.overall else right[place], once)
        for place, (_, recalled) in enumerate(parts)
    ]
    return Shares(np.stack(precision, axis=1), np.stack(recall, axis=1))


class _Once:
    """Draws for each sample once, so that pairs of lists that share a sample share its draws."""

    def __init__(self, of: Callable[[Checked], Floats]) -> None:
        self._of = of
        self._drawn: dict[int, Floats] = {}  # by identity: two samples of the same counts are still two

    def __call__(self, sample: Checked) -> Floats:
        if id(sample) not in self._drawn:
            self._drawn[id(sample)] = self._of(sample)
        return self._drawn[id(sample)]


def _recall(part: Part, right_links: Floats, once: Callable[[Checked], Floats]) -> Floats:
    """The recall of a part; by bands, its right links over these and the missed."""
    if part.known_pairs:
        return once(part.known_pairs)
    missed = np.sum([_missed(band, once) for band in part.bands], axis=0)
    found: Floats = right_links / np.maximum(right_links + missed, TINY)
    return found


def _missed(band: Band, once: Callable[[Checked], Floats]) -> Floats:
    """Pairs of a band that are one person: those found, and those among the pairs nobody checked."""
    return band.sample.found + (band.pairs - band.sample.checked) * once(band.sample)


def _beta(sample: Checked, draws: int, rng: np.random.Generator) -> Floats:
    return rng.beta(sample.found + PRIOR, sample.checked - sample.found + PRIOR, size=draws)


def linked_pairs(histories: Histories) -> NDArray[np.int64]:
    """For each pair of lists, how many groups of linked records have one of each."""
    amount = len(histories.lists)
    return np.array([histories.on_all(1 << one | 1 << two) for one in range(amount) for two in range(one + 1, amount)])
