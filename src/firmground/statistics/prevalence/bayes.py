"""The share of people who have what is looked for, given the counts and beliefs about the test: by integration, not by sampling.

For a test of sensitivity Se and specificity Sp a person is positive with probability T = share × Se + (1 - share)(1 - Sp). With a
uniform prior on the share, the integral over it is a difference of two incomplete beta functions, so only Se and Sp need a grid.
The grid lies on the log odds and is narrowed to where the posterior is. The same input gives the same digits, everywhere.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.errors import FigureError
from firmground.statistics.prevalence.belief import Belief
from firmground.statistics.prevalence.beta_tail import hermite
from firmground.statistics.prevalence.counts import checked_counts, checked_level
from firmground.statistics.prevalence.estimate import PrevalenceEstimate
from firmground.statistics.prevalence.tests_grid import TestGrid, grid_of_tests

Floats = NDArray[np.float64]
ALONE, TOGETHER = (1024, 8192), (64, 160)  # nodes for each that is uncertain, when it is one and when it is both: few, else many
GRID, FINE = 100, 40_000
LEAST = 1e-11  # of the likelihood; less is next to impossible, and its digits are gone
AGREE = 0.002
RESTS_ON = (
    "Before the counts, every share of the people tested from 0 to 1 was thought equally likely.",
    "Sensitivity and specificity are the same for all who were tested, and are believed as stated.",
)


@dataclass(frozen=True)
class Posterior:
    """The distribution of the share after the counts, as its cumulative function on a fine grid of shares."""

    shares: Floats
    cumulative: Floats

    def quantile(self, q: float) -> float:
        """The share below which ``q`` of the belief lies."""
        return float(np.interp(q, self.cumulative, self.shares))

    def central(self, level: float = 0.95) -> tuple[float, float]:
        """The interval that leaves out as much belief below as above."""
        tail = (1 - checked_level(level)) / 2
        return self.quantile(tail), self.quantile(1 - tail)

    def shortest(self, level: float = 0.95) -> tuple[float, float]:
        """The shortest of all intervals that hold ``level`` of the belief."""
        starts = np.linspace(0, 1 - checked_level(level), 4001)
        low, high = (np.interp(each, self.cumulative, self.shares) for each in (starts, starts + level))
        place = int(np.argmin(high - low))
        return float(low[place]), float(high[place])


def posterior(positives: int, tested: int, *, sensitivity: Belief, specificity: Belief) -> Posterior:
    """The distribution of the share among the people tested, from a uniform prior and independent beliefs about the test.

    Raises ``FigureError`` for counts that are no share, for a test that is certainly no better or worse than chance, and when
    the counts are next to impossible under what is said of the test.
    """
    checked_counts(positives, tested)
    if sensitivity.certain is not None and specificity.certain is not None and sensitivity.certain + specificity.certain == 1:
        raise FigureError("is certainly no better than chance", where="test", remedy="check sensitivity and specificity")
    both = sensitivity.certain is None and specificity.certain is None
    for many in TOGETHER if both else ALONE:
        tests = grid_of_tests(positives, tested, sensitivity, specificity, many=many)
        if not tests.whole > LEAST:
            told = f"{positives} of {tested} positive is next to impossible with specificity {specificity}"
            raise FigureError(told, where="test", remedy="check it; false alarms alone may be more than the positives")
        found = _smooth(tests)
        if _agrees(found, grid_of_tests(positives, tested, sensitivity, specificity, many=many // 2)):
            return found
    told = f"sensitivity {sensitivity} and specificity {specificity} are too vague for {tested} people: nothing can be said"
    raise FigureError(told, where="test", remedy="validate the test, or say more about one of the two")


def _agrees(found: Posterior, coarse: TestGrid) -> bool:
    """Whether half as many nodes lead to the same probabilities: if not, the digits would be those of the grid."""
    wanted = np.array([0.025, 0.5, 0.975])
    reached = coarse.cumulative(np.array([found.quantile(q) for q in wanted])) / coarse.whole
    return bool(np.abs(reached - wanted).max() < AGREE)


def bayes(
    positives: int, tested: int, *, sensitivity: Belief, specificity: Belief, level: float = 0.95, shortest: bool = False
) -> PrevalenceEstimate:
    """The median of the posterior with its central interval, or with the ``shortest`` one; raises as ``posterior`` does."""
    found = posterior(positives, tested, sensitivity=sensitivity, specificity=specificity)
    low, high = found.shortest(level) if shortest else found.central(level)
    value = found.quantile(0.5)
    rests_on = (*RESTS_ON, f"Sensitivity {sensitivity}, specificity {specificity}.")
    name = f"Bayesian, median with {'shortest' if shortest else 'central'} interval"
    return PrevalenceEstimate(name, positives / tested, value, low, high, level, (value, low, high), rests_on, _warnings(found))


def _warnings(found: Posterior) -> tuple[str, ...]:
    low, high = found.central(0.95)
    if high < 100 * max(low, 1e-300):
        return ()
    return ("The interval spans a factor of a hundred or more: what is believed of the test decides, not the counts.",)


def _smooth(tests: TestGrid) -> Posterior:
    """The cumulative function between a few hundred exact values, by cubics that also have the exact slope."""
    low, high = (_where(tests, tests.whole * part) for part in (1e-7, 1 - 1e-7))
    grid = np.union1d(np.linspace(low, high, GRID), np.geomspace(max(low, high * 1e-12), high, GRID))
    fine = np.union1d(np.linspace(low, high, FINE), np.geomspace(max(low, high * 1e-12), high, FINE))
    values, slopes = tests.cumulative(grid) / tests.whole, tests.density(grid) / tests.whole
    found = hermite(fine, grid, values, slopes)
    return Posterior(fine, np.maximum.accumulate(found))


def _where(tests: TestGrid, mass: float) -> float:
    """The share below which a mass lies, to a few digits: by halving the log odds."""
    from scipy.special import expit  # noqa: PLC0415

    low, high = -40.0, 40.0
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if tests.cumulative(expit(np.array([middle])))[0] < mass else (low, middle)
    return float(expit(high if mass else low))
