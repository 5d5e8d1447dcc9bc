"""Who is in a case: another person with a part in it, and the day on which a part ended."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.actions.casework import must_have_come
from firmground_site.cases.actions.opening import must_be_a_part
from firmground_site.cases.file import enter
from firmground_site.cases.held_people import held_with_file
from firmground_site.cases.models import Case, Involvement
from firmground_site.cases.moving import held_by_its_agency, must_be_open
from firmground_site.cases.team_places import tell_team
from firmground_site.screening.models import Person


@action(permission=Permission.CASE_WORK, records=[events.PERSON_INVOLVED])
def involve_person(
    *, case: Case, person: Person, role: str, basis: str, from_on: datetime.date, note: str = "", by: Actor
) -> Involvement:
    """Record the part that a person has in a case from a day; the actor must be able to open the person's file.

    Members of other agencies in its team learn of them: refused in words unless the person agreed, or an exception was recorded.
    """
    current = held_by_its_agency(case, by)
    must_be_open(current)
    found = held_with_file(person, by)
    must_be_a_part(role, basis)
    must_have_come(from_on)
    part = Involvement(
        case=current, person=found, role=role, basis=basis, from_on=from_on, note=note.strip(),
        recorded_at=timezone.now(), recorded_by_id=by.member_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            part.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This person has this part in the case already.")) from error
    tell_team(current, found, by)
    told = {"about": part.pk, "words": part.note, "role": role, "basis": basis}
    enter(current, events.PERSON_INVOLVED, section="case", by=by, on=from_on, person=found, **told)
    return part


@action(permission=Permission.CASE_WORK, records=[events.INVOLVEMENT_ENDED])
def end_involvement(*, involvement: Involvement, until_on: datetime.date, words: str = "", by: Actor) -> Involvement:
    """End the part of a person in a case on a day; what was recorded of them stays in the case's file."""
    case = held_by_its_agency(involvement.case, by)
    must_be_open(case)
    current = Involvement.objects.select_for_update(of=("self",)).select_related("person").get(pk=involvement.pk)
    if current.case_id != case.pk:
        raise NotPermitted(_("There is no such part in a case."))
    if current.ended_at is not None:
        raise Refused(_("This part has ended already."))
    must_have_come(until_on)
    if until_on < current.from_on:
        raise Refused(_("The part began on {from_on}; it cannot end before.").format(from_on=date_format(current.from_on)))
    current.until_on, current.ended_at, current.ended_by_id = until_on, timezone.now(), by.member_id
    current.save()
    told = {"about": current.pk, "words": words.strip(), "role": current.role}
    enter(case, events.INVOLVEMENT_ENDED, section="case", by=by, on=until_on, person=current.person, **told)
    return current
