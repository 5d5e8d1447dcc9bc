"""Which entries are together one person, from pairs with their weights, and on which lists each person then is.

Transitivity is guarded: two groups come together only while the mean weight over all their pairs stays high enough, so a chain of
likely pairs does not join hundreds of people. Average linkage, with what nobody proposed as evidence against.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from firmground.linkage.names.letters import code_of
from firmground.linkage.record import Proposal, Record

NOT_PROPOSED = -4.0  # bits: what a pair says that was not proposed at all, one to sixteen
MOST = 10.0  # bits: one pair that is all but certain does not outvote many that disagree
Pair = tuple[str, str, float]


@dataclass(frozen=True)
class Cluster:
    """Entries that are together one person: their ids in order, and ``warning``, a sentence where something contradicts it."""

    members: tuple[str, ...]
    warning: str = ""


def weights_of(proposals: Iterable[Proposal]) -> tuple[Pair, ...]:
    """The pairs of proposals with their weights in bits."""
    return tuple((each.left, each.right, each.weight) for each in proposals)


def clusters(pairs: Iterable[Pair], *, at_least: float = 0.5, documents: Mapping[str, str] | None = None) -> tuple[Cluster, ...]:
    """The clusters of two entries and more, largest first, whose pairs are on average one person with this probability.

    Give pairs from a lower probability on (0.05), since weak pairs tell too. ``documents`` are by id; a cluster in which two
    entries show different ones has a warning, and is not parted: people have several documents.
    """
    if not 0 < at_least < 1:
        raise ValueError(f"{at_least} is no probability between 0 and 1")
    found = _Joining(pairs).joined(log2(at_least / (1 - at_least)))
    ordered = sorted((tuple(sorted(each)) for each in found if len(each) > 1), key=lambda each: (-len(each), each))
    return tuple(Cluster(each, _contradiction(each, documents or {})) for each in ordered)


def _contradiction(members: Sequence[str], documents: Mapping[str, str]) -> str:
    shown = {code_of(each) for member in members for each in documents.get(member, "").split(";")} - {""}
    return f"its entries show {len(shown)} different documents" if len(shown) > 1 else ""


class _Joining:
    """Groups of entries, the sum of weights between each two, and the likeliest two at hand."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.between: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for left, right, weight in sorted(pairs):
            above = min(weight, MOST) - NOT_PROPOSED
            if above > 0 and left != right:
                self.between[left][right] = self.between[right][left] = above
        self.members = {each: [each] for each in self.between}
        self.heap = [(-above, a, b) for a, others in self.between.items() for b, above in others.items() if a < b]
        heapq.heapify(self.heap)

    def joined(self, least: float) -> Iterable[list[str]]:
        """The groups when no two have a mean weight of at least so many bits any more."""
        while self.heap and -self.heap[0][0] + NOT_PROPOSED >= least:
            mean, a, b = heapq.heappop(self.heap)
            if b in self.between.get(a, {}) and abs(self._mean(a, b) + mean) < 1e-9:
                self._join(*((a, b) if len(self.between[a]) >= len(self.between[b]) else (b, a)))
        return self.members.values()

    def _mean(self, a: str, b: str) -> float:
        return self.between[a][b] / (len(self.members[a]) * len(self.members[b]))

    def _join(self, a: str, b: str) -> None:
        """Put the group ``b`` into ``a``."""
        for other, above in self.between.pop(b).items():
            del self.between[other][b]
            if other != a:
                self.between[a][other] = self.between[other][a] = self.between[a].get(other, 0.0) + above
        self.members[a] += self.members.pop(b)
        for other in self.between[a]:
            heapq.heappush(self.heap, (-self._mean(a, other), min(a, other), max(a, other)))


def memberships(found: Iterable[Cluster], records: Iterable[Record]) -> Mapping[frozenset[str], int]:
    """How many people are on exactly which lists; an entry in no cluster is a person of its own.

    ``firmground.statistics.multiple_systems.histories.histories_of`` takes it.
    """
    return counted_lists(found, {record.id: record.list for record in records})


def counted_lists(found: Iterable[Cluster], list_of: Mapping[str, str]) -> Mapping[frozenset[str], int]:
    """The same from the list of each id."""
    counts: Counter[frozenset[str]] = Counter()
    alone = dict(list_of)
    for cluster in found:
        counts[frozenset(list_of[member] for member in cluster.members)] += 1
        for member in cluster.members:
            alone.pop(member, None)
    counts.update(frozenset({name}) for name in alone.values())
    return counts
