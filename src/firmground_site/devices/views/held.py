"""The pages of entries that wait for a person: the list, without content, and one entry, once it is opened."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.devices.actions.resolving import decline_entry, open_entry, record_entry
from firmground_site.devices.forms.resolving import DeclineForm
from firmground_site.devices.held_one import HeldOne, held_one
from firmground_site.devices.models import Entry
from firmground_site.devices.queries import held_visible_to
from firmground_site.devices.views.opened import is_open, opened
from firmground_site.devices.vocabulary import REASONS

PAGE = 50


@never_cache
@requires(Permission.ENTRY_RESOLVE)
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """What waits in the actor's agency, the longest first; nothing of what it says."""
    page = Paginator(held_visible_to(request.actor).order_by("arrived", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "devices/held.html", {"page": page, "rows": [(each, REASONS[each.reason]) for each in page]})


@never_cache
@requires(Permission.ENTRY_RESOLVE)
@require_safe
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry: a button to open it, which is an event, and then what came beside what is recorded or wrong."""
    found = _entry(request, entry_id)
    if not is_open(request, found):
        return render(request, "devices/held_closed.html", {"entry": found, "reason": REASONS[found.reason]})
    return _page(request, held_one(found))


@never_cache
@requires(Permission.ENTRY_RESOLVE)
@require_POST
def open_held(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Open an entry."""
    found = _entry(request, entry_id)
    open_entry(entry=found, by=request.actor)
    opened(request, found)
    return redirect("devices:entry", found.pk)


@never_cache
@requires(Permission.ENTRY_RESOLVE)
@require_POST
def record_held(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Record an entry, with what was chosen."""
    found = _entry(request, entry_id)
    if not is_open(request, found):
        return redirect("devices:entry", found.pk)
    shown = held_one(found, request.POST)
    forms = [form for form in (shown.form, shown.choosing) if form is not None]
    if forms and not any(form.errors for form in forms):
        return _done(request, shown, shown.form, _("The entry is recorded."))
    return _page(request, shown, status=400)


@never_cache
@requires(Permission.ENTRY_RESOLVE)
@require_POST
def decline_held(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Decline an entry, with a reason."""
    found, form = _entry(request, entry_id), DeclineForm(request.POST)
    if not is_open(request, found):
        return redirect("devices:entry", found.pk)
    if form.is_valid():
        return _done(request, held_one(found), form, _("The entry is declined. What it says is kept for a time, then erased."))
    return _page(request, held_one(found), status=400, decline=form)


def _done(request: HttpRequest, shown: HeldOne, form: BaseForm | None, said: str) -> HttpResponse:
    assert form is not None
    given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("version", "words")}
    is_declined = isinstance(form, DeclineForm)
    try:
        with refusals_on(form):
            if is_declined:
                decline_entry(entry=shown.entry, by=request.actor, **given)
            else:
                record_entry(entry=shown.entry, content=shown.to_record(), by=request.actor, **given)
            messages.success(request, said)
            return redirect("devices:held")
    except Stale:
        messages.error(request, _("Somebody else has done something with this entry meanwhile."))
        return redirect("devices:held")
    return _page(request, shown, status=409, decline=form if is_declined else None)


def _page(request: HttpRequest, shown: HeldOne, status: int = 200, decline: BaseForm | None = None) -> HttpResponse:
    context = {
        "entry": shown.entry,
        "shown": shown,
        "reason": REASONS[shown.entry.reason],
        "decline": decline or DeclineForm(initial={"version": shown.entry.version}),
    }
    return render(request, "devices/held_one.html", context, status=status)


def _entry(request: HttpRequest, entry_id: UUID) -> Entry:
    return get_object_or_404(held_visible_to(request.actor), pk=entry_id)


urlpatterns = [
    path("held/", held, name="held"),
    path("held/<uuid:entry_id>/", entry, name="entry"),
    path("held/<uuid:entry_id>/open/", open_held, name="open_entry"),
    path("held/<uuid:entry_id>/record/", record_held, name="record_entry"),
    path("held/<uuid:entry_id>/decline/", decline_held, name="decline_entry"),
]
