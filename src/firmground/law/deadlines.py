"""The last day on which proceedings for an offence may begin.

Counted as statutes count months from an event: the day of the event is left out, and the last day is the one with the same
number in the month in which the time runs out, or that month's last day. It must not move a last day off a holiday: whether a
court's day of rest extends a limit differs from statute to statute, so the earlier day is given.
"""

import calendar
import datetime
from dataclasses import dataclass

from firmground.errors import FirmgroundError
from firmground.law.provision import Provision
from firmground.packs.law_entries import TimeLimit

LAST_YEAR = datetime.MAXYEAR


@dataclass(frozen=True)
class LimitOfTime:
    """A time limit for conduct of a day. ``last_day`` is ``None`` without a limit, and when no limit is ``known``."""

    limit: TimeLimit | None
    last_day: datetime.date | None

    @property
    def known(self) -> bool:
        """Whether the register says anything about the time."""
        return self.limit is not None

    def is_over(self, today: datetime.date) -> bool | None:
        """Whether the last day has passed; ``None`` when the limit is not known."""
        if self.limit is None:
            return None
        return self.last_day is not None and today > self.last_day


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The day with the same number so many months later, or the last day of that month; raises beyond the calendar."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > LAST_YEAR:
        raise FirmgroundError(f"{months} months after {day} is beyond the calendar", where="time limit", remedy="check the year")
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The day with the same number so many months earlier, or the last day of that month; the first of all days beyond it."""
    years, month = divmod(day.month - 1 - months, 12)
    year, month = day.year + years, month + 1
    if year < datetime.MINYEAR:
        return datetime.date.min
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def limit_for(provision: Provision, conduct_on: datetime.date) -> LimitOfTime:
    """The time limit in force on the day of the conduct (for conduct that went on, its last day), and its last day."""
    limit = provision.time_limit_on(conduct_on)
    last = months_after(conduct_on, limit.months) if limit and limit.months else None
    return LimitOfTime(limit, last)
