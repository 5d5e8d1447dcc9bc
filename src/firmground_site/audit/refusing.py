"""How a page shows that an action was refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from firmground.errors import FirmgroundError
from firmground_site.audit.actions import NotPermitted, Refused, Stale


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Put the reasons of a refusal on the form; check ``form.is_valid()`` after it. A lost race is not caught."""
    try:
        yield
    except Stale:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)


class RefusalsInWords:
    """Answers a refusal that no form caught: 404 for what is not permitted, 409 with the reasons for what cannot be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in words when an action refused."""
        if isinstance(exception, NotPermitted):
            raise Http404
        if isinstance(exception, Refused):
            return render(request, "audit/refused.html", {"reasons": exception.reasons}, status=409)
        if isinstance(exception, FirmgroundError):
            return render(request, "audit/refused.html", {"reasons": [str(exception)]}, status=400)
        return None
