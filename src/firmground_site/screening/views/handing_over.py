"""The pages of handing an identification over and of reviewing its decision."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import text
from firmground_site.screening.actions.handing_over import answer_hand_over, offer_hand_over, withdraw_hand_over
from firmground_site.screening.actions.reviewing import ask_review, end_review
from firmground_site.screening.forms.deciding import ReasonsForm
from firmground_site.screening.forms.handing_over import AnswerForm, OfferForm, ReviewEndForm, ReviewForm
from firmground_site.screening.models import HandOver, Identification
from firmground_site.screening.procedure import open_offer, open_review
from firmground_site.screening.queries import hand_overs_visible_to
from firmground_site.screening.story import agency_name, decisions_in_words, review_in_words
from firmground_site.screening.views.one_identification import answer, for_step, of_identification, says_the_same, sent

STEP = "screening/decision/step.html"


@never_cache
@requires(Permission.IDENTIFICATION_HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("offer_hand_over")
def offer(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Offer an identification to another agency, or to an officer."""
    form = OfferForm(sent(request), initial={"version": identification.version}, identification=identification)

    def act(form: OfferForm) -> HandOver:
        agency, officer = form.receiver()
        given = form.cleaned_data
        return offer_hand_over(
            identification=identification,
            version=given["version"],
            to_agency=agency,
            to_officer=officer,
            reason=given["reason"],
            by=request.actor,
        )

    return answer(
        request,
        identification,
        form,
        act=act,
        template=STEP,
        done=_("The hand-over is on offer. It stays with you until somebody accepts."),
        context=lambda _current: {
            "title": _("Hand over"),
            "lead": _(
                "It stays where it is until the other side accepts. Until then they see its state and your reason, no name."
            ),
            "button": _("Offer the hand-over"),
        },
    )


@never_cache
@requires(Permission.IDENTIFICATION_HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("withdraw_hand_over")
def withdraw(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Take an offer back with a reason, as when whoever it was made to has left."""
    form, offer = ReasonsForm(sent(request), initial={"version": identification.version}), open_offer(identification)
    if offer is None:
        messages.info(request, _("No hand-over is on offer any more."))
        return redirect("screening:identification", identification.pk)
    given = offer.to_officer or agency_name(offer.to_agency)
    return answer(
        request,
        identification,
        form,
        act=lambda form: withdraw_hand_over(
            hand_over=offer, version=form.cleaned_data["version"], reason=form.cleaned_data["reasons"], by=request.actor
        ),
        template=STEP,
        done=_("The hand-over is withdrawn."),
        context=lambda _current: {
            "title": _("Withdraw the hand-over"),
            "lead": _("It is on offer to {given}. Once withdrawn, it can be offered to somebody else.").format(given=given),
            "button": _("Withdraw the hand-over"),
        },
    )


@never_cache
@requires(Permission.IDENTIFICATION_HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Accept or decline a hand-over. Until it is accepted, it shows what is needed to answer, and nobody's name."""
    actor = request.actor
    to_me = Q(to_agency=actor.agency) & (Q(to_officer=None) | Q(to_officer=actor.member_id))
    found = get_object_or_404(hand_overs_visible_to(actor).filter(to_me), pk=hand_over_id)
    if found.answered_at:
        messages.info(request, _("This hand-over was already answered."))
        return redirect("screening:identification", found.identification_id)
    current, status, changed = found.identification, 200, False
    form = AnswerForm(sent(request), initial={"version": current.version})
    if request.method == "POST":
        status = 400
        try:
            if form.is_valid():
                with refusals_on(form):
                    answer_hand_over(hand_over=found, by=actor, **form.cleaned_data)
                    return _answered(request, found, accepted=form.cleaned_data["accepts"])
        except Stale as stale:
            current, status, changed = stale.current, 409, True
            form.begun_on(current.version)
    context = {
        "form": form,
        "offer": found,
        "changed": changed,
        "reference": str(current.pk)[:8],
        "state": text(f"cases.states.{current.state}"),
        "from_agency": agency_name(found.from_agency),
    }
    return render(request, "screening/decision/hand_over.html", context, status=status)


def _answered(request: HttpRequest, offer: HandOver, *, accepted: bool) -> HttpResponse:
    if accepted:
        messages.success(request, _("You have accepted it."))
        return redirect("screening:identification", offer.identification_id)
    return render(request, "screening/decision/declined.html", {"reference": str(offer.identification_id)[:8]})


@never_cache
@requires(Permission.REVIEW_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("ask_review")
def ask(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Record that the person, or somebody for them, asks for a review."""
    form = ReviewForm(sent(request), initial={"version": identification.version})
    return answer(
        request,
        identification,
        form,
        act=lambda form: ask_review(identification=identification, by=request.actor, **form.cleaned_data),
        template=STEP,
        done=_("The review is recorded as asked for."),
        context=lambda current: {
            "title": _("Ask for a review"),
            "lead": _("Somebody who took no part in the decision looks at it again, and ends the review with reasons."),
            "button": _("Record that a review is asked for"),
            "earlier": decisions_in_words(current, request.actor),
        },
        is_done=lambda current: _is_asked(current, form, request.actor),
    )


def _is_asked(identification: Identification, form: ReviewForm, actor: Actor) -> bool:
    """Whether the review under way is what this form asks for, recorded by the same member: the form was sent twice."""
    review = open_review(identification)
    given = {name: form.cleaned_data[name] for name in ("asker", "grounds")}
    return says_the_same(review, review and review.asked_by_id, actor, given)


@never_cache
@requires(Permission.REVIEW_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("end_review")
def end(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """End a review with reasons; never by whoever decided or concurred."""
    form, review = ReviewEndForm(sent(request), initial={"version": identification.version}), open_review(identification)
    if review is None:
        messages.info(request, _("This review has already ended."))
        return redirect("screening:identification", identification.pk)
    return answer(
        request,
        identification,
        form,
        act=lambda form: end_review(review=review, by=request.actor, **form.cleaned_data),
        template=STEP,
        done=_("The review has ended."),
        context=lambda current: {
            "title": _("End the review"),
            "lead": _("The person gets your reasons either way."),
            "button": _("End the review"),
            "review": review_in_words(review),
            "earlier": decisions_in_words(current, request.actor),
        },
    )


urlpatterns = [
    path("identifications/<uuid:identification_id>/hand-over/", offer, name="offer_hand_over"),
    path("identifications/<uuid:identification_id>/hand-over/withdraw/", withdraw, name="withdraw_hand_over"),
    path("identifications/<uuid:identification_id>/review/", ask, name="ask_review"),
    path("identifications/<uuid:identification_id>/review/end/", end, name="end_review"),
    path("hand-overs/<uuid:hand_over_id>/", hand_over, name="hand_over"),
]
