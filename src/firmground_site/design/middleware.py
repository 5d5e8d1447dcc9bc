"""Answers in words when too much was sent, and when the database cannot be reached."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_request, override

from firmground_site.design.views import DATABASE_LOST, database_lost

View = Callable[..., HttpResponse]


def takes_a_file(view: View) -> View:
    """Mark a page whose form takes a file, which is then held in memory. It stands above what guards the page."""
    view.takes_a_file = True
    return view


def takes_up_to(most: int) -> Callable[[View], View]:
    """Mark a page that reads what was sent by itself, up to so many bytes. It stands above what guards the page."""

    def mark(view: View) -> View:
        view.takes_up_to = most
        return view

    return mark


class TooLarge:
    """Refuses what is larger than the page takes, before anything reads it: parts of it would be kept on the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, or 413. Django reads no further than the length that was told."""
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # as Django reads it
        most = _takes(request, "takes_up_to") or settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if request.method == "POST" and _takes(request, "takes_a_file"):
            most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        if length > most and request.content_type == "application/json":
            return JsonResponse({"refused": "too_large", "reasons": []}, status=413)  # as a program understands it
        if length > most:
            with override(get_language_from_request(request)):  # the middleware that chooses it comes later
                return HttpResponse(render_to_string("413.html"), status=413)
        return self.get_response(request)


def _takes(request: HttpRequest, mark: str) -> Any:
    """What the page says that it takes; nothing for most pages, and for those that are not there."""
    try:
        return getattr(resolve(request.path_info).func, mark, None)
    except Resolver404:
        return None


class DatabaseLost:
    """Turns a lost or busy database into a page that says that nothing was kept and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503; the action's transaction was rolled back as a whole."""
        return database_lost(request, exception) if isinstance(exception, DATABASE_LOST) else None
