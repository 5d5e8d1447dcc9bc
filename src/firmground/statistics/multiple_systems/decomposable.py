"""Bayesian averaging over decomposable graphs: which lists depend on each other is not known, so every chordal graph is asked.

Each graph has a closed form, hence no sampling and no seed. It must not choose a graph.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from firmground.errors import InputError
from firmground.statistics.multiple_systems.chordal import MOST_VERTICES, Chordal, chordal_graphs
from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.hyper_dirichlet import Evidence, Numbers, evidence_of
from firmground.statistics.multiple_systems.unseen_grid import unseen_grid
from firmground.values import type_of_json

METHOD = "decomposable"
ASSUMES = (
    "Lists depend on each other as some chordal graph says; every such graph was as likely before the counts.",
    "Before the counts, the number of people was as likely to be between 1,000 and 2,000 as between 2,000 and 4,000.",
    "Everybody of the same kind of history is alike: people are not easier or harder to find in ways that no list shows.",
)
AT_LEAST, PER_OBSERVED = 20_000, 50  # unseen people up to the larger of these; without a limit the mean does not exist
MOST_OBSERVED = 2_000_000  # the sum over unseen people then takes some gigabytes
MOST_JOINED = 0.5  # of the probability of the graph with every edge
NOTHING_SAID = (
    "That every list depends on every other is likelier than not, and then the counts say nothing of who is on no list."
)
FEWEST_LISTS = 3
FEW = 16  # of the nodes of a grid, one is looked at before graphs are left out
NOWHERE_NEAR = 35.0  # in logs: all 18,154 graphs together, so much less likely, change no digit that is told
LISTED = 10  # likeliest graphs that are told


def populations(
    histories: Histories, counts: NDArray[np.int64], *, delta: float | None = None, most: int | None = None
) -> NDArray[np.float64]:
    """The posterior mean of the population for each replicate; ``nan`` where nobody was on two lists.

    ``counts`` is (replicates, cells). Sums over unseen people are taken on ``unseen_grid``, right to five digits or better.
    ``delta`` and ``most`` are as in ``estimate``. Raises ``InputError`` for two lists and for more than six.
    """
    graphs = _graphs(histories)
    found = np.full(len(counts), np.nan)
    overlapping = np.array([cell & (cell - 1) > 0 for cell in histories.cells])
    for place in np.flatnonzero(counts[:, overlapping].sum(axis=1) > 0):
        evidence = evidence_of(histories, counts[place], graphs, delta)
        grid = unseen_grid(_most(evidence.observed, most))
        logs = evidence.only(_near_the_likeliest(evidence, grid.unseen)).log_of(grid.unseen)
        share = _scaled(logs, logs.max()).sum(axis=0) * grid.weights
        found[place] = evidence.observed + share @ grid.unseen / share.sum()
    return found


def estimate(histories: Histories, *, level: float = 0.95, delta: float | None = None, most: int | None = None) -> Estimate:
    """The posterior mean of the population with a credible interval, averaged over every decomposable graph.

    ``delta`` is the prior weight of each cell, 2^-K for K lists when left out. Unseen people are summed from 0 to ``most``,
    the larger of 20,000 and fifty for each observed person when left out: the tail of the graph with every edge is so long
    that the mean rises, slowly and without end, with that limit. The median, in ``diagnostics``, hardly does. The interval
    has equal tails, and its ends are whole people.

    Refused where nobody was on two lists, and where the graph with every edge is likelier than not: under it counts say
    nothing of unseen people, and the prior alone answers. Raises
    ``InputError`` for two lists, for more than six, and for more than two million people without ``most``.
    Source: Madigan and York (1997), Biometrika 84, with prior 1/N.
    """
    graphs = _graphs(histories)
    if most is None and histories.observed > MOST_OBSERVED:
        remedy = "estimate for parts of them, or use another method"
        raise InputError(f"{histories.observed:,} people: the sum is taken for {MOST_OBSERVED:,} at most", remedy=remedy)
    if not any(cell & (cell - 1) for cell in histories.cells):
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused="Nobody was on two lists.")
    evidence = evidence_of(histories, np.array(histories.counts), graphs, delta)
    limit = _most(evidence.observed, most)
    grid = unseen_grid(limit)
    near = _near_the_likeliest(evidence, grid.unseen)
    logs = evidence.only(near).log_of(grid.unseen)
    top = logs.max()
    by_graph = _scaled(logs, top) @ grid.weights
    shares = np.zeros(len(graphs))
    shares[near] = by_graph / by_graph.sum()
    posterior = _scaled(grid.at_every_number(logsumexp(logs, axis=0)), top)
    posterior /= posterior.sum()
    people = evidence.observed + np.arange(limit + 1)
    low, middle, high = (int(people[_quantile(posterior, at)]) for at in ((1 - level) / 2, 0.5, (1 + level) / 2))
    diagnostics: dict[str, type_of_json] = {
        "median": middle,
        "mode": int(people[posterior.argmax()]),
        "mean": float(posterior @ people),
        "most_unseen": limit,
        "delta": evidence.delta,
        "graphs": len(graphs),
        "every_list_joined": float(shares[_complete(graphs)]),
        "likeliest_graphs": _likeliest(histories, graphs, shares),
        "dependence": _dependence(histories, graphs, shares),
    }
    if diagnostics["every_list_joined"] > MOST_JOINED:
        return Estimate(METHOD, None, level=level, assumes=ASSUMES, refused=NOTHING_SAID, diagnostics=diagnostics)
    return Estimate(METHOD, diagnostics["mean"], low, high, level, "credible", assumes=ASSUMES, diagnostics=diagnostics)


def _graphs(histories: Histories) -> tuple[Chordal, ...]:
    """Every graph on the lists, or the refusal of too many."""
    amount = len(histories.lists)
    if amount < FEWEST_LISTS:
        raise InputError(f"{amount} lists", remedy="with two lists, whether they depend on each other cannot be learned")
    if amount > MOST_VERTICES:
        remedy = "merge lists that work alike, or use another method"
        raise InputError(f"{amount} lists: graphs are summed for {MOST_VERTICES} at most", remedy=remedy)
    return chordal_graphs(amount)


def _complete(graphs: tuple[Chordal, ...]) -> int:
    """Where the graph with every edge is."""
    return max(range(len(graphs)), key=lambda place: len(graphs[place].edges))


def _most(observed: int, most: int | None) -> int:
    return max(AT_LEAST, PER_OBSERVED * observed) if most is None else most


def _near_the_likeliest(evidence: Evidence, unseen: Numbers) -> NDArray[np.bool_]:
    """Which graphs come anywhere near the likeliest, looked at in a few places; the others take time and memory for nothing."""
    peaks = evidence.log_of(unseen[::FEW]).max(axis=1)
    near: NDArray[np.bool_] = peaks > peaks.max() - NOWHERE_NEAR
    return near


def _scaled(logs: Numbers, top: float) -> Numbers:
    scaled: Numbers = np.exp(logs - top)
    return scaled


def _quantile(posterior: Numbers, share: float) -> int:
    """The smallest number of unseen people that at least this share of the posterior does not exceed."""
    return min(int(np.searchsorted(np.cumsum(posterior), share)), len(posterior) - 1)


def _likeliest(histories: Histories, graphs: tuple[Chordal, ...], shares: Numbers) -> list[dict[str, type_of_json]]:
    """The graphs with the largest posterior probability, by the lists that each joins."""
    order = np.argsort(-shares, kind="stable")[:LISTED]
    return [{"edges": _named(histories, graphs[place]), "probability": float(shares[place])} for place in order]


def _dependence(histories: Histories, graphs: tuple[Chordal, ...], shares: Numbers) -> list[dict[str, type_of_json]]:
    """For each pair of lists, the posterior probability that an edge joins them."""
    joined = [{frozenset(edge) for edge in graph.edges} for graph in graphs]
    return [
        {
            "pair": [histories.lists[one], histories.lists[other]],
            "probability": float(shares[[frozenset((one, other)) in edges for edges in joined]].sum()),
        }
        for one, other in combinations(range(len(histories.lists)), 2)
    ]


def _named(histories: Histories, graph: Chordal) -> list[list[str]]:
    return [[histories.lists[one], histories.lists[other]] for one, other in graph.edges]
