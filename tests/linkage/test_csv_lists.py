"""Lists come in and go out as CSV: what is wrong is named with file, row and column."""

import pytest

from firmground.errors import InputError
from firmground.linkage.csv_lists import csv_bytes, read_labelled, read_lists, records_in, rows_of


@pytest.fixture
def written(tmp_path):
    def write(text, name="police.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_file_without_a_list_is_named_as_the_file_is(written):
    (record,) = records_in(read_lists([written("id,name,colour\na, Chan Tai Man ,red\n")]))
    assert (record.id, record.list, record.name, record.birth) == ("a", "police", "Chan Tai Man", "")


def test_a_column_list_says_the_list(written):
    assert read_lists([written("id,list\na,shelter\n")])["list"].to_pylist() == ["shelter"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nChan\n", "row 1: has no column 'id'"),
        ("id,name,name\na,b,c\n", "row 1: has two columns 'name'"),
        ("id,name\n,Chan\n", "row 2, column id: has no id"),
        ("id\na\na\n", "row 3, column id: has an id that stands before"),
        ("id,birth\na,3/4/1990\n", "row 2, column birth: has a birth that is no ISO date"),
        ("id,name\na,b,c\n", "row 2: has 3 cells"),
        ('id,name\na,"b\n', "is not valid CSV"),
        (b"id,name\na,\xff\n", "is not UTF-8"),
        ("", "row 1: has no column 'id'"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(written, text, told):
    with pytest.raises(InputError) as refused:
        read_lists([written(text)])
    assert told in str(refused.value)
    assert "police.csv" in str(refused.value)


def test_an_id_that_stands_in_two_files_is_refused(written):
    with pytest.raises(InputError, match=r"shelter\.csv, row 2"):
        read_lists([written("id\na\n"), written("id\na\n", "shelter.csv")])


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_lists([tmp_path / "absent.csv"])


def test_a_labelled_file_is_mapped_onto_what_is_compared(written):
    table = read_labelled(written("full_name,cluster,town\nChan,q1,Devon\n"), {"name": "full_name", "place": "town"}, "cluster")
    assert table.to_pylist() == [
        {"id": "row 2", "list": "police", "name": "Chan", "place": "Devon", "person": "q1", "group": "all"}
    ]


def test_a_labelled_entry_of_nobody_is_refused(written):
    with pytest.raises(InputError, match="row 3, column person: does not say who"):
        read_labelled(written("name,person\nChan,q1\nWong,\n"), {"name": "name"}, "person")


@pytest.mark.parametrize("text", ["=1+1", "+999 1234", "-5", "@x", "plain", ""])
def test_a_cell_that_looks_like_a_formula_is_kept_from_spreadsheets_and_read_again(written, text):
    content = csv_bytes(("id", "name"), [("a", text)])
    assert not any(line.split(b",")[1][:1] in (b"=", b"+", b"-", b"@") for line in content.splitlines())
    assert [row["name"] for _, row in rows_of(written(content))] == [text]
