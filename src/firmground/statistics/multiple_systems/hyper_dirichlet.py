"""How well each decomposable graph explains capture histories, for any number of unseen people, in closed form.

It knows the hyper-Dirichlet law, and nothing of how answers are averaged.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from firmground.statistics.multiple_systems.chordal import Chordal
from firmground.statistics.multiple_systems.histories import Histories

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Evidence:
    """What the posterior of graphs and unseen people is made of, up to one factor.

    ``uses`` has a row for each graph and a column for each set of lists: how often the table of that set counts (cliques) or
    is divided by (separators). ``known`` is the part of each set's table that unseen people do not change, ``empty`` how many
    seen people were on none of its lists, ``weight`` the prior weight of that cell.
    """

    observed: int
    delta: float
    total: float
    uses: Numbers
    known: Numbers
    empty: Numbers
    weight: Numbers

    def log_of(self, unseen: Numbers) -> Numbers:
        """The log of the posterior, up to a constant: a row for each graph, a column for each number of unseen people.

        Every graph has the same prior probability, and the population N the prior 1/N.
        """
        tables = self.known[:, None] + gammaln(self.empty[:, None] + unseen + self.weight[:, None])
        people = self.observed + unseen
        shared = gammaln(people + 1) - gammaln(unseen + 1) - np.log(people) - gammaln(people + self.total)
        logs: Numbers = self.uses @ tables + shared
        return logs

    def only(self, graphs: NDArray[np.bool_]) -> "Evidence":
        """The same for some of the graphs."""
        return replace(self, uses=self.uses[graphs])


def evidence_of(
    histories: Histories, counts: NDArray[np.int64], graphs: tuple[Chordal, ...], delta: float | None = None
) -> Evidence:
    """The evidence for some counts of the cells of histories; each cell has the prior weight ``delta``, or 2^-K.

    Source: Dawid and Lauritzen (1993), Annals of Statistics 21; Madigan and York (1997), Biometrika 84.
    """
    amount = len(histories.lists)
    prior = 2.0**-amount if delta is None else delta
    cells = np.array(histories.cells)
    sets = np.arange(1 << amount)
    weight = prior * 2.0 ** (amount - np.bitwise_count(sets).astype(np.float64))
    known, empty = np.empty(len(sets)), np.empty(len(sets))
    for each in sets:
        table = np.bincount(cells & each, weights=counts, minlength=1 << amount)
        empty[each] = table[0]
        known[each] = (gammaln(table[1:] + weight[each]) - gammaln(weight[each])).sum() - gammaln(weight[each])
    total = prior * (1 << amount)
    return Evidence(int(counts.sum()), prior, total, _uses(graphs, amount), known, empty, weight)


@cache
def _uses(graphs: tuple[Chordal, ...], amount: int) -> Numbers:
    """One for each clique of a graph, less one for each separator, by set of lists."""
    uses = np.zeros((len(graphs), 1 << amount))
    for place, graph in enumerate(graphs):
        np.add.at(uses[place], list(graph.cliques), 1.0)
        np.subtract.at(uses[place], list(graph.separators), 1.0)
    return uses
