"""The tables have the shape that each publisher asks for, and say what is not recorded, not known and not shown."""

import csv
import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from firmground.errors import FigureError
from firmground.interchange.book import make_books
from firmground.interchange.csv_files import csv_files
from firmground.interchange.records import read_records
from firmground.interchange.sdg import rate

DAY = datetime.date(2022, 5, 1)
PUBLISHED = Path(__file__).parent / "data"
# UNODC's workbook, as public programs read it
GLOTIP = "Iso3_code Country Region Subregion Indicator Dimension Category Sex Age Year|Unit of measurement|txtVALUE|Source"


@pytest.fixture
def people(decision):
    """So many people who were identified, each once."""
    return lambda number, **changes: [decision(**{"person": f"p{each}", "screening": each} | changes) for each in range(number)]


@pytest.mark.parametrize("name", ["nrm_reasonable_grounds", "nrm_conclusive_grounds"])
def test_the_british_layout_has_the_heading_and_the_rows_that_are_published(books, name, table_of):
    with (PUBLISHED / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        heading, *rows = csv.reader(file)
    found = table_of(books, name)
    assert [column.name for column in found.columns] == heading
    assert [row[1] for row in found.rows] == [row[1] for row in rows]


def test_the_published_layout_adds_up_in_the_way_that_ours_does(books, table_of):
    with (PUBLISHED / "nrm_conclusive_grounds.csv").open(newline="", encoding="utf-8") as file:
        published = [[int(each) for each in row[2:]] for row in list(csv.reader(file))[1:]]
    totals = table_of(books, "nrm_conclusive_grounds").totals
    assert totals
    for total in totals:
        (row, column), parts = total.whole, total.parts
        assert published[row][column - 2] == sum(published[at][of - 2] for at, of in parts)


def test_the_table_of_unodc_has_its_thirteen_columns(books, table_of):
    first, *rest = GLOTIP.split("|")
    assert [column.name for column in table_of(books, "glotip").columns] == [*first.split(), *rest]


def test_a_count_below_five_is_written_as_unodc_writes_it_and_a_nought_is_nought(books_of, rows_of, people):
    found = {(row["Dimension"], row["Sex"], row["Age"]): row["txtVALUE"] for row in rows_of(books_of(people(3)), "glotip")}
    assert found[("Total", "Total", "Total")] == "<5"
    assert found[("Total", "Male", "Total")] == "0"
    assert found[("Total", "Total", "0 to 17 years")] == "0"


def test_a_count_that_would_give_another_away_is_withheld_and_never_called_below_five(books_of, rows_of, people):
    rows = rows_of(books_of([*people(9), *people(2, sex="male", person="m")[:1]]), "glotip")
    found = {row["Sex"]: row["txtVALUE"] for row in rows if (row["Dimension"], row["Age"]) == ("Total", "Total")}
    assert (found["Total"], found["Male"], found["Female"], found["Other"]) == ("10", "<5", "withheld", "0")


def test_unodc_is_given_no_row_for_what_is_not_recorded(books, rows_of):
    rows = rows_of(books, "glotip")
    assert {row["Indicator"] for row in rows} == {"Detected trafficking victims"}
    assert "Sexual exploitation" not in {row["Category"] for row in rows}
    defined = next(book for book in books if book.id == "glotip").definitions
    assert any(what == "not recorded" and "persons suspected are in no extract" in told for _, what, told in defined)


def test_eurostat_tells_none_from_not_known(books_of, rows_of):
    status = {(row["leg_stat"], row["sex"]): row["value"] for row in rows_of(books_of(), "eurostat_status")}
    assert status[("Victims", "Total")] == 0
    assert status[("Convicted", "Total")] is None
    written = dict(csv_files(next(book for book in books_of() if book.id == "eurostat")))["synthetic-eurostat_status.csv"]
    assert b"XFP,2022,Victims,Total,0,\r\n" in written
    assert b"XFP,2022,Convicted,Total,,not recorded here\r\n" in written


def test_a_group_of_citizens_that_no_code_stands_for_is_not_known_rather_than_none(hong_kong, year_2019, rows_of):
    books = make_books(hong_kong, read_records(hong_kong, [year_2019]), 2019, ["eurostat"])
    found = {row["citizen"]: row for row in rows_of(books, "eurostat_citizenship")}
    assert found["Reporting country"]["value"] is None
    assert found["Reporting country"]["note"] == "the territory's list has no code for it"
    assert found["Total"]["value"] == ":c"  # three people


def test_a_rate_is_of_the_population_of_that_sex_and_age(books_of, rows_of, people):
    rows = rows_of(books_of([*people(6), *people(7, person="m", sex="male")[:1]]), "sdg_16_2_2")
    found = {(row["Sex"], row["Age"], row["Form of exploitation"]): row for row in rows}
    assert found[("Total", "Total", "Total")]["Rate per 100,000"] == Decimal("7.8300")  # 7 of 89,400
    assert found[("Male", "Total", "Total")]["Rate per 100,000"] == "withheld"
    assert found[("Other", "Total", "Total")]["Rate per 100,000"] == "not known"
    assert found[("Total", "Total", "Forced labour")]["Series"] == "VC_HTF_DETVFLR"


def test_without_a_population_a_rate_is_not_known(hong_kong, year_2019, rows_of):
    books = make_books(hong_kong, read_records(hong_kong, [year_2019]), 2019, ["sdg"])
    row = next(row for row in rows_of(books, "sdg_16_2_2") if row["Sex"] == "Other")
    assert (row["Victims"], row["Population"], row["Rate per 100,000"]) == (0, "not found", "not known")


@pytest.mark.parametrize(("victims", "of", "expected"), [(7, 89_400, "7.8300"), (0, 10, "0.0000"), (1, 3, "33333.3333")])
def test_a_rate_has_four_digits(victims, of, expected):
    assert rate(victims, of) == Decimal(expected)


def test_the_american_sheet_says_what_is_not_recorded_and_shows_published_numbers_apart(hong_kong, year_2019, rows_of):
    books = make_books(hong_kong, read_records(hong_kong, [year_2019]), 2019, ["us"])
    found = {row["Count"]: row for row in rows_of(books, "us_tip")}
    arrests = found["Arrests"]
    assert (arrests["Value"], arrests["State"]) == ("not recorded here", "not recorded here")
    assert (arrests["Published value"], arrests["Published period"], arrests["Source"]) == (5, "calendar 2019", "US20")
    assert found["Prosecutions"]["Published value"] == "not found"
    assert found["Initial screenings"]["Published bound"] == "more than"


def test_a_day_that_is_not_covered_makes_a_count_not_known_and_never_half_of_it(hong_kong, year_2019, rows_of, table_of):
    books = make_books(hong_kong, read_records(hong_kong, [year_2019]), 2019, ["us"])
    row = rows_of(books, "us_tip")[0]
    assert (row["Value"], row["State"]) == ("not known", "not known")
    assert dict(table_of(books, "us_tip").about)["not known"] == "the extracts have nothing on 2020-01-01 to 2020-03-31"


def test_a_quarter_that_is_not_covered_whole_is_not_known_and_so_is_the_year(books_of, rows_of, decision):
    books = books_of([decision(decided_on=DAY.replace(month=8))], years=(2022,), names=["nrm"])
    found = {row["Quarter"]: row["Child (17 or under) - Total"] for row in rows_of(books, "nrm_conclusive_grounds")}
    assert found == {"Total": "not known", "Q1": "not known", "Q2": "not known", "Q3": 0, "Q4": 0}


@pytest.mark.parametrize("name", ["glotip", "sdg", "eurostat"])
def test_a_calendar_year_that_is_not_covered_is_refused_with_the_days_that_are_missing(books_of, name, decision):
    with pytest.raises(FigureError, match="2022-01-01 to 2022-06-30"):
        books_of([decision(decided_on=DAY.replace(month=8))], years=(2022,), names=[name])


def test_quarters_of_which_none_is_covered_are_refused(books_of, decision, screening):
    with pytest.raises(FigureError, match="no quarter of 2025 whole"):
        books_of([decision()], [screening()], names=["nrm"], year=2025)


def test_a_territory_that_does_not_screen_at_a_stage_has_no_nought_for_it(books_of, rows_of):
    found = {row["Count"]: row["Value"] for row in rows_of(books_of(), "us_tip")}
    assert (found["Full debriefings"], found["Initial screenings"]) == ("not recorded here", 0)
