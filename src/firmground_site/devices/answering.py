"""How the addresses for phones answer: JSON that nobody keeps, refusals by a word; and how they know who calls."""

import functools
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from firmground_site.access.addresses import address_of
from firmground_site.access.views import open_to_anyone
from firmground_site.audit.actions import Refused
from firmground_site.design.middleware import takes_up_to
from firmground_site.devices.actions.contact import note_contact
from firmground_site.devices.actors import the_device
from firmground_site.devices.contact import was_lately_in_contact
from firmground_site.devices.limits import CALLS, FAILURES, is_too_often
from firmground_site.devices.models import Device
from firmground_site.devices.tokens import device_showing

LARGEST = 2_000_000  # bytes that a phone may send at once


class NotJson(Exception):
    """What was sent is no JSON object."""


def told(content: dict[str, Any], status: int = 200) -> JsonResponse:
    """An answer in JSON."""
    return JsonResponse(content, status=status)


def refusal(word: str, status: int, *reasons: str) -> JsonResponse:
    """A refusal: a word for the program, and sentences for people."""
    return JsonResponse({"refused": word, "reasons": list(reasons)}, status=status)


def sent_in(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; ``NotJson`` for anything else, or more than a phone may send."""
    try:
        sent = json.loads(request.read(LARGEST + 1)[: LARGEST + 1])
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(sent, dict):
        raise NotJson
    return sent


def called_by_a_phone(view: Callable[[HttpRequest, Device], JsonResponse]) -> Any:
    """Let enrolled phones call a view, revoked ones among them; others get one answer, whatever is wrong with what they show."""

    @functools.wraps(view)
    def guarded(request: HttpRequest) -> JsonResponse:
        device = device_showing(request.headers.get("Authorization", ""))
        if device is None:
            often = is_too_often("failure", address_of(request), FAILURES)
            return refusal("too_often", 429) if often else refusal("not_known", 401)
        if is_too_often("call", device.pk, CALLS):
            return refusal("too_often", 429)
        if not was_lately_in_contact(device):
            note_contact(device=device, by=the_device(device))
        try:
            return view(request, device)
        except NotJson:
            return refusal("not_json", 400)
        except Refused as refused:
            return refusal("not_possible", 409, *refused.reasons)

    return takes_up_to(LARGEST)(never_cache(csrf_exempt(open_to_anyone(require_POST(guarded)))))
