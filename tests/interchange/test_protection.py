"""No withheld count can be worked out from the totals that stand beside it."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.interchange.protection import withheld
from firmground.interchange.selection import ALL, Axis, counted, grid, links, of_codes

SEX = Axis("sex", (("f",), ("m",)))
AGE = Axis("age", (("a",), ("c",)))
MINIMUM = 5
CHILDREN_IN_QUARTERS = [("1", "c", 1), ("2", "c", 1), ("3", "c", 2), ("1", "a", 300), ("2", "a", 310), ("3", "a", 320)]
COUNTS = st.lists(st.integers(0, 9), min_size=4, max_size=4)


def records_of(numbers):
    cells = product("fm", "ac")
    return {(("sex", sex), ("age", age)): number for (sex, age), number in zip(cells, numbers, strict=True)}


def of(sex="", age=""):
    return ALL.union(*(of_codes(column, [code]) for column, code in (("sex", sex), ("age", age)) if code))


CELLS = [of(*codes) for codes in product("fm", "ac")]


def table_of_numbers(numbers):
    sums = grid(SEX, AGE)
    return sums, counted(records_of(numbers), {cell for each in sums for cell in (each.whole, *each.parts)})


def possible(hidden, counts):
    """What the tables that show the same have in each cell; what is withheld is not nought, since noughts are shown."""
    choices = [np.arange(1, 19) if cell in hidden else np.array([counts[cell]]) for cell in CELLS]
    parts = [each.ravel() for each in np.meshgrid(*choices)]
    found = {cell: sum(part for part, at in zip(parts, CELLS, strict=True) if cell <= at) for cell in counts}
    same = np.logical_and.reduce([found[cell] == counts[cell] for cell in counts if cell not in hidden] or [parts[0] > 0])
    return {cell: each[same] for cell, each in found.items()}


@given(COUNTS)
@settings(max_examples=25)
def test_every_small_count_is_withheld_and_every_nought_is_shown(numbers):
    sums, counts = table_of_numbers(numbers)
    hidden = withheld(counts, sums, MINIMUM)
    assert {cell for cell, count in counts.items() if 0 < count < MINIMUM} <= hidden
    assert all(counts[cell] > 0 for cell in hidden)


@given(COUNTS)
@settings(max_examples=40)
def test_at_least_two_values_fit_what_is_shown_for_every_small_count(numbers):
    sums, counts = table_of_numbers(numbers)
    hidden = withheld(counts, sums, MINIMUM)
    found = possible(hidden, counts)
    assert {cell for cell in hidden if counts[cell] < MINIMUM and len(set(found[cell])) < 2} == set()


def test_totals_stay_where_a_few_parts_are_enough():
    sums = grid(Axis("quarter", (("1",), ("2",), ("3",))), AGE)
    counts = counted(
        {(("quarter", q), ("age", a)): n for q, a, n in CHILDREN_IN_QUARTERS}, {c for s in sums for c in (s.whole, *s.parts)}
    )
    hidden = withheld(counts, sums, MINIMUM)
    assert ALL not in hidden
    assert not {of_codes("quarter", [each]) for each in "123"} & hidden


def test_nothing_is_withheld_where_no_count_is_small():
    sums, counts = table_of_numbers((9, 8, 7, 0))
    assert withheld(counts, sums, MINIMUM) == frozenset()


def test_a_small_count_and_one_at_the_minimum_do_not_give_each_other_away():
    sums = grid(Axis("sex", (("f",), ("m",), ("o",))))
    counts = {ALL: 15, of("f"): 1, of("m"): 5, of("o"): 9}
    hidden = withheld(counts, sums, MINIMUM)
    assert of("f") in hidden
    assert hidden - {of("m")} != {of("f")}  # of a sum of 6, "below 5" and "5 or more" can only be 1 and 5


def test_a_group_of_one_table_and_its_codes_in_another_are_protected_together():
    group = of_codes("sex", ["m", "o"])
    cells = [ALL, of("f"), of("m"), of("o"), group]
    sums = (*grid(Axis("sex", (("f",), ("m",), ("o",)))), *grid(Axis("sex", (("f",), ("m", "o")))), *links(cells))
    counts = {ALL: 30, of("f"): 10, of("m"): 18, of("o"): 2, group: 20}
    hidden = withheld(counts, sums, MINIMUM)
    assert {of("o"), of("m")} <= hidden
