"""What stays the same for an officer from one screening to the next: trigger, group, place and interpreter.

It is sealed in the session on the server and ends with it. It is never on the device, and it never answers a question.
"""

import base64
import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from firmground_site.sealed.keys import CannotOpen, keyring

KEPT = ("trigger", "group", "place", "interpreter")
SHIFT = "shift"


def remember(request: HttpRequest, entered: Mapping[str, Any]) -> None:
    """Keep these values for the next screening of this session; what is empty is kept as empty."""
    plain = json.dumps({name: entered.get(name, "") for name in KEPT}).encode()
    request.session[SHIFT] = base64.b64encode(keyring().seal(plain, _context(request))).decode()


def remembered(request: HttpRequest) -> dict[str, str]:
    """What was kept for this member in this session; nothing when there is none, or it cannot be opened."""
    kept = request.session.get(SHIFT)
    if kept is None:
        return {}
    try:
        opened: dict[str, str] = json.loads(keyring().open(base64.b64decode(kept), _context(request)))
    except CannotOpen:  # keys were changed, or it is somebody else's
        forget(request)
        return {}
    return {name: value for name, value in opened.items() if value}


def forget(request: HttpRequest) -> None:
    """Keep nothing any longer."""
    request.session.pop(SHIFT, None)


def _context(request: HttpRequest) -> str:
    return f"shift:{request.actor.member_id}"
