"""The page of capture histories: how many people were on exactly which lists in a year. For statisticians, inside only."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from firmground.csv_files import harmless
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.linkage.actions.overlapping import take_histories
from firmground_site.linkage.forms.sampling import OverlapYearForm
from firmground_site.linkage.overlaps import overlaps_in, table_of, years_with_lists

SMALL = 5  # below this a count is marked, so that nobody copies it into what is published
READ = (Permission.LINKAGE_SAMPLE, Permission.FIGURES_READ_SMALL_COUNTS)


@never_cache
@requires(*READ)
@require_safe
def histories(request: HttpRequest) -> HttpResponse:
    """The capture histories of a year as a table."""
    years = years_with_lists()
    form = OverlapYearForm(request.GET if "year" in request.GET else None, years=years, initial={"year": (years or [None])[-1]})
    year = form.cleaned_data["year"] if form.is_valid() else (years[-1] if years and not form.errors else None)
    found = overlaps_in(year) if year else None
    context = {
        "form": form,
        "years": years,
        "found": found,
        "lists": [found.names[party] for party in found.parties] if found else [],
        "rows": [(on, count, count < SMALL) for on, count in table_of(found)] if found else [],
        "can_be_taken": bool(found and len(found.parties) >= 2 and len(found.invented) == 1),
        "mixed": bool(found and len(found.invented) > 1),
        "all_invented": bool(found and found.invented == {True}),
    }
    return render(request, "linkage/histories.html", context, status=400 if form.errors else 200)


@never_cache
@requires(*READ)
@require_POST
def histories_table(request: HttpRequest, year: int) -> HttpResponse:
    """The same as CSV, as ``firmground estimate lists`` reads it; taking it is noted in the ledger."""
    if year not in years_with_lists():
        raise Http404
    taken = take_histories(year=year, by=request.actor)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="histories-{year}.csv"'
    rows = csv.writer(response)
    rows.writerow([*map(harmless, taken.lists), "count"])
    for cell, count in zip(taken.cells, taken.counts, strict=True):
        rows.writerow([*(cell >> bit & 1 for bit in range(len(taken.lists))), count])
    return response


urlpatterns = [
    path("histories/", histories, name="histories"),
    path("histories/<int:year>/table/", histories_table, name="histories_table"),
]
