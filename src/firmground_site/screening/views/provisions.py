"""Which provisions the recorded answers of an identification suggest: for whoever advises or investigates, and kept nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.law.forms import ConductForm
from firmground_site.law.suggested import suggestions_for
from firmground_site.law.views.register import of_register
from firmground_site.packs.queries import shown_pack, today
from firmground_site.screening.models import Identification
from firmground_site.screening.shown_facts import facts_shown
from firmground_site.screening.views.one_identification import of_identification


@never_cache
@requires(Permission.IDENTIFICATION_READ, Permission.LAW_APPLY)
@require_safe
@of_identification
@of_register
def provisions(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """What the answers show and suggest, for conduct on the day of the first screening or on another day that is asked for."""
    pack = shown_pack()
    shown = facts_shown(identification, request.actor, pack)
    form = ConductForm(request.GET, otherwise=identification.opened_from.screened_on)
    found = None
    if form.is_valid() and shown.used:
        found = suggestions_for(pack, shown.facts, on=form.cleaned_data["on"], today=today())
    context = {"form": form, "identification": identification, "shown": shown, "found": found}
    return render(request, "screening/decision/provisions.html", context, status=400 if form.errors else 200)


urlpatterns = [path("identifications/<uuid:identification_id>/provisions/", provisions, name="provisions")]
