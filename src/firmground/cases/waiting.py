"""How long somebody waited, in the bands under which waiting is counted.

Days are whole days between two dates. Counts by band can be protected like any others; a median of few people cannot.
"""

import datetime
from collections.abc import Sequence

from firmground.errors import FirmgroundError
from firmground.packs.casework_entries import Band


def band_of(first: datetime.date, last: datetime.date, bands: Sequence[Band]) -> str:
    """The id of the band in which the days from the first to the last lie; ``FirmgroundError`` when the last is earlier."""
    days = (last - first).days
    if days < 0:
        raise FirmgroundError(f"{last} is before {first}", where="waiting", remedy="check the two days")
    return next(each.id for each in bands if each.up_to_days is None or days <= each.up_to_days)
