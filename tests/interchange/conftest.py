"""Shared by the tests of tables: extracts of a few invented decisions, and a pack that withholds nothing."""

import dataclasses
import datetime

import pyarrow as pa
import pytest

from firmground.interchange.book import KINDS, make_books
from firmground.interchange.records import read_records
from firmground.packs.entries import Disclosure
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import WORD, read_extract, table_schema, write_extract
from firmground.values import Citation, Confidence

DAY = datetime.date(2022, 5, 1)
DECISION = {
    "screening": 1,
    "person": "a",
    "decided_on": DAY,
    "sex": "female",
    "age_band": "from_35",
    "nationality": "veyra",
    "decision": "identified",
    "forced_labour": "yes",
}
SCREENING = {"screening": 1, "person": "a", "screened_on": DAY, "stage": "initial", "outcome": "no", "age_band": "from_35"}
CITE = Citation(("GAZETTE",), Confidence.INFERRED)


def arrow(name, rows):
    columns = [
        pa.array([row.get(each.name) for row in rows], pa.string()).cast(WORD)
        if each.type == WORD
        else pa.array([row.get(each.name) for row in rows], each.type)
        for each in table_schema(name)
    ]
    return pa.Table.from_arrays(columns, schema=table_schema(name))


def half(day):
    """The year of Freeport, which begins in July, that a day lies in."""
    return day.year if day.month >= 7 else day.year - 1


def write_extracts(pack, folder, decisions=(), screenings=(), *, years=(2021, 2022), synthetic=True):
    """An extract for each year, with those of the rows that lie in it."""
    made = []
    for year in years:
        tables = {
            "decisions": arrow("decisions", [row for row in decisions if half(row["decided_on"]) == year]),
            "screenings": arrow("screenings", [row for row in screenings if half(row["screened_on"]) == year]),
        }
        made.append(write_extract(tables, folder / str(year), pack=pack, year=year, synthetic=synthetic))
    return made


@pytest.fixture
def books_of(freeport, tmp_path):
    """The books of some decisions and screenings, as shipped."""

    def made(decisions=(), screenings=(), *, pack=freeport, names=tuple(KINDS), year=2022, **options):
        records = read_records(pack, write_extracts(pack, tmp_path / "extracts", decisions, screenings, **options))
        return make_books(pack, records, year, names)

    return made


@pytest.fixture(scope="session")
def open_pack(freeport):
    """The fictional pack with a smallest count of one, so that every count is shown."""
    shapes = {name: shape.model_copy(update={"below": 1}) for name, shape in freeport.tables.shapes.items()}
    tables = dataclasses.replace(freeport.tables, shapes=shapes)
    return dataclasses.replace(freeport, tables=tables, disclosure=Disclosure(minimum_count=1, cite=CITE))


@pytest.fixture(scope="session")
def two_years(freeport, tmp_path_factory):
    """The folders of two demonstration years one after the other."""
    folder = tmp_path_factory.mktemp("two_years")
    for year in (2021, 2022):
        tables = demo_year(freeport, year=year, persons=300, seed=year)
        write_extract(tables, folder / str(year), pack=freeport, year=year, synthetic=True)
    return [folder / "2021", folder / "2022"]


@pytest.fixture(scope="session")
def records(freeport, two_years):
    return read_records(freeport, [read_extract(folder) for folder in two_years])


@pytest.fixture(scope="session")
def books(freeport, records):
    """All books of the demonstration for 2022."""
    return make_books(freeport, records, 2022, tuple(KINDS))


@pytest.fixture(scope="session")
def extracts_of():
    """Write an extract for each year of some rows."""
    return write_extracts


@pytest.fixture(scope="session")
def arrow_of():
    """Some rows as a table of an extract."""
    return arrow


@pytest.fixture(scope="session")
def decision():
    """A row of the decisions that differs from the plain one as told."""
    return lambda **changes: DECISION | changes


@pytest.fixture(scope="session")
def screening():
    """A row of the screenings that differs from the plain one as told."""
    return lambda **changes: SCREENING | changes


@pytest.fixture(scope="session")
def table_of():
    """A table of some books by its id."""
    return table_in


@pytest.fixture(scope="session")
def rows_of():
    """The rows of a table, each by the names of its columns."""
    return rows_in


def table_in(books, name):
    return next(each for book in books for each in book.tables if each.id == name)


def rows_in(books, name):
    """The rows of a table, each by the names of its columns."""
    found = table_in(books, name)
    return [dict(zip((column.name for column in found.columns), row, strict=True)) for row in found.rows]
