"""The pages of the register that anybody may open: reports, claims with their answers, conflicts and sources.

They show our own words only: no quoted text, nothing that nobody confirmed, and no member's name, whoever opens them.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from firmground.evidence import words
from firmground_site.access.views import open_to_anyone
from firmground_site.design.library_words import shown
from firmground_site.evidence.register import Register, as_it_is
from firmground_site.evidence.resting import sources_of
from firmground_site.evidence.rows import ClaimRow, all_rows, ratings_by_year, row_of
from firmground_site.evidence.views.register import of_register, page
from firmground_site.law.citations import cited
from firmground_site.law.in_words import in_each_language

ON_A_PAGE = 40


@open_to_anyone
@require_safe
@of_register
def register(request: HttpRequest) -> HttpResponse:
    """Every report, by publisher and year, and the ratings over the years."""
    rows = all_rows(as_it_is())
    publishers = dict.fromkeys(row.publisher for row in rows)
    context = {
        "publishers": [(name, [row for row in rows if row.publisher == name]) for name in publishers],
        "ratings": ratings_by_year(rows),
        "closing": shown(words.CLOSING),
    }
    return page(request, "evidence/register.html", context)


@open_to_anyone
@require_safe
@of_register
def report(request: HttpRequest, report: str) -> HttpResponse:
    """Claims and answers of one report: all, or one of the lists behind its counts."""
    register = as_it_is()
    if register.reports.find(report) is None:
        raise Http404
    row = row_of(register, report)
    asked = request.GET.get("list", "")
    name, listed = row.lists.get(asked, ("", row.graded.claims))
    if asked and not name:
        raise Http404
    claims = Paginator([ClaimRow(register, each) for each in listed], ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "claims": claims,
        "asked": asked,
        "asked_for": shown(words.plural(name, len(listed))) if name else "",
        "kinds": KINDS_OF_TABLE,
        "closing": shown(words.CLOSING),
    }
    return page(request, "evidence/report.html", context)


KINDS_OF_TABLE = {"docx": _("Word (DOCX)"), "ods": "Spreadsheet (ODS)", "html": _("Web page (HTML)"), "csv": "Table (CSV)"}


@open_to_anyone
@require_safe
@of_register
def claim(request: HttpRequest, report: str, claim: str) -> HttpResponse:
    """One claim with its marks, its check and its answers."""
    register = as_it_is()
    found = register.claim(report, claim)
    if found is None:
        raise Http404
    row, pack, key = ClaimRow(register, found), register.pack, f"evidence.claims.{report}.{claim}"
    listed = [each.claim.id for each in register.graded(report).claims]
    at = listed.index(claim)
    context = {
        "row": row,
        "report": row_of(register, report),
        "texts": [each for each in in_each_language(register.kept_pack, key)[1:] if key in pack.texts[each.tag]],
        "before": listed[at - 1] if at else "",
        "after": listed[at + 1] if at + 1 < len(listed) else "",
        "closing": shown(words.CLOSING),
        "answers_others": _answered_by(register, report, claim),
    }
    return page(request, "evidence/claim.html", context)


def _answered_by(register: Register, report: str, claim: str) -> list[ClaimRow]:
    """The claims of other reports that this claim answers."""
    file = register.reports.find(report)
    keys = [each.to.partition(".") for each in file.replies if claim in each.by] if file else []
    found = (register.claim(answered, name) for answered, _, name in keys)
    return [ClaimRow(register, each) for each in found if each]


@open_to_anyone
@require_safe
@of_register
def conflicts(request: HttpRequest) -> HttpResponse:
    """Where sources disagree, side by side, with what would resolve it."""
    register = as_it_is()
    pack = register.pack
    found = [
        {
            "id": each.id,
            "about": pack.text(f"evidence.conflicts.{each.id}.about"),
            "resolved_by": pack.text(f"evidence.conflicts.{each.id}.resolved_by"),
            "sides": [
                (pack.text(f"evidence.conflicts.{each.id}.sides.{side.id}"), cited(pack, side.cite)) for side in each.sides
            ],
        }
        for each in register.reports.conflicts
    ]
    return page(request, "evidence/conflicts.html", {"conflicts": found})


@open_to_anyone
@require_safe
@of_register
def sources(request: HttpRequest) -> HttpResponse:
    """The sources, and what rests on each."""
    register = as_it_is()
    about = {each.id: register.pack.text(f"evidence.conflicts.{each.id}.about") for each in register.reports.conflicts}
    rows = [(row, [(each, about[each]) for each in row.conflicts]) for row in sources_of(register)]
    return page(request, "evidence/sources.html", {"rows": rows})


urlpatterns = [
    path("", register, name="register"),
    path("conflicts/", conflicts, name="conflicts"),
    path("sources/", sources, name="sources"),
    path("reports/<slug:report>/", report, name="report"),
    path("reports/<slug:report>/claims/<slug:claim>/", claim, name="claim"),
]
