"""What every page of the plan begins with: that the territory has one."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from firmground_site.packs.queries import active_pack

View = Callable[..., HttpResponse]


def of_plan(view: View) -> View:
    """Say in words that the territory's pack has no action plan, where it has none."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if active_pack().plan is None:
            return render(request, "plan/no_register.html", status=404)
        return view(request, **kwargs)

    return guarded
