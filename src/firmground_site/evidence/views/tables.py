"""What anybody may take away: the response table of a report as a file, and the picture of the ratings."""

from django.core.cache.backends.locmem import LocMemCache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from firmground.evidence.charts import ratings_chart
from firmground.evidence.response_table import KINDS, response_table, written
from firmground.values import digest
from firmground_site.access.views import open_to_anyone
from firmground_site.evidence.register import as_it_is
from firmground_site.evidence.views.register import of_register
from firmground_site.packs.queries import interface_language

KEPT = LocMemCache("evidence", {"TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 20}})  # pictures, in the memory of this process
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


@open_to_anyone
@require_safe
@of_register
def response(request: HttpRequest, report: str, kind: str) -> HttpResponse:
    """The response table of a report as a file."""
    register = as_it_is()
    if kind not in TYPES or f".{kind}" not in KINDS or register.reports.find(report) is None:
        raise Http404
    made = written(response_table(register.kept_pack, register.graded(report)), f".{kind}")
    answer = HttpResponse(made, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="claims-and-answers-{report}.{kind}"'
    return answer


@open_to_anyone
@require_safe
@of_register
def ratings(request: HttpRequest) -> HttpResponse:
    """The ratings over the years, in the language of the interface."""
    register = as_it_is()
    pack = register.pack
    rated = [
        [each.report.published_on.isoformat(), each.report.rating, pack.text(f"codes.publishers.{each.report.publisher}")]
        for each in register.reports.files
        if each.report.rating
    ]
    key = digest([pack.digest, interface_language(), rated])
    svg: str | None = KEPT.get(key)
    if svg is None:
        svg = ratings_chart(pack, register.reports)
        KEPT.set(key, svg)
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


urlpatterns = [
    path("ratings.svg", ratings, name="ratings"),
    path("reports/<slug:report>/claims-and-answers.<slug:kind>", response, name="response_table"),
]
