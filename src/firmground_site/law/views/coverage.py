"""What the provisions of a day reach of the definition: the page, its picture, and its cells as a file."""

import csv
import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from firmground.csv_files import harmless
from firmground.law.claims import LawAnswer, answers_to_claims
from firmground.law.coverage import Beyond, Coverage
from firmground.law.provision import cited_in_words
from firmground_site.access.views import open_to_anyone
from firmground_site.design.joining import listed
from firmground_site.design.library_words import all_said, shown
from firmground_site.law import matrix
from firmground_site.law.citations import cited
from firmground_site.law.forms import DayForm
from firmground_site.law.gaps import gap_in_words
from firmground_site.law.in_words import limits_of
from firmground_site.law.queries import coverage_of, edition, picture_of
from firmground_site.law.views.provisions import counted_by_standing
from firmground_site.law.views.register import of_register, on_a_day, page
from firmground_site.packs.queries import today

KEPT_FOR = 3600  # seconds for which a browser need not ask for the picture of a day again


@open_to_anyone
@require_safe
@of_register
def coverage(request: HttpRequest) -> HttpResponse:
    """The matrix of a day as tables, with its gaps, what goes beyond, and what is said of it."""
    form = DayForm(request.GET, on=today())
    if not form.is_valid():
        return page(request, "law/coverage.html", {"form": form}, status=400)
    day = form.cleaned_data["on"]
    found, address = coverage_of(day), f"?on={day.isoformat()}"
    context = {
        "form": form,
        "on": day,
        "counted": counted_by_standing(found),
        "picture_url": f"{reverse('law:coverage_picture')}{address}&pack={edition()}",
        "table_url": reverse("law:coverage_table") + address,
        **_tables(found),
        **_sentences(found),
    }
    return page(request, "law/coverage.html", context)


def _tables(found: Coverage) -> dict[str, Any]:
    return {
        "blocks": matrix.blocks_of(found),
        "means": [gettext("Act"), *matrix.columns(found, "palermo_means", found.means)],
        "acts": [gettext("Purpose"), *matrix.columns(found, "palermo_acts", found.acts)],
        "children": matrix.children_of(found, found.minimum),
        "children_extended": matrix.children_of(found, found.extended),
        "counts": matrix.counts_of(found, found.minimum),
        "counts_extended": matrix.counts_of(found, found.extended),
        "reaches": [gettext("Purpose"), *(words.capitalize() for _, words in matrix.legend())],
        "legend": matrix.legend(),
    }


def _sentences(found: Coverage) -> dict[str, Any]:
    return {
        "gaps": [gap_in_words(found, each) for each in found.gaps if each.purpose in found.minimum],
        "gaps_extended": [gap_in_words(found, each) for each in found.gaps if each.purpose not in found.minimum],
        "beyond": [
            (each.provision.id, cited_in_words(found.pack, each.provision), _beyond(found, each)) for each in found.beyond
        ],
        "claims": [_claim(found, each) for each in answers_to_claims(found)],
    }


def _beyond(found: Coverage, each: Beyond) -> str:
    """What a provision does without, and what it asks for instead."""
    without = {"act": gettext("no act"), "means": gettext("no means"), "purpose": gettext("no purpose")}
    asks = gettext("asks for {without}").format(without=listed(without[name] for name in each.without))
    return "; ".join([asks, *filter(None, [listed(limits_of(found.pack, each.provision))])])


def _claim(found: Coverage, answer: LawAnswer) -> dict[str, Any]:
    claim = answer.claim
    return {
        "says": found.pack.text(f"law.claims.{claim.id}"),
        "made_on": claim.made_on,
        "finding": shown(str(answer.finding)).capitalize(),
        "why": all_said(answer.told),
        "cited": cited(found.pack, claim.cite),
    }


@open_to_anyone
@require_safe
@of_register
@on_a_day
def picture(request: HttpRequest, day: datetime.date) -> HttpResponse:
    """The matrix as a picture. A browser keeps only one whose address names the edition of the pack that it is of."""
    response = HttpResponse(picture_of(day), content_type="image/svg+xml")
    if request.GET.get("pack") == edition():
        patch_cache_control(response, max_age=KEPT_FOR)
    else:
        patch_cache_control(response, no_cache=True)
    return response


@open_to_anyone
@require_safe
@of_register
@on_a_day
def table(request: HttpRequest, day: datetime.date) -> HttpResponse:
    """The cells of the matrix as CSV, one a row."""
    found = coverage_of(day)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"coverage-{found.pack.id}-{found.on.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    rows = csv.writer(response)
    rows.writerow(matrix.HEAD)
    rows.writerows(map(harmless, row) for row in matrix.cells_as_rows(found))
    return response
