"""The page of one measure, open to anybody, and the page on which it is rated."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from firmground.packs.plan_entries import Indicator, MeasureEntry
from firmground.plan.status import MeasureStatus
from firmground_site.access.permissions import Permission
from firmground_site.access.views import open_to_anyone, requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.law.citations import cited
from firmground_site.packs.queries import active_pack, text, today
from firmground_site.plan.actions.rating import carries_out, rate_measure
from firmground_site.plan.as_evidence import OWNER, whose
from firmground_site.plan.forms.days import OnForm
from firmground_site.plan.forms.rating import RatingForm
from firmground_site.plan.items import items_of, withdrawn_of
from firmground_site.plan.measures import find_measure, is_of, title_of
from firmground_site.plan.models import ProgressReport, Rating
from firmground_site.plan.queries import confirmed_reports, evidence_of_reports, status_of
from firmground_site.plan.resources import costs_of
from firmground_site.plan.rows import Row
from firmground_site.plan.views.register import of_plan
from firmground_site.plan.vocabulary import OWN_RATINGS, RATINGS
from firmground_site.plan.words import STATUSES

PLACES = {"items": 50, "withdrawn": 25, "undone": 5}  # the most of each that is on one page


@open_to_anyone
@require_safe
@of_plan
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """One measure: its text, its status and why, everything that bears on it, and who rates it how."""
    entry = _measure_or_absent(measure)
    form = OnForm(request.GET)
    context: dict[str, Any] = {"form": form, "measure": entry, "title": title_of(entry.id)}
    if not form.is_valid():
        return render(request, "plan/measure.html", context, status=400)
    reports = confirmed_reports(entry)
    status = status_of(entry, form.cleaned_data["on"], evidence_of_reports(reports))
    context |= {"on": form.cleaned_data["on"], **_about(entry), **_evidence(status, reports), "rated": rated(entry, reports)}
    for name, most in PLACES.items():
        context[name] = Paginator(context[name], most).get_page(request.GET.get(name))
    may = request.actor.may
    context["may_report"] = entry.text_public and is_of(request.actor, Permission.PLAN_REPORT, entry.id)
    context["may_rate"] = may(Permission.PLAN_RATE) and not carries_out(request.actor, entry)
    return render(request, "plan/measure.html", context)


def _measure_or_absent(name: str) -> MeasureEntry:
    entry = find_measure(name)
    if entry is None:
        raise Http404
    return entry


def _about(entry: MeasureEntry) -> dict[str, Any]:
    pack, key = active_pack(), f"plan.measures.{entry.id}"
    full = [each for each in pack.manifest.languages if each.state == "full" and key in pack.texts.get(each.tag, {})]
    texts = [
        {"tag": each.tag, "dir": each.direction, "language": text(f"languages.{each.tag}"), "text": pack.text(key, each.tag)}
        for each in full
    ]
    return {
        "texts": texts,
        "cited": cited(pack, entry.cite),
        "indicator": _indicator(entry.indicator) if entry.indicator else None,
        "costs": costs_of(entry.id),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "is_number": indicator.kind == "number",
        "unit": text(f"plan.units.{indicator.unit}") if indicator.unit else "",
        "baseline": indicator.baseline,
        "target": indicator.target,
        "deadline": indicator.deadline,
        "cited": cited(active_pack(), indicator.cite),
    }


def _evidence(status: MeasureStatus, reports: list[ProgressReport]) -> dict[str, Any]:
    claims = [{"says": text(f"plan.claims.{each.id}"), "cited": cited(active_pack(), each.cite)} for each in status.claims]
    withdrawn = withdrawn_of(status, reports)
    return {
        "status": status,
        "row": Row(status),
        "items": items_of(status, reports),
        "claims": claims,
        "withdrawn": withdrawn,
        "undone": [each for each in withdrawn if each.changes_status],
    }


def rated(entry: MeasureEntry, reports: list[ProgressReport]) -> dict[str, Any]:
    """What the owner says in its last report that counts, and every independent rating, the last one first; no names.

    What the secretariat reports is never the owner's rating.
    """
    standing = [each for each in reports if each.withdrawn_at is None and whose(each) == OWNER]
    report = max(standing, key=lambda each: each.reported_at, default=None)
    ratings = [
        {
            "rating": RATINGS[each.rating],
            "reasons": each.reasons,
            "on": timezone.localdate(each.rated_at),
            "computed": STATUSES.get(each.computed, each.computed),
        }
        for each in Rating.objects.filter(measure=entry.id).order_by("-rated_at")
    ]
    return {
        "own": OWN_RATINGS[report.own_rating] if report else "",
        "own_on": timezone.localdate(report.reported_at) if report else None,
        "last": ratings[0] if ratings else None,
        "earlier": ratings[1:],
    }


@requires(Permission.PLAN_RATE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_plan
def rate(request: HttpRequest, measure: str) -> HttpResponse:
    """Rate a measure, with what its owner says and the evidence beside."""
    entry = _measure_or_absent(measure)
    form = RatingForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            rate_measure(measure=entry.id, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Your rating is recorded. It stands beside what the owner says."))
            return redirect("plan:measure", entry.id)
    reports = confirmed_reports(entry)
    status = status_of(entry, today(), evidence_of_reports(reports))
    context = {
        "form": form,
        "measure": entry,
        "title": title_of(entry.id),
        "status": status,
        "row": Row(status),
        "rated": rated(entry, reports),
        "carries_out": carries_out(request.actor, entry),
    }
    return render(request, "plan/rate.html", context, status=400 if form.errors else 200)


urlpatterns = [
    path("measures/<slug:measure>/", measure, name="measure"),
    path("measures/<slug:measure>/rate/", rate, name="rate"),
]
