"""What is written is read again by other programs: the same numbers, typed, labelled, harmless, and the same bytes each time."""

import csv
import dataclasses
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from odfdo import Document

from firmground.errors import OutputError
from firmground.interchange.csv_files import csv_files
from firmground.interchange.ods_file import ods_bytes
from firmground.interchange.sheets import harmless, sheets_of
from firmground.interchange.writing import FORMATS, write_books
from firmground.interchange.xlsx_file import xlsx_bytes
from firmground.values import digest_of_bytes

LABEL = "SYNTHETIC: the people counted here are invented"


def plain(value):
    return float(value) if isinstance(value, Decimal) else value or (None if value == "" else value)


def rows_in_xlsx(content, name):
    sheet = openpyxl.load_workbook(io.BytesIO(content))[name]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def rows_in_ods(content, name):
    sheet = Document(io.BytesIO(content)).body.get_table(name=name)
    return [list(row) for row in sheet.get_values()]


def trimmed(row):
    row = [float(value) if isinstance(value, Decimal) else value for value in row]
    while row and row[-1] is None:
        row.pop()
    return row


@pytest.fixture
def open_books(books_of, open_pack, decision, screening):
    """Books in which every count is shown."""
    return books_of([decision()], [screening()], pack=open_pack)


@pytest.fixture
def write(freeport, records, tmp_path):
    return lambda books, formats=tuple(FORMATS): write_books(books, tmp_path / "out", formats, pack=freeport, records=records)


def test_a_csv_has_the_heading_first_and_ends_its_lines_as_the_standard_says(books):
    for book in books:
        written = dict(csv_files(book))
        for each in book.tables:
            content = written[f"synthetic-{each.id}.csv"]
            assert content.count(b"\r\n") == content.count(b"\n") == len(each.rows) + 1
            heading, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
            assert heading == [column.name for column in each.columns]
            assert [["" if value is None else str(value) for value in row] for row in each.rows] == rows


@pytest.mark.parametrize(("made", "read"), [(xlsx_bytes, rows_in_xlsx), (ods_bytes, rows_in_ods)], ids=["xlsx", "ods"])
def test_a_workbook_has_every_value_with_its_type(open_books, made, read):
    for book in open_books:
        content = made(book)
        for sheet in sheets_of(book):
            expected = [trimmed(plain(value) for value in row) for row in sheet.all_rows]
            assert [trimmed(row) for row in read(content, sheet.name)] == expected


@pytest.mark.parametrize(("made", "read"), [(xlsx_bytes, rows_in_xlsx), (ods_bytes, rows_in_ods)], ids=["xlsx", "ods"])
def test_every_sheet_of_invented_people_says_so_in_its_first_row(books, made, read):
    for book in books:
        content = made(book)
        for sheet in sheets_of(book):
            assert LABEL in read(content, sheet.name)[0]


def test_people_who_are_not_invented_have_no_such_label(books_of, decision):
    (book,) = books_of([decision()], names=["glotip"], synthetic=False)
    assert not any("SYNTHETIC" in str(value) for sheet in sheets_of(book) for row in sheet.all_rows for value in row)
    assert [name for name, _ in csv_files(book)] == ["glotip.csv", "glotip-definitions.csv"]


def test_the_definitions_have_every_column_the_digests_and_the_rules(books, freeport, records):
    for book in books:
        told = {(table, what): definition for table, what, definition in book.definitions}
        assert told[("", "pack digest")] == freeport.digest
        assert {text for (_, what, text) in book.definitions if what == "data digest"} == set(records.digests)
        for each in book.tables:
            assert told[(each.id, "definition digest")] == each.definition_digest
            assert all((each.id, f"column {column.name}") in told for column in each.columns)
        assert any(what == "disclosure" and "from 1 to below 5" in text for _, what, text in book.definitions)
        assert any(what == "counting" for _, what, _ in book.definitions)


@pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)
def test_the_same_records_give_the_same_bytes(books, make):
    for book in books:
        assert list(make(book)) == list(make(book))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1"])
def test_no_text_begins_a_formula(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", [0, 5, None, "", "5", "a=b", Decimal("-1.5"), ":c", "<5"])
def test_what_is_no_formula_is_left_as_it_is(value):
    assert harmless(value) == value


def test_a_nationality_called_like_a_formula_does_no_harm(books_of, freeport, decision):
    named = [
        each.model_copy(update={"name": "=1+1"}) if each.nationality == "veyra" else each for each in freeport.tables.citizenships
    ]
    pack = dataclasses.replace(freeport, tables=dataclasses.replace(freeport.tables, citizenships=tuple(named)))
    (book,) = books_of([decision()], names=["glotip"], pack=pack)
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(book)))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert "'=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert b"table:formula" not in ods_bytes(book)
    assert b",=1+1," not in dict(csv_files(book))["synthetic-glotip.csv"]


def test_the_manifest_names_every_file_with_its_digest(books, write, tmp_path, records):
    manifest = write(books)
    assert json.loads((tmp_path / "out/tables.json").read_text()) == manifest
    found = {path.name: digest_of_bytes(path.read_bytes()) for path in (tmp_path / "out").iterdir()}
    del found["tables.json"]
    assert manifest["files"] == found
    assert manifest["data_digests"] == list(records.digests)
    assert manifest["synthetic"] is True


def test_earlier_tables_are_replaced_whole(books, write, tmp_path):
    write(books)
    write(books[:1], ["csv"])
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["synthetic-glotip-definitions.csv", "synthetic-glotip.csv", "tables.json"]


def test_a_folder_with_other_files_is_left_alone(books, write, tmp_path):
    write(books[:1], ["csv"])
    (tmp_path / "out/letter.txt").write_text("dear")
    before = sorted(path.name for path in (tmp_path / "out").iterdir())
    with pytest.raises(OutputError, match="holds other files"):
        write(books)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == before


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"schema": "firmground-tables-1"}', '{"schema": "other", "files": {}}'])
def test_a_manifest_that_is_not_ours_makes_no_folder_free(books, write, tmp_path, manifest):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/tables.json").write_text(manifest)
    with pytest.raises(OutputError, match="holds other files"):
        write(books)


def test_a_file_in_the_way_is_left_alone(books, write, tmp_path):
    (tmp_path / "out").write_text("dear")
    with pytest.raises(OutputError, match="is a file"):
        write(books)
    assert (tmp_path / "out").read_text() == "dear"
