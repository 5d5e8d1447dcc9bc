"""Capture histories from CSV: both ways to write them, and every way to get them wrong."""

import pytest

from firmground.errors import InputError
from firmground.statistics.multiple_systems.reader import read_histories


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "lists.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("name", ["n", "count", "Frequency", "anything"])
def test_a_last_column_of_any_name_counts_people(written, name):
    found = read_histories(written(f"Police,Charity,{name}\n1,0,40\n0,1,30\n1,1,5\n"))
    assert found.histories.lists == ("Police", "Charity")
    assert dict(zip(found.histories.cells, found.histories.counts, strict=True)) == {1: 40, 2: 30, 3: 5}
    assert found.warnings == ()


def test_a_row_for_each_person_is_counted_up(written):
    found = read_histories(written("Police,Charity\n1,0\n1,1\n1,0\n0,1\n"))
    assert found.histories.counts == (2, 1, 1)
    assert found.warnings == ()


def test_a_last_column_of_noughts_and_ones_is_what_its_name_or_the_reader_says(written):
    assert read_histories(written("A,B,n\n1,0,1\n0,1,1\n")).histories.lists == ("A", "B")
    assert read_histories(written("A,B,C\n1,0,1\n0,1,1\n")).histories.lists == ("A", "B", "C")
    assert read_histories(written("A,B,C\n1,0,1\n0,1,1\n"), count="C").histories.lists == ("A", "B")
    assert read_histories(written("A,B,n\n1,0,1\n0,1,1\n"), count="").histories.lists == ("A", "B", "n")


def test_a_history_that_stands_twice_is_added_up_and_said(written):
    found = read_histories(written("A,B,n\n1,0,4\n0,1,3\n1,0,6\n1,1,2\n"))
    assert found.histories.counts == (10, 3, 2)
    assert found.warnings == ("1 rows have a history that stood there already; their counts were added up.",)


def test_noughts_are_left_out_and_a_list_that_nobody_is_on_is_said(written):
    found = read_histories(written("A,B,C,n\n1,0,0,4\n0,1,0,3\n1,1,0,1\n0,0,1,0\n"))
    assert found.histories.cells == (1, 2, 3)
    assert found.warnings == ("Nobody is on the list C; it says nothing.",)


def test_a_mark_of_byte_order_blank_lines_spaces_and_any_order_of_rows_are_understood(written):
    plain = read_histories(written("A,B,n\n1,0,4\n0,1,3\n1,1,2\n"))
    assert read_histories(written("\ufeffA , B,n\r\n\r\n1,1, 2\r\n0,1,3\r\n1,0,4\r\n")) == plain


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("A,B,n\n1,0,4\n2,1,3\n", "row 3, column A", "'2', which is neither 0 nor 1"),
        ("A,B,n\n1,,4\n", "row 2, column B", "'', which is neither 0 nor 1"),
        ("A,B,n\n1,0,4\n0,1,-3\n", "row 3, column n", "'-3', which is no count"),
        ("A,B,n\n1,0,2.5\n", "row 2, column n", "'2.5', which is no count"),
        ("A,B,n\n1,0,\n", "row 2, column n", "'', which is no count"),
        ("A,B,n\n1,0,99999999999999999999999\n", "row 2, column n", "which is no count"),
        ("A,B,n\n1,0,٣\n", "row 2, column n", "which is no count"),
        ("A,B,n\n1,0,4\n0,0,3\n", "row 3", "somebody who is on no list"),
        ("A,B\n1,0\n0,0\n", "row 3", "somebody who is on no list"),
        ("A,B,n\n1,0\n", "row 2", "has 2 cells, the heading 3"),
        ("A,A,n\n1,0,3\n", "row 1", "no usable heading"),
        ("A,,n\n1,0,3\n", "row 1", "no usable heading"),
        ("", "row 1", "no usable heading"),
        ("A,n\n1,3\n", "row 1", "has 1 lists"),
        ("A;B;n\n1;0;3\n", "row 1", "has 0 lists"),
        ("A,B,n\n", "lists.csv", "nobody on any list"),
        ("A,B,n\n1,0,0\n", "lists.csv", "nobody on any list"),
        ('A,B,n\n1,"0,3\n', "lists.csv", "is not CSV"),
        (b"A,B,n\n1,0,\xff\n", "lists.csv", "is not UTF-8"),
        ("A,B,C,D,E,F,G,H,I,J,K,L,M,n\n1,0,0,0,0,0,0,0,0,0,0,0,0,3\n", "row 1", "has 13 lists"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(written, text, where, what):
    with pytest.raises(InputError) as refused:
        read_histories(written(text))
    assert where in refused.value.where
    assert what in refused.value.what
    assert refused.value.remedy


def test_a_count_that_is_not_the_last_column_is_refused(written):
    with pytest.raises(InputError, match="has no count 'A' in its last column"):
        read_histories(written("A,B,n\n1,0,4\n"), count="A")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_histories(tmp_path / "none.csv")
