"""How well linkage does where the truth is known: precision, recall, calibration, clusters; for all, and by group.

Recall is over all true pairs, those included that were never looked at. Where a share has nothing below its line it is not known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firmground.values import type_of_json

THRESHOLDS = (0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999)
EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1.0)
ScoredPair = tuple[str, str, float]  # left, right, probability


@dataclass(frozen=True)
class Measured:
    """Of ``proposed`` pairs ``right`` are one person, of ``true`` pairs that there are. Shares of nothing are ``None``."""

    proposed: int
    right: int
    true: int

    @property
    def precision(self) -> float | None:
        """The share of the proposed that is right."""
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """The share of the true that is proposed."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.proposed + self.true) if self.proposed + self.true else None

    def to_json(self) -> dict[str, type_of_json]:
        """The counts and the shares as data, unrounded."""
        counts = {"proposed": self.proposed, "right": self.right, "true": self.true}
        return {**counts, "precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True)
class Calibrated:
    """Pairs with a probability from ``low`` to below ``high``: how many, what the model said on average, and what came true."""

    low: float
    high: float
    pairs: int
    said: float
    true: float


def true_pairs(people: Iterable[str]) -> int:
    """How many pairs of entries are one person, from whose each entry is."""
    return sum(count * (count - 1) // 2 for count in Counter(people).values())


def measured_at(pairs: Sequence[ScoredPair], truth: Mapping[str, str], threshold: float) -> Measured:
    """Pairs with at least this probability, measured against the truth: whose each entry is, by id."""
    kept = [(left, right) for left, right, probability in pairs if probability >= threshold]
    right_ones = sum(truth[left] == truth[right] for left, right in kept)
    return Measured(len(kept), right_ones, true_pairs(truth.values()))


def by_group(
    pairs: Sequence[ScoredPair], truth: Mapping[str, str], groups: Mapping[str, str], threshold: float
) -> dict[str, Measured]:
    """The same for each group of entries; a pair across groups counts as proposed in both."""
    return {
        group: measured_at(
            [each for each in pairs if group in (groups[each[0]], groups[each[1]])],
            {entry: person if groups[entry] == group else f"not of the group {entry}" for entry, person in truth.items()},
            threshold,
        )
        for group in sorted(set(groups.values()))
    }


def calibration(pairs: Iterable[ScoredPair], truth: Mapping[str, str]) -> tuple[Calibrated, ...]:
    """For each range of probabilities with pairs in it, what was said and what came true."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for left, right, probability in pairs:
        place = next(place for place, high in enumerate(EDGES[1:]) if probability < high or high == EDGES[-1])
        found.setdefault(place, []).append((probability, truth[left] == truth[right]))
    return tuple(
        Calibrated(
            EDGES[place],
            EDGES[place + 1],
            len(listed),
            sum(probability for probability, _ in listed) / len(listed),
            sum(true for _, true in listed) / len(listed),
        )
        for place, listed in sorted(found.items())
    )


def calibration_error(table: Sequence[Calibrated]) -> float | None:
    """How far on average what was said is from what came true, by pairs (expected calibration error); no pairs: not known."""
    pairs = sum(row.pairs for row in table)
    return sum(row.pairs * abs(row.said - row.true) for row in table) / pairs if pairs else None


def measured_clusters(found: Iterable[Sequence[str]], truth: Mapping[str, str]) -> Measured:
    """Pairs that clusters imply, measured against the truth; entries in no cluster are alone."""
    proposed = right = 0
    for members in found:
        proposed += len(members) * (len(members) - 1) // 2
        right += true_pairs(truth[member] for member in members)
    return Measured(proposed, right, true_pairs(truth.values()))


def b_cubed(found: Iterable[Sequence[str]], truth: Mapping[str, str]) -> tuple[float, float] | None:
    """Precision and recall of the cluster of an entry, on average over entries (Bagga and Baldwin 1998)."""
    sizes = Counter(truth.values())
    together = [tuple(members) for members in found]
    alone = truth.keys() - {member for members in together for member in members}
    precision, recall = float(len(alone)), sum(1 / sizes[truth[member]] for member in alone)
    for members in together:
        for person, count in Counter(truth[member] for member in members).items():
            precision += count * count / len(members)
            recall += count * count / sizes[person]
    return (precision / len(truth), recall / len(truth)) if truth else None
