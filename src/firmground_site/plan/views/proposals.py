"""Proposals: the list, making one, and the page of one with its receipt, its decision and what became of it."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import open_to_members, requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import today
from firmground_site.plan.actions.proposing import decide_proposal, follow_up_proposal, make_proposal
from firmground_site.plan.forms.proposing import DecisionForm, FollowUpForm, ProposalForm
from firmground_site.plan.forms.reporting import StepForm
from firmground_site.plan.measures import find_measure, title_of
from firmground_site.plan.models import Proposal
from firmground_site.plan.queries import proposals_visible_to
from firmground_site.plan.views.register import of_plan
from firmground_site.plan.vocabulary import DECISIONS

PAGE = 25
FORMS = {form.takes: form for form in (DecisionForm, FollowUpForm)}
COLOURS = {"": "yellow", "accepted": "green", "accepted_in_part": "teal", "declined": "grey"}
SHOWN = {"": gettext_lazy("All"), "open": gettext_lazy("Not yet decided"), "decided": gettext_lazy("Decided")}


@open_to_members
@require_safe
@of_plan
def proposals(request: HttpRequest) -> HttpResponse:
    """The proposals that the member made, or all of them for whoever decides."""
    actor = request.actor
    if not _may_see_any(actor):
        raise Http404
    shown = request.GET.get("show", "")
    rows = proposals_visible_to(actor).prefetch_related("follow_ups")
    if shown in ("open", "decided"):
        rows = rows.filter(decided_at__isnull=shown == "open")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(each, _state(each), next_follow_up(each)) for each in page],
        "filters": [{"text": words, "url": f"?show={key}", "active": key == shown} for key, words in SHOWN.items()],
        "decides": actor.may(Permission.PROPOSAL_DECIDE),
        "may_propose": actor.may(Permission.PROPOSAL_MAKE),
        "today": today(),
    }
    return render(request, "plan/proposals.html", context)


def _may_see_any(actor: Actor) -> bool:
    return actor.may(Permission.PROPOSAL_MAKE) or actor.may(Permission.PROPOSAL_DECIDE)


def _state(proposal: Proposal) -> dict[str, str]:
    return {"text": DECISIONS.get(proposal.decision, _("Not yet decided")), "colour": COLOURS[proposal.decision]}


def next_follow_up(proposal: Proposal) -> datetime.date | None:
    """The day on which a proposal is looked at next; ``None`` when none is set, or when it has come to its end."""
    done = list(proposal.follow_ups.all())
    return done[-1].next_on if done else proposal.follow_up_on


@requires(Permission.PROPOSAL_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_plan
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a measure."""
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = make_proposal(by=request.actor, **form.cleaned_data)
            messages.success(
                request, _("Your proposal was received. Its reference is {reference}.").format(reference=made.reference)
            )
            return redirect("plan:proposal", made.pk)
    return render(request, "plan/propose.html", {"form": form}, status=400 if form.errors else 200)


@open_to_members
@require_http_methods(["GET", "HEAD", "POST"])
@of_plan
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal: its receipt for whoever made it, a form for whoever decides."""
    found = get_object_or_404(proposals_visible_to(request.actor), pk=proposal_id)
    form, status = _form_for(found, request.actor), 200
    if request.method == "POST":
        form, status = _sent(request), 400
        if form.is_valid():
            with refusals_on(form):
                messages.success(request, _act(form, found, request.actor))
                return redirect("plan:proposal", found.pk)
        found = proposals_visible_to(request.actor).get(pk=found.pk)
    return render(request, "plan/proposal.html", _context(found, form, request.actor), status=status)


def _form_for(proposal: Proposal, actor: Actor) -> StepForm | None:
    if not actor.may(Permission.PROPOSAL_DECIDE):
        return None
    if proposal.decided_at:
        return FollowUpForm()
    return None if proposal.proposed_by_id == actor.member_id else DecisionForm()


def _sent(request: HttpRequest) -> StepForm:
    form = FORMS.get(request.POST.get("step", ""))
    if form is None:
        raise BadRequest(_("The form does not say what is to be done."))
    return form(request.POST)


def _act(form: StepForm, proposal: Proposal, actor: Actor) -> str:
    given: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != "step"}
    if isinstance(form, DecisionForm):
        decide_proposal(proposal=proposal, by=actor, **given)
        return _("The decision is recorded. Whoever proposed it can read it now.")
    follow_up_proposal(proposal=proposal, by=actor, **given)
    return _("What became of it is recorded.")


def _context(proposal: Proposal, form: StepForm | None, actor: Actor) -> dict[str, Any]:
    return {
        "form": form,
        "proposal": proposal,
        "state": _state(proposal),
        "concerns": title_of(proposal.measure) if proposal.measure else "",
        "in_the_plan": bool(proposal.measure) and find_measure(proposal.measure) is not None,
        "follow_ups": list(proposal.follow_ups.all()),
        "next": next_follow_up(proposal),
        "is_own": proposal.proposed_by_id == actor.member_id,
        "takes": form.takes if form else "",
        "today": today(),
    }


urlpatterns = [
    path("proposals/", proposals, name="proposals"),
    path("proposals/new/", propose, name="propose"),
    path("proposals/<uuid:proposal_id>/", proposal, name="proposal"),
]
