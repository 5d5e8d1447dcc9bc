"""What becomes of a form that was sent: done, refused on the form, or set beside what somebody quicker recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """Where to go on, or else with which status the form is shown, and beside which rows when somebody was quicker."""

    onward: HttpResponse | None = None
    status: int = 200
    changed: Rows | None = None


def send(
    request: HttpRequest,
    form: BaseForm,
    *,
    act: Callable[[Any], Any],
    done: str,
    back: str,
    recorded_now: Callable[[Any], Rows],
    is_done: Callable[[Any], bool] = lambda _: False,
) -> Sent:
    """Do what a form says when it was sent, and lead ``back`` with the message ``done``; a refusal is put on the form.

    When the record was changed meanwhile (``Stale``) the form can be sent again on the version that there is now, unless
    ``is_done(current)`` says that this very form was sent before.
    """
    if request.method != "POST":
        return Sent()
    try:
        if form.is_valid():
            with refusals_on(form):
                act(form)
                messages.success(request, done)
                return Sent(redirect(back))
    except Stale as stale:
        if is_done(stale.current):
            return Sent(redirect(back))
        changed = recorded_now(stale.current)
        form.begun_on(stale.current.version)
        return Sent(status=409, changed=changed)
    return Sent(status=400)
