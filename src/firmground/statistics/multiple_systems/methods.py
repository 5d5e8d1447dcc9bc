"""The methods there are, each with what it answers, so that one call can run several on one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems import (
    bic,
    chao,
    chapman,
    decomposable,
    latent_classes,
    main_effects,
    stepwise,
    stepwise_aic,
)
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import MOST_LISTS, Histories

Record = Callable[[str, NDArray[np.float64]], None]  # a method's id, and its draws: a row for each chain, or one of replicates
Tell = Callable[[str, float], None]  # the name of a step, and the share of it that is done
RECORDED = (stepwise.METHOD, latent_classes.METHOD)


@dataclass(frozen=True)
class Settings:
    """What a run of methods needs besides histories.

    ``resamples`` are for bootstrap intervals (None: intervals without a bootstrap); ``generator`` is for the sampler alone;
    ``draws`` is how long each of its chains is. ``record`` hears draws that can be drawn, of the methods in ``RECORDED``.
    """

    generator: np.random.Generator
    resamples: NDArray[np.int64] | None = None
    level: float = 0.95
    draws: int = latent_classes.DRAWS
    tell: Tell | None = None
    record: Record | None = None

    def recorded_by(self, record: Record) -> "Settings":
        """The same, with somebody who hears draws."""
        return replace(self, record=record)


class Run(Protocol):
    """How a method is called."""

    def __call__(self, histories: Histories, settings: Settings) -> Estimate:
        """The estimate, or why there is none."""


@dataclass(frozen=True)
class Method:
    """A method by its id; ``is_bound`` says that it answers how many there are at least, not how many there are.

    It is run again for every pair of lists that is merged where no more than ``again_up_to`` lists are left.
    """

    id: str
    title: str
    run: Run
    is_bound: bool = False
    again_up_to: int = MOST_LISTS


def estimated(method: Method, histories: Histories, settings: Settings) -> Estimate:
    """A method's answer; where it does not take such histories, that becomes the reason why there is no number."""
    try:
        return method.run(histories, settings)
    except InputError as error:
        return Estimate(method.id, None, level=settings.level, refused=f"{error.what}: {error.remedy}".rstrip(": "))


def point(method: Method, histories: Histories, settings: Settings) -> float | None:
    """The number alone, without a bootstrap."""
    return estimated(method, histories, replace(settings, resamples=None, tell=None, record=None)).population


def _log_linear(module: ModuleType, histories: Histories, settings: Settings) -> Estimate:
    told = settings.tell
    heard = (lambda done, of: told(METHODS[module.METHOD].title, done / of)) if told else None
    found: Estimate = module.estimate(histories, resamples=settings.resamples, level=settings.level, progress=heard)
    if settings.record and settings.resamples is not None and module.METHOD in RECORDED:
        settings.record(module.METHOD, module.populations(histories, settings.resamples)[None, :])
    return found


def _latent_classes(histories: Histories, settings: Settings) -> Estimate:
    if len(histories.lists) < latent_classes.FEWEST_LISTS:
        raise InputError("two lists", remedy="classes cannot be told apart with fewer than three")
    told = settings.tell
    heard = (lambda done, of: told(METHODS[latent_classes.METHOD].title, done / of)) if told else None
    run = latent_classes.chains(histories, settings.generator, draws=settings.draws, progress=heard)
    if settings.record:
        settings.record(latent_classes.METHOD, run.populations.astype(np.float64))
    return latent_classes.estimate(histories, run, level=settings.level)


def _plain(module: ModuleType, histories: Histories, settings: Settings) -> Estimate:
    found: Estimate = module.estimate(histories, level=settings.level)
    return found


METHODS: Mapping[str, Method] = {
    each.id: each
    for each in (
        Method(main_effects.METHOD, "Independent lists", partial(_log_linear, main_effects)),
        Method(stepwise.METHOD, "Stepwise, by Poisson p-values", partial(_log_linear, stepwise)),
        Method(stepwise_aic.METHOD, "Stepwise, by Akaike's criterion", partial(_log_linear, stepwise_aic)),
        Method(bic.METHOD, "Least Bayesian criterion", partial(_log_linear, bic), again_up_to=4),
        Method(decomposable.METHOD, "Average over decomposable graphs", partial(_plain, decomposable)),
        Method(latent_classes.METHOD, "Latent classes", _latent_classes, again_up_to=0),
        Method(chao.METHOD, "Chao's lower bound", partial(_plain, chao), is_bound=True),
        Method(chapman.METHOD, "Chapman, two lists", partial(_plain, chapman)),
    )
}


def chosen(names: list[str] | tuple[str, ...], histories: Histories) -> tuple[Method, ...]:
    """The methods of some names, or all that take such histories when none is named.

    Chapman's is among all of them for two lists only; its pairs are shown for any number. Raises ``InputError`` for a name
    that no method has.
    """
    unknown = sorted(set(names) - METHODS.keys())
    if unknown:
        raise InputError(f"no method is called {unknown[0]!r}", remedy=f"use {', '.join(METHODS)}")
    if names:
        return tuple(METHODS[name] for name in dict.fromkeys(names))
    two = len(histories.lists) == 2
    return tuple(each for each in METHODS.values() if two or each.id != chapman.METHOD)
