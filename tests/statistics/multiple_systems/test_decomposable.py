"""Averaging over decomposable graphs: the published results, and a second opinion that knows neither cliques nor separators."""

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln, gammaln, logsumexp
from scipy.stats import nbinom

from firmground.errors import InputError
from firmground.statistics.multiple_systems import decomposable
from firmground.statistics.multiple_systems.chordal import MOST_VERTICES, chordal, chordal_graphs
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.unseen_grid import unseen_grid

PUBLISHED = [
    ("Kosovo", 12749.3, 9827, 16544, 12595),
    ("UKdat_5", 21282.3, 10387, 33510, 22990),
    ("Western", 2257.2, 1343, 3878, 2133),
]
THREE = {1: 40, 2: 30, 4: 20, 3: 6, 5: 3, 7: 1}


@pytest.mark.parametrize(("name", "mean", "low", "high", "median"), PUBLISHED)
def test_the_published_results_are_met_to_their_printed_digits(lists, name, mean, low, high, median):
    found = decomposable.estimate(lists(name))
    assert (round(found.population, 1), found.low, found.high) == (mean, low, high)
    assert found.diagnostics["median"] == median


def test_the_mean_for_western_rises_with_the_limit_of_unseen_people_and_the_median_does_not(lists):
    """The reference program was given 20,000; no mean exists without a limit."""
    found = [decomposable.estimate(lists("Western"), most=most) for most in (20_000, 100_000, 300_000)]
    assert [round(each.population, 1) for each in found] == [2257.2, 2258.6, 2258.9]
    assert {each.diagnostics["median"] for each in found} == {2133}


def parents_of(order, edges):
    """The earlier neighbours of each vertex, or None unless each time all of them are joined with each other."""
    found = {}
    for place, vertex in enumerate(order):
        before = [other for other in order[:place] if tuple(sorted((vertex, other))) in edges]
        if any(tuple(sorted(pair)) not in edges for pair in combinations(before, 2)):
            return None
        found[vertex] = before
    return found


def second_opinion(lists, counts, unseen, delta):
    """The posterior of unseen people from conditional probabilities, list after list, each a Beta integral."""
    pairs = list(combinations(range(lists), 2))
    logs = []
    for chosen in product([False, True], repeat=len(pairs)):
        edges = {pair for pair, taken in zip(pairs, chosen, strict=True) if taken}
        ways = (parents_of(order, edges) for order in permutations(range(lists)))
        parents = next((way for way in ways if way is not None), None)
        if parents is not None:
            logs.append(evidence(lists, counts, unseen, delta, parents))
    people = sum(counts.values()) + unseen
    return logsumexp(logs, axis=0) + gammaln(people + 1) - gammaln(unseen + 1) - np.log(people), len(logs)


def evidence(lists, counts, unseen, delta, parents):
    total = np.zeros(len(unseen))
    for vertex, given_on in parents.items():
        weight = delta * 2 ** (lists - 1 - len(given_on))
        for marks in product([0, 1], repeat=len(given_on)):
            amounts = [np.zeros(len(unseen)), np.zeros(len(unseen))]
            for cell, count in counts.items():
                if all(cell >> other & 1 == mark for other, mark in zip(given_on, marks, strict=True)):
                    amounts[cell >> vertex & 1] = amounts[cell >> vertex & 1] + count
            if not any(marks):
                amounts[0] = amounts[0] + unseen
            total = total + betaln(weight + amounts[1], weight + amounts[0]) - betaln(weight, weight)
    return total


@pytest.mark.parametrize(
    ("amount", "counts", "graphs", "delta"),
    [
        (3, THREE, 8, None),
        (3, THREE, 8, 0.5),
        (4, {1: 30, 2: 25, 4: 20, 8: 9, 3: 5, 12: 4, 6: 3, 15: 1}, 61, None),
    ],
)
def test_conditional_probabilities_list_after_list_give_the_same(histories_from, amount, counts, graphs, delta):
    most = 3000
    unseen = np.arange(most + 1)
    logs, found_graphs = second_opinion(amount, counts, unseen, 2.0**-amount if delta is None else delta)
    posterior = np.exp(logs - logsumexp(logs))
    people = sum(counts.values()) + unseen
    cumulative = posterior.cumsum()
    found = decomposable.estimate(histories_from(amount, counts), most=most, delta=delta)
    assert found_graphs == graphs == found.diagnostics["graphs"]
    assert found.diagnostics["mean"] == pytest.approx(posterior @ people, rel=1e-7)
    assert found.diagnostics["mode"] == people[posterior.argmax()]
    assert found.diagnostics["median"] == people[np.searchsorted(cumulative, 0.5)]
    if found.population is not None:
        assert (found.low, found.high) == tuple(people[np.searchsorted(cumulative, each)] for each in (0.025, 0.975))


@pytest.mark.parametrize(("vertices", "amount"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822)])
def test_there_are_as_many_chordal_graphs_as_others_have_counted(vertices, amount):
    assert len(chordal_graphs(vertices)) == amount


def has_a_ring_without_a_chord(vertices, edges):
    """Whether four vertices or more, and no others, form one ring: each has two neighbours, and all hang together."""
    for size in range(4, vertices + 1):
        for chosen in combinations(range(vertices), size):
            inside = [edge for edge in edges if set(edge) <= set(chosen)]
            if all(sum(vertex in edge for edge in inside) == 2 for vertex in chosen):
                reached = {chosen[0]}
                for _ in chosen:
                    reached |= {vertex for edge in inside if reached & set(edge) for vertex in edge}
                if len(reached) == size:
                    return True
    return False


@settings(max_examples=50)
@given(st.integers(2, 6).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(list(combinations(range(n), 2)))))))
def test_a_graph_is_chordal_unless_it_has_a_ring_without_a_chord(graph):
    vertices, edges = graph
    found = chordal(vertices, tuple(sorted(edges)))
    assert (found is None) == has_a_ring_without_a_chord(vertices, edges)
    if found:
        assert len(found.separators) == len(found.cliques) - 1
        in_cliques = {pair for pair in combinations(range(vertices), 2) for c in found.cliques if all(c >> v & 1 for v in pair)}
        assert in_cliques == edges


def test_seven_lists_have_too_many_graphs_and_two_have_nothing_to_learn_from(lists):
    with pytest.raises(InputError, match="8 lists: graphs are summed for 6 at most"):
        decomposable.estimate(lists("NewOrl_185"))
    with pytest.raises(InputError, match="2 lists"):
        decomposable.estimate(Histories(("a", "b"), (1, 2, 3), (5, 5, 5)))
    with pytest.raises(ValueError, match="7 vertices"):
        chordal_graphs(MOST_VERTICES + 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=7, max_size=7), st.permutations(range(3)))
def test_the_order_of_lists_does_not_matter_and_nobody_seen_is_lost(histories_from, counts, order):
    named = {cell: count for cell, count in enumerate(counts, start=1) if count}
    moved = {sum(1 << order[bit] for bit in range(3) if cell >> bit & 1): count for cell, count in named.items()}
    if not named:
        return
    found, turned = (decomposable.estimate(histories_from(3, each), most=2000) for each in (named, moved))
    assert (found.population is None) == (turned.population is None)
    if found.population is not None:
        assert found.population == pytest.approx(turned.population, rel=1e-9)
        assert sum(counts) <= found.low <= found.diagnostics["median"] <= found.high


def test_counts_that_fit_only_the_graph_with_every_edge_give_no_number(lists):
    refused = decomposable.estimate(lists("UKdat_5"), delta=0.5)
    assert refused.population is None
    assert "the counts say nothing of who is on no list" in refused.refused
    assert refused.diagnostics["every_list_joined"] > 0.99
    assert refused.diagnostics["mean"] < 2900, "about as many as were seen, whatever the truth"


def test_nobody_on_two_lists_gives_no_number():
    apart = Histories(("a", "b", "c"), (1, 2, 4), (10, 10, 10))
    assert decomposable.estimate(apart).refused == "Nobody was on two lists."
    assert np.isnan(decomposable.populations(apart, np.array([apart.counts]))).all()


@pytest.mark.parametrize("name", ["Kosovo", "Western", "Artificial_3"])
def test_replicates_have_the_mean_that_each_table_has_alone(lists, name):
    table = lists(name)
    rows = np.random.default_rng(3).multinomial(table.observed, np.array(table.counts) / table.observed, size=2)
    alone = []
    for row in rows:
        seen = [(cell, int(count)) for cell, count in zip(table.cells, row, strict=True) if count]
        each = Histories(table.lists, tuple(cell for cell, _ in seen), tuple(count for _, count in seen))
        alone.append(decomposable.estimate(each).diagnostics["mean"])
    assert decomposable.populations(table, rows) == pytest.approx(np.array(alone), rel=2e-6)


def test_dependence_is_told_for_every_pair(lists):
    found = decomposable.estimate(lists("Kosovo")).diagnostics
    assert len(found["dependence"]) == 6
    assert sum(each["probability"] for each in found["likeliest_graphs"]) == pytest.approx(1.0, abs=1e-3)
    sure = [each["pair"] for each in found["dependence"] if each["probability"] > 0.95]
    assert ["EXH", "ABA"] in sure


@settings(max_examples=12, deadline=None)
@given(st.floats(2, 300), st.floats(0.002, 0.5), st.integers(1000, 60_000))
def test_a_few_hundred_numbers_stand_for_all_up_to_a_limit(size, chance, most):
    grid = unseen_grid(most)
    every = np.arange(most + 1)
    assert len(grid.unseen) < 2000
    logs = nbinom.logpmf(every, size, chance)
    at_nodes = gammaln(grid.unseen + size) - gammaln(grid.unseen + 1) - gammaln(size)
    at_nodes = at_nodes + size * np.log(chance) + grid.unseen * np.log1p(-chance)
    assert grid.weights @ np.exp(at_nodes) == pytest.approx(np.exp(logs).sum(), rel=1e-5, abs=1e-9)
    assert np.exp(grid.at_every_number(at_nodes)) == pytest.approx(np.exp(logs), rel=1e-5, abs=1e-9)


def test_so_many_people_that_the_sum_would_fill_the_memory_are_refused():
    crowd = Histories(("a", "b", "c"), (1, 2, 3, 4), (10**12, 10**12, 10**11, 10**12))
    with pytest.raises(InputError, match="3,100,000,000,000 people"):
        decomposable.estimate(crowd)
