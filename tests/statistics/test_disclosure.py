"""Small counts in tables with margins: nobody can work them out, and a second solver says so too."""

import csv
import io

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from firmground.errors import FigureError, InputError, OutputError
from firmground.statistics.disclosure.audit import audit
from firmground.statistics.disclosure.csv_table import Layout, read_table
from firmground.statistics.disclosure.protection import protect
from firmground.statistics.disclosure.system import Cell, Kind, Relation, System, adds_up, joined, one_table, overlaps

SHAPES = st.one_of(
    st.tuples(st.integers(1, 5)),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.tuples(*[st.integers(1, 2)] * 2, st.integers(1, 3)),
)
TABLES = SHAPES.flatmap(lambda shape: arrays(np.int64, shape, elements=st.one_of(st.integers(0, 9), st.integers(0, 60))))
MINIMUM = st.integers(2, 5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@settings(max_examples=35, deadline=None)
@given(array=TABLES, minimum=MINIMUM)
@example(array=np.array([[1, 9, 9], [9, 9, 9], [9, 9, 9]]), minimum=5)
@example(array=np.array([[[1, 5], [5, 5]], [[5, 5], [5, 5]]]), minimum=5)
@example(array=np.array([1, 1, 1]), minimum=5)
@example(array=np.array([5, 5, 4]), minimum=5)
def test_no_small_count_of_a_table_with_margins_can_be_worked_out(as_table, ranges, with_margins, folder, array, minimum):
    rows = with_margins(array)
    table = as_table(folder, rows)
    system = table.system()
    protection = protect(system, minimum, key="of this test")
    name_of = {row: name for name, row in table.names().items()}
    hidden = {row for row in rows if name_of[row] in protection.withheld}
    total = ("Total",) * array.ndim
    assert {row for row, count in rows.items() if 0 < count < minimum} - {total} <= hidden
    assert not [row for row in hidden if rows[row] == 0], "noughts are shown"
    assert total not in hidden
    found = ranges(rows, hidden)
    for row, (low, high) in found.items():
        assert low <= rows[row] <= high
        if name_of[row] not in protection.exposed and rows[row] < minimum:
            assert high - low >= minimum - 1, f"{row} has {rows[row]} and can only be from {low} to {high}"
    ours = audit(system, protection.withheld, minimum)
    assert {row: (each.low, each.high) for name, each in ours.intervals.items() for row in [table.names()[name]]} == found
    assert bool(protection.exposed) == bool(ours.narrowed or [n for n in ours.recoverable if system.cells[n].count < minimum])


@settings(max_examples=25, deadline=None)
@given(array=TABLES, minimum=MINIMUM)
def test_what_is_printed_is_true_and_protecting_again_changes_nothing(as_table, with_margins, folder, array, minimum):
    rows = with_margins(array)
    table = as_table(folder, rows)
    protection = protect(table.system(), minimum, key="k")
    printed = list(csv.reader(io.StringIO(table.written(protection.withheld).decode())))[1:]
    assert all(last == "[c]" or int(last) == rows[tuple(codes)] for *codes, last in printed)
    assert protect(table.system(), minimum, key="k") == protection


@settings(max_examples=25, deadline=None)
@given(array=TABLES, minimum=MINIMUM)
def test_none_of_the_counts_withheld_for_another_s_sake_could_have_been_shown(as_table, with_margins, folder, array, minimum):
    system = as_table(folder, with_margins(array)).system()
    protection = protect(system, minimum)
    assume(not protection.exposed)
    for name in protection.withheld:
        if system.cells[name].count >= minimum:
            assert not audit(system, protection.withheld - {name}, minimum).holds


def test_a_single_small_cell_of_a_square_takes_a_rectangle_with_it(as_table, ranges, with_margins, folder):
    """One cell alone could be taken from the row, two from the column: four it must be, and the cheapest four."""
    rows = with_margins(np.array([[1, 20, 30], [20, 45, 50], [30, 50, 90]]))
    table = as_table(folder, rows)
    hidden = {table.names()[name] for name in protect(table.system(), 5).withheld}
    assert hidden == {("0", "0"), ("0", "1"), ("1", "0"), ("1", "1")}
    assert ranges(rows, {("0", "0")})[("0", "0")] == (1, 1)
    assert ranges(rows, hidden)[("0", "0")] == (1, 20)


def test_a_total_that_is_the_small_count_leaves_nothing_to_hide_behind():
    assert protect(one_table({"a": 3, "b": 0}), 5).exposed == ("a",)
    assert protect(one_table({"a": 3, "b": 0, "c": 9}), 5).exposed == ()


def test_counts_withheld_in_one_table_are_not_given_away_by_another(folder):
    """By office and by sex there is one margin each; the table of both ties them."""
    alone = one_table({"female": 40, "male": 3, "other": 30})
    withheld = protect(alone, 5).withheld
    assert withheld == {"male", "other"}
    parts = System({"male here": Cell(3), "male there": Cell(0)}, ())
    both = joined(alone, parts, relations=(adds_up("male", ["male here", "male there"]),))
    assert audit(both, withheld, 5).recoverable == ("male", "other")
    assert audit(both, protect(both, 5).withheld, 5).holds


def test_persons_in_several_cells_are_bounded_and_do_not_add_up():
    cells = {"all": Cell(10, Kind.FIXED), "here": Cell(9), "there": Cell(3)}
    system = System(cells, tuple(overlaps("all", ["here", "there"])))
    found = audit(system, frozenset({"there"}), 5)
    assert (found.intervals["there"].low, found.intervals["there"].high) == (1, 10)
    assert protect(system, 5).withheld == {"there"}
    with pytest.raises(FigureError, match="differ by 2"):
        System(cells, (adds_up("all", ["here", "there"]),))


def test_a_relation_over_a_cell_that_is_not_there_is_refused():
    with pytest.raises(FigureError, match="has no cell 'moon'"):
        System({"a": Cell(1)}, (Relation((("a", 1), ("moon", -1))),))


def test_the_audit_says_what_is_small_and_shown():
    found = audit(one_table({"a": 2, "b": 9, "c": 0}), frozenset(), 5)
    assert (found.small_shown, found.small_by_choice, found.holds) == (("a",), (), False)
    assert audit(one_table({"a": 2, "b": 0}), frozenset({"a"}), 5).recoverable == ("a",)
    assert audit(one_table({"a": 2, "b": 0}), frozenset({"a"}), 5).small_by_choice == ("",), "the total is fixed"


def test_a_published_table_is_audited_without_knowing_what_it_withholds(as_table, folder):
    rows = {("x",): None, ("y",): 7, ("Total",): 10}
    found = audit(as_table(folder, rows).system(), frozenset(), 5)
    assert [(each.low, each.high) for each in found.intervals.values()] == [(3, 3)]
    assert not found.holds
    rows |= {("y",): None, ("Total",): 13}
    assert audit(as_table(folder, rows).system(), frozenset(), 5).holds
    with pytest.raises(FigureError, match="contradicts itself"):
        audit(as_table(folder, {("x",): None, ("y",): 12, ("Total",): 10}).system(), frozenset(), 5)


def test_a_count_that_rose_by_few_between_two_tables_is_told_apart(as_table, folder):
    earlier = as_table(folder, {("x",): 20, ("y",): 30, ("Total",): 50}, "earlier.csv")
    later = as_table(folder, {("x",): 21, ("y",): 36, ("Total",): 57}, "later.csv")
    found = audit(later.system([earlier]), frozenset(), 5)
    assert [name.split(",")[0] for name in found.told_apart] == ["event · d0=x"]
    hidden = protect(later.system([earlier]), 5).withheld
    assert {later.names()[name] for name in hidden} == {("x",), ("y",)}
    assert audit(later.system([earlier]), hidden, 5).holds
    assert audit(as_table(folder, {("x",): 20, ("y",): 37, ("Total",): 57}).system([earlier]), frozenset(), 5).holds


def test_a_cell_withheld_earlier_is_not_given_away_by_what_is_printed_later(as_table, folder):
    earlier = as_table(folder, {("x",): None, ("y",): None, ("z",): 30, ("Total",): 40}, "earlier.csv")
    later = as_table(folder, {("x",): 3, ("y",): 7, ("z",): 30, ("Total",): 40}, "later.csv")
    system = later.system([earlier])
    y_alone = frozenset(name for name, row in later.names().items() if row in {("x",), ("z",)})
    assert audit(system, y_alone, 5).recoverable, "z was printed before, so that x is the rest"
    protection = protect(system, 5)
    assert {later.names()[name] for name in protection.withheld} == {("x",), ("y",)}
    assert audit(system, protection.withheld, 5).holds


def test_of_three_publications_each_two_may_be_safe_and_one_pair_is_not(as_table, folder):
    """The first and the third hide x and y, the second x and z: with the second, what the third shows of z says what x is."""
    first = as_table(folder, {("x",): None, ("y",): None, ("z",): 30, ("Total",): 42}, "first.csv")
    second = as_table(folder, {("x",): None, ("y",): 9, ("z",): None, ("Total",): 52}, "second.csv")
    third = as_table(folder, {("x",): 3, ("y",): 9, ("z",): 40, ("Total",): 52}, "third.csv")
    hidden = frozenset(name for name, row in third.names().items() if row in {("x",), ("y",)})
    assert audit(third.system([first]), hidden, 5).holds
    assert len(audit(third.system([first, second]), hidden, 5).recoverable) > 0
    assert audit(third.system([first, second]), protect(third.system([first, second]), 5).withheld, 5).holds


def test_a_revision_that_lowered_a_count_is_not_compared(as_table, folder):
    earlier = as_table(folder, {("x",): 22, ("y",): 30, ("Total",): 52}, "earlier.csv")
    later = as_table(folder, {("x",): 21, ("y",): 36, ("Total",): 57}, "later.csv")
    assert audit(later.system([earlier]), frozenset(), 5).holds


def test_after_a_revision_what_was_withheld_is_not_compared_either(as_table, folder):
    """The margin fell, and so may have what was withheld within it: that is no contradiction."""
    total = ("Total", "Total")
    earlier = {("x", "1"): None, ("x", "2"): None, ("x", "Total"): 40, ("Total", "1"): 30, ("Total", "2"): 10, total: 40}
    later = {("x", "1"): 22, ("x", "2"): 16, ("x", "Total"): 38, ("Total", "1"): 22, ("Total", "2"): 16, total: 38}
    tables = (as_table(folder, rows, f"{name}.csv") for name, rows in (("earlier", earlier), ("later", later)))
    before, now = tables
    assert set(protect(now.system([before]), 5).withheld) == set()


def test_an_earlier_table_of_other_columns_is_refused(as_table, folder):
    earlier = as_table(folder, {("x", "1"): 22}, "earlier.csv")
    with pytest.raises(InputError, match="other columns"):
        as_table(folder, {("x",): 21}).system([earlier])


@pytest.mark.parametrize(
    ("written", "fault", "place"),
    [
        ("", "no usable heading", "row 1"),
        ("count\n1\n", "no usable heading", "row 1"),
        ("a,a,count\nx,y,1\n", "no usable heading", "row 1"),
        ("a,count\n", "no counts", "table.csv"),
        ("a,count\nx,1\nx,2\n", "same codes", "row 3"),
        ("a,count\nx\n", "has 1 cells", "row 2"),
        ("a,count\nx,-1\n", "'-1', which is no count", "row 2, column count"),
        ("a,count\nx,1.5\n", "'1.5', which is no count", "row 2, column count"),
        ("a,count\nx,=1+1\n", "'=1+1', which is no count", "row 2, column count"),
        ("a,count\nx,²\n", "which is no count", "row 2, column count"),
        ("a,count\nx," + "9" * 5000 + "\n", "which is no count", "row 2, column count"),
        ('a,count\n"x,1\n', "is not CSV", "table.csv"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_by_row_and_column(tmp_path, written, fault, place):
    (tmp_path / "table.csv").write_text(written, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_table(tmp_path / "table.csv", Layout())
    assert fault in refused.value.what
    assert place in refused.value.where
    assert refused.value.remedy


def test_other_bytes_than_text_are_refused(tmp_path):
    (tmp_path / "table.csv").write_bytes(b"a,count\n\xff,1\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_table(tmp_path / "table.csv", Layout())
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "absent.csv", Layout())


def test_a_column_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "table.csv").write_text("a,count\nx,1\n", encoding="utf-8")
    for layout in (Layout(count="persons"), Layout(overlapping=("b",))):
        with pytest.raises(InputError, match="has no column"):
            read_table(tmp_path / "table.csv", layout)


@pytest.mark.parametrize("code", ["=1+1", "+x", "-x", "@x"])
def test_what_a_spreadsheet_would_run_is_never_written(as_table, tmp_path, code):
    table = as_table(tmp_path, {(code,): 12})
    with pytest.raises(OutputError, match="a spreadsheet would run"):
        table.written(frozenset())


def test_parts_that_do_not_make_their_total_are_refused(as_table, folder):
    with pytest.raises(FigureError, match="differ by 1") as refused:
        as_table(folder, {("x",): 3, ("y",): 7, ("Total",): 11}).system()
    assert "d0=x" in refused.value.where
    as_table(folder, {("x",): 8, ("y",): 7, ("Total",): 11}, overlapping=("d0",)).system()


def test_thousands_may_have_commas_and_totals_another_name(tmp_path):
    (tmp_path / "t.csv").write_text('Sex,n,Year\nw,"1,200",2020\nAll,1200,2020\n', encoding="utf-8-sig")
    table = read_table(tmp_path / "t.csv", Layout(count="n", total="All"))
    assert (table.columns, table.rows[("w", "2020")]) == (("Sex", "Year"), 1200)
    assert table.system().relations
