"""The pages of audits: drawing samples, what they came to, and answering a pair without being told what the program thinks."""

import csv
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.linkage.accuracy import COLUMNS, Counted, as_json, counted, for_an_estimate, latest_counts, recall_of
from firmground_site.linkage.actions.sampling import answer_item, draw_sample
from firmground_site.linkage.beside import beside
from firmground_site.linkage.forms.judging import BlindForm
from firmground_site.linkage.forms.sampling import SampleForm
from firmground_site.linkage.models import SampleItem
from firmground_site.linkage.queries import items_to_answer, pairs_seen_whole_by, samples_visible_to
from firmground_site.linkage.views.opened import READ, opened_first
from firmground_site.linkage.vocabulary import STRATA
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.LINKAGE_SAMPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def samples(request: HttpRequest) -> HttpResponse:
    """Every sample in counts, what the latest say of precision and recall, and drawing another."""
    form = SampleForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            draw_sample(**form.cleaned_data, by=request.actor)
            messages.success(request, _("The sample is drawn. It waits for people who may see its records."))
            return redirect("linkage:samples")
    latest = latest_counts()
    context = {
        "form": form,
        "rows": [(each, STRATA[each.sample.stratum], _limits(each)) for each in map(counted, samples_visible_to(request.actor))],
        "latest": [(STRATA[name], each, _limits(each)) for name, each in latest.items()],
        "recall": recall_of(latest),
        "may_download": bool(for_an_estimate(latest)),
    }
    return render(request, "linkage/samples.html", context, status=400 if form.errors else 200)


@requires(Permission.LINKAGE_SAMPLE)
@require_safe
def audit_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The counts of the latest samples, as an estimate reads them: JSON or CSV."""
    rows = for_an_estimate(latest_counts())
    if not rows or kind not in ("json", "csv"):
        raise Http404
    if kind == "json":
        response: HttpResponse = JsonResponse(as_json(rows), json_dumps_params={"indent": 1})
    else:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        csv.writer(response).writerows([COLUMNS, *rows])
    response["Content-Disposition"] = f'attachment; filename="linkage-audit.{kind}"'
    return response


@never_cache
@requires(*READ)
@require_safe
def next_item(request: HttpRequest) -> HttpResponse:
    """The next pair of a sample that the actor can answer."""
    found = items_to_answer(request.actor).first()
    if found is None:
        messages.info(request, _("No pair of a sample waits for you."))
        return redirect("linkage:queue")
    return redirect("linkage:item", found.pk)


@never_cache
@requires(*READ)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A pair of a sample: both records, and nothing of what the program or anybody else thinks."""
    found = get_object_or_404(SampleItem.objects.select_related("sample"), pk=item_id)
    pair = get_object_or_404(pairs_seen_whole_by(request.actor), pk=found.pair_id)
    if asked := opened_first(request, pair):
        return asked
    form = BlindForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer_item(item=found, answer=form.cleaned_data["answer"], by=request.actor)
            return redirect("linkage:next_item")
    context = {"form": form, "item": found, "sides": beside(pair, blind=True), "left": items_to_answer(request.actor).count()}
    return render(request, "linkage/item.html", context, status=400 if form.errors else 200)


def _limits(each: Counted) -> str:
    """The share that are one person with its exact limits, in per cent."""
    share = each.share
    if share is None:
        return _("nothing checked")
    told = _("{value:.1f} ({low:.1f} to {high:.1f})")
    return told.format(value=100 * share.value, low=100 * share.low, high=100 * share.high)


urlpatterns = [
    path("samples/", samples, name="samples"),
    path("samples/audit/<slug:kind>/", audit_file, name="audit_file"),
    path("samples/next/", next_item, name="next_item"),
    path("samples/items/<uuid:item_id>/", item, name="item"),
]
