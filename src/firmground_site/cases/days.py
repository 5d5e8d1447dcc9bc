"""Days that cannot be: one to come, one before what must come first, one so far back that it is a slip of the pen.

It reads and writes nothing; actions ask it before they record a day.
"""

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import today

FIRST = datetime.date(1900, 1, 1)


def must_have_come(day: datetime.date, what: str) -> None:
    """Refuse a day to come, or one that nobody can mean; ``what`` names it: "The day of the arrest"."""
    if day > today():
        raise Refused(_("{what} cannot be to come.").format(what=what))
    if day < FIRST:
        raise Refused(_("{what} cannot be before {year}.").format(what=what, year=FIRST.year))


def must_not_precede(day: datetime.date, earlier: datetime.date, what: str) -> None:
    """Refuse a day before the one that comes first; ``what`` says the rule: "A charge is laid after the conduct"."""
    if day < earlier:
        raise Refused(
            _("{what}: {day} is before {earlier}.").format(what=what, day=date_format(day), earlier=date_format(earlier))
        )
