"""What waits for analysts and for the secretariat: reports to split or to publish, answers to confirm."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.evidence.models import ClaimReply
from firmground_site.evidence.queries import (
    WAITING,
    has_decided,
    imports_visible_to,
    progress_of,
    replies_visible_to,
)
from firmground_site.evidence.register import as_it_is
from firmground_site.evidence.rows import ClaimRow
from firmground_site.evidence.views.register import of_register, page
from firmground_site.evidence.vocabulary import STANCES

PLACES = 50


@requires(Permission.EVIDENCE_READ)
@require_safe
@of_register
def work(request: HttpRequest) -> HttpResponse:
    """What waits."""
    actor = request.actor
    imports = imports_visible_to(actor).order_by("-imported_at")
    replies = replies_visible_to(actor).order_by("-recorded_at")
    waiting = replies.filter(WAITING)
    split = [
        (each, progress, has_decided(actor, each))
        for each in imports.filter(published_at__isnull=True, withdrawn_at__isnull=True)[:PLACES]
        for progress in [progress_of(each)]
    ]
    context = {
        "may_import": actor.may(Permission.EVIDENCE_IMPORT),
        "to_publish": [each for each in split if each[1].is_whole],
        "to_split": [each for each in split if not each[1].is_whole],
        "to_confirm": _rows(waiting.exclude(recorded_by=actor.member_id)[:PLACES]) if _may_publish(actor) else [],
        "own_waiting": _rows(waiting.filter(recorded_by=actor.member_id)[:PLACES]),
        "returned": _rows(replies.filter(returned_at__isnull=False, recorded_by=actor.member_id)[:PLACES]),
        "published": list(imports.filter(published_at__isnull=False)[:PLACES]),
        "confirmed": _rows(replies.filter(confirmed_at__isnull=False)[:PLACES]),
    }
    return page(request, "evidence/work.html", context)


def _may_publish(actor: Actor) -> bool:
    return actor.may(Permission.EVIDENCE_PUBLISH)


def _rows(replies: Iterable[ClaimReply]) -> list[tuple[ClaimReply, str, str]]:
    """Answers with the claim and the stance in words."""
    rows, register = [], as_it_is()
    for each in replies:
        report, _, name = each.to.partition(".")
        claim = register.claim(report, name)
        rows.append((each, ClaimRow(register, claim).says if claim else each.to, STANCES[each.stance]))
    return rows


urlpatterns = [path("work/", work, name="work")]
