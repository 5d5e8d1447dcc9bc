"""What waits: pairs to review by weight, records that another agency may know too, and questions of other agencies. No names."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.parties import party_name
from firmground_site.linkage.actions.asking import answer_question as answer
from firmground_site.linkage.beside import called
from firmground_site.linkage.explained import likelihood
from firmground_site.linkage.models import Pair, Question, Run
from firmground_site.linkage.queries import (
    items_to_answer,
    pairs_seen_whole_by,
    pairs_visible_to,
    questions_to,
    seen_by_half,
    to_review,
)
from firmground_site.linkage.seen import sides_seen
from firmground_site.linkage.standing import standing_in_words
from firmground_site.linkage.views.opened import READ
from firmground_site.linkage.vocabulary import DECIDED
from firmground_site.screening.models import Person

PAGE, LATELY = 50, 20


@never_cache
@requires(*READ)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the actor, and what was decided lately."""
    actor = request.actor
    page = Paginator(to_review(actor), PAGE).get_page(request.GET.get("page"))
    halves = Paginator(seen_by_half(actor), PAGE).get_page(request.GET.get("half"))
    decided = pairs_seen_whole_by(actor).filter(state__in=DECIDED).order_by("-decided_at")[:LATELY]
    context = {
        "page": page,
        "rows": [(each, *_called(each), likelihood(each)) for each in page],
        "halves": halves,
        "half_rows": [(each, called(sides_seen(each)[0])) for each in halves],
        "questions": _questions(actor),
        "decided": [(each, *_called(each), standing_in_words(each)) for each in decided],
        "to_answer": items_to_answer(actor).count(),
        "run": Run.objects.first(),
        "may_import": actor.may(Permission.LIST_IMPORT),
        "may_merge": actor.may(Permission.MERGE_PROPOSE),
    }
    return render(request, "linkage/queue.html", context)


@never_cache
@requires(*READ)
@require_POST
def answer_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Say that whoever asked was answered."""
    found = get_object_or_404(questions_to(request.actor), pk=question_id)
    answer(question=found, by=request.actor)
    messages.success(request, _("The question is marked as answered."))
    return redirect("linkage:queue")


def _questions(actor: Actor) -> list[tuple[Question, str, list[tuple[str, UUID | None]]]]:
    """Questions of other agencies, with who asks and about which of the records that the actor sees."""
    asked = list(questions_to(actor))
    pairs = pairs_visible_to(actor).in_bulk({each.pair_id for each in asked})
    return [(each, party_name(each.from_agency), _ours(pairs[each.pair_id])) for each in asked]


def _called(pair: Pair) -> tuple[str, str]:
    return called(pair.left), called(pair.right)


def _ours(pair: Pair) -> list[tuple[str, UUID | None]]:
    """What of a pair the actor sees: how it is called, and the key of a person's file."""
    return [(called(each), each.pk if isinstance(each, Person) else None) for each in sides_seen(pair)]


urlpatterns = [
    path("", queue, name="queue"),
    path("questions/<uuid:question_id>/answer/", answer_question, name="answer_question"),
]
