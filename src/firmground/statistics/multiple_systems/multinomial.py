"""The likelihood of the number of people itself: its maximum and its profile interval, for a given log-linear model.

Where ``fitting`` conditions on who was seen, here the number of people N is a parameter: everybody falls into one cell of the
complete table, and N - n of them into the empty one (Sanathanan 1972; Cormack 1992). The estimate is a little smaller, and the
interval is what Rcapture prints.
"""

from dataclasses import dataclass

import numpy as np

from firmground.statistics.multiple_systems.fitting import Fit, climbed, curvature
from firmground.statistics.multiple_systems.intervals import Limits
from firmground.statistics.multiple_systems.lattice import Numbers, over_subsets
from firmground.statistics.multiple_systems.models import Models, Tables, tables

MOST_ROUNDS, ENOUGH = 60, 1e-9  # the last change of the logarithm; what is left is of the order of its square
MOST_STEPS = 200
LEAST, MOST = 1e-6, 1e6  # hidden people that count as nobody; and times as many as were seen, beyond which nothing is said


@dataclass(frozen=True)
class Completed:
    """The likelihood at given hidden numbers: its logarithm but for a constant, and two derivatives by the hidden number."""

    likelihood: Numbers
    slope: Numbers
    bend: Numbers


def hidden(table: Tables, model: Models, fitted: Fit) -> Numbers:
    """The hidden number at which the likelihood of each replicate is greatest; ``nan`` where ``fitted`` has none.

    Newton's method on the logarithm of the hidden number, from the estimate that conditions on who was seen. It is next to
    nought where the likelihood only rises towards nought, and ``nan`` where it rises for ever.
    """
    left = np.flatnonzero(fitted.found)
    part, models, fits = table.at(left), model.at(left), fitted.at(left)
    found, at = np.full(len(fitted.found), np.nan), np.log(fitted.hidden[left])
    most = np.log(MOST * part.margins[0])
    for _ in range(MOST_ROUNDS):
        now = completed(part, models, fits, np.exp(at))
        first, second = now.slope * np.exp(at), now.bend * np.exp(2 * at) + now.slope * np.exp(at)
        change = np.clip(np.where(second < 0, -first / np.where(second < 0, second, -1.0), np.sign(first)), -1, 1)
        before, at = at, np.clip(at + change, np.log(LEAST), most)
        if np.abs(at - before).max(initial=0) < ENOUGH:
            break
    found[left] = np.where(at < most, np.exp(at), np.nan)
    return found


def profile(table: Tables, model: Models, fitted: Fit, level: float = 0.95) -> tuple[float, Limits]:
    """The estimate of one table, and the numbers under which the data are not much less likely than under it.

    Both ends are found by halving, since the likelihood falls on either side. Where it never falls far enough the lower end is
    who was seen, and the upper is ``None``. The estimate is ``nan`` where the likelihood has no greatest value.
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow to load

    top, seen, both = hidden(table, model, fitted), float(table.margins[0, 0]), np.zeros(2, dtype=np.int64)
    if np.isnan(top[0]):
        return np.nan, Limits(None, None)
    two, models, fits = table.at(both), model.at(both), fitted.at(both)
    least = completed(table, model, fitted, top).likelihood - ndtri((1 + level) / 2) ** 2 / 2
    inner, outer = np.log(top[both]), np.log([LEAST, MOST * seen])
    falls = completed(two, models, fits, np.exp(outer)).likelihood < least
    for _ in range(MOST_ROUNDS):
        middle = (inner + outer) / 2
        beyond = completed(two, models, fits, np.exp(middle)).likelihood < least
        inner, outer = np.where(beyond, inner, middle), np.where(beyond, middle, outer)
    low, high = seen + np.exp(outer)
    return seen + float(top[0]), Limits(float(low) if falls[0] else seen, float(high) if falls[1] else None)


def completed(table: Tables, model: Models, fitted: Fit, number: Numbers) -> Completed:
    """The likelihood when so many are hidden, and its derivatives.

    The model's other parameters are at their best, so they add nothing to the first derivative; to the second they add how
    the fitted share of the empty cell follows the number.
    """
    from scipy.special import gammaln, polygamma, psi  # noqa: PLC0415 - slow to load

    counts, remaining = table.counts.copy(), model.remaining.copy()
    counts[0], remaining[0] = number, True
    whole, full = tables(counts), Models(model.terms, model.used, remaining)
    fit = climbed(whole, full, fitted.effects, np.arange(number.size), MOST_STEPS)
    total, means = whole.margins[0], np.exp(over_subsets(fit.effects)) * remaining
    shares = np.where(counts > 0, counts * np.log(np.where(counts > 0, means / total, 1.0)), 0.0).sum(axis=0)
    information = curvature(full, fit.expected)
    information[~fit.found] = np.eye(len(model.terms))
    follows = np.linalg.inv(information)[:, 0, 0]  # of the logarithm of the empty cell's mean
    return Completed(
        np.where(fit.found, gammaln(total + 1) - gammaln(number + 1) + shares, -np.inf),
        psi(total + 1) - psi(number + 1) + np.log(means[0] / total),
        polygamma(1, total + 1) - polygamma(1, number + 1) + follows - 1 / total,
    )
