"""Publishing a statement: signed, sealed, with what it revises, and for ever."""

import json

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.errors import FirmgroundError
from firmground.evidence import publication as library
from firmground.evidence.files import as_signature, made_files
from firmground.evidence.publication import REVIEWERS, publication_of
from firmground.evidence.signature import public_key_of, sign
from firmground.evidence.statement import Statement
from firmground.statistics.figure import Figure, Figures
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.audit.sealing import seal_within_action
from firmground_site.design.joining import listed
from firmground_site.figures import events
from firmground_site.figures.actions.reviewing import composed, held_in_review
from firmground_site.figures.drafts import last_publication, valid_reviews, wrote_in
from firmground_site.figures.models import Publication, StatementDraft, StatementReview
from firmground_site.figures.published import content_of
from firmground_site.figures.records import frozen, live_figures
from firmground_site.figures.signing import signing_key

ANOTHER_CONTENT = gettext_lazy(
    "The statement no longer comes to what its reviewers read: its sentences, its extract or the pack was changed since. "
    "Return it, and put it to review again."
)


@action(permission=Permission.STATEMENT_PUBLISH, records=[events.STATEMENT_PUBLISHED])
def publish_statement(*, draft: StatementDraft, digest: str, by: Actor) -> Publication:
    """Publish a statement that two persons reviewed: it gets the next number of its year and language, and is never changed.

    Refused without two reviews of exactly this ``digest``, to whoever wrote or reviewed it, when it no longer comes to what was
    reviewed, when a figure is another today, when it says what the last publication says, and where the site has no key.
    """
    held_apart(draft.year)
    current = held_in_review(draft, digest)
    reviews = valid_reviews(current)
    _must_be_reviewed(current, reviews, by)
    statement = _as_reviewed(current)
    _must_be_of_today(statement, live_figures(current.year))
    earlier = last_publication(current.year, current.language)
    if earlier and earlier.digest == digest:
        raise Refused(
            _("It says exactly what number {number} says, so there is nothing to publish.").format(number=earlier.number)
        )
    told = _record_of(statement, reviews, earlier, by)
    made = Publication(
        draft=current,
        year=current.year,
        language=current.language,
        number=earlier.number + 1 if earlier else 1,
        title=current.title,
        synthetic=statement.extract.synthetic,
        digest=digest,
        changes=len(told.revisions),
        revises=earlier,
        published_at=timezone.now(),
        published_by_id=by.member_id,
    )
    _put_files(made, statement, told)
    made.save(force_insert=True)
    current.published_at, current.published_by_id = made.published_at, by.member_id
    current.save()
    names = {"year": made.year, "language": made.language, "number": made.number, "signed_with": made.signed_with}
    record(events.STATEMENT_PUBLISHED, subject=current, digest=digest, **names)
    return made


def held_apart(year: int) -> None:
    """Let nobody else publish of a year, or of one beside it, until the action ends: each must know what the other tells."""
    list(StatementDraft.objects.select_for_update(of=("self",)).filter(year__range=(year - 1, year + 1)).order_by("pk"))


def _must_be_reviewed(draft: StatementDraft, reviews: list[StatementReview], by: Actor) -> None:
    if len({each.reviewed_by_id for each in reviews}) < REVIEWERS:
        raise Refused(_("Two different persons must have reviewed exactly this text. Reviews of an earlier text do not count."))
    if wrote_in(by, draft) or any(each.reviewed_by_id == by.member_id for each in reviews):
        raise Refused(_("You wrote or reviewed this statement. Somebody else must publish it."))


def _as_reviewed(draft: StatementDraft) -> Statement:
    """The statement put together again from its frozen extract; ``Refused`` unless it is exactly what was reviewed."""
    if draft.extract is None:
        raise Refused(str(ANOTHER_CONTENT))
    try:
        extract = frozen(draft.extract)
    except FirmgroundError as error:
        raise Refused(_("The extract on which it stands cannot be used: {error}").format(error=error)) from error
    statement = composed(draft, extract)
    if not statement.to_json()["digest"] == draft.content_digest == json.loads(draft.content)["digest"]:
        raise Refused(str(ANOTHER_CONTENT))
    return statement


def _must_be_of_today(statement: Statement, today: Figures) -> None:
    then = statement.figures
    differ = [name for name, each in then.figures.items() if not _says_the_same(each, today.figures.get(name))]
    if differ:
        told = _(
            "The records have changed since it was put to review, and these figures with them: {names}. Return it, read the "
            "sentences again, and put it to review again."
        )
        raise Refused(told.format(names=listed(differ)))


def _says_the_same(then: Figure, now: Figure | None) -> bool:
    return now is not None and (then.total, then.not_decided, then.cells) == (now.total, now.not_decided, now.cells)


def _record_of(
    statement: Statement, reviews: list[StatementReview], earlier: Publication | None, by: Actor
) -> library.Publication:
    people = tuple((each.name, each.office, timezone.localdate(each.reviewed_at)) for each in reviews)
    before = content_of(earlier) if earlier else None
    try:
        return publication_of(statement.to_json(), people, seal=seal_within_action(by=by), earlier=before)
    except FirmgroundError as error:
        raise Refused(str(error)) from error


def _put_files(made: Publication, statement: Statement, told: library.Publication) -> None:
    key = signing_key()
    files = made_files(statement.to_json(), told)
    try:
        signature = sign(files["statement.json"], key)
    except FirmgroundError as error:
        raise Refused(_("The key of this site cannot sign: {error}").format(error=error)) from error
    made.html, made.pdf, made.markdown = (files[f"statement.{kind}"] for kind in ("html", "pdf", "md"))
    made.manifest, made.public_key = files["statement.json"], public_key_of(key)
    made.signature = as_signature(signature)
    made.signed_with = signature.fingerprint
