"""The tests that a belief about sensitivity and specificity allows, as a grid with weights, and the likelihood of each.

It owns the integration over sensitivity and specificity; what follows for the share is in ``bayes``.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.prevalence.belief import Belief
from firmground.statistics.prevalence.beta_tail import BetaTail

Floats = NDArray[np.float64]
Ranges = tuple[tuple[float, float], tuple[float, float]]
NARROWINGS = 2
CUT, EDGE, EVEN = 1e-9, 1e-10, 1e-12
PIECE = 32  # nodes of one stretch


@dataclass(frozen=True)
class TestGrid:
    """Sensitivities and specificities with weights, where the posterior is; ``a`` and ``b`` are the counts plus one."""

    se: Floats
    sp: Floats
    weights: Floats
    a: int
    b: int

    @property
    def whole(self) -> float:
        """The likelihood integrated over everything."""
        return float(self.weights @ self.mass_below(1.0))

    def cumulative(self, shares: Floats) -> Floats:
        """The likelihood integrated over all tests, and over shares from 0 to each of ``shares``."""
        return np.array([self.weights @ self.mass_below(each) for each in shares])

    def density(self, shares: Floats) -> Floats:
        """The likelihood of each share, integrated over all tests."""
        return np.array([self.weights @ self._tail.slope(1 - self.sp + each * self._better) for each in shares])

    def mass_below(self, share: float) -> Floats:
        """The likelihood integrated over shares from 0 to ``share``, up to a constant, for each test."""
        start = 1 - self.sp
        even = np.abs(self._better) < EVEN
        mass = (self._tail.value(start + share * self._better) - self._tail_at_start) / np.where(even, 1.0, self._better)
        return np.where(even, share * self._tail.slope(start), mass)

    def nearly_all(self) -> "TestGrid":
        """The tests without those that hold next to nothing of the posterior."""
        mass = np.abs(self.weights * self.mass_below(1.0))
        kept = mass > CUT / 1000 * mass.max()
        return TestGrid(self.se[kept], self.sp[kept], self.weights[kept], self.a, self.b)

    @cached_property
    def _better(self) -> Floats:
        return self.se + self.sp - 1

    @cached_property
    def _tail(self) -> "BetaTail":
        return BetaTail(self.a, self.b)

    @cached_property
    def _tail_at_start(self) -> Floats:
        return self._tail.value(1 - self.sp)


def grid_of_tests(positives: int, tested: int, se: Belief, sp: Belief, *, many: int) -> TestGrid:
    """The grid of tests, narrowed to where the posterior is; ``many`` nodes for each of the two that is uncertain."""
    ranges = (_range(se), _range(sp))
    for _ in range(NARROWINGS):
        ranges = _narrowed(_grid(positives, tested, (se, sp), ranges, many), ranges)
    return _grid(positives, tested, (se, sp), ranges, many).nearly_all()


def _grid(positives: int, tested: int, beliefs: tuple[Belief, Belief], ranges: Ranges, many: int) -> TestGrid:
    (first, by_first), (second, by_second) = (_axis(each, limits, many) for each, limits in zip(beliefs, ranges, strict=True))
    se, sp = (grid.ravel() for grid in np.meshgrid(first, second, indexing="ij"))
    return TestGrid(se, sp, np.outer(by_first, by_second).ravel(), positives + 1, tested - positives + 1)


def _narrowed(grid: TestGrid, ranges: Ranges) -> Ranges:
    """The ranges without the ends that hold next to nothing of the posterior."""
    shape = (-1, int(np.count_nonzero(grid.se == grid.se[0])))
    mass = np.abs(grid.weights * grid.mass_below(1.0)).reshape(shape)
    se, sp = grid.se.reshape(shape)[:, 0], grid.sp.reshape(shape)[0]
    return _without_ends(se, mass.sum(axis=1), ranges[0]), _without_ends(sp, mass.sum(axis=0), ranges[1])


def _range(belief: Belief) -> tuple[float, float]:
    """The log odds between which nearly all of a belief lies."""
    from scipy.special import betaincinv, logit  # noqa: PLC0415 - a third of a second to load

    if belief.certain is not None:
        return 0.0, 0.0
    low, high = betaincinv(belief.a, belief.b, EDGE), betaincinv(belief.b, belief.a, EDGE)
    return float(logit(max(low, 1e-300))), -float(logit(max(high, 1e-300)))


def _axis(belief: Belief, limits: tuple[float, float], many: int) -> tuple[Floats, Floats]:
    """Nodes of Gauss and Legendre in log odds, as shares, with the belief as their weights."""
    from scipy.special import betaln, log_expit  # noqa: PLC0415

    if belief.certain is not None:
        return np.array([belief.certain]), np.ones(1)
    nodes, weights = np.polynomial.legendre.leggauss(min(many, PIECE))
    pieces = np.linspace(*limits, max(many // PIECE, 1) + 1)
    half = np.diff(pieces)[:, None] / 2
    odds = (pieces[:-1, None] + half * (1 + nodes)).ravel()
    logs = belief.a * log_expit(odds) + belief.b * log_expit(-odds) - betaln(belief.a, belief.b)
    return np.exp(log_expit(odds)), np.exp(logs) * (half * weights).ravel()


def _without_ends(shares: Floats, mass: Floats, before: tuple[float, float]) -> tuple[float, float]:
    from scipy.special import logit  # noqa: PLC0415

    held = np.flatnonzero(mass > CUT * mass.max())
    if len(shares) == 1 or not len(held):
        return before
    low = before[0] if held[0] == 0 else float(logit(shares[held[0] - 1]))
    high = before[1] if held[-1] == len(shares) - 1 else float(logit(shares[held[-1] + 1]))
    return (low, high) if np.isfinite(low) and np.isfinite(high) else before
