"""Where a member is signed in. Sessions live for minutes, so they are few enough to look through one by one."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Member

BEGUN = "signed_in_at"
BROWSER = "signed_in_with_these"
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class SignedIn:
    """One place where a member is signed in; ``since`` is ``None`` when that is not known."""

    key: str
    since: datetime.datetime | None
    browser: str


def note_beginning(request: HttpRequest) -> None:
    """Keep in the session when it began and with which kind of browser, for the member to recognise it."""
    request.session[BEGUN] = timezone.now().isoformat()
    request.session[BROWSER] = _recognised(request.headers.get("User-Agent", ""))


def browser_in_words(user_agent: str) -> str:
    """A browser as people name it: "Firefox on Windows"."""
    return _in_words(_recognised(user_agent))


def _recognised(user_agent: str) -> list[str]:
    """The names of browser and system; "" for each that is not known."""
    return [next((name for mark, name in marks if mark in user_agent), "") for marks in (BROWSERS, SYSTEMS)]


def _in_words(recognised: Sequence[str]) -> str:
    browser, system = recognised
    if not system:
        return browser or _("A browser")
    return _("{browser} on {system}").format(browser=browser or _("A browser"), system=system)


def sessions_of(member: Member) -> list[SignedIn]:
    """Where the member is signed in, the latest first."""
    found = [_signed_in(session.session_key, content) for session, content in _running(member)]
    longest_ago = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return sorted(found, key=lambda each: each.since or longest_ago, reverse=True)


def end_sessions(member: Member, *, keeping: str = "") -> int:
    """Sign the member out everywhere but in the session ``keeping``; gives how many sessions ended."""
    keys = [session.session_key for session, _ in _running(member) if session.session_key != keeping]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def _running(member: Member) -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        content = session.get_decoded()
        if content.get(SESSION_KEY) == str(member.pk):
            yield session, content


def _signed_in(key: str, content: dict[str, Any]) -> SignedIn:
    since = parse_datetime(content.get(BEGUN, ""))
    return SignedIn(key, since, _in_words(content.get(BROWSER, ("", ""))))
