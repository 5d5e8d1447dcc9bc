"""The pages of whoever is told: withdrawals to act on, and what their party was told, when and on which basis."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.acknowledging import acknowledge_notice
from firmground_site.cases.consent_in_words import disclosure_in_words, fields_in_words
from firmground_site.cases.forms.excepting import AcknowledgeForm
from firmground_site.cases.models import Disclosure, Referral, WithdrawalNotice
from firmground_site.cases.notices import disclosures_to, notices_from, notices_to
from firmground_site.cases.parties import party_name
from firmground_site.cases.sharing import what_may_be_told
from firmground_site.cases.views.one_case import called
from firmground_site.packs.queries import text
from firmground_site.screening.views.one_identification import sent

PAGE = 50


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Withdrawals that the actor's party must act on, and those that their agency sent, the unanswered ones first."""
    received = Paginator(notices_to(request.actor), PAGE).get_page(request.GET.get("page"))
    sent_ones = Paginator(notices_from(request.actor), PAGE).get_page(request.GET.get("sent"))
    context = {
        "received": [_notice(each, request.actor) for each in received],
        "received_page": received,
        "sent": [_notice(each, request.actor) for each in sent_ones],
        "sent_page": sent_ones,
        "may_answer": request.actor.may(Permission.REFERRAL_ANSWER),
        "sees_sent": request.actor.may(Permission.CARE_READ),
    }
    return render(request, "cases/notices.html", context)


@never_cache
@requires(Permission.REFERRAL_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def acknowledge(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Say what was done with what had been told; whoever answered it before is not answered again."""
    notice = get_object_or_404(notices_to(request.actor), pk=notice_id)
    back = reverse("cases:notices")
    if notice.acknowledged_at is not None:
        messages.info(request, _("This notice was answered already. This page says what was answered."))
        return redirect(back)
    form = AcknowledgeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acknowledge_notice(notice=notice, done_with_it=form.cleaned_data["done_with_it"], by=request.actor)
            messages.success(request, _("Your answer is recorded, and whoever sent the notice reads it."))
            return redirect(back)
    shown = {"form": form, "notice": _notice(notice, request.actor)}
    return render(request, "cases/acknowledge.html", shown, status=400 if form.errors else 200)


@never_cache
@requires(Permission.REFERRAL_READ)
@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What the actor's party was told: which fields of whom, when, for what, and whether the basis still holds. No contents."""
    page = Paginator(disclosures_to(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/told.html", {"page": page, "rows": [_told(each, request.actor) for each in page]})


def _notice(notice: WithdrawalNotice, actor: Actor) -> dict[str, Any]:
    """A notice as a page shows it: what it takes back of what was told on the person's word; never why the person withdrew."""
    consent = notice.consent
    about = {"person": consent.person_id, "purpose": consent.purpose}
    told = Disclosure.objects.filter(recipient=notice.recipient, told_at__lte=notice.sent_at, consent__isnull=False, **about)
    keeps = set() if consent.withdrawn_on else set(consent.fields)
    fields = sorted({each for listed in told.values_list("fields", flat=True) for each in listed} - keeps)
    referrals = Referral.objects.filter(to_party=notice.recipient, consent__isnull=False, **about)
    return {
        "notice": notice,
        "person": called(consent.person, actor),
        "purpose": text(f"casework.purposes.{consent.purpose}"),
        "on": consent.withdrawn_on or consent.from_on,
        "what": _("Withdrew") if consent.withdrawn_on else _("Agreed to less") if consent.given else _("Declined"),
        "recipient": party_name(notice.recipient),
        "sender": party_name(notice.from_party),
        "fields": fields_in_words(fields),
        "referrals": [each.reference for each in referrals],
    }


def _told(each: Disclosure, actor: Actor) -> dict[str, Any]:
    asked = {"purpose": each.purpose, "recipient": each.recipient, "fields": each.fields}
    holds = what_may_be_told(each.person, **asked).allowed
    return {**disclosure_in_words(each), "person": called(each.person, actor), "holds": holds}


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/<uuid:notice_id>/", acknowledge, name="acknowledge"),
    path("told/", told, name="told"),
]
