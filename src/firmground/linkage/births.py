"""Dates of birth as they are compared: a day, a month or a year, in the one form in which parts can be told apart."""

import re
from functools import lru_cache
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Birth(NamedTuple):
    """A date of birth: ``whole`` as ISO, ``year`` a number, ``sorted`` with the smaller of day and month first (for a day)."""

    whole: str | None
    year: int | None
    sorted: str | None


NOT_KNOWN = Birth(None, None, None)


@lru_cache(maxsize=1 << 17)
def birth_of(text: str) -> Birth:
    """The birth that an ISO day, month or year states; what is none of these is not known.

    A month above 12 is kept, since it is compared and not believed: it may be a typing error in a right date.
    """
    found = _ISO.fullmatch(text.strip())
    if not found:
        return NOT_KNOWN
    year, month, day = found.groups()
    low_high = f"{year}-{min(month, day)}-{max(month, day)}" if day else None
    return Birth(found[0], int(year), low_high)
