"""What a reviewer says of a pair: one person, two people, or not to be said; and undoing it. Nothing is merged by one alone."""

import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, Stale, action, record
from firmground_site.audit.kinds import EventKind
from firmground_site.cases.actions.merging import propose_merge, undo_merge
from firmground_site.cases.models import Merge
from firmground_site.linkage import events
from firmground_site.linkage.models import Pair
from firmground_site.linkage.queries import pairs_seen_whole_by
from firmground_site.linkage.vocabulary import CONFIRMED, OPEN, REJECTED, UNDECIDED

LEFT, RIGHT = "left", "right"


@action(permission=Permission.LINKAGE_REVIEW, records=[events.LINK_CONFIRMED])
def confirm_link(*, pair: Pair, version: int, words: str, by: Actor, keep: str = LEFT) -> Pair:
    """Say that two records are of one person. An entry of a list is linked at once; two people are proposed to be merged.

    ``keep`` says which of two people is kept. ``Stale`` when the pair was changed since ``version`` was read; refused for
    whatever the proposal of a merge is refused for.
    """
    current = _held_open(pair, version, by)
    _must_be_said(words)
    if current.is_of_people:
        kept, duplicate = (current.left, current.right) if keep == LEFT else (current.right, current.left)
        current.merge = propose_merge(kept=kept, duplicate=duplicate, key=uuid.uuid4(), reasons=words, by=by)
    return _decided(current, CONFIRMED, events.LINK_CONFIRMED, words, by)


@action(permission=Permission.LINKAGE_REVIEW, records=[events.LINK_REJECTED])
def reject_link(*, pair: Pair, version: int, words: str, by: Actor) -> Pair:
    """Say that two records are of two people. They are not asked about again, unless one of them is corrected."""
    current = _held_open(pair, version, by)
    _must_be_said(words)
    return _decided(current, REJECTED, events.LINK_REJECTED, words, by)


@action(permission=Permission.LINKAGE_REVIEW, records=[events.LINK_UNDECIDED])
def leave_undecided(*, pair: Pair, version: int, words: str, by: Actor) -> Pair:
    """Say that nobody can tell. It is no link, and is asked again only when one of the records is corrected."""
    current = _held_open(pair, version, by)
    _must_be_said(words)
    return _decided(current, UNDECIDED, events.LINK_UNDECIDED, words, by)


@action(permission=Permission.LINKAGE_REVIEW, records=[events.LINK_UNDONE])
def undo_link(*, pair: Pair, version: int, words: str, by: Actor) -> Pair:
    """Undo what was said of a pair: it waits again. A merge that was done is undone with it, and every row goes back.

    Refused while the merge waits for others, who can reject it, and for whoever may not undo a merge that was done.
    """
    current = _held(pair, version, by)
    if current.decided_at is None:
        raise Refused(_("Nothing was said of this pair. There is nothing to undo."))
    _must_be_said(words)
    if current.merge is not None:
        _apart_again(current.merge, words, by)
    current.state, current.words, current.merge = OPEN, "", None
    current.decided_at = current.decided_by_id = None
    current.version += 1
    current.save()
    record(events.LINK_UNDONE, subject=current, words=words.strip())
    return current


def _apart_again(merge: Merge, words: str, by: Actor) -> None:
    if merge.rejected_at or merge.undone_at:
        return
    if merge.done_at is None:
        raise Refused(_("The merge waits for two others. One of them can reject it; then this can be undone."))
    if not by.may(Permission.MERGE_REVIEW):
        raise Refused(_("The two records were merged. Only somebody who reviews merges can undo that."))
    undo_merge(merge=merge, words=words, by=by)


def _held_open(pair: Pair, version: int, by: Actor) -> Pair:
    current = _held(pair, version, by)
    if current.state != OPEN:
        raise Refused(_("This pair does not wait for an answer. Undo what was said first, if it is wrong."))
    return current


def _held(pair: Pair, version: int, by: Actor) -> Pair:
    """The pair as it is now, held until the action ends, if the actor may see both records."""
    Pair.objects.select_for_update(of=("self",)).filter(pk=pair.pk).values("pk").first()
    current = pairs_seen_whole_by(by).filter(pk=pair.pk).first()
    if current is None or current.state not in (OPEN, CONFIRMED, REJECTED, UNDECIDED):
        raise NotPermitted(_("There is no such pair."))
    if current.version != version:
        raise Stale(current)
    return current


def _must_be_said(words: str) -> None:
    if not words.strip():
        raise Refused(_("Write what shows it."))


def _decided(pair: Pair, state: str, kind: EventKind, words: str, by: Actor) -> Pair:
    pair.state, pair.words = state, words.strip()
    pair.decided_at, pair.decided_by_id = timezone.now(), by.member_id
    pair.version += 1
    pair.save()
    record(kind, subject=pair, words=pair.words, merge=pair.merge_id)
    return pair
