"""Corrected tables drawn as they might have been: other people might have been met, other links might have been audited.

It hands out whole counts, on which any estimator can be run, and estimates nothing itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.linkage_error.audits import Audit
from firmground.statistics.multiple_systems.linkage_error.cells import over_all_cells
from firmground.statistics.multiple_systems.linkage_error.correction import corrected
from firmground.statistics.multiple_systems.linkage_error.rounding import drawn_whole, nearest_whole
from firmground.statistics.multiple_systems.linkage_error.shares import Shares, drawn_shares, expected_shares, perfect_shares

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
MOST_IMPOSSIBLE = 0.5
PLACES = 6  # of the hidden number that count: its last digits differ between processors, and would change draws


@dataclass(frozen=True)
class Tables:
    """Corrected tables over all cells of the lists, (draws, cells).

    ``expected`` is the one at the means of precision and recall. In ``both`` the counts and the shares vary, in ``sampling``
    the counts alone, in ``linkage`` the shares alone, and otherwise the three are the same draws. ``shares`` are those drawn.
    Draws that are impossible are left out; ``impossible`` is their share of ``both``.
    """

    lists: tuple[str, ...]
    expected: Counts
    both: Counts
    sampling: Counts
    linkage: Counts
    shares: Shares
    impossible: float


def expected_table(histories: Histories, audit: Audit | None) -> Counts:
    """The corrected table at the means of precision and recall, (1, cells); without an audit, as if links were perfect.

    Raises ``InputError`` when lists would have more people in common than one of them has people.
    """
    lists = len(histories.lists)
    shares = expected_shares(audit, histories) if audit else perfect_shares(lists)
    found = corrected(over_all_cells(histories)[None].astype(np.float64), shares, lists)
    if np.isnan(found).any():
        raise _impossible("the corrected overlap of two lists is more than one of them has people")
    return nearest_whole(found, lists)


def drawn_tables(histories: Histories, audit: Audit | None, *, hidden: float, draws: int, rng: np.random.Generator) -> Tables:
    """Tables with the chance of who was met and the uncertainty of the audit in them.

    Each table is the observed one, corrected by drawn shares; then so many people as it has, and ``hidden`` more who are on
    no list, are drawn again with replacement, and whoever is drawn from the hidden is not seen. In this order, because an
    audit is of these very links: what chance did to them is in what it found. ``audit`` is ``None`` for links taken to be
    perfect. Raises ``InputError`` when the audit does not identify a share, or when half of the draws are impossible.
    """
    lists = len(histories.lists)
    expected = expected_table(histories, audit)
    shares = drawn_shares(audit, histories, draws=draws, rng=rng) if audit else perfect_shares(lists)
    varied = corrected(over_all_cells(histories)[None].astype(np.float64), shares, lists)
    possible = varied[~np.isnan(varied).any(axis=1)]
    impossible = 1 - len(possible) / len(varied)
    if impossible > MOST_IMPOSSIBLE:
        raise _impossible(f"in {impossible:.0%} of draws the corrected overlap of two lists is more than one of them has people")
    linkage = drawn_whole(possible, lists, rng) if audit else np.broadcast_to(expected, (draws, expected.shape[1]))
    sampling = _drawn_again(np.broadcast_to(expected, linkage.shape).astype(np.float64), hidden, rng)
    both = _drawn_again(possible, hidden, rng) if audit else sampling
    return Tables(histories.lists, expected, both, sampling, linkage, shares, impossible)


def table_histories(table: Counts, lists: tuple[str, ...]) -> tuple[Histories, Counts]:
    """Tables as estimators take them: histories over the cells that any table fills, and counts over these cells.

    The counts of the histories are those of the first table, and 1 where it has none.
    """
    used = np.flatnonzero((table > 0).any(axis=0))
    counts = tuple(max(int(count), 1) for count in table[0, used])
    return Histories(lists, tuple(int(cell) for cell in used), counts), table[:, used]


def _drawn_again(people: Floats, hidden: float, rng: np.random.Generator) -> Counts:
    """Each row drawn again with its hidden people, who then are not seen."""
    everybody = np.array(people, dtype=np.float64)
    everybody[:, 0] = max(round(hidden, PLACES), 0.0)
    totals = everybody.sum(axis=1)
    found = rng.multinomial(np.rint(totals).astype(np.int64), everybody / totals[:, None])
    found[:, 0] = 0
    return found


def _impossible(what: str) -> InputError:
    return InputError(
        f"the audit and the lists contradict each other: {what}",
        remedy="check that the audit is of these links, that its pairs were drawn at random, and audit more known pairs",
    )
