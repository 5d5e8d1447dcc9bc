"""The lower tail of a beta distribution, fast: cubics between exact values, for millions of evaluations."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KNOTS = 8001
FAR = 1e-30


class BetaTail:
    """The probability below each place under Beta(``a``, ``b``), and its slope; right to some twelve digits after the point."""

    def __init__(self, a: float, b: float) -> None:
        from scipy.special import betainc, betaincinv, betaln, xlog1py, xlogy  # noqa: PLC0415 - a third of a second to load

        self.low, self.high = float(betaincinv(a, b, FAR)), 1 - float(betaincinv(b, a, FAR))
        at = np.linspace(self.low, self.high, KNOTS)
        slopes = np.exp(xlogy(a - 1, at) + xlog1py(b - 1, -at) - betaln(a, b))
        self._step = (self.high - self.low) / (KNOTS - 1)
        self._cubics = _cubics(betainc(a, b, at), slopes * self._step)

    def value(self, places: Floats) -> Floats:
        """The probability below each place."""
        knot, t = self._find(places)
        c0, c1, c2, c3 = (each[knot] for each in self._cubics)
        return np.asarray(c0 + t * (c1 + t * (c2 + t * c3)), dtype=np.float64)

    def slope(self, places: Floats) -> Floats:
        """The density at each place, nought where nearly nothing lies."""
        knot, t = self._find(places)
        _, c1, c2, c3 = (each[knot] for each in self._cubics)
        inside = (places >= self.low) & (places <= self.high)
        return np.where(inside, (c1 + t * (2 * c2 + t * 3 * c3)) / self._step, 0.0)

    def _find(self, places: Floats) -> tuple[NDArray[np.int32], Floats]:
        scaled = (np.clip(places, self.low, self.high) - self.low) / self._step
        knot = np.minimum(scaled, KNOTS - 2).astype(np.int32)
        return knot, scaled - knot


def hermite(wanted: Floats, at: Floats, values: Floats, slopes: Floats) -> Floats:
    """The cubics through ``values`` with ``slopes`` at growing places ``at``, for places between the first and the last."""
    place = np.clip(np.searchsorted(at, wanted, side="right") - 1, 0, len(at) - 2)
    width = np.diff(at)[place]
    t = (wanted - at[place]) / width
    rest = 1 - t
    found = (1 + 2 * t) * rest**2 * values[place] + t * t * (3 - 2 * t) * values[place + 1]
    return np.asarray(found + width * t * rest * (rest * slopes[place] - t * slopes[place + 1]), dtype=np.float64)


def _cubics(values: Floats, rises: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The coefficients of each stretch, from the values at its ends and the slopes over its width."""
    gained = np.diff(values)
    return values[:-1], rises[:-1], 3 * gained - 2 * rises[:-1] - rises[1:], rises[:-1] + rises[1:] - 2 * gained
