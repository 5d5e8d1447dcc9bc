"""Leaving a record without identity, for an adult who wants no help and no referral: only what can be counted stays.

Decisions keep their reasons, for whoever reviews them; words elsewhere go, since any of them may hold the name.
"""

from django.db.models import F
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.audit.erasing import erase_contents
from firmground_site.audit.kinds import KINDS
from firmground_site.cases import events
from firmground_site.cases.actions.consenting import held_of_case
from firmground_site.cases.erasing import clear_words
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.models import Referral
from firmground_site.cases.unnamed_with import ALSO
from firmground_site.cases.unnaming import what_needs_identity
from firmground_site.screening.actions.erasing import second_records
from firmground_site.screening.events import PERSON_CORRECTED, PERSON_SHARED
from firmground_site.screening.models import NamedParty, NamedReader, Person, Screening
from firmground_site.screening.queries import people_visible_to

ASKED = "The person declined help and asked to be left without a name."  # stays in English: the ledger keeps it
NEXT = {"version": F("version") + 1}


@action(permission=Permission.CONSENT_RECORD, records=[events.IDENTITY_REMOVED])
def leave_unnamed(*, person: Person, version: int, by: Actor) -> Person:
    """Empty all that says who a person is: name, alias, paper, phone and words about them, in every record of theirs.

    Records that were merged into theirs are emptied too, so no merge of them can be undone. Refused for a child, for whoever
    did not decline, and while something else by law needs to know who they are.
    """
    if not people_visible_to(by).filter(pk=person.pk, agency=by.agency).exists():
        raise NotPermitted(_("There is no such person."))
    current = held_of_case(person, by, version)
    if reasons := what_needs_identity(current):
        raise Refused(*reasons)
    records = [current, *second_records(current)]
    for each in records:
        _empty(each)
    referrals = list(Referral.objects.filter(person__in=records).only("pk"))
    erase_contents(subjects=[*records, *referrals], kinds=_that_may_tell(), reason=ASKED, by=by)
    enter_of_person(current, events.IDENTITY_REMOVED, by=by)
    return current


def _empty(person: Person) -> None:
    """Take out the name, and every word beside it."""
    person.name = person.alias = person.document = person.phone = ""
    person.version += 1
    person.save()
    clear_words(person)
    for clear in ALSO:
        clear(person)
    Screening.objects.filter(person=person).update(place=None, note=None, **NEXT)
    NamedParty.objects.filter(person=person).update(name=None, index="")
    NamedReader.objects.filter(person=person).update(purpose=None)


def _that_may_tell() -> list[str]:
    """Kinds of events whose contents hold words about a person, but what was answered and decided."""
    of_cases = [kind.name for kind in KINDS.values() if kind.stream == "cases" and kind.personal]
    return [PERSON_CORRECTED.name, PERSON_SHARED.name, *of_cases]
