"""Putting a statement to review, reviewing it, and returning it. Two persons who wrote nothing of it read the same text."""

import json
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.errors import FirmgroundError
from firmground.evidence.publication import same_name
from firmground.evidence.statement import Statement, compose_draft
from firmground.statistics.extract import Extract
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.design import joining
from firmground_site.figures import events
from firmground_site.figures.actions.sentences import held_for_writing
from firmground_site.figures.drafts import wrote_in
from firmground_site.figures.models import FrozenExtract, StatementDraft, StatementReview
from firmground_site.figures.published import contents_near
from firmground_site.figures.records import freeze, live_figures
from firmground_site.figures.written import draft_value, examined, in_full
from firmground_site.packs.queries import active_pack

CHANGED = gettext_lazy("The statement is another than the one that you opened. Read it again.")
SAME_NAME = gettext_lazy(
    "Somebody of your name reviewed it already, and readers could not tell the two of you apart. Ask a third person, or have an "
    "administrator write one of the names in full."
)
NOT_IN_REVIEW = gettext_lazy("This statement is not in review.")


@action(permission=Permission.STATEMENT_WRITE, records=[events.DRAFT_SUBMITTED])
def put_to_review(*, draft: StatementDraft, version: int, by: Actor) -> StatementDraft:
    """Put a draft to review: its year is frozen, and what it comes to is what reviewers read and what is published.

    Refused while any sentence cannot stand; each is named with what to do. Raises ``Stale`` when anything was changed since.
    """
    current = held_for_writing(draft)
    if current.version != version:
        raise Stale(current)
    if faults := examined(current, live_figures(current.year)).faults:
        raise Refused(*map(in_full, faults))
    extract, folder = freeze(current.year)
    content = composed(current, extract).to_json()
    current.extract = _kept(extract, folder, by)
    current.content, current.content_digest = json.dumps(content, ensure_ascii=False), content["digest"]
    current.submitted_at, current.submitted_by_id = timezone.now(), by.member_id
    current.returned_at, current.returned_by, current.return_reasons = None, None, ""
    current.save()
    record(events.DRAFT_SUBMITTED, subject=current, digest=current.content_digest, extract=extract.digest)
    return current


def composed(draft: StatementDraft, extract: Extract) -> Statement:
    """What a draft comes to on an extract; ``Refused`` where it cannot be put together.

    What readers of statements of the year that are published already could work out is withheld.
    """
    try:
        return compose_draft(active_pack(), extract, draft_value(draft), earlier=contents_near(draft.year))
    except FirmgroundError as error:
        raise Refused(str(error)) from error


def _kept(extract: Extract, folder: str, by: Actor) -> FrozenExtract:
    made = {
        "year": extract.year,
        "digest": extract.digest,
        "pack_digest": extract.pack_digest,
        "tables": dict(extract.tables),
        "synthetic": extract.synthetic,
        "frozen_at": timezone.now(),
        "frozen_by_id": by.member_id,
    }
    return FrozenExtract.objects.get_or_create(folder=folder, defaults=made)[0]


@action(permission=Permission.STATEMENT_REVIEW, records=[events.STATEMENT_REVIEWED])
def review_statement(*, draft: StatementDraft, digest: str, office: str, read: Collection[str], by: Actor) -> StatementReview:
    """Say that one read every sentence of a statement, and that it stands; ``read`` are the names of those that one read.

    It holds for the text and figures with this ``digest`` alone. Refused to whoever wrote in the draft, and twice to anybody.
    """
    current = held_in_review(draft, digest)
    listed = [each["id"] for each in json.loads(current.content)["sentences"]]
    unread = [name for name in listed if name not in read]
    of_this = list(current.reviews.filter(digest=digest))
    named = {same_name(each.name) for each in of_this}
    faults = {
        _("You wrote in this statement. Two others must review it."): wrote_in(by, current),
        str(SAME_NAME): by.member_id not in {each.reviewed_by_id for each in of_this} and same_name(by.name) in named,
        _("You reviewed this statement already."): current.reviews.filter(digest=digest, reviewed_by=by.member_id).exists(),
        _("Write for which office you review it."): not office.strip(),
        _("Read every sentence beside what it stands on. Not ticked: {names}.").format(names=joining.listed(unread)): bool(
            unread
        ),
    }
    if raised := [sentence for sentence, is_so in faults.items() if is_so]:
        raise Refused(*raised)
    review = StatementReview.objects.create(
        draft=current,
        digest=digest,
        draft_digest=draft_value(current).digest,
        name=by.name,
        office=office.strip(),
        reviewed_at=timezone.now(),
        reviewed_by_id=by.member_id,
    )
    record(events.STATEMENT_REVIEWED, subject=current, digest=digest, draft_digest=review.draft_digest, office=review.office)
    return review


@action(permission=Permission.STATEMENT_RETURN, records=[events.DRAFT_RETURNED])
def return_draft(*, draft: StatementDraft, reasons: str, by: Actor) -> StatementDraft:
    """Return a statement from review to its writers, with reasons. Its reviews hold for what was read, and for nothing else."""
    current = held_in_review(draft)
    if not reasons.strip():
        raise Refused(_("Write why you return it."))
    digest = current.content_digest
    current.extract, current.content, current.content_digest = None, "", ""
    current.submitted_at = current.submitted_by = None
    current.returned_at, current.returned_by_id, current.return_reasons = timezone.now(), by.member_id, reasons.strip()
    current.version += 1
    current.save()
    record(events.DRAFT_RETURNED, subject=current, digest=digest, reasons=current.return_reasons)
    return current


def held_in_review(draft: StatementDraft, digest: str | None = None) -> StatementDraft:
    """A draft that is in review, held until the action ends; ``Refused`` when it comes to something else than ``digest``."""
    current = StatementDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if current.state != "review":
        raise Refused(str(NOT_IN_REVIEW))
    if digest is not None and current.content_digest != digest:
        raise Refused(str(CHANGED))
    return current
