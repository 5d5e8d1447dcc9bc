"""Recording how a report answers a claim, and the page of one answer, on which it is confirmed, returned or withdrawn."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.about import entries_about
from firmground_site.audit.refusing import refusals_on
from firmground_site.evidence.actions.replying import confirm_reply, record_reply, return_reply, withdraw_reply
from firmground_site.evidence.forms.replying import AnswerForm, ReplyForm, WithdrawForm
from firmground_site.evidence.forms.steps import StepForm
from firmground_site.evidence.models import ClaimReply
from firmground_site.evidence.queries import replies_visible_to
from firmground_site.evidence.register import Register, as_it_is
from firmground_site.evidence.rows import ClaimRow, ReportRow, row_of
from firmground_site.evidence.views.register import of_register, page
from firmground_site.evidence.vocabulary import STANCES
from firmground_site.law.citations import host_of, web_address

FORMS: dict[str, type[StepForm]] = {form.takes: form for form in (AnswerForm, WithdrawForm)}
STATES = {
    "waiting": (gettext_lazy("To be confirmed"), "yellow"),
    "confirmed": (gettext_lazy("Confirmed"), "green"),
    "returned": (gettext_lazy("Returned"), "red"),
    "withdrawn": (gettext_lazy("Withdrawn"), "grey"),
}


@requires(Permission.EVIDENCE_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def answer(request: HttpRequest, report: str, claim: str) -> HttpResponse:
    """Record how a report answers a claim; which report it is stands in the address."""
    register = as_it_is()
    found = register.claim(report, claim)
    if found is None:
        raise Http404
    chosen = request.GET.get("by", "")
    answering = register.reports.find(chosen) if chosen else None
    if chosen and answering is None:
        raise Http404
    context: dict[str, Any] = {"row": ClaimRow(register, found), "report": row_of(register, report)}
    context["can_answer"] = _can_answer(register, report)
    if answering is None:
        return page(request, "evidence/answer.html", context)
    form = ReplyForm(request.POST or None, to=found.key, answering=answering)
    if form.is_valid():
        with refusals_on(form):
            reply = record_reply(to=found.key, told=form.told(), by=request.actor)
            messages.success(request, _("The answer is recorded. It is public once somebody else has confirmed it."))
            return redirect("evidence:reply", reply.pk)
    context |= {"form": form, "answering": row_of(register, chosen)}
    return page(request, "evidence/answer.html", context, status=400 if form.errors else 200)


def _can_answer(register: Register, report: str) -> list[ReportRow]:
    """The reports with claims that were published on the day of a report or later, the nearest first."""
    answered = register.graded(report).file.report
    later = (each for each in register.reports.files if each.report.published_on >= answered.published_on)
    return [row_of(register, each.report.id) for each in later if each.claims and each.report.id != report]


@requires(Permission.EVIDENCE_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_register
def reply(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """One answer, with what the member can do with it."""
    found = get_object_or_404(replies_visible_to(request.actor), pk=reply_id)
    sent, status = None, 200
    if request.method == "POST":
        sent, status = _sent(request), 400
        if sent.is_valid():
            with refusals_on(sent):
                messages.success(request, _act(sent, found, request.actor))
                return redirect("evidence:reply", found.pk)
        found.refresh_from_db()
    return page(request, "evidence/reply.html", _context(found, sent, request.actor), status=status)


def _sent(request: HttpRequest) -> StepForm:
    form = FORMS.get(request.POST.get("step", ""))
    if form is None:
        raise BadRequest("The form does not say what is to be done.")
    return form(request.POST)


def _act(form: StepForm, reply: ClaimReply, actor: Actor) -> str:
    """Do what a valid form asks for, and say what was done."""
    reason = form.cleaned_data["reason"]
    if isinstance(form, WithdrawForm):
        withdraw_reply(reply=reply, reason=reason, by=actor)
        return _("The answer is withdrawn. It counts no longer.")
    if form.cleaned_data["confirms"]:
        confirm_reply(reply=reply, by=actor)
        return _("The answer is confirmed. Everybody can see it now.")
    return_reply(reply=reply, reason=reason, by=actor)
    return _("The answer is returned. Nobody outside sees it.")


def _context(reply: ClaimReply, sent: StepForm | None, actor: Actor) -> dict[str, Any]:
    register = as_it_is()
    answered, _, name = reply.to.partition(".")
    claim, answering = register.claim(answered, name), register.reports.find(reply.report)
    words, colour = STATES[reply.state]
    own = reply.recorded_by_id == actor.member_id
    stands = reply.state in ("waiting", "confirmed")
    confirm = AnswerForm() if reply.state == "waiting" and not own and actor.may(Permission.EVIDENCE_PUBLISH) else None
    withdraw = WithdrawForm() if stands and actor.may(Permission.EVIDENCE_ANSWER) else None
    return {
        "reply": reply,
        "form": sent,
        "confirm": sent if isinstance(sent, AnswerForm) and confirm else confirm,
        "withdraw": sent if isinstance(sent, WithdrawForm) and withdraw else withdraw,
        "state": {"text": words, "colour": colour},
        "claim": ClaimRow(register, claim) if claim else None,
        "report": row_of(register, claim.report.id) if claim else None,
        "answering": row_of(register, reply.report) if answering else None,
        "by_claims": [register.pack.text(f"evidence.claims.{reply.report}.{each}") for each in reply.by_claims],
        "stance": STANCES[reply.stance],
        "url": web_address(reply.address),
        "host": host_of(web_address(reply.address)),
        "is_own": own,
        "history": entries_about(reply, actor),
    }


urlpatterns = [
    path("reports/<slug:report>/claims/<slug:claim>/answer/", answer, name="answer"),
    path("work/replies/<uuid:reply_id>/", reply, name="reply"),
]
