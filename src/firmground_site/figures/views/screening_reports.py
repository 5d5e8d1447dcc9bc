"""The pages of screening reports, open to anybody: which there are, one of them, its chart, and it as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from firmground_site.access.views import open_to_anyone
from firmground_site.figures.screening_reports import (
    chart_of_report,
    content_of_report,
    languages_reported,
    pdf_of_report,
    years_reported,
)
from firmground_site.packs.queries import active_pack, text


@open_to_anyone
@require_safe
def screening_reports(request: HttpRequest) -> HttpResponse:
    """Every year that has a report, in every language that it can be read in."""
    return render(request, "figures/screening_reports/list.html", {"years": years_reported(), "languages": _languages()})


@open_to_anyone
@require_safe
def screening_report(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """The report of one year."""
    content = content_of_report(year, language)
    if content is None:
        raise Http404
    sections = [{**each, "tables": [_numbered(table) for table in each["tables"]]} for each in content["sections"]]
    others = [each for each in _languages() if each["tag"] != language]
    titled_in = active_pack().default_language.tag  # sources have the titles that the pack gives them
    context = {"report": content, "sections": sections, "others": others, "years": years_reported(), "titled_in": titled_in}
    return render(request, "figures/screening_reports/report.html", context)


@open_to_anyone
@require_safe
def screening_report_chart(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """The chart of a report."""
    svg = chart_of_report(year, language)
    if svg is None:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


@open_to_anyone
@require_safe
def screening_report_pdf(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """The report as PDF."""
    made = pdf_of_report(year, language)
    if made is None:
        raise Http404
    name = f"screening-report-{year}-{language}.pdf"
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _languages() -> list[dict[str, str]]:
    return [{"tag": each.tag, "dir": each.direction, "name": text(f"languages.{each.tag}")} for each in languages_reported()]


def _numbered(table: dict[str, list[str]]) -> dict[str, object]:
    """A table whose cells know whether they hold a number."""
    rows = [[(cell, place in table["numbers"]) for place, cell in enumerate(row)] for row in table["rows"]]
    return {**table, "rows": rows, "numeric": [name for place, name in enumerate(table["heading"]) if place in table["numbers"]]}


ONE = "screening-report/<int:year>/<slug:language>/"
urlpatterns = [
    path("screening-report/", screening_reports, name="screening_reports"),
    path(ONE, screening_report, name="screening_report"),
    path(f"{ONE}chart.svg", screening_report_chart, name="screening_report_chart"),
    path(f"{ONE}report.pdf", screening_report_pdf, name="screening_report_pdf"),
]
