"""What every page of law begins with: a register to show, and a day to show it on."""

import datetime
import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firmground_site.access.permissions import Permission
from firmground_site.law.forms import DayForm
from firmground_site.law.queries import has_register
from firmground_site.packs.queries import today

View = Callable[..., HttpResponse]


def of_register(view: View) -> View:
    """Say in words that the territory's pack has no register of law, where it has none."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not has_register():
            return page(request, "law/no_register.html", {}, status=404)
        return view(request, **kwargs)

    return guarded


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of law, with the links to its other pages that the reader may follow."""
    may_apply = request.actor.may(Permission.LAW_APPLY)
    return render(request, template, {"may_apply": may_apply, **context}, status=status)


def day_asked(request: HttpRequest) -> datetime.date:
    """The day in the address of a picture or a file, today without one; an answer 400 for anything else."""
    form = DayForm(request.GET, on=today())
    if not form.is_valid():
        raise BadRequest("The day in the address is not one of the calendar.")
    day: datetime.date = form.cleaned_data["on"]
    return day
