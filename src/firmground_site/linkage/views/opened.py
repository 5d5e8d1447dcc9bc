"""Both records of a pair are opened for a purpose before anything of them is shown, as any file is."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.linkage.actions.opening import open_pair as open_records
from firmground_site.linkage.models import Pair
from firmground_site.linkage.queries import pairs_visible_to
from firmground_site.linkage.seen import to_open
from firmground_site.screening.forms.people import PurposeForm
from firmground_site.screening.opening import is_open, opened, was_open
from firmground_site.screening.purposes import WENT_ON
from firmground_site.screening.views.one_identification import sent
from firmground_site.screening.views.people import next_address

READ = (Permission.PERSON_READ, Permission.LINKAGE_REVIEW)


def opened_first(request: HttpRequest, pair: Pair) -> HttpResponse | None:
    """Where to say why the records are opened; nothing once all are open. A form begun while they were open is not lost."""
    needed = to_open(pair)
    if all(is_open(request, each.pk) for each in needed):
        return None
    if request.method == "POST" and all(is_open(request, each.pk) or was_open(request, each) for each in needed):
        _open(request, pair, WENT_ON)
        return None
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('linkage:open_pair', args=[pair.pk])}?{query}")


@never_cache
@requires(*READ)
@require_http_methods(["GET", "HEAD", "POST"])
def open_pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Say why two records are opened; the purpose is recorded for each of them."""
    found = get_object_or_404(pairs_visible_to(request.actor), pk=pair_id)
    form = PurposeForm(sent(request), initial={"next": request.GET.get("next", ""), "purpose": "compare"})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _open(request, found, form.in_words())
            onward = next_address(request, form.cleaned_data["next"]) or reverse("linkage:pair", args=[found.pk])
            return HttpResponseRedirect(onward)
    return render(request, "linkage/open.html", {"form": form}, status=400 if form.errors else 200)


def _open(request: HttpRequest, pair: Pair, purpose: str) -> None:
    open_records(pair=pair, purpose=purpose, by=request.actor)
    for each in to_open(pair):
        opened(request, each)


urlpatterns = [path("pairs/<uuid:pair_id>/open/", open_pair, name="open_pair")]
