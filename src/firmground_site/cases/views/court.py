"""What the court decided after a conviction: sentences, and appeals lodged and ended."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.actions import sentencing as actions
from firmground_site.cases.forms.prosecution import AppealForm, AppealOutcomeForm, SentenceForm
from firmground_site.cases.limits import offence_in_words
from firmground_site.cases.models import Appeal, Case, SentencePassed
from firmground_site.cases.views.once import record_once
from firmground_site.cases.views.one_case import answer, of_case
from firmground_site.packs.queries import text, today
from firmground_site.screening.views.one_identification import sent

WORK = (Permission.CASE_READ, Permission.PROSECUTION_READ, Permission.PROSECUTION_WORK)


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def pass_sentence(request: HttpRequest, *, case: Case, charge_id: UUID) -> HttpResponse:
    """Record a sentence."""
    charge = get_object_or_404(case.charges, pk=charge_id)
    return record_once(
        request,
        case,
        SentenceForm(sent(request), initial={"on": charge.ended_on or today()}),
        model=SentencePassed,
        act=lambda given: actions.pass_sentence(charge=charge, by=request.actor, **given.cleaned_data),
        title=_("Record a sentence"),
        lead=offence_in_words(charge),
        button=_("Record this sentence"),
        done=_("The sentence is recorded."),
        back=reverse("cases:prosecution", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def lodge_appeal(request: HttpRequest, *, case: Case, charge_id: UUID) -> HttpResponse:
    """Record that a side appealed."""
    charge = get_object_or_404(case.charges, pk=charge_id)
    return record_once(
        request,
        case,
        AppealForm(sent(request), initial={"lodged_on": today()}),
        model=Appeal,
        act=lambda given: actions.lodge_appeal(charge=charge, by=request.actor, **given.cleaned_data),
        title=_("Record an appeal"),
        lead=offence_in_words(charge),
        button=_("Record this appeal"),
        done=_("The appeal is recorded."),
        back=reverse("cases:prosecution", args=[case.pk]),
    )


@never_cache
@requires(*WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def end_appeal(request: HttpRequest, *, case: Case, appeal_id: UUID) -> HttpResponse:
    """Record how an appeal ended."""
    appeal = get_object_or_404(Appeal.objects.select_related("charge"), pk=appeal_id, charge__case=case)
    form = AppealOutcomeForm(sent(request), initial={"version": appeal.version, "ended_on": today()})
    return answer(
        request,
        case,
        form,
        act=lambda given: actions.end_appeal(appeal=appeal, by=request.actor, **given.cleaned_data),
        title=_("Record how an appeal ended"),
        lead=offence_in_words(appeal.charge),
        button=_("Record how it ended"),
        done=_("The end of the appeal is recorded."),
        back=reverse("cases:prosecution", args=[case.pk]),
        recorded_now=_recorded_now,
        is_done=lambda now: (
            (now.outcome, now.ended_on, now.words) == tuple(form.cleaned_data[name] for name in ("outcome", "ended_on", "words"))
        ),
    )


def _recorded_now(appeal: Appeal) -> list[tuple[str, str]]:
    ended = text(f"codes.appeal_outcomes.{appeal.outcome}") if appeal.outcome else _("Open")
    return [(_("How did the appeal end?"), ended), (_("What the court said"), appeal.words)]


urlpatterns = [
    path("<uuid:case_id>/charges/<uuid:charge_id>/sentence/", pass_sentence, name="pass_sentence"),
    path("<uuid:case_id>/charges/<uuid:charge_id>/appeal/", lodge_appeal, name="lodge_appeal"),
    path("<uuid:case_id>/appeals/<uuid:appeal_id>/end/", end_appeal, name="end_appeal"),
]
