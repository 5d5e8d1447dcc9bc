"""Leaving a record without identity, for an adult who wants no help and no referral: only what can be counted stays."""

from django.db.models import F

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.audit.erasing import erase_contents
from firmground_site.cases import events
from firmground_site.cases.actions.consenting import held_of_case
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.models import Referral, SafePlace
from firmground_site.cases.unnaming import what_needs_identity
from firmground_site.screening.events import PERSON_CORRECTED
from firmground_site.screening.models import Person, Screening
from firmground_site.screening.queries import people_visible_to

ASKED = "The person declined help and asked to be left without a name."
NEXT = {"version": F("version") + 1}
TOLD = {"name": None, "phone": None, "document": None, "details": None}
FOUND_BY = {"name_index": "", "phone_index": "", "document_index": ""}


@action(permission=Permission.CONSENT_RECORD, records=[events.IDENTITY_REMOVED])
def leave_unnamed(*, person: Person, version: int, by: Actor) -> Person:
    """Empty all that says who a person is: name, alias, paper and phone, also where referrals and earlier corrections hold them.

    Refused for a child, for whoever did not decline, and while something else by law needs to know who they are.
    """
    if not people_visible_to(by).filter(pk=person.pk, agency=by.agency).exists():
        raise NotPermitted("There is no such person.")
    current = held_of_case(person, by, version)
    if reasons := what_needs_identity(current):
        raise Refused(*reasons)
    current.name = current.alias = current.document = current.phone = ""
    current.version += 1
    current.save()
    Referral.objects.filter(person=current).update(**TOLD, **FOUND_BY, **NEXT)
    SafePlace.objects.filter(person=current).update(address=None, safe_contact=None, must_not_know=None, **NEXT)
    Screening.objects.filter(person=current).update(place=None, note=None, **NEXT)
    erase_contents(subjects=[current], kinds=[PERSON_CORRECTED.name], reason=ASKED, by=by)
    enter_of_person(current, events.IDENTITY_REMOVED, by=by)
    return current
