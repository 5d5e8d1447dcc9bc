"""The page of what a phone sent that nobody can open: when it arrived and why, and a form to put it aside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.devices.actions.clearing import clear_refused
from firmground_site.devices.forms.resolving import ClearForm
from firmground_site.devices.queries import devices_visible_to
from firmground_site.devices.vocabulary import REFUSED

MOST = 100  # at once; the others follow


@never_cache
@requires(Permission.DEVICE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def refused(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """What cannot be opened, the longest waiting first; sent with a reason, what was chosen of it is put aside."""
    device = get_object_or_404(devices_visible_to(request.actor), pk=device_id)
    shown = device.entries.filter(state=REFUSED).order_by("arrived", "pk")[:MOST]
    form = ClearForm(request.POST if request.method == "POST" else None, entries=shown)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = {"entries": [UUID(each) for each in form.cleaned_data["entries"]], "words": form.cleaned_data["words"]}
            done = len(clear_refused(device=device, by=request.actor, **given))
            said = ngettext("{count} entry is put aside.", "{count} entries are put aside.", done)
            messages.success(request, said.format(count=done))
            return redirect("devices:refused", device.pk)
    context = {"device": device, "form": form, "others": max(0, device.closed - MOST)}
    return render(request, "devices/refused.html", context, status=400 if form.errors else 200)


urlpatterns = [path("<uuid:device_id>/refused/", refused, name="refused")]
