"""Telling what may be told of a person through an outlet that is no referral; each time is written down."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.cases import events
from firmground_site.cases.models import Disclosure
from firmground_site.cases.parties import is_there
from firmground_site.cases.referral_purposes import asked_for, purposes_to_choose, tellable
from firmground_site.cases.sharing import disclose, reasons_in_words, what_may_be_told
from firmground_site.cases.telling import Rows, told_of
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to


@dataclass(frozen=True)
class Told:
    """What was told: the words of each field, and the record that says so."""

    words: dict[str, Rows]
    disclosure: Disclosure


@action(permission=Permission.REFERRAL_SEND, records=[events.PERSON_TOLD_OF])
def tell_program(*, person: Person, recipient: str, purpose: str, by: Actor) -> Told:
    """Give a program all that may be told of a person to a party for a purpose today, as far as the actor may read it.

    Refused in words when nothing may be.
    """
    if not people_visible_to(by).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person."))
    if purpose not in dict(purposes_to_choose()) or not is_there(recipient):
        raise Refused(_("Name a party that is there, and a purpose for which people are referred."))
    fields = tellable(person, purpose=purpose, recipient=recipient, by=by)
    if not fields:
        refused = what_may_be_told(person, purpose=purpose, recipient=recipient, fields=asked_for(person, purpose, by))
        raise Refused(*reasons_in_words(refused))
    made = disclose(person, purpose=purpose, recipient=recipient, fields=fields, outlet="interface", by=by)
    record(events.PERSON_TOLD_OF, subject=person, recipient=recipient, purpose=purpose, fields=made.fields)
    return Told(told_of(person, made.fields), made)
