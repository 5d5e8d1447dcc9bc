"""An extract is frozen: one changed byte is found, and what is there is not overwritten by accident."""

import json

import pyarrow.parquet as pq
import pytest

from firmground.errors import InputError, OutputError
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import COLUMNS, day_range, read_extract, write_extract
from firmground.values import digest


@pytest.fixture(scope="session")
def few(freeport):
    return demo_year(freeport, year=2022, persons=30, seed=1)


@pytest.fixture
def extract(few, freeport, tmp_path):
    return write_extract(few, tmp_path / "extract", pack=freeport, year=2022, synthetic=True)


def test_what_is_written_is_read_again(extract):
    assert read_extract(extract.folder) == extract


def test_the_tables_have_the_documented_columns_and_say_that_they_are_synthetic(extract):
    for table, columns in ((name, COLUMNS[name]) for name in extract.tables if name in COLUMNS):
        schema = pq.read_schema(extract.path(table))
        assert schema.names == list(columns)
        assert schema.metadata[b"firmground.synthetic"] == b"yes"
    assert "SYNTHETIC" in json.loads((extract.folder / "extract.json").read_text())["label"]


def test_no_table_has_a_name_in_it(extract):
    persons = pq.read_table(extract.path("screenings"))["person"].to_pylist()
    assert all(person.startswith("synthetic-") for person in persons)


def test_a_single_changed_byte_in_any_table_is_found(extract):
    for table in extract.tables:
        path = extract.path(table)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        with pytest.raises(InputError, match="differs from the digest"):
            read_extract(extract.folder)
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    assert read_extract(extract.folder) == extract


def test_a_missing_table_is_named(extract):
    extract.path("decisions").unlink()
    with pytest.raises(InputError, match=r"decisions\.parquet"):
        read_extract(extract.folder)


@pytest.mark.parametrize("manifest", ["", "{", "[]", "{}", '{"tables": 3}', '{"tables": {}, "schema": "x"}'])
def test_a_manifest_that_makes_no_sense_is_refused(extract, manifest):
    (extract.folder / "extract.json").write_text(manifest)
    with pytest.raises(InputError, match=r"extract\.json"):
        read_extract(extract.folder)


def test_a_manifest_of_another_schema_is_refused(extract):
    path = extract.folder / "extract.json"
    path.write_text(path.read_text().replace("firmground-extract-2", "firmground-extract-9"))
    with pytest.raises(InputError, match="has schema 'firmground-extract-9'"):
        read_extract(extract.folder)


def test_an_extract_of_before_there_were_cases_is_read_and_keeps_its_digest(extract):
    path = extract.folder / "extract.json"
    path.write_text(path.read_text().replace("firmground-extract-2", "firmground-extract-1"))
    earlier = read_extract(extract.folder)
    assert earlier.tables == extract.tables
    assert earlier.digest == digest({"tables": earlier.tables, "schema": "firmground-extract-1", "synthetic": True})
    assert earlier.digest != extract.digest


def test_a_folder_that_is_no_extract_is_refused(tmp_path):
    with pytest.raises(InputError, match="is not an extract"):
        read_extract(tmp_path)


def test_an_earlier_synthetic_extract_is_replaced_whole(extract, few, freeport):
    again = write_extract({"screenings": few["screenings"]}, extract.folder, pack=freeport, year=2022, synthetic=True)
    assert read_extract(extract.folder) == again
    assert sorted(path.name for path in extract.folder.iterdir()) == ["extract.json", "screenings.parquet"]


def test_an_extract_of_real_people_is_never_replaced(few, freeport, tmp_path):
    out = tmp_path / "real"
    real = write_extract(few, out, pack=freeport, year=2022, synthetic=False)
    with pytest.raises(OutputError, match="holds other files"):
        write_extract(few, out, pack=freeport, year=2022, synthetic=True)
    assert read_extract(out) == real


def test_a_folder_with_other_files_is_left_alone(few, freeport, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(OutputError, match="holds other files"):
        write_extract(few, tmp_path, pack=freeport, year=2022, synthetic=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_way_is_left_alone(few, freeport, tmp_path):
    (tmp_path / "extract").write_text("dear")
    with pytest.raises(OutputError, match="is a file"):
        write_extract(few, tmp_path / "extract", pack=freeport, year=2022, synthetic=True)


def test_a_disk_that_fills_up_leaves_nothing_behind(few, freeport, tmp_path, monkeypatch):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(OutputError, match="No space left"):
        write_extract(few, tmp_path / "extract", pack=freeport, year=2022, synthetic=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("period", "starts", "days"),
    [
        ("calendar", 4, ("2019-01-01", "2019-12-31")),
        ("april_march", 7, ("2019-04-01", "2020-03-31")),
        ("financial_year", 7, ("2019-07-01", "2020-06-30")),
    ],
)
def test_a_period_is_named_by_the_year_in_which_it_begins(period, starts, days):
    assert tuple(map(str, day_range(2019, period, starts))) == days
