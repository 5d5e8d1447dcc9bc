"""Which files of cases are open in a session: each was opened for a purpose, which is an event, and closes by itself."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from firmground_site.cases.actions.reading import open_case_file
from firmground_site.cases.models import Case
from firmground_site.screening.opening import REMEMBERED, SECONDS

OPEN = "open_cases"
WENT_ON = "To send a form that was begun while the file was open"  # stays in English: it is kept as the purpose


def opened(request: HttpRequest, case: Case) -> None:
    """Remember that a file is open in this session."""
    now = int(timezone.now().timestamp())
    files = {key: until for key, until in request.session.get(OPEN, {}).items() if until > now - REMEMBERED}
    request.session[OPEN] = {**files, str(case.pk): now + SECONDS}


def is_open(request: HttpRequest, case_id: UUID) -> bool:
    """Whether a file is open in this session."""
    return _until(request, case_id) > timezone.now().timestamp()


def keep_open(request: HttpRequest, case: Case) -> None:
    """A form is not lost because the file closed by itself while it was filled in; that it was opened again is recorded."""
    was_open = _until(request, case.pk) > timezone.now().timestamp() - REMEMBERED
    if request.method == "POST" and not is_open(request, case.pk) and was_open:
        open_case_file(case=case, purpose=WENT_ON, by=request.actor)
        opened(request, case)


def purpose_first(request: HttpRequest, case: Case) -> HttpResponse | None:
    """Where to ask for the purpose of opening a case's file; ``None`` when it is open."""
    if is_open(request, case.pk):
        return None
    return redirect(f"{reverse('cases:open_file', args=[case.pk])}?{urlencode({'next': request.get_full_path()})}")


def _until(request: HttpRequest, case_id: UUID) -> int:
    return int(request.session.get(OPEN, {}).get(str(case_id), 0))
