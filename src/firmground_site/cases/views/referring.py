"""The page on which a person is referred, from a case or from their file, and what follows when a referral is accepted."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.referring import send_referral
from firmground_site.cases.actions.taking_on import link_person, open_case_from_referral, open_case_of
from firmground_site.cases.duplicates import AlreadySent, LooksSent
from firmground_site.cases.forms.referring import CaseForm, LinkForm, SendingForm, SentOnceForm
from firmground_site.cases.models import Case, Referral
from firmground_site.cases.parties import party_name
from firmground_site.cases.referral_purposes import agreed_now
from firmground_site.cases.referral_words import is_taken_on, rows_of
from firmground_site.cases.views.one_case import called, of_case
from firmground_site.cases.views.one_referral import answer, of_referral
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to
from firmground_site.screening.views.one_identification import sent
from firmground_site.screening.views.people import of_person


@never_cache
@requires(Permission.CASE_READ, Permission.REFERRAL_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
@of_case
def refer_from_case(request: HttpRequest, *, case: Case, person_id: UUID) -> HttpResponse:
    """Refer a person who has a part in a case; every answer stands in its file."""
    involved = {"involvements__case": case, "involvements__ended_at__isnull": True}
    person = get_object_or_404(people_visible_to(request.actor).filter(**involved).distinct(), pk=person_id)
    if case.is_closed and request.method != "POST":
        messages.info(request, _("This case is closed. Open it again first."))
        return redirect("cases:referrals_of_case", case.pk)
    return _refer(request, person, case, reverse("cases:referrals_of_case", args=[case.pk]))


@never_cache
@requires(Permission.PERSON_READ, Permission.REFERRAL_SEND)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def refer(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Refer a person for whom there is no case."""
    return _refer(request, person, None, reverse("screening:person", args=[person.pk]))


def _refer(request: HttpRequest, person: Person, case: Case | None, back: str) -> HttpResponse:
    form = SendingForm(sent(request), person=person, actor=request.actor)

    def send(form: Any, *, knowing: bool) -> Referral:
        return send_referral(person=person, sending=form.sending(), case=case, knowing=knowing, by=request.actor)

    agreed = [
        (party_name(party), text(f"casework.purposes.{purpose}"), sorted(text(f"casework.fields.{each}") for each in fields))
        for party, purpose, fields in agreed_now(person, request.actor)
    ]
    context = {"person": person, "called": called(person, request.actor), "agreed": agreed, "back": back}
    return send_once(request, form, send, "cases/referrals/send.html", context)


def send_once(
    request: HttpRequest, form: SentOnceForm, send: Callable[..., Referral], template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show a form that sends a referral, or send it and lead to its receipt; sent twice, it leads to the same receipt.

    What looks sent before is shown, and the form asks to be sent once more by whoever has looked.
    """
    status, alike = 200, []
    if request.method == "POST":
        status = 400
        if form.is_valid():
            with refusals_on(form):
                try:
                    return redirect("cases:receipt", send(form, knowing=form.cleaned_data["knowing"]).pk)
                except AlreadySent as before:
                    return redirect("cases:receipt", before.referral.pk)
                except LooksSent as found:
                    status, alike = 409, rows_of(found.alike, request.actor)
                    form.ask_whether_knowing()
    return render(request, template, {**context, "form": form, "alike": alike}, status=status)


@never_cache
@requires(Permission.REFERRAL_ANSWER, Permission.PERSON_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_referral
def link(request: HttpRequest, *, referral: Referral) -> HttpResponse:
    """Say which person, met already, is the one who was put forward."""
    if request.method != "POST" and not (is_taken_on(referral, request.actor) and referral.person_id is None):
        return _not_now(request, referral, _("Link to a person"))
    form = LinkForm(sent(request), initial={"version": referral.version}, people=people_visible_to(request.actor))

    def act(form: LinkForm) -> Any:
        return link_person(referral=referral, version=form.cleaned_data["version"], person=form.person, by=request.actor)

    return answer(
        request,
        referral,
        form,
        event="",
        act=act,
        title=_("Link to a person"),
        lead=_("For somebody whom you have met: whoever put them forward learns that they were met, and nothing else."),
        button=_("Link"),
        done=_("The referral is linked to the person."),
    )


@never_cache
@requires(Permission.REFERRAL_READ, Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
@of_referral
def open_case(request: HttpRequest, *, referral: Referral) -> HttpResponse:
    """Open a case for the person of a referral that was accepted; where one is open, lead there."""
    person = get_object_or_404(people_visible_to(request.actor), pk=referral.person_id)
    if (there := open_case_of(person, request.actor)) is not None:
        return redirect("cases:case", there.pk)
    if request.method != "POST" and not is_taken_on(referral, request.actor):
        return _not_now(request, referral, _("Open a case"))
    form = CaseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            case = open_case_from_referral(referral=referral, by=request.actor, **form.cleaned_data)
            messages.success(request, _("The case is open."))
            return redirect("cases:case", case.pk)
    context = {
        "form": form,
        "title": _("Open a case"),
        "lead": _("For the person of referral {reference}. Their part rests on the referral.").format(
            reference=referral.reference
        ),
        "button": _("Open the case"),
        "back": reverse("cases:referral", args=[referral.pk]),
    }
    return render(request, "cases/step.html", context, status=400 if form.errors else 200)


def _not_now(request: HttpRequest, referral: Referral, title: str) -> HttpResponse:
    messages.info(request, _("“{title}” cannot be done now. This page says where things stand.").format(title=title))
    return redirect("cases:referral", referral.pk)


urlpatterns = [
    path("referrals/send/<uuid:person_id>/", refer, name="refer"),
    path("referrals/<uuid:referral_id>/link/", link, name="link_referral"),
    path("referrals/<uuid:referral_id>/case/", open_case, name="open_case_from_referral"),
    path("<uuid:case_id>/referrals/send/<uuid:person_id>/", refer_from_case, name="refer_from_case"),
]
