"""Limits around an estimate of how many people no list has, when all that is known of it is a variance."""

import math

from scipy.special import ndtri


def log_normal_limits(observed: int, population: float, variance: float, *, level: float) -> tuple[float, float]:
    """Limits that never fall below who was observed: the number of unseen people is taken to be log-normal.

    ``variance`` is that of the population. Without unseen people, or without a variance, both limits are the population.
    Source: Chao (1987), Biometrics 43, after Burnham.
    """
    unseen = population - observed
    if unseen <= 0 or variance <= 0:
        return population, population
    factor = math.exp(float(ndtri((1 + level) / 2)) * math.sqrt(math.log1p(variance / unseen**2)))
    return observed + unseen / factor, observed + unseen * factor
