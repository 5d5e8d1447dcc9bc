"""Gibbs sampling of a population in latent classes, every chain at once, people of one history together.

The model: each person belongs to one of a few classes that nobody sees; within a class lists are independent; classes are
weighted by a stick-breaking prior (a Dirichlet process cut off), so that no more are used than the counts ask for. It draws,
and must not judge whether the chains have settled.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Progress = Callable[[int, int], None]
SHAPE = RATE = 0.25  # of the Gamma prior of the concentration
NEAR = 1e-12  # how near to 0 and 1 a probability may come, so that its logarithm stays finite
SAY_EVERY = 200  # draws


@dataclass
class State:
    """Where each chain is: chances of being listed (chains, lists, classes), logs of class weights, concentrations."""

    chance: Numbers
    log_weight: Numbers
    concentration: Numbers


def sampled(
    on_list: Whole, counts: Whole, generator: np.random.Generator, *, draws: int, classes: int, progress: Progress | None = None
) -> Whole:
    """The population at every draw: a row for each chain, a column for each draw, from a scattered start on.

    ``on_list`` is 1 where a history (row) is on a list (column); ``counts`` has a row for each chain, which may differ.
    Source: Manrique-Vallier (2016), Biometrics 72, with its priors: 1/N, uniform chances, Gamma(1/4, 1/4).
    """
    state = _start(len(counts), on_list.shape[1], classes, generator)
    observed = counts.sum(axis=1)
    found = np.empty((len(counts), draws), dtype=np.int64)
    for place in range(draws):
        seen, unseen = _people(state, on_list, counts, observed, generator)
        if classes > 1:
            _change_places(state, seen, unseen, generator)
        _chances(state, on_list, seen, unseen, generator)
        _weights(state, seen.sum(axis=1) + unseen, generator)
        found[:, place] = observed + unseen.sum(axis=1)
        if progress and (place + 1) % SAY_EVERY == 0:
            progress(place + 1, draws)
    return found


def _start(chains: int, lists: int, classes: int, generator: np.random.Generator) -> State:
    """Chains far from each other, so that agreement afterwards means something."""
    most = generator.uniform(0.05, 0.6, (chains, 1, 1))
    chance = most * generator.uniform(NEAR, 1, (chains, lists, classes))
    weight = generator.dirichlet(np.full(classes, 0.5), chains) + NEAR
    return State(chance, np.log(weight), np.full(chains, 0.2))


def _people(state: State, on_list: Whole, counts: Whole, observed: Whole, generator: np.random.Generator) -> tuple[Whole, Whole]:
    """Classes of who was seen (chains, histories, classes), and how many unseen people there are in each class."""
    listed, not_listed = np.log(state.chance), np.log1p(-state.chance)
    on_none = state.log_weight + not_listed.sum(axis=1)
    logs = np.matmul(on_list, listed - not_listed) + on_none[:, None, :]
    shares = np.exp(logs - logs.max(axis=2, keepdims=True))
    seen = generator.multinomial(counts, shares / shares.sum(axis=2, keepdims=True))
    missed = np.exp(on_none)
    share = np.minimum(missed.sum(axis=1), 1 - NEAR)
    unseen = generator.negative_binomial(observed, 1 - share)
    return seen, generator.multinomial(unseen, missed / missed.sum(axis=1, keepdims=True))


def _change_places(state: State, seen: Whole, unseen: Whole, generator: np.random.Generator) -> None:
    """Let two classes of each chain change places, as the prior of how many people each place has allows.

    Without it a chain may stay for long where a large class stands late, which the prior makes unlikely. Class weights are
    integrated out, so they must be drawn anew afterwards. After Papaspiliopoulos and Roberts (2008), Biometrika 95.
    """
    chains, classes = unseen.shape
    one = generator.integers(classes, size=chains)
    other = (one + generator.integers(1, classes, size=chains)) % classes
    people = seen.sum(axis=1) + unseen
    order = np.tile(np.arange(classes), (chains, 1))
    each = np.arange(chains)
    order[each, one], order[each, other] = other, one
    gain = _log_prior(np.take_along_axis(people, order, axis=1), state) - _log_prior(people, state)
    moved = np.flatnonzero(np.log(generator.random(chains)) < gain)
    unseen[moved] = np.take_along_axis(unseen[moved], order[moved], axis=1)
    seen[moved] = np.take_along_axis(seen[moved], order[moved][:, None, :], axis=2)


def _log_prior(people: Whole, state: State) -> Numbers:
    """The log probability of so many people in each class of a chain, its weights integrated out, up to a constant."""
    later = people.sum(axis=1, keepdims=True) - people.cumsum(axis=1)
    logs: Numbers = betaln(1.0 + people[:, :-1], state.concentration[:, None] + later[:, :-1]).sum(axis=1)
    return logs


def _chances(state: State, on_list: Whole, seen: Whole, unseen: Whole, generator: np.random.Generator) -> None:
    """New chances of being on each list in each class."""
    listed = np.matmul(on_list.T, seen)
    everybody = (seen.sum(axis=1) + unseen)[:, None, :]
    state.chance = np.clip(generator.beta(1.0 + listed, 1.0 + everybody - listed), NEAR, 1 - NEAR)


def _weights(state: State, people: Whole, generator: np.random.Generator) -> None:
    """New class weights from sticks broken off, and a new concentration."""
    later = people.sum(axis=1, keepdims=True) - people.cumsum(axis=1)
    sticks = generator.beta(1.0 + people[:, :-1], state.concentration[:, None] + later[:, :-1])
    sticks = np.clip(sticks, 1e-300, 1 - NEAR)
    left = np.log1p(-sticks).cumsum(axis=1)
    before = np.concatenate([np.zeros((len(people), 1)), left], axis=1)
    state.log_weight = before + np.concatenate([np.log(sticks), np.zeros((len(people), 1))], axis=1)
    state.concentration = generator.gamma(SHAPE + people.shape[1] - 1, 1 / (RATE - before[:, -1]))
