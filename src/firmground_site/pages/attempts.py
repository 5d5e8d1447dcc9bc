"""How often something may be tried on pages that are open to anyone: by one address, and by everybody together.

It keeps counts and no addresses: a count lies under a keyed digest of the address and the hour, from which nobody without the
key can tell the address, and is gone an hour later. Behind a proxy the address is the one that the proxy saw.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from firmground_site.access.addresses import address_of
from firmground_site.sealed.keys import blind_index

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
    """Count one more try, and say whether it is still within the limit."""
    hour = int(timezone.now().timestamp()) // AN_HOUR
    tries = {f"{address_of(request)} {hour}": limit.each, f"everybody {hour}": limit.all}
    within = [_counted(blind_index(f"attempts {limit.name}", who)) <= most for who, most in tries.items()]  # each is counted
    return all(within)


def _counted(key: str) -> int:
    if cache.add(key, 1, AN_HOUR):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # it ran out between the two
        return 1
