"""Numbers of unseen people at which a posterior is looked at, so that a few hundred stand for all up to a limit."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import BarycentricInterpolator

Numbers = NDArray[np.float64]
DENSE = 256  # below this every number is a node
NODES = 8  # of Gauss and Legendre in each block
WIDTH = 3.0  # of a block, in square roots: a posterior of unseen people is never much narrower than its root


@dataclass(frozen=True)
class UnseenGrid:
    """``weights @ f(unseen)`` is the sum of f over 0, 1, … ``most``, for f as smooth as a posterior is.

    ``ends`` are the square roots between which each block of nodes lies; before the first of them every number is a node.
    """

    most: int
    unseen: Numbers
    weights: Numbers
    ends: Numbers

    def at_every_number(self, logs: Numbers) -> Numbers:
        """The log of a posterior at 0, 1, … ``most`` from its logs at the nodes: in each block a polynomial of the root."""
        found = np.empty(self.most + 1)
        dense = DENSE if len(self.ends) else self.most + 1
        found[:dense] = logs[:dense]
        for place, (first, last) in enumerate(zip(self.ends[:-1], self.ends[1:], strict=True)):
            inside = np.arange(np.ceil(first**2), np.floor(last**2) + 1)
            nodes = slice(dense + place * NODES, dense + (place + 1) * NODES)
            curve = BarycentricInterpolator(np.sqrt(self.unseen[nodes]), logs[nodes])
            found[inside.astype(np.int64)] = curve(np.sqrt(inside))
        return found


@cache
def unseen_grid(most: int) -> UnseenGrid:
    """The grid up to a limit: every number at first, then nodes in equal steps of the square root.

    The sum beyond is an integral with the first correction of Euler and Maclaurin where it begins.
    """
    if most < 2 * DENSE:  # so few that each is a node
        every = np.arange(most + 1, dtype=np.float64)
        return UnseenGrid(most, every, np.ones_like(every), np.empty(0))
    dense = np.ones(DENSE)
    dense[-3:] += 1 / 24, -3 / 24, 2 / 24  # the slope where the integral begins, from the last three
    first, last = np.sqrt(DENSE - 0.5), np.sqrt(most + 0.5)
    ends = np.linspace(first, last, int(np.ceil((last - first) / WIDTH)) + 1)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    half, middle = np.diff(ends) / 2, (ends[1:] + ends[:-1]) / 2
    roots = (middle[:, None] + half[:, None] * nodes).ravel()
    steps = (half[:, None] * weights).ravel() * 2 * roots
    return UnseenGrid(most, np.concatenate([np.arange(DENSE), roots**2]), np.concatenate([dense, steps]), ends)
