"""Whether a model can be estimated at all: whether its likelihood has a maximum, and only one."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from enum import IntFlag
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firmground.statistics.multiple_systems.hierarchy import closed
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.lattice import Marks, Numbers, over_subsets, spread
from firmground.statistics.multiple_systems.models import Models, same_for_all, tables

MOST_MODELS, MOST_FACES, MOST_PROGRAMMES = 4096, 64, 8192  # what is remembered is bounded


class Fault(IntFlag):
    """What keeps a model from being estimated: 0 nothing, 1 no maximum, 2 not identifiable, 3 both."""

    NONE = 0
    NO_MAXIMUM = 1
    NOT_IDENTIFIABLE = 2


def fault_of(histories: Histories, interactions: Sequence[int]) -> Fault:
    """What is wrong with the smallest hierarchical model that has some interactions, each a cell of two lists or more.

    Raises ``InputError`` for a cell that is no interaction of these lists.
    """
    table = tables(spread(histories, np.array([histories.counts])))
    model = same_for_all(table.margins, closed(len(histories.lists), tuple(interactions)))
    found = Fault.NONE if existing(model, table.counts)[0] else Fault.NO_MAXIMUM
    return found if identifiable(model)[0] else found | Fault.NOT_IDENTIFIABLE


def identifiable(model: Models) -> Marks:
    """Whether the effects of each replicate's model are determined by the cells that remain.

    The design matrix need not be made. A used term's own cell always remains, and these cells form a triangle, so at most
    one direction is free: (-1) ** size for every used term. It is free exactly if its sum within every remaining cell (an
    Euler characteristic) is nought. Whole numbers throughout: no tolerance decides. Needs a hierarchical model.
    """
    signs = np.zeros(model.remaining.shape, dtype=np.int64)
    places, replicates = np.nonzero(model.used)
    terms = model.terms[places, replicates]
    signs[terms, replicates] = 1 - 2 * (np.bitwise_count(terms).astype(np.int64) & 1)
    determined: Marks = ((over_subsets(signs) != 0) & model.remaining).any(axis=0)
    return determined


def existing(model: Models, counts: Numbers) -> Marks:
    """Whether the likelihood of each replicate has its maximum at finite effects of the used terms.

    It has unless there is a direction of effects that changes no predictor of a cell with somebody, raises none of an empty
    one and lowers some: then the likelihood grows for ever (Haberman 1974; Fienberg and Rinaldo 2012). A linear programme
    looks for the direction that lowers most cells. It depends only on which cells are empty, and is remembered.
    """
    answers = [_exists(key, alive, found) for key, alive, found in _keys(model, counts)]
    return np.array(answers, dtype=np.bool_)


def forget() -> None:
    """Remember nothing of earlier checks; for measuring."""
    _faces.clear()
    _lowered.cache_clear()


class _Faces(OrderedDict[bytes, list[int]]):
    """For each model the sets of cells, as bits, within which no table has a maximum; the oldest model is forgotten first."""

    def add(self, key: bytes, face: int) -> None:
        listed = self.setdefault(key, [])
        if len(listed) < MOST_FACES:
            listed.append(face)
        self.move_to_end(key)
        if len(self) > MOST_MODELS:
            self.popitem(last=False)


_faces = _Faces()


def _keys(model: Models, counts: Numbers) -> Iterator[tuple[bytes, int, int]]:
    """For each replicate its model, the cells that remain and those with somebody, as bits."""
    cells, replicates = model.remaining.shape
    used = np.zeros((cells, replicates), dtype=np.bool_)
    places, columns = np.nonzero(model.used)
    used[model.terms[places, columns], columns] = True
    parts = [np.packbits(marks, axis=0, bitorder="little").T for marks in (used, model.remaining, counts > 0)]
    for terms, alive, found in zip(*parts, strict=True):
        yield (
            terms.tobytes() + alive.tobytes(),
            int.from_bytes(alive.tobytes(), "little"),
            int.from_bytes(found.tobytes(), "little"),
        )


def _exists(key: bytes, alive: int, found: int) -> bool:
    """Whether no direction lowers a cell; one that an earlier programme of the same model found may do for this table too."""
    if any(not found & ~face for face in _faces.get(key, ())):
        return False
    lowered = _lowered(key, found)
    if lowered:
        _faces.add(key, alive & ~lowered)
    return not lowered


@lru_cache(maxsize=MOST_PROGRAMMES)
def _lowered(key: bytes, found: int) -> int:
    """The most empty cells that one direction lowers, as bits; nought where the maximum exists.

    ``marks`` of lowered cells are at most 1 and directions have any length, so at the optimum each is 0 or 1: their number
    is whole, and no tolerance decides.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - slow to load, and few tables need a programme
    from scipy.sparse import csr_array, eye_array, hstack  # noqa: PLC0415

    half = len(key) // 2
    used, remaining, people = (_cells(each) for each in (key[:half], key[half:], found.to_bytes(half, "little")))
    empty = np.setdiff1d(remaining, people)
    if not empty.size:
        return 0
    design = (empty[:, None] & used == used).astype(np.float64)
    fixed = (np.intersect1d(people, remaining)[:, None] & used == used).astype(np.float64)
    answer = linprog(
        np.concatenate([np.zeros(used.size), -np.ones(empty.size)]),
        A_ub=hstack([csr_array(design), eye_array(empty.size)]),
        b_ub=np.zeros(empty.size),
        A_eq=hstack([csr_array(fixed), csr_array((len(fixed), empty.size))]),
        b_eq=np.zeros(len(fixed)),
        bounds=[(None, None)] * used.size + [(0, 1)] * empty.size,
        method="highs",
    )
    return sum(1 << int(cell) for cell in empty[answer.x[used.size :] > 0.5])


def _cells(marks: bytes) -> NDArray[np.intp]:
    return np.flatnonzero(np.unpackbits(np.frombuffer(marks, dtype=np.uint8), bitorder="little"))
