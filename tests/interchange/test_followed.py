"""Defendants, services and referrals in the tables that are handed in: counted once, protected, and empty where not recorded."""

import datetime

import pytest

from firmground.errors import InputError
from firmground.interchange.book import make_books
from firmground.interchange.records import read_records
from firmground.statistics.extract import read_extract, write_extract

DAY = datetime.date(2022, 5, 1)


@pytest.fixture
def made(open_pack, extracts_of, arrow_of, decision, tmp_path):
    """The books of a few decisions and what became of people, nothing withheld."""

    def books(year=2022, **rows):
        extracts = []
        for plain in extracts_of(open_pack, tmp_path / "plain", [decision()], []):
            tables = {name: arrow_of(name, found if plain.year == 2021 else []) for name, found in rows.items()}
            tables |= {name: arrow_of(name, [decision()] if plain.year == 2021 else []) for name in ("decisions",)}
            tables |= {"screenings": arrow_of("screenings", [])}
            out = tmp_path / f"with-{plain.year}"
            extracts.append(write_extract(tables, out, pack=open_pack, year=plain.year, synthetic=True))
        return make_books(open_pack, read_records(open_pack, extracts), year, ("glotip", "eurostat", "us"))

    return books


CHARGE = {"defendant": "d1", "laid_on": DAY, "agency": "harbour_office", "offence_group": "other", "sex": "male"}
ENDED = {"defendant": "d1", "ended_on": DAY, "ended_as": "guilty", "convicts": "yes", "sex": "male"}


def test_defendants_are_counted_once_in_each_table_by_sex(made, rows_of):
    books = made(charges=[CHARGE, CHARGE, CHARGE | {"defendant": "d2", "sex": "female"}], outcomes=[ENDED])
    glotip = {(row["Indicator"], row["Sex"]): row["txtVALUE"] for row in rows_of(books, "glotip")}
    assert glotip["Persons prosecuted", "Total"] == "2"
    assert glotip["Persons prosecuted", "Male"] == glotip["Persons prosecuted", "Female"] == "1"
    assert glotip["Persons convicted", "Total"] == glotip["Persons convicted", "Male"] == "1"
    status = {(row["leg_stat"], row["sex"]): (row["value"], row["note"]) for row in rows_of(books, "eurostat_status")}
    assert status["Convicted", "Total"] == (1, None)
    assert status["Convicted", "Females"] == (0, None)
    assert status["Suspected", "Total"] == (None, "not recorded here")
    assert status["Victims", "Total"] == (1, None)


def test_where_no_charge_was_recorded_nobody_is_said_to_be_not_convicted(made, rows_of):
    books = made()
    assert {row["Indicator"] for row in rows_of(books, "glotip")} == {"Detected trafficking victims"}
    convicted = [row["value"] for row in rows_of(books, "eurostat_status") if row["leg_stat"] == "Convicted"]
    assert convicted == [None] * 4
    us = {row["Count"]: (row["Value"], row["State"]) for row in rows_of(made(), "us_tip")}
    for name in ("Convictions", "Prosecutions", "Investigations, of all forms", "Persons given services"):
        assert us[name] == ("not recorded here", "not recorded here")


def test_the_sheet_of_counts_counts_people_and_cases_from_the_records(made, rows_of):
    service = {"person": "a", "began_on": DAY, "service": "shelter", "reached": "delivered", "protects": "yes"}
    referral = {"person": "a", "sent_on": DAY, "from_party": "harbour_office", "to_party": "partner", "state": "sent"}
    case = {"case": "c", "opened_on": DAY, "agency": "harbour_office", "result": "charged"}
    books = made(
        services=[service, service, service | {"person": "b", "reached": "declined"}],
        referrals=[referral, referral, referral | {"person": "b"}],
        investigations=[case, case | {"case": "c2"}],
        charges=[CHARGE],
        outcomes=[ENDED | {"convicts": "no"}],
    )
    us = {row["Count"]: row["Value"] for row in rows_of(books, "us_tip")}
    assert us["Persons given services"] == 1
    assert us["Persons referred to another body"] == 2
    assert us["Investigations, of all forms"] == 2
    assert us["Prosecutions"] == 1
    assert us["Convictions"] == 0  # somebody was tried, and not convicted: a nought that is known


def test_two_extracts_that_differ_about_a_day_that_both_have_are_refused(open_pack, arrow_of, tmp_path):
    extracts = []
    for name, rows in (("one", [CHARGE]), ("two", [])):
        tables = {
            "screenings": arrow_of("screenings", []),
            "decisions": arrow_of("decisions", []),
            "charges": arrow_of("charges", rows),
        }
        write_extract(tables, tmp_path / name, pack=open_pack, year=2021, synthetic=True)
        extracts.append(read_extract(tmp_path / name))
    with pytest.raises(InputError, match="charges on 2022-05-01"):
        read_records(open_pack, extracts)
