"""A linkage that fails: links are missed, in one of three ways, and records of different people are joined.

Groups are closed over shared members, and have at most one record of each list.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.coverage.worlds import Flags, World

Numbers = NDArray[np.int64]
UNEVEN = 0.2  # with faults of people, half of the people have so much more recall and half so much less
PATIENCE = 200


@dataclass(frozen=True)
class Linked:
    """Records by person, list and the group that linkage put them in; ``groups`` are the cells of the groups."""

    person: Numbers
    list: Numbers
    group: Numbers
    groups: Numbers


def link(world: World, captured: Flags, rng: np.random.Generator) -> Linked:
    """The records of a world, linked with its recall and precision."""
    together = closed(_linked(world, captured, rng))
    person, on = np.nonzero(captured)
    first = together.argmax(axis=2)  # the first list of the piece that a record is in
    pieces, piece = np.unique(person * world.lists + first[person, on], return_inverse=True)
    cells = np.zeros(len(pieces), dtype=np.int64)
    np.bitwise_or.at(cells, piece, 1 << on)
    joined = _with_false_joins(cells, world.precision, rng)
    groups, group = np.unique(joined[piece], return_inverse=True)
    found = np.zeros(len(groups), dtype=np.int64)
    np.bitwise_or.at(found, group, 1 << on)
    return Linked(person, on, group, found)


def closed(linked: Flags) -> Flags:
    """Links (people, lists, lists) with all that follows from shared members, and every record with itself."""
    found = linked | np.eye(linked.shape[1], dtype=bool)
    for _ in range(int(np.ceil(np.log2(max(linked.shape[1] - 1, 1)))) + 1):
        found = np.matmul(found.astype(np.float32), found.astype(np.float32)) > 0
    return found


def _linked(world: World, captured: Flags, rng: np.random.Generator) -> Flags:
    people, lists = captured.shape
    both = captured[:, :, None] & captured[:, None, :]
    if world.faults == "records":
        sound = rng.random((people, lists)) < np.sqrt(world.recall)
        return both & sound[:, :, None] & sound[:, None, :]
    recall = np.full(people, world.recall)
    if world.faults == "people":
        recall = np.where(rng.random(people) < 0.5, np.minimum(recall + UNEVEN, 1.0), recall - UNEVEN)
    upper = np.triu(rng.random((people, lists, lists)) < recall[:, None, None], 1)
    return both & (upper | upper.transpose(0, 2, 1))


def _with_false_joins(cells: Numbers, precision: float, rng: np.random.Generator) -> Numbers:
    """For each piece, the piece that stands for its group, when so many pairs are wrong that precision is what it should be."""
    stands, cells, sizes = np.arange(len(cells)), cells.copy(), np.bitwise_count(cells).astype(np.int64)
    wanted = round(float((sizes * (sizes - 1) // 2).sum()) * (1 - precision) / precision)
    for _ in range(PATIENCE * (wanted + 1)):
        if wanted <= 0:
            break
        one, two = rng.integers(len(cells), size=2)
        if stands[one] == one and stands[two] == two and not cells[one] & cells[two]:
            wanted -= int(np.bitwise_count(cells[one])) * int(np.bitwise_count(cells[two]))
            stands[stands == two] = one
            cells[one] |= cells[two]
    return stands
