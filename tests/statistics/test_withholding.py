"""Withheld counts against readers who know more and more: the total, the rule, and how the rule is applied."""

from collections import defaultdict
from itertools import count, product
from math import factorial

from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.statistics.disclosure.protection import tie_breaks
from firmground.statistics.disclosure.system import one_table
from firmground.statistics.suppression import suppressed

TABLES = st.lists(st.integers(0, 12), min_size=1, max_size=4).map(lambda counts: dict(zip("abcd", counts, strict=False)))
MINIMUM = st.integers(2, 5)
moderate = settings(max_examples=40, deadline=None)


def nothing_left_to_hide_behind(counts, hidden):
    """Whether all that is shown is nought, so that only the total is left; then the rule has nothing to add."""
    return all(count == 0 for cell, count in counts.items() if cell not in hidden)


def possible(hidden, total, minimum):
    """Every way in which the withheld cells can make the total: none is nought, one at least is below the minimum."""
    for each in product(range(1, total + 1), repeat=len(hidden)):
        if sum(each) == total and min(each) < minimum:
            yield dict(zip(hidden, each, strict=True))


@moderate
@given(TABLES, MINIMUM)
def test_a_reader_who_knows_the_total_and_the_smallest_count_cannot_work_out_any_withheld_cell(counts, minimum):
    hidden = sorted(suppressed(counts, minimum))
    if not hidden or nothing_left_to_hide_behind(counts, hidden):
        return
    solutions = list(possible(hidden, sum(counts[cell] for cell in hidden), minimum))
    for cell in hidden:
        assert len({each[cell] for each in solutions}) > 1, f"{cell} can only be {counts[cell]}"


@moderate
@given(TABLES, MINIMUM)
def test_noughts_are_always_shown(counts, minimum):
    assert not [cell for cell in suppressed(counts, minimum) if counts[cell] == 0]


@moderate
@given(TABLES, MINIMUM)
def test_nothing_is_withheld_where_no_count_is_small(counts, minimum):
    large = {cell: count + minimum if count else 0 for cell, count in counts.items()}
    assert suppressed(large, minimum) == frozenset()


@moderate
@given(TABLES, MINIMUM)
def test_the_order_in_which_the_cells_are_given_does_not_matter(counts, minimum):
    assert suppressed(dict(reversed(counts.items())), minimum) == suppressed(counts, minimum)


@moderate
@given(TABLES, MINIMUM)
def test_no_more_is_withheld_than_is_needed(counts, minimum):
    """Beside small counts and those next in size, nothing: every count withheld for another's sake is at most any shown."""
    hidden = suppressed(counts, minimum)
    added = [counts[cell] for cell in hidden if counts[cell] >= minimum]
    shown = [count for cell, count in counts.items() if cell not in hidden and count]
    assert not added or not shown or max(added) <= min(shown)


def test_a_minimum_of_one_withholds_nothing():
    assert suppressed({"a": 1, "b": 2, "c": 0}, 1) == frozenset()


def test_an_empty_table_has_nothing_to_withhold():
    assert suppressed({}, 5) == frozenset()


def test_a_reader_who_runs_this_very_rule_without_its_key_cannot_work_out_a_withheld_cell():
    """The rule is public, so a reader can try it, with any key, on every table that fits what is shown (a minimality attack)."""
    minimum, keys, alike = 3, keys_for_every_order("abc"), defaultdict(list)
    for each in product(range(7), repeat=3):
        counts, large = dict(zip("abc", each, strict=True)), [count for count in each if count >= minimum]
        for key in keys if len(set(large)) < len(large) < 3 else keys[:1]:
            hidden = suppressed(counts, minimum, key=key)
            shown = tuple((cell, count) for cell, count in counts.items() if cell not in hidden)
            if hidden and not nothing_left_to_hide_behind(counts, hidden):
                alike[hidden, shown, sum(each)].append(counts)
    given_away = [
        (tables[0], cell)
        for (hidden, _, _), tables in alike.items()
        for cell in sorted(hidden)
        if len({table[cell] for table in tables}) == 1
    ]
    assert given_away == []


def keys_for_every_order(cells):
    """A key for each order in which ties may be broken."""
    table, found = one_table(dict.fromkeys(cells, 0)), {}
    for number in count():
        ties = dict(zip(table.cells, tie_breaks(table, str(number)), strict=True))
        found.setdefault(tuple(sorted(cells, key=ties.__getitem__)), str(number))
        if len(found) == factorial(len(cells)):
            break
    return list(found.values())


def test_without_its_key_the_same_table_may_withhold_another_of_two_equal_counts():
    keys = keys_for_every_order("abc")
    assert {suppressed({"a": 5, "b": 5, "c": 4}, 5, key=key) for key in keys} == {frozenset("ac"), frozenset("bc")}
