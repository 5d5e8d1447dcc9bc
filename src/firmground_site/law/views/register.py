"""What every page of law begins with: a register to show, and a day to show it on."""

import datetime
import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firmground_site.access.permissions import Permission
from firmground_site.law.forms import DayForm
from firmground_site.law.queries import has_register
from firmground_site.packs.queries import today

View = Callable[..., HttpResponse]
ViewOfDay = Callable[[HttpRequest, datetime.date], HttpResponse]


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


def on_a_day(view: ViewOfDay) -> View:
    """Give a picture or a file the day in its address, today without one; one that cannot be is answered in words."""

    @functools.wraps(view)
    def of_day(request: HttpRequest) -> HttpResponse:
        form = DayForm(request.GET, on=today())
        if not form.is_valid():
            return page(request, "law/day.html", {"form": form}, status=400)
        return view(request, form.cleaned_data["on"])

    return of_day
