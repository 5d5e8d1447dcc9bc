"""Differentially private counts: noise is added to each count, so that nobody can say whether one person was counted.

It plans what noise a table needs, says what that does to its counts, and refuses where counts are too small to live with it. It
draws nothing itself: noise comes from a sampler. That of OpenDP takes its randomness from the operating system, exactly and
securely, and has no seed: two runs differ, by design, since noise that can be drawn again can be taken off again.

The mechanism is the geometric one (Ghosh, Roughgarden and Sundararajan, SIAM Journal on Computing 41, 2012), also called the
discrete Laplace: noise of k has a probability in proportion to exp(-|k| / scale), with scale = sensitivity / epsilon.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, exp, log, sqrt
from statistics import median

from firmground.errors import FigureError
from firmground.statistics.disclosure.csv_table import CsvTable
from firmground.statistics.disclosure.tables import Codes

Row = tuple[str, ...]
Sampler = Callable[[Sequence[int]], list[int]]  # noisy counts for true ones
TIMES = 10.0  # the least that a typical count must be, in standard deviations of the noise
SURE = 0.95


@dataclass(frozen=True)
class Noise:
    """Noise of the geometric mechanism for a count to which one person may add ``sensitivity``."""

    epsilon: float
    sensitivity: int = 1

    @property
    def scale(self) -> float:
        """By how much noise must grow to become e times as rare."""
        return self.sensitivity / self.epsilon

    def probability(self, size: int) -> float:
        """The probability of noise of exactly this size."""
        ratio = exp(-1 / self.scale)
        return (1 - ratio) / (1 + ratio) * exp(-abs(size) / self.scale)

    @property
    def variance(self) -> float:
        """The variance of the noise."""
        ratio = exp(-1 / self.scale)
        return 2 * ratio / (1 - ratio) ** 2

    @property
    def deviation(self) -> float:
        """The standard deviation of the noise."""
        return sqrt(self.variance)

    def within(self, share: float = SURE) -> int:
        """The smallest size that noise does not exceed, up or down, with at least this probability."""
        ratio = exp(-1 / self.scale)
        # noise exceeds k with the probability 2 r^(k+1) / (1 + r)
        return max(0, ceil(log((1 - share) * (1 + ratio) / 2) / log(ratio) - 1 - 1e-12))


@dataclass(frozen=True)
class Budget:
    """How a table spends its epsilon: ``epsilon`` for all of it, over ``parts`` that count the same people anew.

    One person adds to at most ``cells`` counts of each part. Parts add up (*sequential* composition); cells of a part, of which a
    person is in one, do not (*parallel* composition), and a person in several takes as many times the noise.
    """

    epsilon: float
    parts: int = 1
    cells: int = 1

    @property
    def noise(self) -> Noise:
        """The noise of each count that gets its own."""
        return Noise(self.epsilon / self.parts, self.cells)


@dataclass(frozen=True)
class NoisyTable:
    """A table with noise: a count for each row, which may be below nought, and the budget that was spent."""

    rows: Mapping[Row, int]
    budget: Budget


def with_noise(
    table: CsvTable,
    epsilon: float,
    sampler: Callable[[Noise], Sampler],
    *,
    cells: int = 1,
    split: bool = False,
    any_size: bool = False,
) -> NoisyTable:
    """A table whose release says little of any one person: epsilon-differential privacy for adding or leaving out a person.

    Noise goes to the most detailed rows, each with the whole ``epsilon``; margins are sums of noisy rows, so that all still adds
    up. With ``split`` each set of margins gets noise of its own and an equal part of epsilon: totals are nearer to the truth, and
    nothing adds up. One person is in at most ``cells`` of the most detailed rows.

    Raises ``FigureError`` for withheld counts, for margins that the detailed rows do not make, and, unless ``any_size``, when the
    typical count (the median of those that get noise) is below ten standard deviations of the noise. That refusal looks at the
    counts: it is advice to the publisher, and no part of the guarantee. Nor is the list of rows: it must not depend on who was
    counted, so give every combination a row, those with nought too.
    """
    if None in table.rows.values():
        raise FigureError("has withheld counts", where=str(table.path), remedy="give the table with all its counts")
    groups = _groups(table)
    budget = Budget(epsilon, len(groups) if split else 1, cells)
    drawn = list(table.rows) if split else groups[max(groups, key=len)]
    sums = {} if split else _sums(table, groups, drawn)
    counts = [table.rows[row] or 0 for row in drawn]
    if not any_size:
        _must_stand_noise(counts, budget, str(table.path))
    noisy = dict(zip(drawn, sampler(budget.noise)(counts), strict=True))
    rows = {row: noisy[row] if split else sum(noisy[part] for part in sums[row]) for row in table.rows}
    return NoisyTable(rows, budget)


def drowned(table: CsvTable, budget: Budget) -> int:
    """How many counts are above nought and below ten standard deviations of the noise of one count."""
    return sum(0 < (count or 0) < TIMES * budget.noise.deviation for count in table.rows.values())


def opendp_sampler(noise: Noise) -> Sampler:
    """OpenDP's discrete Laplace mechanism for counts; ``FigureError`` if its own account of epsilon is not the one planned."""
    import opendp.prelude as dp  # noqa: PLC0415  # slow to load

    dp.enable_features("contrib")
    space = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    mechanism = space >> dp.m.then_laplace(scale=noise.scale)
    spent = mechanism.map(noise.sensitivity)
    if spent > noise.epsilon * (1 + 1e-9):
        raise FigureError(f"would spend an epsilon of {spent}", where="noise", remedy="ask for a larger epsilon")

    def sample(counts: Sequence[int]) -> list[int]:
        found: list[int] = mechanism(list(counts))
        return found

    return sample


def _groups(table: CsvTable) -> dict[frozenset[str], list[Row]]:
    """The rows by the columns, and the levels of hierarchies, that they are broken down by."""
    groups: dict[frozenset[str], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(frozenset(column for column, _ in table.codes(row)), []).append(row)
    return groups


def _sums(table: CsvTable, groups: Mapping[frozenset[str], Sequence[Row]], drawn: Sequence[Row]) -> dict[Row, list[Row]]:
    """The detailed rows that make each margin; ``FigureError`` for one that they do not make."""
    parts: dict[Codes, list[Row]] = {}
    for columns in groups:
        for row in drawn:
            parts.setdefault(frozenset(each for each in table.codes(row) if each[0] in columns), []).append(row)
    found = {row: parts.get(table.codes(row), []) for row in table.rows}
    for row, made in found.items():
        if sum(table.rows[part] or 0 for part in made) != table.rows[row]:
            remedy = "give every row that it sums over, or noise of its own to each margin (--split)"
            raise FigureError(f"has a count, {' / '.join(row)}, that its rows do not make", where=str(table.path), remedy=remedy)
    return found


def _must_stand_noise(counts: Sequence[int], budget: Budget, where: str) -> None:
    typical, noise = median(counts), budget.noise
    if typical < TIMES * noise.deviation:
        what = (
            f"has a typical count of {typical:g}, and noise would have a standard deviation of {noise.deviation:.2f}: "
            f"a count of 3 would come out as {3 - noise.within()} to {3 + noise.within()}, 95 times of 100"
        )
        raise FigureError(what, where=where, remedy="withhold or round small counts instead, or join categories")
