"""How long a record is kept: the day on which it is to be erased.

It erases nothing and decides nothing: it turns a pack's rule and the day it is counted from into a day.
"""

import calendar
import datetime

from firmground.errors import FirmgroundError
from firmground.packs.case_entries import RetentionRule


def erase_on(rule: RetentionRule, start: datetime.date) -> datetime.date:
    """The day on which a record is to be erased, counted in whole months from a day.

    Where the month has no such day, as after 31 January, it is the last day of the month, so that nothing is kept longer.
    Raises ``FirmgroundError`` beyond the calendar.
    """
    years, month = divmod(start.month - 1 + rule.length_in_months, 12)
    year = start.year + years
    if year > datetime.MAXYEAR:
        raise FirmgroundError(f"the year {year} is beyond the calendar", where="retention", remedy="check the year")
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(start.day, last))


def is_due(rule: RetentionRule, start: datetime.date, today: datetime.date) -> bool:
    """Whether a record is to be erased by today."""
    return today >= erase_on(rule, start)
