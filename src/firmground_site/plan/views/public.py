"""The pages of the plan that anybody may open: the plan at a glance, its picture and table, what changed, and its resources.

They show no member's name, whoever opens them.
"""

import csv
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from firmground.csv_files import harmless
from firmground.plan.claims import PlanAnswer, answers_to_claims
from firmground.values import Finding
from firmground_site.access.views import open_to_anyone
from firmground_site.law.citations import cited
from firmground_site.packs.queries import active_pack, text, today
from firmground_site.plan import resources as money
from firmground_site.plan.changed import changed_between
from firmground_site.plan.forms.days import ChangesForm, PlanForm
from firmground_site.plan.measures import the_plan
from firmground_site.plan.queries import evidence_of_reports, statuses
from firmground_site.plan.rows import COLUMNS, Row, cells_of, counts_of, picture_of, rows_matching
from firmground_site.plan.views.register import of_plan
from firmground_site.plan.why import answer_in_words

FINDINGS = {
    Finding.YES: gettext_lazy("Evidence shows it"),
    Finding.NO: gettext_lazy("Evidence shows the opposite"),
    Finding.NOT_KNOWN: gettext_lazy("Evidence does not settle it"),
}
FILTERS = ("kind", "theme", "owner", "status")


@open_to_anyone
@require_safe
@of_plan
def plan(request: HttpRequest) -> HttpResponse:
    """The plan at a glance on a day."""
    form = PlanForm(request.GET)
    head, pack = the_plan().head, active_pack()
    context: dict[str, Any] = {"form": form, "head": head, "title": text("plan.title"), "note": text("plan.note")}
    context["cited"] = cited(pack, head.cite)
    if not form.is_valid():
        return render(request, "plan/plan.html", context, status=400)
    on, known_by = form.cleaned_data["on"], form.cleaned_data["known_by"]
    found = statuses(on, known_by)
    answers = answers_to_claims(the_plan(), known_by=known_by, more=evidence_of_reports())
    context |= {
        "on": on,
        "known_by": known_by,
        "counts": counts_of(found),
        "all": [Row(each) for each in found],
        "rows": rows_matching(found, **{name: form.cleaned_data[name] for name in FILTERS}),
        "narrowed": form.is_narrowed,
        "answers": [_answer(each) for each in answers],
        "query": urlencode({name: given for name, given in form.cleaned_data.items() if given}),
        "picture": f"{reverse('plan:timeline')}?{urlencode({'on': on, 'known_by': known_by or ''})}",
    }
    return render(request, "plan/plan.html", context)


def _answer(answer: PlanAnswer) -> dict[str, Any]:
    parts = {
        _("Shown in a primary source"): answer.shown,
        _("Such a source shows the opposite"): answer.not_done,
        _("Evidence conflicts"): answer.conflicting,
        _("Only other sources speak"): answer.unverified,
        _("Nothing dated shows"): answer.open,
    }
    return {
        "says": text(f"plan.claims.{answer.claim.id}"),
        "cited": cited(active_pack(), answer.claim.cite),
        "made_on": answer.claim.made_on,
        "by": answer.claim.by,
        "finding": FINDINGS[answer.finding],
        "why": answer_in_words(answer),
        "parts": [(name, [each.measure.id for each in listed]) for name, listed in parts.items() if listed],
    }


@open_to_anyone
@require_safe
@of_plan
def timeline(request: HttpRequest) -> HttpResponse:
    """The plan on a line of time."""
    form = PlanForm(request.GET)
    if not form.is_valid():
        return render(request, "plan/day.html", {"form": form}, status=400)
    asked = form.cleaned_data
    svg = picture_of(statuses(asked["on"], asked["known_by"]), asked["on"])
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


@open_to_anyone
@require_safe
@of_plan
def table(request: HttpRequest) -> HttpResponse:
    """The measures with their statuses as CSV, narrowed down as on the page."""
    form = PlanForm(request.GET)
    if not form.is_valid():
        return render(request, "plan/day.html", {"form": form}, status=400)
    asked = form.cleaned_data
    rows = rows_matching(statuses(asked["on"], asked["known_by"]), **{name: asked[name] for name in FILTERS})
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="measures-{asked["on"]}.csv"'
    response.write("\ufeff")
    written = csv.writer(response)
    written.writerow((*COLUMNS, "on", "known_by"))
    days = asked["on"].isoformat(), asked["known_by"].isoformat() if asked["known_by"] else ""
    with translation.override(settings.LANGUAGE_CODE):  # a table is the same in whatever language it was asked for
        written.writerows((*map(harmless, cells), *days) for cells in cells_of(rows))
    return response


@open_to_anyone
@require_safe
@of_plan
def changes(request: HttpRequest) -> HttpResponse:
    """What changed between two days."""
    form = ChangesForm(request.GET)
    if not form.is_valid():
        return render(request, "plan/changes.html", {"form": form}, status=400)
    since, until = form.cleaned_data["since"], form.cleaned_data["on"]
    context = {"form": form, "since": since, "until": until, "total": len(the_plan().measures)}
    return render(request, "plan/changes.html", context | {"changes": changed_between(since, until)})


@open_to_anyone
@require_safe
@of_plan
def resources(request: HttpRequest) -> HttpResponse:
    """The plan's posts and money."""
    named, by_some = money.named_departments()
    context = {
        "posts": money.posts_rows(),
        "recurrent": money.recurrent_rows(today()),
        "one_off": money.one_off_rows(),
        "changes": money.changes_of_money(),
        "named": named,
        "by_some": by_some,
        "average": money.average(),
        "costs": money.costs(),
        "currency": the_plan().resources.currency,
        "note": text("plan.note"),
    }
    return render(request, "plan/resources.html", context)


urlpatterns = [
    path("", plan, name="plan"),
    path("timeline.svg", timeline, name="timeline"),
    path("measures.csv", table, name="table"),
    path("changes/", changes, name="changes"),
    path("resources/", resources, name="resources"),
]
