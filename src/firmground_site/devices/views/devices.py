"""The pages about phones: which there are, one of them, revoking it, and ending an officer's keys on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.devices.actions.revoking import end_officer as end
from firmground_site.devices.actions.revoking import revoke_device
from firmground_site.devices.forms.phones import RevokeForm
from firmground_site.devices.models import Device, DeviceOfficer
from firmground_site.devices.queries import devices_visible_to
from firmground_site.devices.vocabulary import WAYS_OF_ENDING
from firmground_site.packs.queries import text


@never_cache
@requires(Permission.DEVICE_MANAGE)
@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    """The phones that the actor looks after."""
    found = devices_visible_to(request.actor).prefetch_related("officers__member")
    context = {
        "rows": [(each, agency_name(each), _serving(each)) for each in found],
        "may_resolve": request.actor.may(Permission.ENTRY_RESOLVE),
    }
    return render(request, "devices/devices.html", context)


def agency_name(device: Device) -> str:
    """The name of a phone's agency."""
    return text(f"codes.agencies.{device.agency}")


def _serving(device: Device) -> list[DeviceOfficer]:
    return [each for each in device.officers.all() if each.ended_at is None]


@never_cache
@requires(Permission.DEVICE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One phone: its officers, how much of what it sent cannot be opened, and a form to revoke it."""
    found = _device(request, device_id)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            revoke_device(device=found, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, _("The phone is revoked. What lies sealed on it still arrives, and waits for a person."))
            return redirect("devices:device", found.pk)
    return render(request, "devices/device.html", _context(found, form), status=400 if form.errors else 200)


def _context(found: Device, form: RevokeForm) -> dict[str, Any]:
    officers = found.officers.select_related("member", "ended_by")
    return {
        "device": found,
        "agency": agency_name(found),
        "officers": [(each, WAYS_OF_ENDING.get(each.ended_as, "")) for each in officers],
        "form": form,
    }


@never_cache
@requires(Permission.DEVICE_MANAGE)
@require_POST
def end_officer(request: HttpRequest, device_id: UUID, officer_id: UUID) -> HttpResponse:
    """End an officer's keys on a phone."""
    found = _device(request, device_id)
    end(officer=get_object_or_404(found.officers, pk=officer_id), by=request.actor)
    messages.success(request, _("The keys are ended. The phone erases them when it is next in contact."))
    return redirect("devices:device", found.pk)


def _device(request: HttpRequest, device_id: UUID) -> Device:
    return get_object_or_404(devices_visible_to(request.actor), pk=device_id)


urlpatterns = [
    path("", devices, name="devices"),
    path("<uuid:device_id>/", device, name="device"),
    path("<uuid:device_id>/officers/<uuid:officer_id>/end/", end_officer, name="end_officer"),
]
