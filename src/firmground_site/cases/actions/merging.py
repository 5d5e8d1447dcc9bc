"""Merging two records of one person: proposed with reasons, agreed to by two others, done, and undone with words."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.audit.kinds import EventKind
from firmground_site.cases import events
from firmground_site.cases.held_people import held_people
from firmground_site.cases.merges import NEEDED, OPEN, STANDS, merges_visible_to
from firmground_site.cases.merging import move_all, move_back
from firmground_site.cases.models import Merge, MergeOpinion
from firmground_site.cases.outlets import asked_about, close_all_without_basis
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

OVER = "no_longer_needed"  # a code of the pack's revocation_reasons: nobody said anything new


@action(permission=Permission.MERGE_PROPOSE, records=[events.MERGE_PROPOSED])
def propose_merge(*, kept: Person, duplicate: Person, key: UUID, reasons: str, by: Actor) -> Merge:
    """Propose that two records are of one person, with reasons. The actor must see both files."""
    people = _held(kept, duplicate)
    if people_visible_to(by).filter(pk__in=people).count() < len(people):
        raise NotPermitted(_("There are no such people."))
    if len(people) < 2:
        raise Refused(_("These are one record, not two."))
    if not reasons.strip():
        raise Refused(_("Write what shows that they are one person."))
    if Merge.objects.filter(OPEN, kept__in=people).exists() or Merge.objects.filter(OPEN, duplicate__in=people).exists():
        raise Refused(_("A proposal about one of these records waits already. Give your opinion on it first."))
    merge = Merge.objects.create(
        pk=key,
        kept=kept,
        duplicate=duplicate,
        reasons=reasons.strip(),
        proposed_at=timezone.now(),
        proposed_by_id=by.member_id,
    )
    _record_of_both(merge, events.MERGE_PROPOSED, merge.reasons)
    return merge


@action(
    permission=Permission.MERGE_REVIEW,
    records=[events.MERGE_AGREED, events.MERGE_REJECTED, events.MERGE_DONE, events.REFERRAL_REVOKED],
)
def give_opinion_on_merge(*, merge: Merge, agrees: bool, reasons: str, by: Actor) -> Merge:
    """Give an opinion on a merge, with reasons. One no rejects it; it is done when the second other person agrees.

    What the answers of the two together no longer let out is then closed.
    """
    current = held_merge(merge, by)
    _must_be_for(current, by)
    if not reasons.strip():
        raise Refused(_("Write your reasons."))
    now = timezone.now()
    MergeOpinion.objects.create(merge=current, agrees=agrees, reasons=reasons.strip(), given_at=now, given_by_id=by.member_id)
    _record_of_both(current, events.MERGE_AGREED if agrees else events.MERGE_REJECTED, reasons.strip())
    if not agrees:
        current.rejected_at, current.rejected_by_id = now, by.member_id
        current.save()
    elif current.opinions.filter(agrees=True).count() >= NEEDED:
        current.moved = move_all(current.kept, current.duplicate, by)
        current.done_at, current.done_by_id = now, by.member_id
        current.save()
        _asked_again(current, events.MERGE_DONE, "", by)
    return current


@action(permission=Permission.MERGE_REVIEW, records=[events.MERGE_UNDONE, events.REFERRAL_REVOKED])
def undo_merge(*, merge: Merge, words: str, by: Actor) -> Merge:
    """Undo a merge, with words: every row that it moved goes back as it was; what came later stays with the kept record.

    What was closed meanwhile stays closed, unless it has a basis still.
    """
    current = held_merge(merge, by)
    if current.done_at is None or current.undone_at is not None:
        raise Refused(_("Only a merge that was done, and not undone, can be undone."))
    if not words.strip():
        raise Refused(_("Write why it is undone."))
    if current.kept.erased_at or current.duplicate.erased_at:
        raise Refused(_("One of the records was erased. Nothing is left to put back."))
    if not current.moved:
        raise Refused(_("This record was left without a name. What was merged is kept no more, so nothing can be put back."))
    if _later_ones(current):
        raise Refused(_("This record was merged again since. Undo the later merge first."))
    move_back(current.kept, current.duplicate, current.moved)
    current.undone_at, current.undone_by_id, current.undoing_words = timezone.now(), by.member_id, words.strip()
    current.save()
    _asked_again(current, events.MERGE_UNDONE, current.undoing_words, by)
    return current


def held_merge(merge: Merge, by: Actor) -> Merge:
    """The merge as it is now, with both records held until the action ends, if the actor may still see them."""
    _held(merge.kept, merge.duplicate)
    if not merges_visible_to(by).filter(pk=merge.pk).exists():
        raise NotPermitted(_("There is no such merge."))
    found = Merge.objects.select_for_update(of=("self",)).select_related("kept", "duplicate")
    return found.get(pk=merge.pk)


def _held(kept: Person, duplicate: Person) -> set[UUID]:
    """Both records, held in one order after their referrals, so that no two actions wait for each other."""
    return {each.pk for each in held_people(kept, duplicate)}


def _asked_again(merge: Merge, kind: EventKind, words: str, by: Actor) -> None:
    """Ask the gate again for both people, whose answers are others now: what has no basis any more is closed and told of."""
    asked = asked_about(merge.kept, merge.duplicate)
    for each in (merge.kept, merge.duplicate):
        closed = close_all_without_basis(each, asked, reason=OVER, by=by)
        record(kind, subject=each, merge=merge.pk, **({"words": words} if words else {}), **closed.as_content())


def _must_be_for(merge: Merge, by: Actor) -> None:
    if merge.rejected_at or merge.done_at:
        raise Refused(_("This proposal was rejected or done already."))
    if merge.proposed_by_id == by.member_id:
        raise Refused(_("You proposed this. Two others must look at it."))
    if merge.opinions.filter(given_by=by.member_id).exists():
        raise Refused(_("You gave your opinion already. Another person must look at it."))


def _later_ones(merge: Merge) -> bool:
    """Whether the kept record was merged again since, into another or with another."""
    others = Merge.objects.filter(STANDS, done_at__gt=merge.done_at)
    return others.filter(kept=merge.kept).exists() or others.filter(duplicate=merge.kept).exists()


def _record_of_both(merge: Merge, kind: EventKind, words: str) -> None:
    """One event in the history of each record, so that erasing either erases it."""
    for each in (merge.kept, merge.duplicate):
        record(kind, subject=each, merge=merge.pk, **({"words": words} if words else {}))
