"""Days that cannot be: one to come, one before what must come first, one so far back that it is a slip of the pen.

It reads and writes nothing; actions ask it before they record a day.
"""

import datetime

from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import today

FIRST = datetime.date(1900, 1, 1)


def must_have_come(day: datetime.date, what: str) -> None:
    """Refuse a day to come, or one that nobody can mean; ``what`` names it: "The day of the arrest"."""
    if day > today():
        raise Refused(f"{what} cannot be to come.")
    if day < FIRST:
        raise Refused(f"{what} cannot be before {FIRST.year}.")


def must_not_precede(day: datetime.date, earlier: datetime.date, what: str) -> None:
    """Refuse a day before the one that comes first; ``what`` says the rule: "A charge is laid after the conduct"."""
    if day < earlier:
        raise Refused(f"{what}: {day:%d %B %Y} is before {earlier:%d %B %Y}.")
