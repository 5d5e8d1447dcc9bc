"""Two screening instruments side by side, by the indicator each question asks about. It reads no record of any person.

Anyone may see it: what a territory's forms ask about is worth knowing to whoever answers for them, proposes others, or reports.
"""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from firmground.csv_files import harmless
from firmground.screening.crosswalk import LIMITS, Crosswalk, crosswalk
from firmground.screening.crosswalk_json import HEAD, crosswalk_rows
from firmground_site.access.views import open_to_anyone
from firmground_site.design import library_words
from firmground_site.packs.queries import active_pack, today
from firmground_site.screening.crosswalk_shown import shown
from firmground_site.screening.forms.crosswalk import CrosswalkForm

PAGE = "screening/crosswalk.html"


@open_to_anyone
@require_safe
def side_by_side(request: HttpRequest) -> HttpResponse:
    """The two instruments of the address; without any, the territory's first form and a list that is known whole."""
    form = _form(request)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=400)
    asked = {name: form.cleaned_data[name] for name in ("first", "second", "on", "language")}
    address = "&".join(f"{name}={value}" for name, value in asked.items())
    context = {
        "form": form,
        "found": shown(_found(form), asked["language"]),
        "tag": asked["language"],
        "limits": list(map(library_words.shown, LIMITS)),
        "table_url": f"{reverse('screening:crosswalk_table')}?{address}",
    }
    return render(request, PAGE, context)


@open_to_anyone
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same as CSV: a row for each question under each indicator it asks about, with the reading and on what it rests."""
    form = _form(request)
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=400)
    found = _found(form)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"crosswalk-{found.pack.id}-{found.first.id}-{found.second.id}-{found.on.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow(HEAD)
    rows.writerows(map(harmless, row) for row in crosswalk_rows(found, form.cleaned_data["language"]))
    return response


def _form(request: HttpRequest) -> CrosswalkForm:
    return CrosswalkForm(request.GET, pack=active_pack(), today=today())


def _found(form: CrosswalkForm) -> Crosswalk:
    asked = form.cleaned_data
    return crosswalk(form.pack, asked["first"], asked["second"], on=asked["on"])


urlpatterns = [
    path("crosswalk/", side_by_side, name="crosswalk"),
    path("crosswalk.csv", table, name="crosswalk_table"),
]
