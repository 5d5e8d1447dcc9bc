"""The pages of an identification: where it stands, the decision, the second officer's opinion, closing, and the letter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firmground.cases.deadlines import Due, is_overdue
from firmground.cases.lifecycle import is_dormant
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Stale
from firmground_site.law.queries import has_register
from firmground_site.packs.queries import lifecycle, text, today
from firmground_site.screening.actions import deciding as actions
from firmground_site.screening.findings import Answered, findings_of
from firmground_site.screening.forms.deciding import DecisionForm, OpinionForm, ReasonsForm, TakeUpForm
from firmground_site.screening.models import Identification
from firmground_site.screening.procedure import is_with, open_offer, steps_open_to
from firmground_site.screening.story import agency_name, decisions_in_words, story_of
from firmground_site.screening.views import handing_over, letters
from firmground_site.screening.views.one_identification import answer, for_step, of_identification, says_the_same, sent
from firmground_site.screening.ways_on import from_identification

STEP = "screening/decision/step.html"


@never_cache
@requires(Permission.IDENTIFICATION_READ)
@require_safe
@of_identification
def identification(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Where an identification stands, what was found, what happened, and what the actor can do next."""
    offer, steps = open_offer(identification), steps_open_to(request.actor, identification)
    context = {
        **where_it_stands(identification),
        "identification": identification,
        "person": identification.person,
        "offer": offer,
        "offer_to": agency_name(offer.to_agency) if offer else "",
        "steps": [each for each in steps if each.name != "take_up"],
        "take_up": next((each for each in steps if each.name == "take_up"), None),
        "has_main": any(each.is_main for each in steps),
        "findings": findings_of(identification) if request.actor.may(Permission.SCREENING_READ) else None,
        "story": story_of(identification, request.actor),
        "ways": from_identification(identification, request.actor),
        "may_debrief": request.actor.may(Permission.DEBRIEFING_CONDUCT) and is_with(request.actor, identification),
        "may_apply_law": has_register() and all(map(request.actor.may, (Permission.LAW_APPLY, Permission.SCREENING_READ))),
    }
    return render(request, "screening/decision/identification.html", context)


def where_it_stands(identification: Identification) -> dict[str, Any]:
    """The state and its clock in words: overdue, not certain, or lain too long without a change."""
    due = Due(identification.due_on, identification.due_is_certain) if identification.due_on else None
    changed = timezone.localdate(identification.changed_at)
    awaits = lifecycle().awaits[identification.state]
    return {
        "state": text(f"cases.states.{identification.state}"),
        "awaits": awaits,
        "clock": text(f"cases.clocks.{identification.due_clock}") if due else "",
        "due": due,
        "overdue": due is not None and awaits != "nothing" and is_overdue(due, today()),
        "dormant": is_dormant(lifecycle(), identification.state, changed, today()),
        "agency": agency_name(identification.agency),
    }


@never_cache
@requires(Permission.IDENTIFICATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("decide")
def decide(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Decide, with what was found beside, and the earlier decision with its reasons on the same page."""
    found = findings_of(identification)
    listed = {"found": _choices(found.found), "other": _choices(found.other_known)}
    form = DecisionForm(sent(request), initial={"version": identification.version}, **listed)
    return answer(
        request,
        identification,
        form,
        act=lambda form: actions.decide(
            identification=identification, version=form.cleaned_data["version"], by=request.actor, **form.decided()
        ),
        template="screening/decision/decide.html",
        done=_("Your decision is recorded."),
        context=lambda current: {"findings": found, "earlier": decisions_in_words(current, request.actor)},
        is_done=lambda current: _is_the_last(current, form, request.actor),
    )


def _choices(answers: tuple[Answered, ...]) -> list[tuple[str, str]]:
    return [(each.id, each.question if each.is_yes else f"{each.question} {each.answer}") for each in answers]


def _is_the_last(identification: Identification, form: DecisionForm, actor: Actor) -> bool:
    """Whether the last decision is what this form says and by the same officer: the form was sent twice."""
    last = identification.decisions.last()
    return says_the_same(last, last and last.decided_by_id, actor, form.decided())


@never_cache
@requires(Permission.IDENTIFICATION_CONCUR)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("give_opinion")
def give_opinion(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Concur with the decision, or differ with reasons; never by the officer who decided."""
    form, last = OpinionForm(sent(request), initial={"version": identification.version}), identification.decisions.last()
    if last is None:
        raise Http404
    return answer(
        request,
        identification,
        form,
        act=lambda form: actions.give_opinion(decision=last, by=request.actor, **form.cleaned_data),
        template=STEP,
        done=_("Your opinion is recorded."),
        context=lambda current: {
            "title": _("Concur or differ"),
            "lead": _("A second officer looks at the decision and its reasons before it stands."),
            "button": _("Record my opinion"),
            "earlier": decisions_in_words(current, request.actor),
            "findings": findings_of(current),
        },
        is_done=lambda current: _is_my_opinion(current, form, request.actor),
    )


def _is_my_opinion(identification: Identification, form: OpinionForm, actor: Actor) -> bool:
    """Whether the opinion on the last decision is what this form says and by the same officer: the form was sent twice."""
    opinion = getattr(identification.decisions.last(), "opinion", None)
    given = {name: form.cleaned_data[name] for name in ("concurs", "reasons")}
    return says_the_same(opinion, opinion and opinion.given_by_id, actor, given)


@never_cache
@requires(Permission.IDENTIFICATION_DECIDE)
@require_POST
@of_identification
@for_step("take_up")
def take_up(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Become the officer of an identification that nobody has taken up."""
    form = TakeUpForm(request.POST)
    if form.is_valid():
        try:
            actions.take_up(identification=identification, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("You have taken this up."))
        except Stale:
            messages.error(
                request, _("Somebody changed this meanwhile, so you have not taken it up. This page says where it stands.")
            )
    return redirect("screening:identification", identification.pk)


REASONED = {
    "reconsider": (
        actions.reconsider,
        gettext_lazy("Reconsider the decision"),
        gettext_lazy("The decision no longer stands until somebody decides anew, with new reasons."),
        gettext_lazy("It is open to be decided anew."),
    ),
    "close": (
        actions.close_identification,
        gettext_lazy("Close"),
        gettext_lazy("Nothing more is then awaited. It can be opened again only where the procedure of the territory allows it."),
        gettext_lazy("It is closed."),
    ),
    "reopen": (
        actions.reopen_identification,
        gettext_lazy("Open again"),
        gettext_lazy("It then waits for a decision."),
        gettext_lazy("It is open again."),
    ),
}


def _reasoned(name: str) -> Any:
    """The page on which an identification is moved along with reasons."""
    action, title, lead, done = REASONED[name]

    @never_cache
    @requires(Permission.IDENTIFICATION_DECIDE)
    @require_http_methods(["GET", "HEAD", "POST"])
    @of_identification
    @for_step(name)
    def page(request: HttpRequest, *, identification: Identification) -> HttpResponse:
        form = ReasonsForm(sent(request), initial={"version": identification.version})
        return answer(
            request,
            identification,
            form,
            act=lambda form: action(identification=identification, by=request.actor, **form.cleaned_data),
            template=STEP,
            done=done,
            context=lambda current: {
                "title": title,
                "lead": lead,
                "button": title,
                "earlier": decisions_in_words(current, request.actor),
            },
        )

    return page


reconsider, close, reopen = _reasoned("reconsider"), _reasoned("close"), _reasoned("reopen")

urlpatterns = [
    path("identifications/<uuid:identification_id>/", identification, name="identification"),
    path("identifications/<uuid:identification_id>/decide/", decide, name="decide"),
    path("identifications/<uuid:identification_id>/opinion/", give_opinion, name="give_opinion"),
    path("identifications/<uuid:identification_id>/take-up/", take_up, name="take_up"),
    path("identifications/<uuid:identification_id>/reconsider/", reconsider, name="reconsider"),
    path("identifications/<uuid:identification_id>/close/", close, name="close"),
    path("identifications/<uuid:identification_id>/reopen/", reopen, name="reopen"),
    *letters.urlpatterns,
    *handing_over.urlpatterns,
]
