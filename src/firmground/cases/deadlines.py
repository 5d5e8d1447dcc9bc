"""Time limits in working days and calendar days, over a territory's week and holidays.

It must not guess holidays: a day reckoned beyond the years whose holidays are known is marked as not certain.
"""

import datetime
from dataclasses import dataclass
from typing import get_args

from firmground.errors import FirmgroundError
from firmground.packs.case_entries import CaseRules, Clock, Weekday
from firmground.values import DateRange

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked: ``rest_days`` are numbers from Monday 0; ``known`` spans the years with known holidays."""

    rest_days: frozenset[int]
    holidays: frozenset[datetime.date]
    known: DateRange | None

    def __post_init__(self) -> None:
        if len(self.rest_days) > 6 or not self.rest_days <= set(range(7)):
            raise FirmgroundError(
                f"{sorted(self.rest_days)} leaves no working day or is no day of the week",
                where="rest days",
                remedy="give at most six numbers from 0, Monday, to 6, Sunday",
            )

    def is_working_day(self, day: datetime.date) -> bool:
        """Whether a day is neither a day of rest nor a known holiday."""
        return day.weekday() not in self.rest_days and day not in self.holidays

    def knows(self, day: datetime.date) -> bool:
        """Whether the holidays of that day's year are known."""
        return self.known is not None and day in self.known


@dataclass(frozen=True, order=True)
class Due:
    """The last day of a time limit; not ``certain`` when holidays that are not known yet could still move it later."""

    on: datetime.date
    certain: bool = True


def working_calendar(rules: CaseRules) -> WorkingCalendar:
    """The calendar of a pack: known from the first to the last year of its holidays, or never when it lists none."""
    days = frozenset(each.date for each in rules.holidays)
    known = DateRange(datetime.date(min(days).year, 1, 1), datetime.date(max(days).year, 12, 31)) if days else None
    numbers = {name: number for number, name in enumerate(get_args(Weekday))}
    return WorkingCalendar(frozenset(numbers[name] for name in rules.week.rest_days), days, known)


def working_days_after(day: datetime.date, number: int, calendar: WorkingCalendar) -> Due:
    """The day on which the given number of working days have passed; the day itself does not count.

    Not certain when a day on the way lies outside the known years. Raises ``FirmgroundError`` for less than one day.
    """
    _at_least_one(number)
    reached, passed, certain = day, 0, True
    while passed < number:
        reached = _later(reached, 1)
        passed += calendar.is_working_day(reached)
        certain = certain and calendar.knows(reached)
    return Due(reached, certain)


def due_on(clock: Clock, start: datetime.date, calendar: WorkingCalendar) -> Due:
    """The last day of a clock that began on a day; the first day does not count.

    A clock in calendar days that must end on a working day moves on to the next one and is then only as certain as the
    holidays are.
    """
    if clock.unit == "working_days":
        return working_days_after(start, clock.length, calendar)
    last = _later(start, clock.length)
    if not clock.ends_on_working_day:
        return Due(last)
    return working_days_after(last - ONE_DAY, 1, calendar)


def is_overdue(due: Due, today: datetime.date) -> bool:
    """Whether the last day has passed; on the last day itself nothing is overdue."""
    return today > due.on


def working_days_between(first: datetime.date, last: datetime.date, calendar: WorkingCalendar) -> int:
    """How many working days come after the first day, up to and with the last; nought when the last is not later."""
    span = (last - first).days
    return sum(calendar.is_working_day(first + ahead * ONE_DAY) for ahead in range(1, span + 1))


def _at_least_one(number: int) -> None:
    if number < 1:
        raise FirmgroundError(f"{number} is not a number of days", where="time limit", remedy="give at least one day")


def _later(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + days * ONE_DAY
    except OverflowError as error:
        raise FirmgroundError(
            f"{days} days after {day} is beyond the calendar", where="time limit", remedy="check the year"
        ) from error
