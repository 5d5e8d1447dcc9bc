"""Whether chains of a sampler found the same answer, and how many independent draws theirs are worth."""

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]


def split_r_hat(draws: Draws) -> float:
    """How much wider all half-chains together are than each alone: 1 when they agree, ``inf`` when none of them moves.

    ``draws`` has a row for each chain. Source: Gelman and others, Bayesian Data Analysis, 3rd edition (2013), section 11.4.
    """
    halves = _halves(draws)
    length = halves.shape[1]
    within = halves.var(axis=1, ddof=1).mean()
    between = halves.mean(axis=1).var(ddof=1)
    if within == 0:
        return 1.0 if between == 0 else float("inf")
    return float(np.sqrt((length - 1) / length + between / within))


def effective_draws(draws: Draws) -> float:
    """How many independent draws know as much of the mean, from autocorrelations within and between half-chains.

    Sums of neighbouring autocorrelations are taken while they are positive and fall (Geyer 1992, Statistical Science 7).
    Source: Vehtari and others (2021), Bayesian Analysis 16, without ranks.
    """
    halves = _halves(draws)
    amount, length = halves.shape
    covariance = _autocovariance(halves).mean(axis=0)
    within = covariance[0] * length / (length - 1)
    everything = within * (length - 1) / length + halves.mean(axis=1).var(ddof=1)
    if everything == 0:
        return float("nan")
    correlation = 1 - (within - covariance) / everything
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    falling = np.minimum.accumulate(pairs[: negative[0] if len(negative) else len(pairs)])
    return float(amount * length / max(2 * falling.sum() - 1, 1 / np.log10(amount * length)))


def _halves(draws: Draws) -> Draws:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _autocovariance(chains: Draws) -> Draws:
    """The autocovariance of each chain at every lag, by Fourier transform."""
    length = chains.shape[1]
    centred = chains - chains.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, n=2 * length)
    covariance: Draws = np.fft.irfft(spectrum * spectrum.conj())[:, :length] / length
    return covariance
