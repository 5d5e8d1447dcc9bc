"""What every page of the register begins with: that the territory has one."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firmground_site.access.permissions import Permission
from firmground_site.evidence.register import has_register

View = Callable[..., HttpResponse]


def of_register(view: View) -> View:
    """Say in words that the territory's pack has no reports, where it has none."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not has_register():
            return page(request, "evidence/no_register.html", {}, status=404)
        return view(request, **kwargs)

    return guarded


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the register, with the links to its other pages that the reader may follow."""
    may_answer = request.actor.may(Permission.EVIDENCE_ANSWER)
    may_read = request.actor.may(Permission.EVIDENCE_READ)
    return render(request, template, {"may_answer": may_answer, "may_read": may_read, **context}, status=status)
