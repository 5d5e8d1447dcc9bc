"""The last day on which proceedings may begin: counted by months, never lost in a short month, never guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import FirmgroundError
from firmground.law.deadlines import limit_for, months_after
from firmground.law.provision import find_provision, provisions_of
from firmground.packs.pack import read_pack

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 400)
FREEPORT = provisions_of(read_pack("freeport"))


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2018, 1, 15), 6, date(2018, 7, 15)),
        (date(2018, 8, 31), 6, date(2019, 2, 28)),  # February has no 31st
        (date(2019, 8, 31), 6, date(2020, 2, 29)),  # nor in a leap year
        (date(2020, 2, 29), 12, date(2021, 2, 28)),  # the 29th of February is not there each year
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(1999, 2, 28), 12, date(2000, 2, 28)),  # 2000 was a leap year; the day keeps its number
        (date(1899, 8, 31), 6, date(1900, 2, 28)),  # 1900 was none
        (date(2021, 3, 31), 1, date(2021, 4, 30)),
        (date(2021, 4, 30), 1, date(2021, 5, 30)),  # not the end of May: the number counts, not the end
        (date(2021, 12, 31), 1, date(2022, 1, 31)),
        (date(2021, 12, 1), 12, date(2022, 12, 1)),
        (date(2021, 7, 1), 0, date(2021, 7, 1)),
    ],
)
def test_a_limit_ends_on_the_day_with_the_same_number_or_on_the_months_last(day, months, last):
    assert months_after(day, months) == last


def by_walking(day, months):
    """The same end by another way: walk from month to month, then back from the end of the last one."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first + timedelta(days=32)).replace(day=1)
    end = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    while end.day > day.day:
        end -= timedelta(days=1)
    return end


@given(day=DAYS, months=MONTHS)
def test_it_ends_where_one_comes_by_walking_from_month_to_month(day, months):
    assert months_after(day, months) == by_walking(day, months)


@given(day=DAYS, later=st.integers(0, 60), months=MONTHS)
def test_conduct_on_a_later_day_never_runs_out_of_time_earlier(day, later, months):
    assert months_after(day + timedelta(later), months) >= months_after(day, months)


@given(day=DAYS, months=MONTHS)
def test_one_month_more_is_always_later(day, months):
    assert months_after(day, months + 1) > months_after(day, months)


@given(day=DAYS, first=MONTHS, then=MONTHS)
def test_two_limits_one_after_the_other_are_never_longer_than_one_long_limit(day, first, then):
    parted, whole = months_after(months_after(day, first), then), months_after(day, first + then)
    assert parted <= whole < parted + timedelta(days=4)


def test_a_limit_beyond_the_last_year_of_the_calendar_is_refused():
    assert months_after(date(9999, 6, 30), 6) == date(9999, 12, 30)
    with pytest.raises(FirmgroundError, match="beyond the calendar"):
        months_after(date(9999, 6, 30), 7)


@pytest.mark.parametrize(
    ("name", "conduct", "last"),
    [
        ("harbour_15", date(2022, 12, 31), date(2023, 6, 30)),  # six months, the last day of the old limit
        ("harbour_15", date(2023, 1, 1), date(2025, 1, 1)),  # twenty-four from the first day of the new
        ("harbour_23", date(2021, 5, 31), date(2021, 8, 31)),
        ("seafarers_19", date(2020, 2, 29), date(2021, 2, 28)),
    ],
)
def test_the_limit_is_the_one_of_the_day_of_the_conduct(freeport, name, conduct, last):
    found = limit_for(find_provision(freeport, name), conduct)
    assert (found.known, found.last_day) == (True, last)


def test_proceedings_may_begin_on_the_last_day_and_not_on_the_next(freeport):
    found = limit_for(find_provision(freeport, "harbour_15"), date(2022, 12, 31))
    assert found.is_over(date(2023, 6, 30)) is False
    assert found.is_over(date(2023, 7, 1)) is True


def test_where_there_is_no_limit_time_never_runs_out(freeport):
    found = limit_for(find_provision(freeport, "harbour_41"), date(2022, 1, 1))
    assert (found.known, found.last_day, found.is_over(date.max)) == (True, None, False)


def test_where_no_limit_is_known_nobody_says_whether_time_has_run_out(freeport):
    found = limit_for(find_provision(freeport, "seafarers_22"), date(2022, 1, 1))
    assert (found.known, found.last_day, found.is_over(date(2200, 1, 1))) == (False, None, None)


@given(conduct=DAYS, waited=st.integers(0, 3000))
def test_time_that_has_run_out_never_comes_back(conduct, waited):
    for provision in FREEPORT:
        found = limit_for(provision, conduct)
        if found.last_day:
            assert found.is_over(found.last_day + timedelta(1 + waited)) is True
            assert found.is_over(conduct) is False
