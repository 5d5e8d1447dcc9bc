"""Working on a case: taking it up, its summary, notes, the plan, closing it with a reason, and opening it again."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.file import enter
from firmground_site.cases.keeping import keep_as_before, keep_as_closed
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import Case, FileEntry
from firmground_site.cases.moving import held, held_by_its_agency, move, must_be_open, touch
from firmground_site.cases.procedure import is_vacant, may_happen
from firmground_site.packs.queries import choices, today


@action(permission=Permission.CASE_WORK, records=[events.CASE_TAKEN_UP])
def take_up_case(*, case: Case, version: int, by: Actor) -> Case:
    """Become the case worker of a case that nobody has, or whose case worker has left the agency."""
    current = held_by_its_agency(case, by, version)
    must_be_open(current)
    if not is_vacant(current):
        raise Refused(_("{officer} has taken up this case.").format(officer=current.officer))
    current.officer_id = by.member_id
    if may_happen(current, "taken_up"):
        move(current, "taken_up")
    else:
        touch(current)
    enter(current, events.CASE_TAKEN_UP, section="case", by=by)
    return current


@action(permission=Permission.CASE_WORK, records=[events.CASE_CHANGED])
def change_summary(*, case: Case, version: int, summary: str, by: Actor) -> Case:
    """Change the summary of a case; what it was before stays in the ledger until it is erased."""
    current = held_by_its_agency(case, by, version)
    must_be_open(current)
    was, current.summary = current.summary, summary.strip()
    if current.summary == was:
        raise Refused(_("Nothing was changed."))
    touch(current)
    enter(current, events.CASE_CHANGED, section="case", by=by, words=current.summary, was=was)
    return current


@action(permission=Permission.CASE_WORK, records=[events.CASE_NOTED])
def note_in_case(*, case: Case, words: str, on: datetime.date, key: uuid.UUID, by: Actor) -> FileEntry:
    """Write a line about a day into a case's file. ``key`` names the line: what was written under it is not written again."""
    current = held(case, by)
    must_be_open(current)
    if FileEntry.objects.filter(pk=key).exists():
        raise Refused(_("This was written already."))
    if not words.strip():
        raise Refused(_("Write what is to be kept."))
    must_have_come(on)
    return enter(current, events.CASE_NOTED, section="case", by=by, on=on, words=words.strip(), key=key)


@action(permission=Permission.CASE_WORK, records=[events.CASE_PLAN_AGREED])
def agree_plan(*, case: Case, version: int, words: str, on: datetime.date, by: Actor) -> Case:
    """Record the plan that was agreed with the person on a day; a later plan replaces it, and both stay in the file."""
    current = held_by_its_agency(case, by, version)
    must_be_open(current)
    if not words.strip():
        raise Refused(_("Write what was agreed."))
    must_have_come(on)
    move(current, "plan_agreed")
    enter(current, events.CASE_PLAN_AGREED, section="case", by=by, on=on, words=words.strip())
    return current


@action(permission=Permission.CASE_WORK, records=[events.CASE_CLOSED])
def close_case(*, case: Case, version: int, reason: str, words: str, by: Actor) -> Case:
    """Close a case, for a reason of the pack and in words; its people are then kept as of a closed case, from today.

    Refused while a charge that was laid has no outcome: a closed case takes none, and its figures would lack it for ever.
    """
    current = held_by_its_agency(case, by, version)
    must_be_open(current)
    _must_have_ended_in_court(current, by)
    if reason not in dict(choices("closing_reasons")):
        raise Refused(_("Choose why the case is closed."))
    if not words.strip():
        raise Refused(_("Write how things stand now that the case is closed."))
    now = timezone.now()
    current.closed_at, current.closed_by_id, current.closing_reason = now, by.member_id, reason
    current.closing_words = words.strip()
    move(current, "closed", at=now)
    keep_as_closed(current, timezone.localdate(now))
    said = f"{kept_text(f'codes.closing_reasons.{reason}')}. {current.closing_words}"
    enter(current, events.CASE_CLOSED, section="case", by=by, words=said, reason=reason)
    return current


@action(permission=Permission.CASE_WORK, records=[events.CASE_REOPENED])
def reopen_case(*, case: Case, version: int, words: str, by: Actor) -> Case:
    """Open a closed case again, with reasons; whoever does takes it up if nobody has it."""
    current = held_by_its_agency(case, by, version)
    if current.closed_at is None:
        raise Refused(_("This case is open."))
    if not words.strip():
        raise Refused(_("Write why the case is opened again."))
    if not current.involvements.filter(person__erased_at__isnull=True).exists():
        raise Refused(_("The records of everybody in this case were erased. Open a new case."))
    keep_as_before(current, timezone.localdate(current.closed_at))
    current.closed_at, current.closed_by, current.closing_reason, current.closing_words = None, None, "", ""
    if is_vacant(current):
        current.officer_id = by.member_id
    move(current, "reopened")
    enter(current, events.CASE_REOPENED, section="case", by=by, words=words.strip())
    return current


def _must_have_ended_in_court(case: Case, by: Actor) -> None:
    """Only whoever reads about the prosecution is told that it is a charge."""
    if case.charges.filter(laid_on__isnull=False, ended_on__isnull=True).exists():
        if by.may(Permission.PROSECUTION_READ):
            raise Refused(_("A charge that was laid has no outcome yet. It is recorded first; then the case can be closed."))
        raise Refused(_("Something in a part of this case that you cannot read has not ended. Ask the others in its team."))


def must_have_come(day: datetime.date) -> None:
    """Nothing that is still to come is recorded as done."""
    if day > today():
        raise Refused(_("The day cannot be to come."))
