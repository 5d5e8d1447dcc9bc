"""Considering a charge, laying it, and saying how it ended, or that nothing is charged."""

from typing import Any
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
from firmground_site.cases.actions import prosecuting as actions
from firmground_site.cases.forms.prosecution import ChargeForm, LayForm, NothingForm, OutcomeForm
from firmground_site.cases.limits import offence_in_words
from firmground_site.cases.models import Case, Charge
from firmground_site.cases.suggesting import day_of_conduct, suggested_in
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, of_case
from firmground_site.law.forms import ConductForm
from firmground_site.packs.queries import text, today
from firmground_site.screening.views.one_identification import sent

WORK = (Permission.CASE_READ, Permission.PROSECUTION_READ, Permission.PROSECUTION_WORK)


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def consider_charge(request: HttpRequest, *, case: Case) -> HttpResponse:
    """Record a charge that is considered, beside what the recorded facts suggest for conduct of that day."""
    suspects = list(case.suspects.filter(cleared_at__isnull=True))
    conduct = ConductForm(request.GET, otherwise=day_of_conduct(case), label=_("Day to look at the law of"))
    day = conduct.cleaned_data["on"] if conduct.is_valid() else day_of_conduct(case)
    found = suggested_in(case, request.actor, on=day)
    form = ChargeForm(
        sent(request),
        initial={"conduct_on": day},
        suspects=suspects,
        suggested=[(each.id, each.cited) for each in found],
    )

    def act(given: ChargeForm) -> None:
        values = dict(given.cleaned_data)
        whom = values.pop("suspect")
        suspect = next(each for each in suspects if str(each.pk) == whom)
        actions.consider_charge(suspect=suspect, by=request.actor, **values)

    return record_once(
        request,
        case,
        form,
        model=Charge,
        act=act,
        title=_("Consider a charge"),
        lead=_("This is an aid and no advice: it matches what was recorded with the register. You choose."),
        button=_("Record this charge"),
        done=_("The charge is recorded as considered."),
        back=_back(case),
        template="cases/prosecution/consider.html",
        context={"found": found, "conduct": conduct, "day": day},
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def lay_charge(request: HttpRequest, *, case: Case, charge_id: UUID) -> HttpResponse:
    """Record that a charge was laid."""
    charge = get_object_or_404(case.charges, pk=charge_id)
    form = LayForm(sent(request), initial={"version": charge.version, "laid_on": today()})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.lay_charge(charge=charge, by=request.actor, **given.cleaned_data),
        title=_("Record that a charge was laid"),
        lead=offence_in_words(charge),
        button=_("Record it as laid"),
        done=_("The charge is recorded as laid."),
        back=_back(case),
        recorded_now=recorded_now,
        is_done=lambda now: _says(now, form, "laid_on", "court"),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def end_charge(request: HttpRequest, *, case: Case, charge_id: UUID) -> HttpResponse:
    """Record how a charge ended."""
    charge = get_object_or_404(case.charges, pk=charge_id)
    form = OutcomeForm(sent(request), initial={"version": charge.version, "ended_on": today()}, laid=charge.laid_on is not None)
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.end_charge(charge=charge, by=request.actor, **given.cleaned_data),
        title=_("Record how a charge ended"),
        lead=offence_in_words(charge),
        button=_("Record the outcome"),
        done=_("The outcome is recorded."),
        back=_back(case),
        recorded_now=recorded_now,
        is_done=lambda now: _says(now, form, "outcome", "ended_on") and now.outcome_words == form.cleaned_data["words"],
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def lay_nothing(request: HttpRequest, *, case: Case) -> HttpResponse:
    """End the prosecution of a case without any charge, with reasons."""
    form = NothingForm(sent(request), initial={"version": case.version, "ended_on": today()})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.lay_nothing(case=case, by=request.actor, **given.cleaned_data),
        title=_("End without any charge"),
        lead=_("Everything that is considered ends as not laid, with your reasons. Later charges can still be recorded."),
        button=_("End without any charge"),
        done=_("The prosecution ended without any charge."),
        back=_back(case),
        is_done=lambda now: now.charges.filter(outcome=actions.NOT_LAID, ended_on=form.cleaned_data["ended_on"]).exists(),
    )


def recorded_now(charge: Charge) -> list[tuple[str, str]]:
    """What is recorded of a charge now, as labels and words."""
    outcome = text(f"casework.outcomes.{charge.outcome}") if charge.outcome else _("Open")
    days = ((_("Laid on"), charge.laid_on), (_("Ended on"), charge.ended_on))
    return [
        (_("Charge"), offence_in_words(charge)),
        (_("Court"), charge.court),
        (_("Outcome"), outcome),
        *((label, date_format(day) if day else _("Not recorded")) for label, day in days),
    ]


def _says(charge: Charge, form: Any, *names: str) -> bool:
    return all(getattr(charge, name) == form.cleaned_data[name] for name in names)


def _back(case: Case) -> str:
    return reverse("cases:prosecution", args=[case.pk])


urlpatterns = [
    path("<uuid:case_id>/charges/consider/", consider_charge, name="consider_charge"),
    path("<uuid:case_id>/charges/nothing/", lay_nothing, name="lay_nothing"),
    path("<uuid:case_id>/charges/<uuid:charge_id>/lay/", lay_charge, name="lay_charge"),
    path("<uuid:case_id>/charges/<uuid:charge_id>/end/", end_charge, name="end_charge"),
]
