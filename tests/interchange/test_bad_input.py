"""What cannot be counted together, or not at all, is refused in a sentence that says where and what to do."""

import dataclasses
import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firmground.errors import FigureError, InputError, PackError
from firmground.interchange.book import make_books
from firmground.interchange.records import read_records
from firmground.statistics.extract import days_covered, write_extract


def test_without_an_extract_nothing_is_counted(freeport):
    with pytest.raises(InputError, match="there is no extract"):
        read_records(freeport, [])


def test_an_extract_of_another_pack_is_refused(hong_kong, freeport, extracts_of, tmp_path):
    with pytest.raises(InputError, match="was made with the pack freeport"):
        read_records(hong_kong, extracts_of(freeport, tmp_path))


def test_invented_people_are_not_counted_with_others(freeport, extracts_of, tmp_path):
    one = extracts_of(freeport, tmp_path / "a", years=(2021,))
    other = extracts_of(freeport, tmp_path / "b", years=(2022,), synthetic=False)
    with pytest.raises(InputError, match="would count invented people together with others"):
        read_records(freeport, [*one, *other])


@pytest.mark.parametrize("day", [datetime.date(2022, 6, 30), datetime.date(2023, 7, 1), None])
def test_a_row_that_is_not_of_the_days_of_its_extract_is_refused(freeport, extracts_of, tmp_path, decision, day):
    (made,) = extracts_of(freeport, tmp_path, [decision(decided_on=datetime.date(2022, 8, 1))], years=(2022,))
    tables = {name: pq.read_table(made.path(name)) for name in made.tables}
    place = tables["decisions"].column_names.index("decided_on")
    column = tables["decisions"].schema.field(place)
    tables["decisions"] = tables["decisions"].set_column(place, column, pa.array([day], pa.date32()))
    wrong = write_extract(tables, tmp_path / "wrong", pack=freeport, year=2022, synthetic=True)
    with pytest.raises(InputError, match="has rows that are not of 2022-07-01 to 2023-06-30"):
        read_records(freeport, [wrong])


def test_a_row_without_a_person_is_refused(freeport, extracts_of, tmp_path, decision):
    made = extracts_of(freeport, tmp_path, [decision(person=None)], years=(2021,))
    with pytest.raises(InputError, match="has rows without a person"):
        read_records(freeport, made)


def test_an_extract_without_a_column_that_is_needed_is_refused(freeport, extracts_of, tmp_path):
    (made,) = extracts_of(freeport, tmp_path, years=(2022,))
    tables = {name: pq.read_table(made.path(name)) for name in made.tables}
    tables["decisions"] = tables["decisions"].drop_columns(["forced_labour"])
    with pytest.raises(InputError, match="has no column 'forced_labour'"):
        read_records(freeport, [write_extract(tables, tmp_path / "old", pack=freeport, year=2022, synthetic=True)])


def test_a_table_that_is_not_there_is_refused_with_those_that_are(freeport, records):
    with pytest.raises(InputError, match=r"there is no table 'moon' What to do: use glotip, sdg, us, eurostat, nrm"):
        make_books(freeport, records, 2022, ["glotip", "moon"])


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"tables": None}, PackError, "does not say what the territory is"),
        ({"disclosure": None}, FigureError, "the pack has no smallest count"),
    ],
)
def test_a_pack_that_lacks_what_a_table_needs_is_refused(freeport, records, changes, error, told):
    with pytest.raises(error, match=told):
        make_books(dataclasses.replace(freeport, **changes), records, 2022, ["glotip"])


def test_a_pack_without_a_table_is_refused(freeport, records):
    pack = dataclasses.replace(freeport, tables=dataclasses.replace(freeport.tables, shapes={}))
    with pytest.raises(PackError, match="says nothing of the table 'us_tip'"):
        make_books(pack, records, 2022, ["us"])


def test_an_extract_covers_all_days_that_a_figure_of_its_pack_counts(freeport, hong_kong):
    assert days_covered(freeport, 2022) == (datetime.date(2022, 7, 1), datetime.date(2023, 6, 30))
    assert days_covered(hong_kong, 2022) == (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
