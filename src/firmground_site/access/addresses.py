"""From where a request came, for counting how often somebody tries. It keeps nothing."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

OF_A_HOUSEHOLD = 64  # bits: whoever has an address of IPv6 has all that begin like it


def address_of(request: HttpRequest) -> str:
    """The address from which a request came, as far as one household goes; the same for all of which none is known."""
    try:
        found = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    return str(ipaddress.ip_network((found, OF_A_HOUSEHOLD), strict=False)) if found.version == 6 else str(found)
