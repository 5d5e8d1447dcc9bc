"""Whether a person is a child, as far as their recorded age tells: whoever is one has a guardian answer beside them."""

import datetime

from django.utils import timezone

from firmground_site.packs.queries import active_pack
from firmground_site.screening.models import Person


def is_child(person: Person, *, on: datetime.date) -> bool | None:
    """Whether a person is below the territory's majority age on a day; ``None`` when their age leaves it open, so that one asks.

    The age is in whole years on the day they were met: they may have had a birthday on the next day.
    """
    if person.age is None:
        return None
    met, majority = timezone.localdate(person.met_at), active_pack().manifest.majority_age
    youngest = person.age + _whole_years(met, on)
    if youngest >= majority:
        return False
    oldest = youngest + (on > met)
    return True if oldest < majority else None


def _whole_years(first: datetime.date, last: datetime.date) -> int:
    return max(0, last.year - first.year - ((last.month, last.day) < (first.month, first.day)))
