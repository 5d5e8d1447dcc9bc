"""The page on which an officer prepares a debriefing for one of their phones, or takes it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.devices.actions.preparing import LASTS, prepare_debriefing
from firmground_site.devices.actions.preparing import take_back as take
from firmground_site.devices.forms.phones import PrepareForm
from firmground_site.devices.models import Prepared
from firmground_site.devices.queries import own_officers
from firmground_site.screening.models import Identification
from firmground_site.screening.opening import purpose_first
from firmground_site.screening.queries import identifications_visible_to

READ = (Permission.DEBRIEFING_CONDUCT, Permission.IDENTIFICATION_READ)


@never_cache
@requires(*READ)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, identification_id: UUID) -> HttpResponse:
    """Choose the phone; the debriefing is then sealed for it."""
    found = get_object_or_404(identifications_visible_to(request.actor), pk=identification_id)
    if first := purpose_first(request, found.person):
        return first
    officers = list(own_officers(request.actor))
    form = PrepareForm(request.POST if request.method == "POST" else None, officers=officers)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            prepared = prepare_debriefing(identification=found, officer=form.officer, by=request.actor)
            said = _("The debriefing is prepared for “{phone}”. The phone fetches it when it is next in contact.")
            messages.success(request, said.format(phone=prepared.officer.device.label))
            return redirect("screening:debriefing", found.pk)
    context = _context(found, form, request.actor.member_id)
    return render(request, "devices/prepare.html", context, status=400 if form.errors else 200)


def _context(found: Identification, form: PrepareForm, member_id: UUID | None) -> dict[str, Any]:
    standing = Prepared.objects.filter(
        debriefing=found.debriefing, officer__member=member_id, ended_at__isnull=True, until__gt=timezone.now()
    )
    return {
        "identification": found,
        "person": found.person,
        "form": form,
        "days": LASTS.days,
        "standing": standing.select_related("officer__device") if found.debriefing else (),
    }


@never_cache
@requires(*READ)
@require_POST
def take_back(request: HttpRequest, prepared_id: UUID) -> HttpResponse:
    """Take a prepared debriefing back from a phone."""
    found = get_object_or_404(Prepared.objects.filter(officer__member=request.actor.member_id), pk=prepared_id)
    identification = get_object_or_404(identifications_visible_to(request.actor), debriefing=found.debriefing)
    take(prepared=found, by=request.actor)
    messages.success(request, _("It is taken back. The phone erases it when it is next in contact."))
    return redirect("devices:prepare", identification.pk)


urlpatterns = [
    path("prepare/<uuid:identification_id>/", prepare, name="prepare"),
    path("prepared/<uuid:prepared_id>/take-back/", take_back, name="take_back"),
]
