"""Keeps what was typed while a member was signed out, until they have signed in again. It decides nothing about saving.

The form carries a ticket, signed by the site, that names the member and the page. With it, the fields are sealed for this
member and this page, and wait in the session for a short time. Nothing is kept without a ticket, and nobody else can open it.
"""

import base64
import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.sealed.keys import CannotOpen, keyring

TICKET = "ticket"
PARKED = "parked_draft"
SALT = "screening.parking"
LONGEST = 64_000  # bytes; a section with a full note is a fifth of it
TICKET_LASTS = 12 * 60 * 60
DRAFT_LASTS = 30 * 60
LEFT_OUT = ("csrfmiddlewaretoken", TICKET)
QUIETLY = "X-Save"  # the header with which the page's own script saves; it can show an answer, but follow no sign-in


class NotKept(Exception):
    """What was typed could not be kept; the sentence says why."""


def ticket_for(member: UUID, path: str) -> str:
    """The ticket that a form on this page carries for its member."""
    return signing.dumps({"member": str(member), "path": path}, salt=SALT)


def park(request: HttpRequest) -> None:
    """Keep the fields of a POST in the session; ``NotKept`` without a good ticket, or when they are too many."""
    member = _named_by_ticket(request)
    fields = request.POST.copy()
    for name in LEFT_OUT:
        fields.pop(name, None)
    plain = fields.urlencode().encode()
    if len(plain) > LONGEST:
        raise NotKept(_("What you typed could not be kept while you sign in: it is too long."))
    sealed = keyring().seal(plain, _context(member, request.path))
    until = int(timezone.now().timestamp()) + DRAFT_LASTS
    request.session[PARKED] = {"path": request.path, "until": until, "sealed": base64.b64encode(sealed).decode()}


def _named_by_ticket(request: HttpRequest) -> str:
    try:
        said = signing.loads(request.POST.get(TICKET, ""), salt=SALT, max_age=TICKET_LASTS)
    except signing.SignatureExpired as error:
        raise NotKept(_("What you typed could not be kept: the page was open for too long.")) from error
    except signing.BadSignature as error:
        raise NotKept(_("What you typed could not be kept: the page does not say whose it is.")) from error
    if said["path"] != request.path:
        raise NotKept(_("What you typed could not be kept: it belongs to another page."))
    return str(said["member"])


def _context(member: UUID | str, path: str) -> str:
    return f"parking:{member}:{path}"


def parked(request: HttpRequest) -> QueryDict | None:
    """What this member typed on this page before they were signed out; what is old, or somebody else's, is dropped."""
    kept = request.session.get(PARKED)
    if kept is None or kept["path"] != request.path:
        return None
    if kept["until"] <= timezone.now().timestamp():
        forget(request)
        messages.warning(request, _("What you typed before you were signed out was kept for half an hour, and is gone."))
        return None
    try:
        plain = keyring().open(base64.b64decode(kept["sealed"]), _context(request.actor.member_id, request.path))
    except CannotOpen:
        forget(request)
        return None
    return QueryDict(plain)


def forget(request: HttpRequest) -> None:
    """Drop what was kept: it was saved, or is no longer wanted."""
    request.session.pop(PARKED, None)


def park_or_say(request: HttpRequest) -> None:
    """Keep the fields, or say on the next page why they could not be kept."""
    try:
        park(request)
    except NotKept as not_kept:
        messages.error(request, str(not_kept))


def is_quiet(request: HttpRequest) -> bool:
    """Whether the page's own script saves, which shows the answer where it is."""
    return QUIETLY in request.headers


def keeps_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the view of a long form: what a member sends after their session ended is kept while they sign in again."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.actor.is_signed_in:
            return view(request, *args, **kwargs)
        if is_quiet(request):
            return not_saved(
                _("You were signed out. Press a save button: you will sign in again, and what you typed is kept."), 401
            )
        park_or_say(request)
        return redirect_to_login(request.path)

    return kept


def not_saved(sentence: str, status: int) -> JsonResponse:
    """The answer to the page's own script when it could not save."""
    return JsonResponse({"sentence": _("Not saved. {sentence}").format(sentence=sentence)}, status=status)
