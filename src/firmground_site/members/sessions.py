"""Where a member is signed in. Sessions live for minutes, so they are few enough to look through one by one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from firmground_site.accounts.models import Member

BEGUN = "signed_in_at"
BROWSER = "signed_in_with"
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
    request.session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))


def browser_in_words(user_agent: str) -> str:
    """A browser as people name it: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


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


def _running(member: Member) -> Iterator[tuple[Session, dict[str, str]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        content = session.get_decoded()
        if content.get(SESSION_KEY) == str(member.pk):
            yield session, content


def _signed_in(key: str, content: dict[str, str]) -> SignedIn:
    since = parse_datetime(content.get(BEGUN, ""))
    return SignedIn(key, since, content.get(BROWSER, "A browser"))
