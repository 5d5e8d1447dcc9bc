"""The investigation of a case: lines of inquiry, arrests and releases, property held and released."""

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.actions.suspecting import SECTION, held_suspect
from firmground_site.cases.days import must_have_come, must_not_precede
from firmground_site.cases.file import enter
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import Arrest, Case, FrozenProperty, Inquiry, Suspect
from firmground_site.cases.moving import held, must_be_open
from firmground_site.packs.queries import choices

WORK = Permission.INVESTIGATION_WORK


@action(permission=WORK, records=[events.INQUIRY_BEGUN])
def begin_inquiry(*, case: Case, key: UUID, question: str, from_on: datetime.date, by: Actor) -> Inquiry:
    """Begin a line of inquiry: the question that is looked into."""
    current = held(case, by)
    must_be_open(current)
    must_have_come(from_on, _("The day on which it began"))
    if not question.strip():
        raise Refused(_("Write what is looked into."))
    if Inquiry.objects.filter(pk=key).exists():
        raise Refused(_("This line of inquiry is recorded already."))
    inquiry = Inquiry.objects.create(
        pk=key,
        case=current,
        question=question.strip(),
        from_on=from_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    enter(current, events.INQUIRY_BEGUN, section=SECTION, by=by, on=from_on, about=inquiry.pk, words=inquiry.question)
    return inquiry


@action(permission=WORK, records=[events.INQUIRY_ENDED])
def end_inquiry(*, inquiry: Inquiry, version: int, result: str, words: str, by: Actor) -> Inquiry:
    """End a line of inquiry with its result, a code of the pack, and words."""
    must_be_open(held(inquiry.case, by))
    current = Inquiry.objects.select_for_update(of=("self",)).select_related("case").get(pk=inquiry.pk)
    if current.version != version:
        raise Stale(current)
    if current.ended_at is not None:
        raise Refused(_("This line of inquiry has ended already."))
    if result not in dict(choices("inquiry_results")):
        raise Refused(_("Choose how it ended."))
    current.result, current.result_words = result, words.strip()
    current.ended_at, current.ended_by_id = timezone.now(), by.member_id
    current.version += 1
    current.save()
    ended = kept_text(f"codes.inquiry_results.{result}")
    told = f"{ended}: {current.result_words}" if current.result_words else ended
    enter(current.case, events.INQUIRY_ENDED, section=SECTION, by=by, about=current.pk, words=told)
    return current


@action(permission=WORK, records=[events.ARREST_RECORDED])
def record_arrest(*, suspect: Suspect, key: UUID, on: datetime.date, note: str, by: Actor) -> Arrest:
    """Record that a suspect was arrested. A company cannot be, and nobody is arrested while they are under arrest."""
    current = held_suspect(suspect, by)
    must_have_come(on, _("The day of the arrest"))
    if current.kind == "company":
        raise Refused(_("A company cannot be arrested. Record the person who acts for it as a suspect."))
    if Arrest.objects.filter(pk=key).exists():
        raise Refused(_("This arrest is recorded already."))
    if current.arrests.filter(released_on__isnull=True).exists():
        raise Refused(_("They are under arrest already. Record their release first."))
    arrest = Arrest.objects.create(
        pk=key, suspect=current, on=on, note=note.strip(), recorded_at=timezone.now(), recorded_by_id=by.member_id
    )
    _enter_of(current, events.ARREST_RECORDED, by, on, arrest.pk, arrest.note)
    return arrest


@action(permission=WORK, records=[events.ARREST_ENDED])
def release_from_arrest(*, arrest: Arrest, on: datetime.date, by: Actor) -> Arrest:
    """Record that somebody arrested was released; also one who was cleared meanwhile."""
    must_be_open(held(arrest.suspect.case, by))
    current = Arrest.objects.select_for_update(of=("self",)).select_related("suspect__case").get(pk=arrest.pk)
    if current.released_on is not None:
        raise Refused(
            _("Their release is recorded already, on {released_on}.").format(released_on=date_format(current.released_on))
        )
    must_have_come(on, _("The day of the release"))
    must_not_precede(on, current.on, _("A release comes after the arrest"))
    current.released_on = on
    current.save()
    _enter_of(current.suspect, events.ARREST_ENDED, by, on, current.pk, "")
    return current


@action(permission=WORK, records=[events.PROPERTY_HELD])
def hold_property(
    *,
    case: Case,
    key: UUID,
    what: str,
    order: str,
    from_on: datetime.date,
    by: Actor,
    value: int | None = None,
    suspect: Suspect | None = None,
) -> FrozenProperty:
    """Record property that is held or restrained, by which order; ``value`` is in whole units of money, ``None`` unknown."""
    current = held(case, by)
    must_be_open(current)
    must_have_come(from_on, _("The day from which it is held"))
    if not what.strip():
        raise Refused(_("Write what is held."))
    if suspect is not None and suspect.case_id != current.pk:
        raise Refused(_("This suspect is not of this case."))
    whose = held_suspect(suspect, by) if suspect is not None else None
    if FrozenProperty.objects.filter(pk=key).exists():
        raise Refused(_("This property is recorded already."))
    frozen = FrozenProperty.objects.create(
        pk=key,
        case=current,
        suspect=whose,
        what=what.strip(),
        order=order.strip(),
        value=value,
        from_on=from_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    enter(current, events.PROPERTY_HELD, section=SECTION, by=by, on=from_on, about=frozen.pk, words=frozen.what)
    return frozen


@action(permission=WORK, records=[events.PROPERTY_RELEASED])
def release_property(*, frozen: FrozenProperty, version: int, on: datetime.date, by: Actor) -> FrozenProperty:
    """Record that property is held no longer."""
    must_be_open(held(frozen.case, by))
    current = FrozenProperty.objects.select_for_update(of=("self",)).select_related("case").get(pk=frozen.pk)
    if current.version != version:
        raise Stale(current)
    if current.released_on is not None:
        raise Refused(_("It is recorded as released already."))
    must_have_come(on, _("The day of the release"))
    must_not_precede(on, current.from_on, _("Property is held before it is released"))
    current.released_on = on
    current.version += 1
    current.save()
    enter(current.case, events.PROPERTY_RELEASED, section=SECTION, by=by, on=on, about=current.pk, words=current.what)
    return current


def _enter_of(suspect: Suspect, kind: events.EventKind, by: Actor, on: datetime.date, about: UUID, note: str) -> None:
    """A line of the file about a suspect, named in it."""
    name = suspect.name or "Not known by name"  # stays in English
    words = f"{name}: {note}" if note else suspect.name
    enter(suspect.case, kind, section=SECTION, by=by, on=on, person=suspect.person, about=about, words=words)
