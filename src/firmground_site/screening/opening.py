"""Which files of people are open in a session: each was opened for a purpose, which is an event, and closes by itself."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

SECONDS = 30 * 60
REMEMBERED = 12 * 60 * 60  # seconds for which a form begun while a file was open can still be sent
OPEN = "open_files"


def opened(request: HttpRequest, person: Person) -> None:
    """Remember that a file is open in this session: it was opened for a purpose, or has just been recorded here."""
    now = int(timezone.now().timestamp())
    files = {key: until for key, until in request.session.get(OPEN, {}).items() if until > now - REMEMBERED}
    request.session[OPEN] = {**files, str(person.pk): now + SECONDS}


def is_open(request: HttpRequest, person_id: UUID) -> bool:
    """Whether a file is open in this session."""
    return request.session.get(OPEN, {}).get(str(person_id), 0) > timezone.now().timestamp()


def was_open(request: HttpRequest, person: Person) -> bool:
    """Whether this session had opened a file, for a purpose, that closed by itself not long ago."""
    closed = request.session.get(OPEN, {}).get(str(person.pk), 0)
    return closed > timezone.now().timestamp() - REMEMBERED


def purpose_first(request: HttpRequest, person: Person) -> HttpResponse | None:
    """Where to ask for the purpose of opening a person's file; ``None`` when it is open."""
    if is_open(request, person.pk):
        return None
    return redirect(f"{reverse('screening:open_file', args=[person.pk])}?{urlencode({'next': request.get_full_path()})}")


def with_open_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for the purpose first, for a view of ``person_id`` whose person the actor may see; 404 when they may not."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, person_id: UUID, **kwargs: Any) -> HttpResponse:
        person = get_object_or_404(people_visible_to(request.actor), pk=person_id)
        return purpose_first(request, person) or view(request, person=person, **kwargs)

    return guarded
