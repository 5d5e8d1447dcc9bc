"""Small counts cannot be worked out from what is shown."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from firmground.statistics.suppression import suppressed

TABLES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(TABLES, st.integers(2, 5))
def test_a_reader_who_knows_the_total_cannot_work_out_a_withheld_count(counts, minimum):
    """The reader knows that a withheld cell is not nought, and not which cells are withheld for another's sake."""
    hidden = sorted(suppressed(counts, minimum))
    small = [cell for cell in hidden if counts[cell] < minimum]
    assume(small)
    if len(hidden) == len([cell for cell in counts if counts[cell] > 0]):
        return  # everything that could be withheld is: only the total is left
    total = sum(counts[cell] for cell in hidden)
    solutions = [each for each in product(range(1, total + 1), repeat=len(hidden)) if sum(each) == total]
    for place, cell in enumerate(hidden):
        if cell in small:
            assert len({each[place] for each in solutions}) > 1


@settings(max_examples=40, deadline=None)
@given(TABLES, st.integers(2, 5))
def test_every_small_count_is_withheld_and_no_zero_is(counts, minimum):
    hidden = suppressed(counts, minimum)
    assert {cell for cell, count in counts.items() if 0 < count < minimum} <= hidden
    assert not any(counts[cell] == 0 for cell in hidden)


def test_nothing_is_withheld_where_nothing_is_small():
    assert suppressed({"a": 5, "b": 0, "c": 70}, 5) == frozenset()


def test_a_single_small_count_takes_the_next_smallest_with_it():
    assert suppressed({"a": 2, "b": 9, "c": 70}, 5) == {"a", "b"}
