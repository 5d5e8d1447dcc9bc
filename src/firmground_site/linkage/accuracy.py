"""How well records were linked, from the audits: exact intervals of precision and recall, and the counts for an estimate.

It counts and divides; it names no record. What nobody has answered, or could not say, is left out and counted as such: it is
never taken for right.
"""

from collections import Counter
from dataclasses import dataclass

from firmground.statistics.intervals import Share, exact_share
from firmground_site.linkage.models import Sample
from firmground_site.linkage.vocabulary import CANNOT_SAY, DIFFERENT, FAR, LINKS, NEAR, SAME, STRATA

LEVEL = 0.95
COLUMNS = ("kind", "lists", "band", "pairs", "checked", "found")


@dataclass(frozen=True)
class Counted:
    """One sample in counts. ``same`` of the ``checked`` pairs are one person; the rest of ``size`` say nothing."""

    sample: Sample
    size: int
    same: int
    different: int
    cannot_say: int

    @property
    def checked(self) -> int:
        """The pairs of which somebody could say what they are."""
        return self.same + self.different

    @property
    def open(self) -> int:
        """The pairs that nobody answered."""
        return self.size - self.checked - self.cannot_say

    @property
    def share(self) -> Share | None:
        """The share that are one person, with exact limits; none before anything was checked."""
        return exact_share(self.same, self.checked, level=LEVEL) if self.checked else None


@dataclass(frozen=True)
class Recall:
    """Of the pairs that are one person, which share is linked. The limits hold together for all strata, so they are wide."""

    value: float
    low: float
    high: float


def counted(sample: Sample) -> Counted:
    """A sample in counts."""
    found = Counter(sample.items.values_list("answer", flat=True))
    return Counted(sample, sum(found.values()), found[SAME], found[DIFFERENT], found[CANNOT_SAY])


def latest_counts() -> dict[str, Counted]:
    """Of each stratum the sample drawn last, in counts: of samples drawn when other links stood, nothing is carried over."""
    found: dict[str, Counted] = {}
    for sample in Sample.objects.order_by("-drawn_at"):
        if sample.stratum not in found:
            found[sample.stratum] = counted(sample)
    return {stratum: found[stratum] for stratum in STRATA if stratum in found}


def recall_of(counts: dict[str, Counted]) -> Recall | None:
    """Recall from the links and all strata of pairs that are none; nothing while one of them was not checked.

    Each share is taken at a limit that holds for all three together (Bonferroni), so the result holds with at least 95 per cent.
    """
    level = 1 - (1 - LEVEL) / len(STRATA)
    if set(counts) != set(STRATA) or not all(each.checked for each in counts.values()):
        return None
    shares = {name: exact_share(each.same, each.checked, level=level) for name, each in counts.items()}
    size = {name: each.sample.drawn_from for name, each in counts.items()}

    def recall(right: float, near: float, far: float) -> float:
        linked, missed = size[LINKS] * right, size[NEAR] * near + size[FAR] * far
        return linked / (linked + missed) if linked + missed else 0.0

    links, near, far = (shares[name] for name in (LINKS, NEAR, FAR))
    return Recall(
        recall(links.value, near.value, far.value), recall(links.low, near.high, far.high), recall(links.high, near.low, far.low)
    )


def for_an_estimate(counts: dict[str, Counted]) -> list[tuple[str, str, str, str, int, int]]:
    """The rows of an audit as ``firmground estimate`` reads them: counts only, of samples of which something was checked."""
    rows: list[tuple[str, str, str, str, int, int]] = []
    for name, each in counts.items():
        if not each.checked:
            continue
        kind, band, pairs = ("links", "", "") if name == LINKS else ("unlinked_pairs", name, str(each.sample.drawn_from))
        rows.append((kind, "", band, pairs, each.checked, each.same))
    return rows


def as_json(rows: list[tuple[str, str, str, str, int, int]]) -> dict[str, object]:
    """The same as an object."""
    found: dict[str, object] = {}
    bands = [
        {"band": band, "pairs": int(pairs), "checked": checked, "found": same}
        for kind, _, band, pairs, checked, same in rows
        if kind != LINKS
    ]
    for kind, _, _, _, checked, same in rows:
        if kind == LINKS:
            found[LINKS] = {"checked": checked, "found": same}
    return found | ({"unlinked_pairs": bands} if bands else {})
