"""The gallery of components, and what is shown when nothing else can be. No view here reads the database."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.defaults import server_error

from firmground_site.design.gallery import NAVIGATION, sample

DATABASE_LOST = (OperationalError, InterfaceError)
log = logging.getLogger(__name__)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample content; ``?dir=rtl`` turns the page round."""
    direction = "rtl" if request.GET.get("dir") == "rtl" else "ltr"
    return render(request, "design/gallery.html", sample() | {"dir": direction, "navigation": NAVIGATION})


def fault(request: HttpRequest) -> HttpResponse:
    """What answers when a page failed: 503 for a database that was lost outside of any view, as by a middleware, else 500."""
    error = sys.exception()
    return database_lost(request, error) if isinstance(error, DATABASE_LOST) else server_error(request)


def database_lost(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Answer 503; the action's transaction, if there was one, was rolled back as a whole."""
    log.error("The database could not be used on %s: %s", request.path, type(error).__name__)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
