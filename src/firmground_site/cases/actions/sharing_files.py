"""Letting a member read a person's file: freely within the agency that keeps it, beyond it only on a recorded basis."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.held_people import held_person
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import Disclosure
from firmground_site.cases.parties import party_of_member
from firmground_site.cases.sharing import (
    SHOWN_BY_A_FILE,
    basis_key,
    disclose,
    fields_of_a_file,
    last_day,
    what_may_be_told,
)
from firmground_site.packs.queries import casework
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import NamedReader, Person
from firmground_site.screening.queries import people_visible_to


def purposes_of_sharing() -> list[str]:
    """The purposes for which a file can be shared: those that name one recipient, and let out all that every file shows.

    Where the territory has none of these, those that let out who somebody is: for them a file is shared within the agency only.
    """
    to_one = [each for each in casework().consent.purposes if each.recipient == "one" and "identity" in each.fields]
    covering = [each for each in to_one if set(SHOWN_BY_A_FILE) <= set(each.fields)]
    return [each.id for each in covering or to_one]


@action(permission=Permission.PERSON_SHARE, records=[events.PERSON_TOLD, events.FILE_SHARED_WITHIN])
def let_read(*, person: Person, member: Member, purpose: str, words: str, by: Actor) -> NamedReader:
    """Let a member read a person's file for a purpose; ``words`` say more of it, and are read beside the file.

    Within the agency no consent is needed: whoever needs to know is told. Beyond it, consent or a lawful exception must hold for
    all that a file shows; when it ends, so does the sharing.
    """
    if not people_visible_to(by).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person."))
    current, recipient = held_person(person), party_of_member(member)
    if purpose not in purposes_of_sharing():
        raise Refused(_("Choose for what purpose the file is shared."))
    if not words.strip():
        raise Refused(_("Say more of the purpose. It is read beside the file."))
    told = None if recipient == by.agency else _told(current, purpose, member, by)
    reader = _shared(current, member, f"{kept_text(f'casework.purposes.{purpose}')}: {words.strip()}", told, by)
    said = {"recipient": recipient, "purpose": purpose}
    if told is None:
        enter_of_person(current, events.FILE_SHARED_WITHIN, by=by, **said)
    else:
        enter_of_person(current, events.PERSON_TOLD, by=by, basis=reader.basis, fields=told.fields, **said)
    return reader


def _told(person: Person, purpose: str, member: Member, by: Actor) -> Disclosure:
    recipient = party_of_member(member)
    if not recipient:
        raise Refused(_("This member belongs to no agency or partner that the person could have been asked about."))
    shown = fields_of_a_file(member.role)
    return disclose(person, purpose=purpose, recipient=recipient, fields=shown, outlet="page", by=by)


def _shared(person: Person, member: Member, words: str, told: Disclosure | None, by: Actor) -> NamedReader:
    if told is None:
        return share_file(person=person, member=member, purpose=words, by=by)
    sharing = what_may_be_told(person, purpose=told.purpose, recipient=told.recipient, fields=told.fields)
    basis = basis_key(sharing.basis, sharing.basis_id)
    return share_file(person=person, member=member, purpose=words, basis=basis, until_on=last_day(sharing), by=by)
