"""Time limits: working days never end on a day of rest or a holiday, and what is not known yet is never called certain."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.cases.deadlines import (
    Due,
    WorkingCalendar,
    due_on,
    is_overdue,
    working_calendar,
    working_days_after,
    working_days_between,
)
from firmground.errors import FirmgroundError
from firmground.packs.case_entries import Clock
from firmground.values import DateRange

DAYS = st.dates(date(2018, 1, 1), date(2027, 6, 30))
NUMBERS = st.integers(1, 60)
CALENDARS = st.builds(
    WorkingCalendar,
    rest_days=st.frozensets(st.integers(0, 6), max_size=6),
    holidays=st.frozensets(DAYS, max_size=30),
    known=st.just(DateRange(date(2018, 1, 1), date(2027, 12, 31))),
)
CITE = {"source": ("FIRMGROUND",), "confidence": "inferred"}


@pytest.fixture(scope="module")
def in_hong_kong(hong_kong):
    return working_calendar(hong_kong.cases)


@pytest.fixture(scope="module")
def in_freeport(freeport):
    return working_calendar(freeport.cases)


def clock(length: int, unit: str, **more) -> Clock:
    return Clock(id="limit", length=length, unit=unit, state="waiting", cite=CITE, **more)


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (date(2019, 2, 4), 1, date(2019, 2, 8)),  # Lunar New Year from Tuesday 5 to Thursday 7 February 2019
        (date(2019, 2, 1), 5, date(2019, 2, 13)),
        (date(2019, 4, 18), 1, date(2019, 4, 23)),  # Easter, with Good Friday on 19 April
        (date(2018, 6, 29), 1, date(2018, 7, 3)),  # 1 July on a Sunday: the Monday after it is a holiday
        (date(2021, 4, 1), 1, date(2021, 4, 7)),  # Ching Ming fell on Easter Sunday
        (date(2019, 9, 13), 1, date(2019, 9, 16)),  # the day after Mid-Autumn was a Saturday
        (date(2022, 12, 23), 2, date(2022, 12, 29)),  # Christmas on a Sunday
        (date(2026, 4, 2), 1, date(2026, 4, 8)),
        (date(2019, 5, 10), 1, date(2019, 5, 14)),  # the Birthday of the Buddha on a Sunday
    ],
)
def test_working_days_in_hong_kong_pass_over_published_holidays(in_hong_kong, start, number, end):
    assert working_days_after(start, number, in_hong_kong) == Due(end, certain=True)


def test_the_weekend_of_freeport_is_friday_and_saturday(in_freeport, in_hong_kong):
    thursday = date(2024, 5, 9)
    assert working_days_after(thursday, 1, in_freeport).on == date(2024, 5, 12)  # a Sunday
    assert working_days_after(thursday, 1, in_hong_kong).on == date(2024, 5, 10)


@pytest.mark.parametrize("year", range(2018, 2028))
def test_a_year_in_hong_kong_has_seventeen_general_holidays_and_none_on_a_sunday(hong_kong, year):
    days = [each.date for each in hong_kong.cases.holidays if each.date.year == year]
    assert len(days) == len(set(days)) == 17
    assert all(day.weekday() != 6 for day in days)


@pytest.mark.parametrize("year", range(2018, 2028))
def test_the_holidays_of_the_common_calendar_are_on_the_days_that_the_law_names(hong_kong, year):
    names = {each.date: each.name for each in hong_kong.cases.holidays}
    for month, day, name in (
        (1, 1, "first_of_january"),
        (5, 1, "labour_day"),
        (7, 1, "establishment_day"),
        (10, 1, "national_day"),
    ):
        there = date(year, month, day)
        if there.weekday() == 6:
            assert names[there + timedelta(1)] == f"day_after_{name}"
        else:
            assert names[there] == name


@given(day=DAYS, number=NUMBERS, calendar=CALENDARS)
def test_a_limit_in_working_days_ends_later_and_on_a_working_day(day, number, calendar):
    due = working_days_after(day, number, calendar)
    assert due.on > day
    assert calendar.is_working_day(due.on)
    assert working_days_between(day, due.on, calendar) == number


@given(day=DAYS, first=NUMBERS, then=NUMBERS, calendar=CALENDARS)
def test_two_limits_one_after_the_other_are_one_long_limit(day, first, then, calendar):
    between = working_days_after(day, first, calendar).on
    assert working_days_after(between, then, calendar).on == working_days_after(day, first + then, calendar).on


@given(day=DAYS, later=st.integers(0, 30), number=NUMBERS, calendar=CALENDARS)
def test_who_begins_later_never_ends_earlier(day, later, number, calendar):
    assert working_days_after(day + timedelta(later), number, calendar).on >= working_days_after(day, number, calendar).on


@given(day=DAYS, number=NUMBERS, calendar=CALENDARS, holiday=DAYS)
def test_one_more_holiday_never_makes_a_limit_shorter(day, number, calendar, holiday):
    more = WorkingCalendar(calendar.rest_days, calendar.holidays | {holiday}, calendar.known)
    assert working_days_after(day, number, more).on >= working_days_after(day, number, calendar).on


@given(a=DAYS, b=DAYS, c=DAYS, calendar=CALENDARS)
def test_working_days_between_add_up(a, b, c, calendar):
    first, middle, last = sorted((a, b, c))
    whole = working_days_between(first, last, calendar)
    assert whole == working_days_between(first, middle, calendar) + working_days_between(middle, last, calendar)
    assert working_days_between(last, first, calendar) == 0


@given(start=DAYS, length=NUMBERS, calendar=CALENDARS)
def test_a_clock_in_calendar_days_moves_on_only_when_it_must_end_on_a_working_day(start, length, calendar):
    plain = due_on(clock(length, "calendar_days"), start, calendar)
    moved = due_on(clock(length, "calendar_days", ends_on_working_day=True), start, calendar)
    assert plain == Due(start + timedelta(length))
    assert calendar.is_working_day(moved.on)
    assert working_days_between(plain.on - timedelta(1), moved.on, calendar) == 1


def test_the_clocks_of_hong_kong_end_where_a_calendar_on_the_wall_says(hong_kong, in_hong_kong):
    start = date(2019, 1, 28)  # a Monday, a week before Lunar New Year
    ends = {each.id: due_on(each, start, in_hong_kong).on for each in hong_kong.cases.clocks}
    assert ends["hand_over_acceptance"] == date(2019, 1, 30)
    assert ends["debriefing_due"] == date(2019, 2, 4)
    assert ends["decision_due"] == date(2019, 2, 14)
    assert ends["review_request"] == date(2019, 2, 25)


@pytest.mark.parametrize(
    ("start", "number", "certain"),
    [
        (date(2027, 12, 30), 1, True),
        (date(2027, 12, 31), 1, False),
        (date(2027, 12, 30), 2, False),
        (date(2017, 12, 31), 1, True),
        (date(2017, 12, 28), 1, False),
        (date(2017, 12, 28), 5, False),  # ends in a known year, by way of one that is not
        (date(2031, 5, 6), 3, False),
    ],
)
def test_beyond_the_years_whose_holidays_are_known_an_end_is_given_but_not_as_certain(in_hong_kong, start, number, certain):
    due = working_days_after(start, number, in_hong_kong)
    assert due.certain is certain
    assert due.on > start


def test_calendar_days_are_certain_in_any_year_unless_they_must_end_on_a_working_day(in_hong_kong):
    assert due_on(clock(7, "calendar_days"), date(2040, 1, 1), in_hong_kong) == Due(date(2040, 1, 8), certain=True)
    assert not due_on(clock(7, "calendar_days", ends_on_working_day=True), date(2040, 1, 1), in_hong_kong).certain


def test_without_any_list_of_holidays_nothing_is_certain(hong_kong):
    calendar = working_calendar(hong_kong.cases.model_copy(update={"holidays": ()}))
    assert not working_days_after(date(2024, 5, 6), 1, calendar).certain


@pytest.mark.parametrize(("today", "overdue"), [(date(2024, 5, 9), False), (date(2024, 5, 10), False), (date(2024, 5, 11), True)])
def test_a_limit_is_overdue_on_the_day_after_its_last_day(today, overdue):
    assert is_overdue(Due(date(2024, 5, 10)), today) is overdue


@pytest.mark.parametrize("number", [0, -3])
def test_a_limit_of_no_days_is_refused(in_hong_kong, number):
    with pytest.raises(FirmgroundError, match="not a number of days"):
        working_days_after(date(2024, 5, 6), number, in_hong_kong)


@pytest.mark.parametrize("unit", ["working_days", "calendar_days"])
def test_a_limit_beyond_the_last_year_of_all_is_refused(in_hong_kong, unit):
    with pytest.raises(FirmgroundError, match="beyond the calendar"):
        due_on(clock(30, unit), date(9999, 12, 20), in_hong_kong)


@pytest.mark.parametrize("rest_days", [set(range(7)), {7}, {-1}])
def test_a_week_without_a_working_day_or_with_an_eighth_day_is_refused(rest_days):
    with pytest.raises(FirmgroundError, match="no working day"):
        WorkingCalendar(frozenset(rest_days), frozenset(), None)
