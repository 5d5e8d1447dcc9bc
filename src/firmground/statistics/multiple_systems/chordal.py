"""Chordal graphs: which lists may depend on each other so that a closed form remains. It must not know counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

MOST_VERTICES = 6  # 8, 61, 822 and 18,154 graphs for 3 to 6; with seven there are 617,675


@dataclass(frozen=True)
class Chordal:
    """A graph in which every ring of four or more has a chord: its edges, cliques and separators, as bits of vertices.

    There is one separator fewer than there are cliques; parts that no edge joins are separated by the empty one (0).
    """

    edges: tuple[tuple[int, int], ...]
    cliques: tuple[int, ...]
    separators: tuple[int, ...]


@cache
def chordal_graphs(vertices: int) -> tuple[Chordal, ...]:
    """Every chordal graph on so many labelled vertices, the one without edges first.

    Raises ``ValueError`` above ``MOST_VERTICES``.
    """
    if not 1 <= vertices <= MOST_VERTICES:
        raise ValueError(f"{vertices} vertices")
    return tuple(_found(vertices))


def chordal(vertices: int, edges: tuple[tuple[int, int], ...]) -> Chordal | None:
    """The graph with its cliques and separators, or ``None`` where it is not chordal.

    Maximum cardinality search: Tarjan and Yannakakis (1984), SIAM Journal on Computing 13; cliques on the way: Blair and
    Peyton (1993).
    """
    joined = [0] * vertices
    for one, other in edges:
        joined[one] |= 1 << other
        joined[other] |= 1 << one
    cliques: list[int] = []
    separators: list[int] = []
    for vertex, before in _searched(joined):
        if not _all_joined(before, joined):
            return None
        if cliques and before == cliques[-1]:
            cliques[-1] |= 1 << vertex
            continue
        if cliques:
            separators.append(before)
        cliques.append(before | 1 << vertex)
    return Chordal(edges, tuple(cliques), tuple(separators))


def _found(vertices: int) -> Iterator[Chordal]:
    pairs = list(combinations(range(vertices), 2))
    for chosen in range(1 << len(pairs)):
        edges = tuple(pair for place, pair in enumerate(pairs) if chosen >> place & 1)
        if graph := chordal(vertices, edges):
            yield graph


def _searched(joined: list[int]) -> Iterator[tuple[int, int]]:
    """Each vertex with its neighbours among those before it; next is always one with the most of them."""
    placed, left = 0, list(range(len(joined)))
    while left:
        vertex = max(left, key=lambda each: (joined[each] & placed).bit_count())
        left.remove(vertex)
        yield vertex, joined[vertex] & placed
        placed |= 1 << vertex


def _all_joined(among: int, joined: list[int]) -> bool:
    """Whether each of some vertices is joined with every other of them."""
    return all(not among >> each & 1 or among & ~(joined[each] | 1 << each) == 0 for each in range(len(joined)))
