"""The pages of figures: the dashboard of a year, its charts, its table as CSV, and how an extract is made."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from firmground.csv_files import harmless
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.kept_words import as_kept
from firmground_site.figures.actions.extracting import YEARS
from firmground_site.figures.charts import bars
from firmground_site.figures.dashboard import KEPT, Dashboard, cache_key, dashboard_for
from firmground_site.figures.forms.years import YearForm
from firmground_site.figures.queries import days_of, years_counted
from firmground_site.figures.waiting import ALL, Wait
from firmground_site.packs.queries import active_pack, choices, text, today

CAPTIONS = {
    ("debriefing", "agency"): gettext_lazy("Days to the end of the debriefing, by agency"),
    ("debriefing", "sex"): gettext_lazy("Days to the end of the debriefing, by sex"),
    ("decision", "agency"): gettext_lazy("Days to a decision, by agency"),
    ("decision", "sex"): gettext_lazy("Days to a decision, by sex"),
}
NUMERIC = (gettext_lazy("Reached it"), gettext_lazy("Half within"), gettext_lazy("Middle half"), gettext_lazy("Still waiting"))
GROUPS = {"agency": (gettext_lazy("Agency"), "agencies"), "sex": (gettext_lazy("Sex"), "sexes")}


@require_safe
@requires(Permission.FIGURES_READ)
def dashboard(request: HttpRequest) -> HttpResponse:
    """The figures of the year that was asked for, else of the last year that is over."""
    years = years_counted(request.actor, Permission.FIGURES_READ)
    form = YearForm(request.GET if "year" in request.GET else None, years=years)
    year = _year(form, years)
    if form.is_bound and not form.is_valid():
        return render(request, "figures/dashboard.html", {"form": form, "years": years}, status=400)
    if year is not None and not form.is_bound:
        form = YearForm(initial={"year": year}, years=years)
    found = dashboard_for(request.actor, year) if year is not None else None
    shown = {"form": form, "years": years, "shown": found, **(_in_parts(found) if found else {})}
    shown["may_extract"] = request.actor.may(Permission.EXTRACT_MAKE)
    return render(request, "figures/dashboard.html", shown)


def _year(form: YearForm, years: list[int]) -> int | None:
    if form.is_bound:
        return form.cleaned_data["year"] if form.is_valid() else None
    over = [year for year in years if days_of(active_pack(), year)[1] < today()]
    return (over or years or [None])[-1]


def _in_parts(found: Dashboard) -> dict[str, object]:
    agencies = dict(choices("agencies"))
    return {
        "agency": agencies.get(found.agency, found.agency),
        "totals": sorted((each for each in found.counts if not each.rows), key=lambda each: each.is_of_cases),
        "tables": [each for each in found.counts if each.rows and not each.is_of_cases],
        "became": [each for each in found.counts if each.rows and each.is_of_cases],
        "waits": [_wait_in_words(step, group, waits) for (step, group), waits in (found.waits or {}).items()],
        "under_way": found.is_under_way(today()),
        "withholds": any(each.withholds for each in found.counts),
        "mixed": len(found.invented) > 1,
        "all_invented": found.invented == {True},
        "today": today(),
    }


def _wait_in_words(step: str, group: str, waits: tuple[Wait, ...]) -> dict[str, object]:
    column, listed = GROUPS[group]
    known = {code.code for code in active_pack().codes.get(listed, ())}
    rows = [
        {
            "label": _("All") if each.code == ALL else text(f"codes.{listed}.{each.code}") if each.code in known else each.code,
            "wait": each,
        }
        for each in waits
    ]
    return {"caption": CAPTIONS[step, group], "columns": (column, *NUMERIC), "numeric": NUMERIC, "rows": rows}


@require_safe
@requires(Permission.FIGURES_READ)
def chart(request: HttpRequest, year: int, figure: str) -> HttpResponse:
    """One figure as a picture, under the same rules as its table."""
    counted = _counted_or_absent(request, year).count(figure)
    if counted is None or not counted.rows:
        raise Http404
    key = f"{cache_key(request.actor, year)}:{figure}"
    svg = KEPT.get(key)
    if svg is None:
        svg = bars(counted)
        KEPT.set(key, svg)
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


@require_safe
@requires(Permission.FIGURES_READ)
def table(request: HttpRequest, year: int) -> HttpResponse:
    """All counts of the year as CSV, under the same rules as on the page; always in the language of the records."""
    with as_kept():
        return _table(year, _counted_or_absent(request, year))


def _table(year: int, found: Dashboard) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-{year}.csv"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow(("figure", "counts", "group", "code", "count", "invented"))
    rows.writerows(_rows(found))
    return response


def _rows(found: Dashboard) -> Iterator[tuple[str, ...]]:
    invented = {frozenset({True}): "yes", frozenset({False}): "no"}.get(found.invented, "some")
    for each in found.counts:
        cells = [("", "", each.total), *((each.group, label, count) for label, count in each.rows)]
        for group, label, count in cells:
            said = ("withheld" if each.recorded else "not recorded here") if count is None else str(count)
            yield *map(harmless, (each.title, each.counts, group, label)), said, invented


def _counted_or_absent(request: HttpRequest, year: int) -> Dashboard:
    if year not in YEARS:
        raise Http404
    found = dashboard_for(request.actor, year)
    if found.is_empty:
        raise Http404
    return found


@require_safe
@requires(Permission.EXTRACT_MAKE)
def extract(request: HttpRequest) -> HttpResponse:
    """How an extract is made: by a command on the server, never as a download."""
    years = years_counted(request.actor, Permission.EXTRACT_MAKE)
    return render(request, "figures/extract.html", {"pack": active_pack().id, "year": years[-1] if years else today().year})
