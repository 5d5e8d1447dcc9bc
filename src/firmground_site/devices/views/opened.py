"""Which entries that wait are open in a session: each was opened by a button, which is an event, and closes by itself."""

from django.http import HttpRequest
from django.utils import timezone

from firmground_site.devices.models import Entry

SECONDS = 30 * 60
OPEN = "open_entries"


def opened(request: HttpRequest, entry: Entry) -> None:
    """Remember that an entry is open in this session."""
    now = int(timezone.now().timestamp())
    still = {key: until for key, until in request.session.get(OPEN, {}).items() if until > now}
    request.session[OPEN] = {**still, str(entry.pk): now + SECONDS}


def is_open(request: HttpRequest, entry: Entry) -> bool:
    """Whether an entry is open in this session."""
    return request.session.get(OPEN, {}).get(str(entry.pk), 0) > timezone.now().timestamp()
