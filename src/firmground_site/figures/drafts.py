"""Which drafts an actor may see, who wrote and reviewed them, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from firmground.evidence.publication import REVIEWERS
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.figures.models import Publication, StatementDraft, StatementReview

NOTHING = Q(pk__isnull=True)


@dataclass(frozen=True)
class Task:
    """Something that waits for a member: the draft, what to do with it, and where."""

    draft: StatementDraft
    what: str
    url: str


def drafts_visible_to(actor: Actor) -> QuerySet[StatementDraft]:
    """Every draft for whoever may read drafts, and none for others; also those that were published."""
    rows = StatementDraft.objects.select_related("started_by", "submitted_by", "returned_by", "extract")
    return within_scope(rows, actor, Permission.STATEMENT_READ, own=NOTHING, agency=NOTHING, referred=NOTHING)


def wrote_in(actor: Actor, draft: StatementDraft) -> bool:
    """Whether an actor ever wrote, moved or removed a sentence of a draft."""
    return draft.writers.filter(first_wrote_by=actor.member_id).exists()


def valid_reviews(draft: StatementDraft) -> list[StatementReview]:
    """The reviews of exactly what the draft comes to now; none while it is being written."""
    return list(draft.reviews.filter(digest=draft.content_digest)) if draft.content_digest else []


def void_reviews(draft: StatementDraft) -> list[StatementReview]:
    """The reviews of what the draft came to before it was changed."""
    return list(draft.reviews.exclude(digest=draft.content_digest))


def last_publication(year: int, language: str) -> Publication | None:
    """The newest publication of a year in a language."""
    return Publication.objects.filter(year=year, language=language).order_by("-number").first()


def waiting_for(actor: Actor) -> list[Task]:
    """What waits for an actor: statements to review, to publish, or that came back to be written again."""
    return [task for draft in drafts_visible_to(actor).filter(published_at__isnull=True) for task in _tasks(draft, actor)]


def _tasks(draft: StatementDraft, actor: Actor) -> Iterable[Task]:
    if draft.state == "writing":
        if draft.returned_at and actor.may(Permission.STATEMENT_WRITE):
            yield Task(draft, _("It was returned: write it again"), reverse("statements:draft", args=[draft.pk]))
        return
    reviews = valid_reviews(draft)
    own = wrote_in(actor, draft) or any(each.reviewed_by_id == actor.member_id for each in reviews)
    if len(reviews) < REVIEWERS and actor.may(Permission.STATEMENT_REVIEW) and not own:
        yield Task(draft, _("Review it"), reverse("statements:review", args=[draft.pk]))
    if len(reviews) >= REVIEWERS and actor.may(Permission.STATEMENT_PUBLISH) and not own:
        yield Task(draft, _("Publish it"), reverse("statements:publish", args=[draft.pk]))
