"""Periods of a table: a calendar year, its quarters, April to March; and which days some extracts leave out."""

import datetime
from collections.abc import Iterable

from firmground.values import DateRange

Days = tuple[datetime.date, datetime.date]
ONE_DAY = datetime.timedelta(days=1)


def calendar_year(year: int) -> Days:
    """January to December."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def april_to_march(year: int) -> Days:
    """April of a year to March of the next."""
    return datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)


def quarters_of(days: Days) -> tuple[str, ...]:
    """The quarters of some whole quarters, by their names in order."""
    first, last = days
    starts = [(year, month) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    return tuple(quarter_of(day) for day in (datetime.date(*start, 1) for start in starts) if first <= day <= last)


def quarter_of(day: datetime.date) -> str:
    """The calendar quarter of a day, as 2019-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def days_of_quarter(name: str) -> Days:
    """The first and last day of a quarter."""
    year, quarter = int(name[:4]), int(name[-1])
    first = datetime.date(year, 3 * quarter - 2, 1)
    following = datetime.date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
    return first, following - ONE_DAY


def left_out(days: Days, covered: Iterable[Days]) -> tuple[DateRange, ...]:
    """The days of a period that no covered range has, as ranges in order."""
    gaps, day = [], days[0]
    for first, last in sorted(covered):
        if day < first and day <= days[1]:
            gaps.append(DateRange(day, min(first - ONE_DAY, days[1])))
        day = max(day, last + ONE_DAY)
    return (*gaps, DateRange(day, days[1])) if day <= days[1] else tuple(gaps)


def in_words(ranges: Iterable[DateRange]) -> str:
    """Ranges of days in a sentence."""
    return ", ".join(f"{each.first} to {each.last}" for each in ranges)
