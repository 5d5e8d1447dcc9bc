"""How often something may be tried on pages that are open to anyone: by one address, and by everybody together.

It keeps counts and no addresses: a count lies under a keyed digest of the address and the hour, from which nobody without the
key can tell the address, and is of no account when the hour is over. Behind a proxy the address is the one that the proxy saw.
"""

import ipaddress
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from firmground_site.access.counting import counted

AN_HOUR = 3600
OF_A_HOUSEHOLD = 64  # bits: whoever has an address of IPv6 has all that begin like it


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


def address_of(request: HttpRequest) -> str:
    """The address from which a request came, as far as one household goes; the same for all of which none is known."""
    try:
        found = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ipaddress.ip_network((found, OF_A_HOUSEHOLD), strict=False)) if found.version == 6 else str(found)
