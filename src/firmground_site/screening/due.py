"""Days that are due, in words: how many working days are left or have passed, and how sure that is.

It must not guess: where holidays are not known yet the words say so.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from firmground.cases.deadlines import Due, WorkingCalendar, is_overdue, working_days_between

DAY_NOT_CERTAIN = gettext_lazy("The holidays of that time are not known yet, so the day may be later.")
NUMBER_NOT_CERTAIN = gettext_lazy("The holidays of that time are not known, so there may be fewer working days.")


@dataclass(frozen=True)
class DueWords:
    """What an officer reads about a day that is due; ``note`` is empty when the day is certain."""

    on: datetime.date
    words: str
    is_overdue: bool
    is_soon: bool
    note: str = ""


def due_in_words(due: Due, today: datetime.date, calendar: WorkingCalendar) -> DueWords:
    """A due day in working days, as seen from today; soon is up to and with the next working day."""
    overdue = is_overdue(due, today)
    first, last = (due.on, today) if overdue else (today, due.on)
    days = working_days_between(first, last, calendar)
    words = _overdue(days) if overdue else _ahead(days, due.on == today)
    counted = "" if calendar.knows(first) and calendar.knows(last) else NUMBER_NOT_CERTAIN
    return DueWords(due.on, words, overdue, not overdue and days <= 1, counted if due.certain else DAY_NOT_CERTAIN)


def _overdue(days: int) -> str:
    if not days:
        return _("Overdue by less than a working day")
    return ngettext("Overdue by {days:,} working day", "Overdue by {days:,} working days", days).format(days=days)


def _ahead(days: int, is_today: bool) -> str:
    if is_today:
        return _("Due today")
    if not days:
        return _("Due before the next working day")
    return ngettext("Due in {days:,} working day", "Due in {days:,} working days", days).format(days=days)
