"""Tables that do not agree, with themselves or with each other, are named by their numbers and never written."""

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FigureError, InputError
from firmground.interchange.periods import (
    april_to_march,
    calendar_year,
    days_of_quarter,
    left_out,
    quarter_of,
    quarters_of,
)
from firmground.interchange.reconciliation import must_agree, reconcile, recount
from firmground.interchange.records import read_records
from firmground.interchange.writing import write_books
from firmground.values import DateRange

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2024, 12, 31))


def spoilt(books, name, row, column, value):
    """The books with one number changed."""

    def changed(table):
        if table.id != name:
            return table
        rows = [list(each) for each in table.rows]
        rows[row][column] = value
        return dataclasses.replace(table, rows=tuple(map(tuple, rows)))

    return tuple(dataclasses.replace(book, tables=tuple(map(changed, book.tables))) for book in books)


def tables(books):
    return [table for book in books for table in book.tables]


def test_the_books_of_a_demonstration_agree(books):
    assert reconcile(tables(books)) == ()


def test_a_total_that_is_not_the_sum_of_its_parts_is_named_with_both_numbers(books):
    wrong = spoilt(books, "nrm_reasonable_grounds", 0, 11, 7)
    found = [str(each) for each in reconcile(tables(wrong)) if each.table == "nrm_reasonable_grounds"]
    assert any(each.startswith("table nrm_reasonable_grounds, row 1 (2022, Total") and "7 and " in each for each in found)


def test_two_tables_that_show_one_count_differently_are_both_named(books_of):
    wrong = spoilt(books_of(names=["glotip", "eurostat"]), "eurostat_form", 0, 4, 3)
    named = {each.table for each in reconcile(tables(wrong))}
    assert "eurostat_form and glotip" in named


def test_a_count_that_one_table_withholds_and_another_shows_is_named(books_of, decision):
    books = books_of([decision()], names=["glotip", "eurostat"])
    assert any(each.should is None for each in reconcile(tables(spoilt(books, "eurostat_form", 0, 4, 1))))


def test_a_table_that_disagrees_with_itself_is_not_written(books, freeport, records, tmp_path):
    wrong = spoilt(books, "nrm_reasonable_grounds", 0, 11, 7)
    with pytest.raises(FigureError, match=r"table nrm_reasonable_grounds, row 1 .*: does not agree: 7 and \d+"):
        write_books(wrong, tmp_path / "out", ["csv"], pack=freeport, records=records)
    assert list(tmp_path.iterdir()) == []


def test_what_agrees_is_let_through():
    must_agree(())


@pytest.mark.parametrize("days", [calendar_year(2022), april_to_march(2022)])
def test_the_quarters_of_a_period_make_up_the_period(records, days):
    assert recount(records, "screenings", {}, days, table="t") == ()
    assert records.events("screenings", {}, days).total() > 0


def test_a_period_that_is_not_whole_quarters_does_not_agree_with_them(records):
    days = (datetime.date(2022, 1, 1), datetime.date(2022, 11, 30))
    found = recount(records, "screenings", {}, days, table="t")
    assert found[0].says < found[0].should


def test_extracts_that_differ_on_a_day_that_both_cover_are_refused(freeport, extracts_of, tmp_path, decision):
    one = extracts_of(freeport, tmp_path / "a", [decision(), decision(person="b", screening=2)], years=(2021,))
    other = extracts_of(freeport, tmp_path / "b", [decision()], years=(2021,))
    with pytest.raises(InputError, match=r"has 1 decisions on 2022-05-01, of which another extract has 2"):
        read_records(freeport, [*one, *other])


def test_extracts_that_agree_on_a_day_that_both_cover_count_it_once(freeport, extracts_of, tmp_path, decision, screening):
    one, two = (extracts_of(freeport, tmp_path / name, [decision()], [screening()], years=(2021,)) for name in "ab")
    found = read_records(freeport, [*one, *two])
    assert (len(found.decisions), sum(found.screenings.values())) == (1, 1)


@given(DAYS)
def test_a_day_lies_in_the_quarter_that_it_names(day):
    first, last = days_of_quarter(quarter_of(day))
    assert first <= day <= last
    assert quarter_of(first) == quarter_of(last) != quarter_of(last + datetime.timedelta(days=1))


def test_april_to_march_has_four_quarters():
    assert quarters_of(april_to_march(2022)) == ("2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1")


@given(DAYS, DAYS, st.lists(st.tuples(DAYS, DAYS).map(sorted), max_size=4))
def test_the_days_left_out_are_those_that_no_range_has(a, b, covered):
    period = (min(a, b), max(a, b))
    gaps = left_out(period, [tuple(each) for each in covered])
    step = datetime.timedelta(days=1)
    edges = {day + move for each in (period, *covered) for day in each for move in (-step, 0 * step, step)}
    for day in edges:
        is_missing = period[0] <= day <= period[1] and not any(first <= day <= last for first, last in covered)
        assert any(day in gap for gap in gaps) == is_missing


def test_ranges_that_leave_nothing_out_leave_nothing():
    assert left_out(calendar_year(2022), [calendar_year(2022)]) == ()
    assert left_out(calendar_year(2022), []) == (DateRange(*calendar_year(2022)),)
