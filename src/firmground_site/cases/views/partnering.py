"""The pages on which the list of partners is kept."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions import partnering as actions
from firmground_site.cases.forms.partnering import AgreementForm, PartnerChangeForm, PartnerForm, SpeakerForm
from firmground_site.cases.models import Partner, PartnerMember
from firmground_site.cases.views.partners import of_partner
from firmground_site.cases.views.sending import send
from firmground_site.packs.queries import text
from firmground_site.screening.forms.versioned import VersionedForm
from firmground_site.screening.views.one_identification import sent


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_partner(request: HttpRequest) -> HttpResponse:
    """Add a partner."""
    form = PartnerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.add_partner(described=form.described(), by=request.actor)
            messages.success(request, _("The partner is in the list."))
            return redirect("cases:partner", made.pk)
    context = {"title": _("Add a partner"), "button": _("Add"), "back": reverse("cases:partners")}
    return _shown(
        request, form, _("An organisation, consulate or government with which you work."), 400 if form.errors else 200, **context
    )


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_partner
def change_partner(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """Change what is known of a partner."""
    known = {name: getattr(partner, name) for name in ("name", "kind", "languages", "offers", "contact", "version")}
    form = PartnerChangeForm(sent(request), initial=known, partner=partner)

    def act(form: PartnerChangeForm) -> Any:
        version = form.cleaned_data["version"]
        return actions.change_partner(partner=partner, version=version, described=form.described(), by=request.actor)

    return _kept(
        request,
        partner,
        form,
        act,
        title=_("Change {partner}").format(partner=partner),
        lead=_("Its referrals stay with it."),
        button=_("Save"),
    )


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_partner
def let_go(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """Record that a partner left."""
    form = VersionedForm(sent(request), initial={"version": partner.version})
    lead = _("Nobody is referred to it any more, and nobody speaks for it. What was sent stays, and can be revoked.")

    def act(form: VersionedForm) -> Any:
        return actions.let_partner_go(partner=partner, version=form.cleaned_data["version"], by=request.actor)

    return _kept(
        request,
        partner,
        form,
        act,
        title=_("{partner} has left").format(partner=partner),
        lead=lead,
        button=_("Record that it left"),
    )


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_partner
def take_back(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """Record that a partner came back."""
    form = VersionedForm(sent(request), initial={"version": partner.version})
    lead = _("People can be referred to it again, and those who spoke for it speak for it again.")

    def act(form: VersionedForm) -> Any:
        return actions.take_partner_back(partner=partner, version=form.cleaned_data["version"], by=request.actor)

    return _kept(
        request,
        partner,
        form,
        act,
        title=_("{partner} has come back").format(partner=partner),
        lead=lead,
        button=_("Record that it is back"),
    )


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_partner
def add_agreement(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """Record an agreement."""
    form = AgreementForm(sent(request))

    def act(form: AgreementForm) -> Any:
        return actions.record_agreement(partner=partner, by=request.actor, **form.cleaned_data)

    lead = _("The list says when it runs out within sixty days.")
    return _kept(
        request, partner, form, act, title=_("Agreement with {partner}").format(partner=partner), lead=lead, button=_("Record")
    )


@requires(Permission.PARTNER_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_partner
def name_speaker(request: HttpRequest, *, partner: Partner) -> HttpResponse:
    """Name a member who speaks for a partner."""
    form = SpeakerForm(sent(request), partner=partner)

    def act(form: SpeakerForm) -> Any:
        return actions.name_speaker(partner=partner, member=form.cleaned_data["member"], by=request.actor)

    lead = _("They see what is referred to the partner, and answer it.")
    return _kept(
        request,
        partner,
        form,
        act,
        title=_("Who speaks for {partner}?").format(partner=partner),
        lead=lead,
        button=_("Name them"),
    )


@requires(Permission.PARTNER_MANAGE)
@require_POST
@of_partner
def end_speaker(request: HttpRequest, *, partner: Partner, speaker_id: UUID) -> HttpResponse:
    """Record that a member speaks for a partner no more."""
    speaker = get_object_or_404(PartnerMember, pk=speaker_id, partner=partner)
    actions.end_speaker(speaker=speaker, by=request.actor)
    messages.success(request, _("{member} speaks for it no more.").format(member=speaker.member))
    return redirect("cases:partner", partner.pk)


def _kept(
    request: HttpRequest, partner: Partner, form: BaseForm, act: Callable[[Any], Any], *, title: str, lead: str, button: str
) -> HttpResponse:
    """Show a form about a partner, or do what it says; entries stand beside what somebody quicker recorded."""
    back = reverse("cases:partner", args=[partner.pk])
    sent = send(request, form, act=act, done=_("It is recorded."), back=back, recorded_now=_recorded_now)
    shown = {"title": title, "button": button, "back": back, "changed": sent.changed}
    return sent.onward or _shown(request, form, lead, sent.status, **shown)


def _recorded_now(partner: Partner) -> list[tuple[str, str]]:
    rows = [
        (_("Name"), partner.name),
        (_("Kind"), text(f"codes.partner_kinds.{partner.kind}")),
        (_("Languages"), partner.languages),
        (_("Offers"), "\n".join(text(f"casework.services.{each}") for each in partner.offers)),
        (_("Contact"), partner.contact),
        (_("Has left"), _("Yes") if partner.left_at else ""),
    ]
    return [(label, words) for label, words in rows if words]


def _shown(request: HttpRequest, form: BaseForm, lead: str, status: int, **context: Any) -> HttpResponse:
    return render(request, "cases/step.html", {"form": form, "lead": lead, **context}, status=status)


urlpatterns = [
    path("partners/add/", add_partner, name="add_partner"),
    path("partners/<uuid:partner_id>/change/", change_partner, name="change_partner"),
    path("partners/<uuid:partner_id>/left/", let_go, name="let_partner_go"),
    path("partners/<uuid:partner_id>/back/", take_back, name="take_partner_back"),
    path("partners/<uuid:partner_id>/agreement/", add_agreement, name="add_agreement"),
    path("partners/<uuid:partner_id>/speaker/", name_speaker, name="name_speaker"),
    path("partners/<uuid:partner_id>/speaker/<uuid:speaker_id>/end/", end_speaker, name="end_speaker"),
]
