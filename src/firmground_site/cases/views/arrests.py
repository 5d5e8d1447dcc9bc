"""Arrests and releases, and property held and released."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import investigating as actions
from firmground_site.cases.forms.investigation import ArrestForm, PropertyForm, PropertyReleaseForm, ReleaseForm
from firmground_site.cases.models import Arrest, Case, FrozenProperty, Suspect
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, of_case
from firmground_site.packs.queries import today
from firmground_site.screening.views.one_identification import sent

WORK = (Permission.CASE_READ, Permission.INVESTIGATION_READ, Permission.INVESTIGATION_WORK)


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def record_arrest(request: HttpRequest, *, case: Case, suspect_id: UUID) -> HttpResponse:
    """Record that a suspect was arrested."""
    suspect = get_object_or_404(case.suspects, pk=suspect_id)
    return record_once(
        request,
        case,
        ArrestForm(sent(request), initial={"on": today()}),
        model=Arrest,
        act=lambda given: actions.record_arrest(suspect=suspect, by=request.actor, **given.cleaned_data),
        title=_("Record an arrest"),
        lead=_("Who was arrested: {name}.").format(name=_named(suspect)),
        button=_("Record this arrest"),
        done=_("The arrest is recorded."),
        back=reverse("cases:investigation", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def release_from_arrest(request: HttpRequest, *, case: Case, arrest_id: UUID) -> HttpResponse:
    """Record that somebody arrested was released."""
    arrest = get_object_or_404(Arrest.objects.select_related("suspect"), pk=arrest_id, suspect__case=case)
    return answer(
        request,
        case,
        ReleaseForm(sent(request), initial={"on": today()}),
        act=lambda given: actions.release_from_arrest(arrest=arrest, by=request.actor, **given.cleaned_data),
        title=_("Record a release"),
        lead=_("Who was released: {name}, arrested on {day}.").format(name=_named(arrest.suspect), day=date_format(arrest.on)),
        button=_("Record this release"),
        done=_("The release is recorded."),
        back=reverse("cases:investigation", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def hold_property(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Record property that is held or restrained."""
    suspects = list(case.suspects.filter(cleared_at__isnull=True))

    def act(form: PropertyForm) -> None:
        given = dict(form.cleaned_data)
        whose = given.pop("suspect")
        of_whom = next((each for each in suspects if str(each.pk) == whose), None)
        actions.hold_property(case=case, suspect=of_whom, by=request.actor, **given)

    return record_once(
        request,
        case,
        PropertyForm(sent(request), initial={"from_on": today()}, suspects=suspects),
        model=FrozenProperty,
        act=act,
        title=_("Record property that is held"),
        lead=_("Money, accounts or things that are held or restrained by an order."),
        button=_("Record this property"),
        done=_("The property is recorded."),
        back=reverse("cases:investigation", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def release_property(request: HttpRequest, *, case: Case, property_id: UUID) -> HttpResponse:
    """Record that property is held no longer."""
    frozen = get_object_or_404(case.property, pk=property_id)
    form = PropertyReleaseForm(sent(request), initial={"on": today(), "version": frozen.version})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.release_property(frozen=frozen, by=request.actor, **given.cleaned_data),
        title=_("Record that property was released"),
        lead=frozen.what,
        button=_("Record this release"),
        done=_("The release is recorded."),
        back=reverse("cases:investigation", args=[case.pk]),
        recorded_now=_recorded_now,
        is_done=lambda now: now.released_on == form.cleaned_data["on"],
    )


def _named(suspect: Suspect) -> str:
    return suspect.name or _("somebody not known by name")


def _recorded_now(frozen: FrozenProperty) -> list[tuple[str, str]]:
    released = date_format(frozen.released_on) if frozen.released_on else _("Not yet")
    return [(_("What is held?"), frozen.what), (_("Released on"), released)]


urlpatterns = [
    path("<uuid:case_id>/suspects/<uuid:suspect_id>/arrest/", record_arrest, name="record_arrest"),
    path("<uuid:case_id>/arrests/<uuid:arrest_id>/release/", release_from_arrest, name="release_from_arrest"),
    path("<uuid:case_id>/property/hold/", hold_property, name="hold_property"),
    path("<uuid:case_id>/property/<uuid:property_id>/release/", release_property, name="release_property"),
]
