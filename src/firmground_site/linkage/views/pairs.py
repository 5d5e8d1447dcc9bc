"""The page of a pair: both records beside each other, why they are proposed, what was said of them, and what the actor says."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firmground_site.access.actors import Actor
from firmground_site.access.views import requires
from firmground_site.audit.about import entries_about
from firmground_site.cases.views.sending import send
from firmground_site.linkage.actions import judging
from firmground_site.linkage.actions.asking import ask_agency as ask
from firmground_site.linkage.beside import beside, called
from firmground_site.linkage.explained import likelihood, reasons_of, waterfall
from firmground_site.linkage.forms.judging import JudgementForm, UndoForm
from firmground_site.linkage.models import Pair
from firmground_site.linkage.queries import HIDDEN, pairs_seen_whole_by, pairs_visible_to, seen_by_half
from firmground_site.linkage.seen import sides_seen
from firmground_site.linkage.standing import recorded_now, standing_in_words
from firmground_site.linkage.views.opened import READ, opened_first
from firmground_site.linkage.vocabulary import CONFIRMED, OPEN, REJECTED
from firmground_site.screening.purposes import in_words
from firmground_site.screening.views.one_identification import sent

DONE = {
    CONFIRMED: gettext_lazy("They are confirmed as one person."),
    REJECTED: gettext_lazy("They are recorded as two people."),
}


@never_cache
@requires(*READ)
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """One pair; whoever sees one record only is told that there is another, and can ask its agency."""
    found = get_object_or_404(pairs_visible_to(request.actor).exclude(state__in=HIDDEN), pk=pair_id)
    if not (found.left_seen and found.right_seen):
        return _half(request, found)
    if asked := opened_first(request, found):
        return asked
    if found.state != OPEN and request.method != "POST":
        return render(request, "linkage/pair.html", _context(found, request.actor))
    form = JudgementForm(sent(request), pair=found, initial={"version": found.version})
    result = send(
        request,
        form,
        act=lambda given: _judge(found, given, request.actor),
        done=DONE.get(form.data.get("answer", ""), _("It is recorded that nobody can tell.")),
        back=reverse("linkage:pair", args=[found.pk]),
        recorded_now=recorded_now,
        is_done=lambda current: current.decided_by_id == request.actor.member_id and current.state == form.data.get("answer"),
    )
    if result.onward:
        return result.onward
    context = _context(found, request.actor) | {"form": form, "changed": result.changed}
    return render(request, "linkage/pair.html", context, status=result.status)


@never_cache
@requires(*READ)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Undo what was said of a pair, with words."""
    found = get_object_or_404(pairs_seen_whole_by(request.actor).filter(decided_at__isnull=False), pk=pair_id)
    if asked := opened_first(request, found):
        return asked
    form = UndoForm(sent(request), initial={"version": found.version})
    result = send(
        request,
        form,
        act=lambda given: judging.undo_link(pair=found, by=request.actor, **given.cleaned_data),
        done=_("It is undone. The pair waits to be reviewed again."),
        back=reverse("linkage:queue"),
        recorded_now=recorded_now,
        is_done=lambda current: current.state == OPEN,
    )
    if result.onward:
        return result.onward
    context = {"form": form, "pair": found, "title": _title(found), "state": standing_in_words(found), "changed": result.changed}
    return render(request, "linkage/undo.html", context, status=result.status)


@never_cache
@requires(*READ)
@require_POST
def ask_agency(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Ask the agency that keeps the other record."""
    found = get_object_or_404(seen_by_half(request.actor), pk=pair_id)
    ask(pair=found, by=request.actor)
    messages.success(
        request, _("The other agency sees your question, and can share its record with you or say that it will not.")
    )
    return redirect("linkage:pair", found.pk)


def _half(request: HttpRequest, found: Pair) -> HttpResponse:
    get_object_or_404(seen_by_half(request.actor), pk=found.pk)
    asked = found.questions.filter(from_agency=request.actor.agency).last()
    return render(request, "linkage/half.html", {"pair": found, "ours": called(sides_seen(found)[0]), "asked": asked})


def _judge(found: Pair, form: JudgementForm, actor: Actor) -> Pair:
    given: dict[str, Any] = dict(form.cleaned_data)
    answer, keep = given.pop("answer"), given.pop("keep", judging.LEFT)
    if answer == CONFIRMED:
        return judging.confirm_link(pair=found, keep=keep, by=actor, **given)
    act = judging.reject_link if answer == REJECTED else judging.leave_undecided
    return act(pair=found, by=actor, **given)


def _context(found: Pair, actor: Actor) -> dict[str, Any]:
    reasons = reasons_of(found)
    return {
        "pair": found,
        "title": _title(found),
        "state": standing_in_words(found),
        "likelihood": likelihood(found),
        "sides": beside(found),
        "reasons": reasons,
        "waterfall": waterfall(reasons, found.weight) if reasons else "",
        "history": [
            (
                each,
                capfirst(each.kind.sentence),
                each.content.get("words") or in_words(each.content.get("purpose") or ""),
            )
            for each in entries_about(found, actor)
        ],
        "may_undo": found.decided_at is not None,
    }


def _title(found: Pair) -> str:
    return _("{left} and {right}").format(left=called(found.left), right=called(found.right))


urlpatterns = [
    path("pairs/<uuid:pair_id>/", pair, name="pair"),
    path("pairs/<uuid:pair_id>/undo/", undo, name="undo"),
    path("pairs/<uuid:pair_id>/ask/", ask_agency, name="ask_agency"),
]
