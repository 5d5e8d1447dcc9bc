"""Rounded tables add up, are as near to the truth as they can be, and leave a reader too many possible counts."""

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from firmground.errors import FigureError
from firmground.statistics.disclosure.rounding import Rounding, narrowed_by, rounded
from firmground.statistics.disclosure.system import Cell, Kind, System, no_more, one_table, overlaps

SHAPES = st.one_of(st.tuples(st.integers(1, 6)), st.tuples(st.integers(1, 4), st.integers(1, 4)))
TABLES = SHAPES.flatmap(lambda shape: arrays(np.int64, shape, elements=st.one_of(st.integers(0, 9), st.integers(0, 60))))
BASES = st.sampled_from([3, 5, 10])
IMPOSSIBLE = np.array(  # every line has two fives: one goes up, one down. Round a ring of odd length that cannot be
    [[[0, 5, 5], [5, 5, 0], [5, 0, 5]], [[5, 5, 0], [0, 5, 5], [5, 0, 5]], [[5, 0, 5], [5, 0, 5], [0, 0, 0]]]
)


@pytest.fixture(scope="module")
def rounding_of(with_margins, as_table, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rounded")

    def make(array, base, **how):
        table = as_table(folder, with_margins(np.asarray(array)))
        found = rounded(table.system(), base, **how)
        return table, found, {row: found.counts[name] for name, row in table.names().items()}

    return make


def parts_of(rows, row):
    """By each dimension that a row sums over, the rows that make it."""
    for at, code in enumerate(row):
        if code == "Total":
            yield [each for each in rows if each[at] != "Total" and (*each[:at], "Total", *each[at + 1 :]) == row]


@settings(max_examples=40, deadline=None)
@given(array=TABLES, base=BASES)
@example(array=np.array([[1, 1], [1, 1]]), base=3)
@example(array=np.array([4, 4, 4, 4, 4]), base=5)
def test_every_count_is_a_multiple_beside_the_true_one_and_all_adds_up(rounding_of, array, base):
    table, found, shown = rounding_of(array, base)
    for row, count in table.rows.items():
        assert shown[row] % base == 0
        assert abs(shown[row] - count) < base, "no further than the multiple beside it; a multiple stays"
        assert all(sum(shown[part] for part in parts) == shown[row] for parts in parts_of(table.rows, row))
    assert found.distance == sum(abs(shown[row] - count) for row, count in table.rows.items())
    assert found.is_least
    assert narrowed_by(table.system(), found) == {}


@settings(max_examples=25, deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=1, max_size=5), base=BASES)
def test_no_rounding_of_a_short_table_is_nearer(counts, base):
    """Every choice of up or down, tried out."""
    found = rounded(one_table({f"c{at}": count for at, count in enumerate(counts)}), base)
    beside = [{count // base * base, -(-count // base) * base} for count in counts]
    sums = {0: 0}  # by rounded total, the least distance so far
    for count, choices in zip(counts, beside, strict=True):
        reached = [(total + each, far + abs(each - count)) for total, far in sums.items() for each in choices]
        sums = {total: min(far for other, far in reached if other == total) for total, _ in reached}
    whole = sum(counts)
    assert found.distance == min(far + abs(total - whole) for total, far in sums.items() if abs(total - whole) < base)


@settings(max_examples=25, deadline=None)
@given(array=arrays(np.int64, (2, 2), elements=st.integers(0, 30)), base=BASES)
def test_no_rounding_of_a_square_is_nearer(rounding_of, array, base):
    """Each of the four cells up or down, and its margins as they then must be."""
    found = rounding_of(array, base)[1]
    choices = [{count // base * base, -(-count // base) * base} for count in array.ravel().tolist()]
    distances = []
    for each in product(*choices):
        moved = np.reshape(each, (2, 2)) - array
        sums = [*moved.ravel(), *moved.sum(axis=0), *moved.sum(axis=1), moved.sum()]
        whole = [*array.ravel(), *array.sum(axis=0), *array.sum(axis=1), array.sum()]
        if all(abs(move) < base and (count % base or not move) for move, count in zip(sums, whole, strict=True)):
            distances.append(sum(map(abs, sums)))
    assert found.distance == min(distances)


def test_the_same_key_gives_the_same_rounding_and_another_key_may_not(rounding_of):
    """Twelve cells of five are as near to nought as to ten."""
    shown = {key: rounding_of([5] * 12, 10, key=key)[2] for key in "abc"}
    assert rounding_of([5] * 12, 10, key="a")[2] == shown["a"]
    assert len({tuple(each.values()) for each in shown.values()}) > 1


def test_a_table_of_three_dimensions_that_cannot_be_zero_restricted_is_refused_and_rounds_a_step_further(rounding_of):
    with pytest.raises(FigureError, match="cannot be rounded so that it adds up, each count to a multiple of 10") as refused:
        rounding_of(IMPOSSIBLE, 10)
    assert "--steps 1" in refused.value.remedy
    table, found, shown = rounding_of(IMPOSSIBLE, 10, steps=1)
    assert max(abs(shown[row] - count) for row, count in table.rows.items()) <= 15
    assert all(sum(shown[part] for part in parts) == shown[row] for row in shown for parts in parts_of(shown, row))
    assert found.reach == 20


def test_three_counts_of_one_are_noughts_with_a_nought_below():
    """Up to four may be there, or nobody."""
    system = one_table({"a": 1, "b": 1, "c": 1})
    found = rounded(system, 5)
    assert (set(found.counts.values()), found.distance) == ({0}, 6)
    assert narrowed_by(system, found) == {}


def test_a_reader_is_told_too_much_where_something_else_bounds_a_rounded_count():
    """Three are printed as 5, so 1 to 9; but they are known to be no more than what is printed as 0, so 1 to 4."""
    system = System({"women": Cell(3), "all": Cell(4)}, (no_more(["women"], "all"),))
    told = narrowed_by(system, Rounding(5, 0, {"women": 5, "all": 0}, 6, is_least=False))
    assert {name: (each.low, each.high) for name, each in told.items()} == {"women": (1, 4), "all": (1, 4)}
    assert narrowed_by(system, rounded(system, 5)) == {}


def test_persons_in_several_cells_keep_their_bounds_when_rounded():
    system = System({"all": Cell(11, Kind.FIXED), "here": Cell(9), "there": Cell(4)}, tuple(overlaps("all", ["here", "there"])))
    found = rounded(system, 5).counts
    assert max(found["here"], found["there"]) <= found["all"] <= found["here"] + found["there"]


def test_two_tables_that_share_a_margin_nobody_prints_round_to_the_same_margin(as_table, tmp_path):
    rows = {("a", "x", "Total"): 3, ("a", "y", "Total"): 4, ("a", "Total", "1"): 6, ("a", "Total", "2"): 1}
    table = as_table(tmp_path, rows)
    counts = {table.names()[name]: count for name, count in rounded(table.system(), 5).counts.items()}
    first, second, third, fourth = (counts[row] for row in rows)
    assert first + second == third + fourth


def test_a_table_with_withheld_counts_is_not_rounded(as_table, tmp_path):
    table = as_table(tmp_path, {("x",): None, ("y",): 7, ("Total",): 10})
    with pytest.raises(FigureError, match="is withheld, and cannot be rounded"):
        rounded(table.system(), 5)
