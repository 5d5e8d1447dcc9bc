"""Latent classes: people differ in how easily each list finds them, in ways that nobody recorded; a sampler averages over how.

It refuses when its chains disagree: then the number would depend on where a chain began.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firmground.errors import InputError
from firmground.statistics.multiple_systems.convergence import effective_draws, split_r_hat
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.latent_class_sampler import Progress, sampled
from firmground.values import type_of_json

METHOD = "latent_classes"
ASSUMES = (
    "Within a class of people that nobody sees, lists do not depend on each other.",
    "Of each class some people were on a list, and enough to tell the classes apart.",
    "Before the counts, the number of people was as likely to be between 1,000 and 2,000 as between 2,000 and 4,000.",
)
CHAINS, DRAWS, CLASSES = 4, 30_000, 10
MOST_R_HAT, LEAST_DRAWS = 1.05, 400.0  # chains that differ more, or know less, give no number
FEWEST_LISTS = 3
DRAWS_FOR_REPLICATE = 2_000


@dataclass(frozen=True)
class Chains:
    """The population at every draw that was kept (a row for each chain), and what the draws are worth, of log N."""

    populations: NDArray[np.int64]
    r_hat: float
    effective: float

    @property
    def agree(self) -> bool:
        """Whether a number may be taken from them."""
        return self.r_hat <= MOST_R_HAT and self.effective >= LEAST_DRAWS


def chains(
    histories: Histories,
    generator: np.random.Generator,
    *,
    amount: int = CHAINS,
    draws: int = DRAWS,
    classes: int = CLASSES,
    progress: Progress | None = None,
) -> Chains:
    """Run several chains from scattered starts; the first half of the draws is thrown away.

    Raises ``InputError`` for fewer than two chains, 100 draws or one class.
    """
    if amount < 2 or draws < 100 or classes < 1:
        raise InputError(f"{amount} chains of {draws} draws in {classes} classes", remedy="run two chains of 100 draws or more")
    counts = np.tile(np.array(histories.counts), (amount, 1))
    found = sampled(_on_list(histories), counts, generator, draws=draws, classes=classes, progress=progress)
    kept = found[:, draws // 2 :]
    logs = np.log(kept)
    return Chains(kept, split_r_hat(logs), effective_draws(logs))


def estimate(histories: Histories, run: Chains, *, level: float = 0.95) -> Estimate:
    """The posterior median of the population with a credible interval of equal tails, from chains that agree.

    Refused for two lists, and when the chains disagree (split R-hat above 1.05) or are worth fewer than 400 draws; the
    medians of the chains are in ``diagnostics`` all the same. Source: Manrique-Vallier (2016), Biometrics 72.
    """
    beside: dict[str, type_of_json] = {
        "chains": len(run.populations),
        "draws": run.populations.shape[1],
        "split_r_hat": run.r_hat,
        "effective_draws": run.effective,
        "medians_of_chains": [float(each) for each in np.median(run.populations, axis=1)],
    }
    if refused := _refused(histories, run):
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused=refused, diagnostics=beside)
    tails = ((1 - level) / 2, 0.5, (1 + level) / 2)
    low, median, high = (float(each) for each in np.quantile(run.populations, tails))
    beside["mean"] = float(run.populations.mean())
    return Estimate(METHOD, median, low, high, level, "credible", assumes=ASSUMES, diagnostics=beside)


def populations(
    histories: Histories,
    counts: NDArray[np.int64],
    *,
    generator: np.random.Generator,
    draws: int = DRAWS_FOR_REPLICATE,
    classes: int = CLASSES,
) -> NDArray[np.float64]:
    """The posterior median for each replicate, from two chains each; ``nan`` where the two disagree.

    ``counts`` is (replicates, cells). A short run: for a look at many tables, not for publication.
    """
    if len(histories.lists) < FEWEST_LISTS:
        return np.full(len(counts), np.nan)
    twice = np.repeat(np.asarray(counts), 2, axis=0)
    found = sampled(_on_list(histories), twice, generator, draws=draws, classes=classes)[:, draws // 2 :]
    by_replicate = found.reshape(len(counts), 2, -1)
    settled = np.array([split_r_hat(np.log(each)) <= 2 * MOST_R_HAT - 1 for each in by_replicate], dtype=np.bool_)
    return np.where(settled, np.median(by_replicate, axis=(1, 2)), np.nan)


def _refused(histories: Histories, run: Chains) -> str:
    if len(histories.lists) < FEWEST_LISTS:
        return "With two lists, classes cannot be told apart."
    if run.r_hat > MOST_R_HAT:
        return f"The chains disagree (split R-hat {run.r_hat:.2f}, at most {MOST_R_HAT}): the number would depend on the start."
    if run.effective < LEAST_DRAWS:
        return f"The chains are worth {run.effective:.0f} independent draws, and {LEAST_DRAWS:.0f} are needed."
    return ""


def _on_list(histories: Histories) -> NDArray[np.int64]:
    """1 where a history (row) is on a list (column)."""
    cells = np.array(histories.cells)
    listed: NDArray[np.int64] = cells[:, None] >> np.arange(len(histories.lists)) & 1
    return listed
