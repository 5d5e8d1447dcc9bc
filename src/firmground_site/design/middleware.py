"""Answers in words when the database cannot be reached."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


class DatabaseLost:
    """Turns a lost or busy database into a page that says that nothing was kept and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503; the action's transaction was rolled back as a whole."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        log.error("The database could not be used on %s: %s", request.path, type(exception).__name__)
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
