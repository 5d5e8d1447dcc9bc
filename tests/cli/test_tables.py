"""``firmground tables``: what is made from which extracts, and what is refused with nothing written."""

import json

import pytest

from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import write_extract

BUILD = ("tables", "build", "--pack", "freeport", "--year", "2022")


@pytest.fixture(scope="module")
def years(freeport, tmp_path_factory):
    """The folders of two demonstration years one after the other."""
    folder = tmp_path_factory.mktemp("years")
    for year in (2021, 2022):
        tables = demo_year(freeport, year=year, persons=80, seed=1)
        write_extract(tables, folder / str(year), pack=freeport, year=year, synthetic=True)
    return folder


@pytest.fixture
def both(years):
    return ("--extract", years / "2021", "--extract", years / "2022")


def test_all_tables_are_made_in_all_formats_unless_some_are_named(command, both, tmp_path):
    done = command(*BUILD, *both, "--out", tmp_path / "out")
    assert done.code == 0, done.err
    assert done.out.startswith("SYNTHETIC")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    for name in ("glotip", "sdg", "us", "eurostat", "nrm"):
        assert {f"synthetic-{name}.xlsx", f"synthetic-{name}.ods", f"synthetic-{name}-definitions.csv"} <= names


def test_only_what_is_named_is_made(command, both, tmp_path):
    done = command(*BUILD, *both, "--out", tmp_path / "out", "--table", "glotip", "--format", "xlsx", "--json")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"synthetic-glotip.xlsx", "tables.json"}
    assert done.json == {"out": str(tmp_path / "out"), **json.loads((tmp_path / "out/tables.json").read_text())}


def test_the_order_of_the_extracts_does_not_change_what_they_hold(command, years, both, tmp_path):
    turned = ("--extract", years / "2022", "--extract", years / "2021")
    for name, extracts in (("a", both), ("b", turned)):
        assert command(*BUILD, *extracts, "--out", tmp_path / name, "--format", "csv").code == 0
    for path in (tmp_path / "a").glob("*.csv"):
        if "definitions" not in path.name:
            assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_counts_that_are_not_known_are_told(command, years, tmp_path):
    done = command(*BUILD, "--extract", years / "2022", "--table", "us", "--out", tmp_path / "out")
    assert done.code == 0
    assert "us_tip: some counts are not known: the extracts have nothing on 2022-04-01 to 2022-06-30" in done.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--table", "moon"), "there is no table 'moon'"),
        (("--format", "pdf"), "there is no format 'pdf'"),
        (("--table", "glotip"), "the extracts have nothing on 2022-01-01 to 2022-06-30"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(command, years, tmp_path, more, told):
    done = command(*BUILD, "--extract", years / "2022", "--out", tmp_path / "out", *more)
    assert done.code == 3
    assert told in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_extract_of_another_pack_is_refused(command, years, tmp_path):
    done = command(
        "tables", "build", "--pack", "hong_kong", "--year", "2022", "--extract", years / "2022", "--out", tmp_path / "out"
    )
    assert done.code == 3
    assert "was made with the pack freeport" in done.err


def test_a_folder_with_other_files_is_an_output_that_cannot_be_written(command, both, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    done = command(*BUILD, *both, "--out", tmp_path, "--table", "us")
    assert done.code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_list_names_each_table_with_who_asks_for_it(command):
    listed = command("tables", "list", "--pack", "hong_kong", "--json").json
    assert {each["id"]: each["first_month"] for each in listed["tables"]} == {
        "glotip": "January",
        "sdg": "January",
        "us": "April",
        "eurostat": "January",
        "nrm": "January",
    }
    assert listed["formats"] == ["csv", "xlsx", "ods"]
