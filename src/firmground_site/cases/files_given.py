"""The person's file, given to whoever accepted a referral, and taken back when the referral ends. Called by actions only.

It is given on the right of whoever referred: their agency keeps the file, and the gate lets out all that a file shows in the
role of whoever accepts. Without that, they read what was told and no more. It ends with the last day of that basis; what ends
the basis before then is for ``outlets`` to close. What was only shared with the sender to read goes no further.
"""

from django.db.models import Q
from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import record
from firmground_site.cases.models import Referral
from firmground_site.cases.sharing import disclose, fields_of_a_file, last_day, what_may_be_told
from firmground_site.screening import events
from firmground_site.screening.actions.reading import end_what_ran_out
from firmground_site.screening.models import NamedReader, Person
from firmground_site.screening.queries import running_readers


def give_file(referral: Referral, by: Actor) -> None:
    """Let whoever accepts read the file until the referral ends, if their role reads files and the sender may give it."""
    person = referral.person
    if person is None or not by.may(Permission.PERSON_READ) or not _is_kept_by(referral.from_party, person):
        return
    if running_readers(person).filter(member=by.member_id).exists():
        return
    about = {"purpose": referral.purpose, "recipient": referral.to_party, "fields": fields_of_a_file(by.role.key)}
    sharing = what_may_be_told(person, **about)
    if not sharing.allowed:
        return
    disclose(person, outlet="page", by=by, **about)
    end_what_ran_out(person, by.member_id, by)
    reader = NamedReader.objects.create(
        person=person,
        member_id=by.member_id,
        role=by.role.key,
        agency=by.agency,
        purpose=f"Referral {referral.reference}",  # stays in English
        basis=basis_of(referral),
        until_on=last_day(sharing),
        named_at=timezone.now(),
        named_by_id=referral.sent_by_id,
    )
    record(events.PERSON_SHARED, subject=person, member=by.member_id, purpose=reader.purpose)


def take_back_files(referral: Referral, by: Actor) -> None:
    """End every sharing that rests on a referral, each with its event."""
    for reader in end_readers(referral, by):
        record(events.SHARING_ENDED, subject=reader.person, member=reader.member_id)


def end_readers(referral: Referral, by: Actor) -> list[NamedReader]:
    """End every sharing that rests on a referral, whoever ends it; the event that ended the referral stands for them."""
    found = list(NamedReader.objects.filter(basis=basis_of(referral), ended_at__isnull=True))
    for reader in found:
        reader.ended_at, reader.ended_by_id = timezone.now(), by.member_id
        reader.save()
    return found


def basis_of(referral: Referral) -> str:
    """How a sharing names the referral on which it rests."""
    return f"referral:{referral.pk}"


def _is_kept_by(party: str, person: Person) -> bool:
    keeps = Q(agency=party) | Q(identifications__agency=party)
    return Person.objects.filter(keeps, pk=person.pk, erased_at__isnull=True).exists()


def may_be_told_today(referral: Referral) -> bool:
    """Whether what a referral told could be told today: the consent holds, or the exception."""
    if referral.is_put_forward or referral.person is None:
        return referral.is_put_forward
    sharing = what_may_be_told(referral.person, purpose=referral.purpose, recipient=referral.to_party, fields=referral.fields)
    return sharing.allowed
