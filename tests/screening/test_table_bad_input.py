"""A table that cannot be used is refused with its place and what to do, a code that is not 0, and nothing half-written."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

NAMES = (
    "in_danger_now",
    "documents_held",
    "movement_restricted",
    "deceived_about_work",
    "debt_to_leave",
    "threatened_or_harmed",
    "wages_withheld",
    "forced_to_act",
    "age",
)
HEADING = ",".join(NAMES)
GOOD = ",".join(["no"] * 8 + ["30"])
BEFORE = b"what was there before"


def columns(**changed):
    return {name: ["no"] * 2 for name in NAMES} | {"age": [30, 17]} | changed


@pytest.fixture
def screen(firmground, tmp_path):
    """Screen a file with the command; its name in the folder, or its content as bytes or as columns for Parquet."""

    def run(content, *more, name=None, out="out.parquet"):
        table = tmp_path / (name or ("in.parquet" if isinstance(content, dict) else "in.csv"))
        if isinstance(content, dict):
            pq.write_table(pa.table(content), table)
        elif content is not None:
            table.write_bytes(content if isinstance(content, bytes) else content.encode())
        form = ("--pack", "hong_kong", "--instrument", "initial_screening", "--on", "2019-06-01")
        return firmground("screen", *form, "--table", table, "--out", tmp_path / out, *more)

    return run


def left(folder):
    return sorted(path.name for path in folder.rglob("*") if not path.name.startswith("in."))


def refused(done, folder, *said, code=3, remains=()):
    assert done.code == code, done.err
    for words in said:
        assert words in done.err
    assert "What to do:" in done.err
    assert "Traceback" not in done.err
    assert left(folder) == list(remains)


def test_a_table_in_order_is_screened_with_code_0(screen, tmp_path):
    done = screen(f"{HEADING}\n{GOOD}\n")
    assert done.code == 0
    assert "1 rows screened" in done.out
    assert left(tmp_path) == ["out.parquet", "out.parquet.rejects.csv"]


def test_with_bad_rows_the_good_ones_are_kept_and_the_code_is_1(screen, tmp_path):
    done = screen(f"{HEADING}\n{GOOD}\nmaybe{GOOD[2:]}\n{GOOD},no\n")
    assert done.code == 1
    assert "2 rows could not be read. What to do: correct the rows listed in" in done.err
    assert pq.read_table(tmp_path / "out.parquet")["source_row"].to_pylist() == [2]
    assert (tmp_path / "out.parquet.rejects.csv").read_text(encoding="utf-8").startswith("row,column,reason\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ("in.csv: is empty",)),
        (b"\n", ("in.csv, heading: has no column 'in_danger_now' and 8 more",)),
        (HEADING + "\n", ("in.csv: has no rows",)),
        (f"{HEADING}\n{GOOD}\n".encode("utf-16"), ("in.csv: is UTF-16", "CSV UTF-8")),
        (f"{HEADING}\n{GOOD}\n".encode("utf-16-le"), ("in.csv, line 1: has a byte that is no text",)),
        (f"{HEADING}\n{GOOD}\nn\xe9{GOOD[2:]}\n".encode("latin-1"), ("in.csv, line 3: is not UTF-8",)),
        (f"{HEADING}\n{GOOD}\n".encode() + "看".encode()[:2], ("in.csv: ends in the middle of a letter",)),
        (f"{HEADING}\n{GOOD}\nno\0{GOOD[2:]}\n", ("in.csv, line 3: has a byte that is no text",)),
        (f"{HEADING[:-4]}\n{GOOD[:-3]}\n", ("in.csv, heading: has no column 'age'", "empty cells where it was not asked")),
        (f"{HEADING},pets\n{GOOD},no\n", ("column 'pets' is not a question of initial_screening", "--keep pets")),
        (f"{HEADING},age\n{GOOD},30\n", ("in.csv, heading: has two columns 'age'",)),
        (f"{HEADING},note,note\n{GOOD},a,b\n", ("in.csv, heading: has two columns 'note'",)),
        (f"{HEADING}\n{GOOD},no\n{GOOD},no\n", ("in.csv: has no row",)),
        (f"{HEADING}\nmaybe{GOOD[2:]}\n", ("has no row that can be read: row 2, column in_danger_now: the answer must be yes",)),
        (f"{HEADING}\n{GOOD[:-2]}200\n", ("row 2, column age: the answer must be a whole number from 0 to 120",)),
        (f'{HEADING}\n"{GOOD}\n{GOOD}\n', ("in.csv: has no row",)),
    ],
    ids=[
        "an empty file",
        "an empty heading",
        "only a heading",
        "UTF-16",
        "UTF-16 without a byte-order mark",
        "Latin-1",
        "cut off in the middle of a letter",
        "a NUL byte",
        "a missing column",
        "an extra column",
        "a column of a question twice",
        "another column twice",
        "only rows with too many cells",
        "only words that are no answers",
        "only a number out of bounds",
        "a quote that is not closed",
    ],
)
def test_a_csv_file_that_cannot_be_used_is_refused(screen, tmp_path, content, said):
    refused(screen(content), tmp_path, *said)


def test_a_line_of_a_hundred_megabytes_is_refused_at_once(screen, tmp_path):
    with (tmp_path / "in.csv").open("wb") as file:
        file.write(f"{HEADING}\n{GOOD}\n".encode())
        for _ in range(100):
            file.write(b"x" * 1_000_000)
    refused(screen(None), tmp_path, "in.csv, line 3: has a line longer than 1,000,000 bytes", "check the quotes")


def test_a_heading_of_two_megabytes_is_refused(screen, tmp_path):
    refused(screen("x" * 2_000_000 + f",{HEADING}\n"), tmp_path, "line 1: has a line longer than")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (columns(documents_held=[True, False]), ("in.parquet, column documents_held: has answers of type bool", "words such as")),
        (columns(documents_held=[1, 0]), ("column documents_held: has answers of type int64",)),
        (columns(documents_held=[["no"], ["no"]]), ("column documents_held: has answers of type list",)),
        (columns(age=[True, False]), ("in.parquet, column age: has answers of type bool", "write whole numbers")),
        (columns(age=pa.array([30, 17], pa.date32())), ("column age: has answers of type date32",)),
        (columns(pets=["no", "no"]), ("column 'pets' is not a question",)),
        ({name: values for name, values in columns().items() if name != "age"}, ("heading: has no column 'age'",)),
        ({name: pa.array([], pa.string()) for name in NAMES}, ("in.parquet: has no rows",)),
        (columns(age=[200, -1]), ("has no row that can be read: row 1, column age",)),
    ],
    ids=[
        "true where a word belongs",
        "a number where a word belongs",
        "a list where a word belongs",
        "true where a number belongs",
        "a date where a number belongs",
        "an extra column",
        "a missing column",
        "no rows",
        "no row in order",
    ],
)
def test_a_parquet_file_that_cannot_be_used_is_refused(screen, tmp_path, content, said):
    refused(screen(content), tmp_path, *said)


def test_a_parquet_file_with_two_columns_of_one_name_is_refused(screen, tmp_path):
    table = pa.Table.from_arrays([pa.array(["no"])] * 10, names=[*NAMES, "age"])
    pq.write_table(table, tmp_path / "in.parquet")
    refused(screen(None, name="in.parquet"), tmp_path, "has two columns 'age'")


@pytest.mark.parametrize("share", [0.0, 0.02, 0.5, 0.9, 0.99])
def test_a_parquet_file_that_is_cut_off_is_refused(screen, tmp_path, share):
    pq.write_table(pa.table(columns()), tmp_path / "in.parquet")
    whole = (tmp_path / "in.parquet").read_bytes()
    refused(
        screen(whole[: int(len(whole) * share)], name="in.parquet"),
        tmp_path,
        "in.parquet: is not a Parquet file",
        "make it again",
    )


def test_a_csv_file_called_parquet_is_refused(screen, tmp_path):
    refused(screen(f"{HEADING}\n{GOOD}\n", name="in.parquet"), tmp_path, "is not a Parquet file")


def test_a_spreadsheet_is_refused(screen, tmp_path):
    refused(screen(b"PK", name="in.xlsx"), tmp_path, "is neither .csv nor .parquet", "convert it")


def test_a_file_that_is_not_there_is_refused(screen, tmp_path):
    refused(screen(None), tmp_path, "in.csv: there is no such file", "check the name")


@pytest.mark.parametrize("name", ["in.csv", "in.parquet"])
def test_a_folder_in_the_place_of_the_table_is_refused(screen, tmp_path, name):
    (tmp_path / name).mkdir()
    refused(screen(None, name=name), tmp_path, "is a folder")


def test_a_column_to_keep_that_is_not_there_is_refused(screen, tmp_path):
    refused(screen(f"{HEADING}\n{GOOD}\n", "--keep", "agency"), tmp_path, "--keep: has no column 'agency'")


def test_the_findings_cannot_go_into_a_folder_that_is_not_there(screen, tmp_path):
    done = screen(f"{HEADING}\n{GOOD}\n", out="nowhere/out.parquet")
    refused(done, tmp_path, "out.parquet: cannot be written", "choose a folder you may write to", code=4)


def test_the_findings_cannot_go_below_a_file(screen, tmp_path):
    (tmp_path / "file").write_bytes(BEFORE)
    done = screen(f"{HEADING}\n{GOOD}\n", out="file/out.parquet")
    refused(done, tmp_path, "cannot be written", code=4, remains=["file"])


def test_the_findings_cannot_take_the_place_of_a_folder(screen, tmp_path):
    (tmp_path / "out.parquet").mkdir()
    refused(screen(f"{HEADING}\n{GOOD}\n"), tmp_path, "out.parquet: is a folder", code=4, remains=["out.parquet"])


def test_the_list_of_bad_rows_cannot_take_the_place_of_a_folder(screen, tmp_path):
    (tmp_path / "out.parquet.rejects.csv").mkdir()
    done = screen(f"{HEADING}\n{GOOD}\n")
    refused(done, tmp_path, "out.parquet.rejects.csv: is a folder", code=4, remains=["out.parquet.rejects.csv"])


@pytest.mark.parametrize("content", [b"", f"{HEADING}\nmaybe{GOOD[2:]}\n"], ids=["refused at once", "refused at the end"])
def test_what_was_there_before_stays_when_a_table_is_refused(screen, tmp_path, content):
    (tmp_path / "out.parquet").write_bytes(BEFORE)
    refused(screen(content), tmp_path, code=3, remains=["out.parquet"])
    assert (tmp_path / "out.parquet").read_bytes() == BEFORE


def test_a_later_run_takes_the_place_of_an_earlier_one(screen, tmp_path):
    assert screen(f"{HEADING}\n{GOOD}\nmaybe{GOOD[2:]}\n").code == 1
    assert screen(f"{HEADING}\n{GOOD}\n{GOOD}\n").code == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 2
    assert (tmp_path / "out.parquet.rejects.csv").read_text(encoding="utf-8").splitlines() == ["row,column,reason"]


# Input that ends in a trace of the program, or is taken for something else.


def test_a_file_with_nothing_but_a_byte_order_mark_is_refused(screen, tmp_path):
    refused(screen(b"\xef\xbb\xbf"), tmp_path)


@pytest.mark.parametrize(
    "content", [f"{HEADING}\n{GOOD}\n\n{GOOD}\n", f"{HEADING}\n{GOOD}\n\n\n"], ids=["in the middle", "at the end"]
)
def test_an_empty_line_is_no_person(screen, tmp_path, content):
    screen(content)
    assert pq.read_table(tmp_path / "out.parquet").num_rows == content.count(GOOD)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(float("nan"), id="not a number"),
        pytest.param(float("inf"), id="infinity"),
    ],
)
def test_a_number_that_is_none_is_listed_and_the_other_rows_are_kept(screen, tmp_path, number):
    assert screen(columns(age=[30.0, number])).code == 1
    assert pq.read_table(tmp_path / "out.parquet")["source_row"].to_pylist() == [1]


def test_a_question_that_was_asked_of_nobody_may_be_a_column_of_nothing(screen, tmp_path):
    assert screen(columns(documents_held=pa.nulls(2))).code == 0
    assert pq.read_table(tmp_path / "out.parquet")["open_full_debriefing"].to_pylist() == ["not known"] * 2


@pytest.mark.parametrize("name", ["source_row", "open_full_debriefing", "Documents_Held", 'a""b', ""])
def test_a_column_to_keep_whose_name_is_taken_or_odd_is_refused_or_carried_over(screen, name):
    kept = name.replace('""', '"')
    done = screen(f'{HEADING},"{name}"\n{GOOD},x\n', "--keep", kept)
    assert done.code in (0, 3)


def test_a_question_that_is_to_be_kept_is_carried_over_or_refused(screen, tmp_path):
    done = screen(f"{HEADING}\n{GOOD}\n", "--keep", "age")
    assert done.code != 0 or "age" in pq.read_schema(tmp_path / "out.parquet").names


def test_the_table_itself_cannot_be_where_the_findings_go(screen, tmp_path):
    done = screen(columns(), out="in.parquet")
    assert done.code != 0
    assert pq.read_schema(tmp_path / "in.parquet").names == list(NAMES)
