"""What differs between two days of the territory's law, or from the law of another territory."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from firmground.law.comparison import compare as compared
from firmground.law.provision import ONE_DAY
from firmground_site.access.views import open_to_anyone
from firmground_site.law.differences import differences_in
from firmground_site.law.forms import CompareForm
from firmground_site.law.queries import coverage_of, first_day, last_change
from firmground_site.law.views.register import of_register, page
from firmground_site.packs.queries import today


@open_to_anyone
@require_safe
@of_register
def compare(request: HttpRequest) -> HttpResponse:
    """Two days side by side; without any, the day before the last change and today."""
    elsewhere = bool(request.GET.get("with_pack"))
    form = CompareForm(request.GET, on=today() if elsewhere else _before_the_last_change(), with_day=today())
    if not form.is_valid():
        return page(request, "law/compare.html", {"form": form}, status=400)
    asked = form.cleaned_data
    found = compared(coverage_of(asked["on"]), coverage_of(asked["with_day"], asked["with_pack"] or None))
    return page(request, "law/compare.html", {"form": form, "found": differences_in(found)})


def _before_the_last_change() -> datetime.date:
    changed = last_change(today())
    return max(changed - ONE_DAY, first_day()) if changed else today()
