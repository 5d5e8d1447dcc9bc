"""The response table says what the marks say, in every kind of file, and the same content gives the same bytes."""

import csv
import dataclasses
import io
import re
import zipfile

import docx
import odfdo
import pytest

from firmground.errors import OutputError, PackError
from firmground.evidence import words
from firmground.evidence.charts import ratings_chart
from firmground.evidence.grading import grade
from firmground.evidence.response_table import COLUMNS, KINDS, response_table, written
from firmground.evidence.steady_zip import steady


@pytest.fixture(scope="module")
def table(hong_kong):
    return response_table(hong_kong, grade(hong_kong, "us_2020"))


@pytest.fixture(scope="module")
def hostile(table):
    """The same table with a cell that a spreadsheet would run, and one that a browser would."""
    row = (*table.rows[0][:1], '=HYPERLINK("x")', "<script>alert(1)</script>", *table.rows[0][3:])
    return dataclasses.replace(table, rows=(row,))


def cells(kind, content):
    """The rows that a file of each kind shows, its heading first."""
    if kind == ".docx":
        return [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(content)).tables[0].rows]
    if kind == ".ods":
        return [row.get_values() for row in odfdo.Document(io.BytesIO(content)).body.get_table(0).rows]
    if kind == ".csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    rows = re.findall(r"<tr>(.*?)</tr>", content.decode(), flags=re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in rows]


def test_every_claim_has_a_row_with_its_marks_and_answers(hong_kong, table):
    graded = grade(hong_kong, "us_2020")
    rows = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in table.rows}
    assert len(rows) == len(graded.claims) == 18
    assert rows["5"]["Answers"] == words.NO_ANSWER
    assert rows["4"]["Answers"].startswith(
        "Disputed by Statement of the government, 26 June 2020 (that this answers it is our reading):"
    )
    assert rows["7"]["Check"] == "Agrees with what is published. Published: 3 (NEWS20, US20N). Said: 3."
    assert rows["8"]["Source"] == "Not named"
    assert rows["5"]["Figure"] == "Yes, of the party it speaks of"
    assert "5 have no specific answer" in table.counts
    assert table.note == words.CLOSING


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_each_kind_has_the_whole_table_and_is_the_same_each_time(kind, table):
    made = written(table, kind)
    shown = cells(kind, made)
    assert made == written(table, kind)
    assert shown[0] == list(COLUMNS)
    assert [row[0] for row in shown[1:]] == [row[0] for row in table.rows]
    assert [row[10] for row in shown[1:]] == [row[10] for row in table.rows]


@pytest.mark.parametrize("kind", [".docx", ".ods"])
def test_a_file_of_parts_says_no_time_but_the_reports_own(kind, table):
    with zipfile.ZipFile(io.BytesIO(written(table, kind))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        text = b"".join(parts.read(name) for name in parts.namelist() if name in ("meta.xml", "docProps/core.xml")).decode()
    assert "2020-06-25" in text
    assert not re.search(r"202[1-9]-", text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_run_by_whoever_opens_it(kind, hostile):
    made = written(hostile, kind)
    if kind == ".csv":
        assert cells(kind, made)[1][1].startswith("'=")
    if kind == ".html":
        assert b"<script" not in made
        assert b"&lt;script&gt;" in made
    if kind == ".ods":
        with zipfile.ZipFile(io.BytesIO(made)) as parts:
            assert parts.namelist()[0] == "mimetype"
            assert b"table:formula" not in parts.read("content.xml")


def test_a_page_needs_nothing_beside_it(table):
    page = written(table, ".html").decode()
    assert not re.search(r"<(script|link|img|iframe)\b|url\(|src=|@import", page)


def test_a_table_in_arabic_runs_from_right_to_left(freeport):
    table = response_table(freeport, grade(freeport, "guild_2023"), "ar")
    assert (table.language, table.direction) == ("ar", "rtl")
    assert '<html lang="ar" dir="rtl">' in written(table, ".html").decode()
    assert (
        table.rows[0][1]
        == freeport.text("evidence.claims.guild_2023.choppy", "ar")
        != freeport.text("evidence.claims.guild_2023.choppy")
    )


def test_what_cannot_be_written_is_refused(hong_kong, table):
    with pytest.raises(OutputError, match="no kind of table") as refused:
        written(table, ".xls", where="t.xls")
    assert ".docx" in refused.value.remedy
    with pytest.raises(PackError, match="no language"):
        response_table(hong_kong, grade(hong_kong, "us_2020"), "fr")


def test_packing_again_keeps_every_part(table):
    made = written(table, ".ods")
    assert steady(made) == made


def test_the_ratings_are_drawn_in_the_order_of_the_list(hong_kong, freeport):
    svg = ratings_chart(hong_kong, hong_kong.reports)
    assert "Tier 2 Watch List, with a waiver" in svg
    assert svg == ratings_chart(hong_kong, hong_kong.reports)
    assert "Choppy" in ratings_chart(freeport, freeport.reports)


def test_the_columns_of_words_are_wide_in_every_office_program(table):
    """LibreOffice goes by the grid of a table, Word by its cells."""
    grid = docx.Document(io.BytesIO(written(table, ".docx"))).tables[0]
    widths = {cell.text: (column.width, cell.width) for column, cell in zip(grid.columns, grid.rows[0].cells, strict=True)}
    assert all(column == cell for column, cell in widths.values())
    assert widths["Answers"] > widths["Check"] > widths["Number"]
