"""Opening a person's file, correcting it, and sharing it with a member beyond its agency."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.packs.queries import active_pack
from firmground_site.screening import events
from firmground_site.screening.models import NamedReader, Person
from firmground_site.screening.queries import running_readers

CORRECTABLE = ("name", "alias", "document", "phone", "age_basis", "sex", "nationality", "language")
CODED = {"age_basis": "age_bases", "sex": "sexes", "nationality": "nationalities", "language": "interview_languages"}


@action(permission=Permission.PERSON_READ, records=[events.PERSON_READ])
def open_file(*, person: Person, purpose: str, by: Actor) -> Person:
    """Open a person's file for a purpose, which is recorded."""
    if not purpose.strip():
        raise Refused(_("Say why you open this file."))
    record(events.PERSON_READ, subject=person, purpose=purpose.strip())
    return person


@action(permission=Permission.SCREENING_RECORD, records=[events.PERSON_CORRECTED])
def correct_person(*, person: Person, version: int, changes: Mapping[str, str], by: Actor) -> Person:
    """Correct what is recorded about who a person is; what it was before stays in the ledger until it is erased."""
    current = _held(person, by)
    if current.version != version:
        raise Stale(current)
    _must_be_in_the_lists(changes)
    changed = {name: [getattr(current, name), value] for name, value in changes.items() if getattr(current, name) != value}
    if not changed or not changed.keys() <= set(CORRECTABLE):
        raise Refused(_("Nothing was changed."))
    for name, (_was, value) in changed.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    record(events.PERSON_CORRECTED, subject=current, changed=changed)
    return current


def _held(person: Person, by: Actor) -> Person:
    """The person as recorded now, held until the action ends. A file shared with a member is theirs to read, not to change."""
    current = Person.objects.select_for_update().get(pk=person.pk)
    if current.erased_at is not None:
        raise Refused(_("This record was erased. Nothing is left to change."))
    ours = Q(agency=by.agency) | Q(identifications__agency=by.agency)
    if not Person.objects.filter(ours, pk=person.pk).exists():
        raise Refused(_("This file was shared with you to read. Ask the agency that keeps it to change it."))
    return current


def _must_be_in_the_lists(changes: Mapping[str, str]) -> None:
    codes = active_pack().codes
    for name, listed in CODED.items():
        if changes.get(name) and changes[name] not in {each.code for each in codes.get(listed, ())}:
            raise Refused(
                _("“{code}” is not in the territory's list of {name}.").format(code=changes[name], name=listed.replace("_", " "))
            )


@action(permission=Permission.PERSON_SHARE, records=[events.PERSON_SHARED])
def share_file(
    *, person: Person, member: Member, purpose: str, by: Actor, basis: str = "", until_on: datetime.date | None = None
) -> NamedReader:
    """Share a person's file with a member in their role and agency, for a purpose, until it is ended or ``until_on`` has passed.

    Whether it may be shared beyond the agency is for ``cases`` to say first; ``basis`` is the key of what it rests on.
    """
    current = _held(person, by)
    role = ROLES.get(member.role)
    if role is None or not member.is_active or Permission.PERSON_READ not in role.grants:
        raise Refused(_("This member's role does not see people."))
    if not purpose.strip():
        raise Refused(_("Say for what purpose the file is shared."))
    if running_readers(current).filter(member=member).exists():
        raise Refused(_("The file is already shared with this member."))
    end_what_ran_out(current, member.pk, by)
    reader = NamedReader.objects.create(
        person=current,
        member=member,
        role=member.role,
        agency=member.agency,
        purpose=purpose.strip(),
        basis=basis,
        until_on=until_on,
        named_at=timezone.now(),
        named_by_id=by.member_id,
    )
    record(events.PERSON_SHARED, subject=current, member=member.pk, purpose=reader.purpose, basis=basis, until=until_on)
    return reader


def end_what_ran_out(person: Person, member: Any, by: Actor) -> None:
    """Close for good, inside an action, what ran out or lapsed with a member, by their key, so that it can be shared anew."""
    found = person.readers.filter(member=member, ended_at__isnull=True).exclude(pk__in=running_readers(person).values("pk"))
    found.update(ended_at=timezone.now(), ended_by=by.member_id)


@action(permission=Permission.PERSON_SHARE, records=[events.SHARING_ENDED])
def end_sharing(*, reader: NamedReader, by: Actor) -> NamedReader:
    """End the sharing of a person's file with a member."""
    _held(reader.person, by)
    current = NamedReader.objects.select_for_update(of=("self",)).get(pk=reader.pk)
    if current.ended_at is not None:
        raise Refused(_("This sharing has already ended."))
    current.ended_at, current.ended_by_id = timezone.now(), by.member_id
    current.save()
    record(events.SHARING_ENDED, subject=current.person, member=current.member_id)
    return current
