"""How often something may be tried on pages that are open to anyone: by one address, and by everybody together.

It keeps counts and no addresses: a count lies under a keyed digest of the address and the hour, from which nobody without the
key can tell the address, and is of no account when the hour is over. Behind a proxy the address is the one that the proxy saw.
"""

from dataclasses import dataclass

from django.http import HttpRequest

from firmground_site.access.addresses import address_of
from firmground_site.access.counting import counted

AN_HOUR = 3600


@dataclass(frozen=True)
class Limit:
    """How often something may be tried in an hour, from one address and altogether.

    Many people share one address: a dormitory, a church, a mobile network.
    """

    name: str
    each: int
    all: int


def may_try(request: HttpRequest, limit: Limit) -> bool:
    """Count one more try, and say whether it is still within the limit.

    What one address tries beyond its own limit does not count for everybody: else it could use up what all others have.
    """
    what = f"attempts {limit.name}"
    if counted(what, address_of(request), AN_HOUR) > limit.each:
        return False
    return counted(what, "everybody", AN_HOUR) <= limit.all
