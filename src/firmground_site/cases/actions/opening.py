"""Opening a case: from the identification that calls for it, or directly, with its first person and their part."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.file import enter
from firmground_site.cases.held_people import held_with_file
from firmground_site.cases.models import Case, Involvement
from firmground_site.cases.moving import set_clock
from firmground_site.cases.procedure import calls_for_case
from firmground_site.packs.queries import case_lifecycle, choices, today
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.queries import identifications_visible_to


@action(permission=Permission.CASE_OPEN, records=[events.CASE_OPENED, events.PERSON_INVOLVED])
def open_case(
    *,
    person: Person,
    role: str,
    basis: str,
    summary: str,
    by: Actor,
    identification: Identification | None = None,
    opened_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Case:
    """Open a case in the actor's agency with its first person, from an identification of theirs or directly.

    ``role`` and ``basis`` are codes of the pack. An identification calls for one case at most. ``key`` is the key of the
    case, where a form brings one so that sending it twice opens one case.
    """
    day = opened_on or today()
    current = held_with_file(person, by)
    _must_be_possible(current, identification, day, by)
    must_be_a_part(role, basis)
    now = timezone.now()
    case = Case(
        id=key or uuid.uuid4(),
        opened_from=identification,
        agency=by.agency,
        summary=summary.strip(),
        state=case_lifecycle().starts,
        opened_on=day,
        opened_at=now,
        opened_by_id=by.member_id,
        changed_at=now,
    )
    set_clock(case, "case", day)
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This case was opened already.")) from error
    enter(case, events.CASE_OPENED, section="case", by=by, on=day, words=case.summary)
    part = Involvement.objects.create(
        case=case, person=current, role=role, basis=basis, from_on=day, recorded_at=now, recorded_by_id=by.member_id
    )
    enter(case, events.PERSON_INVOLVED, section="case", by=by, on=day, person=current, about=part.pk, role=role, basis=basis)
    return case


def must_be_a_part(role: str, basis: str) -> None:
    """Refuse a role or basis that the territory's lists do not have."""
    if role not in dict(choices("involvement_roles")):
        raise Refused(_("Choose the part that the person has in the case."))
    if basis not in dict(choices("involvement_bases")):
        raise Refused(_("Choose on what their part rests."))


def _must_be_possible(person: Person, identification: Identification | None, day: datetime.date, by: Actor) -> None:
    if not by.agency:
        raise Refused(_("You have no agency in which the case could be kept."))
    if day > today():
        raise Refused(_("The day on which the case was opened cannot be to come."))
    if identification is None:
        return
    if identification.person_id != person.pk or not identifications_visible_to(by).filter(pk=identification.pk).exists():
        raise NotPermitted(_("There is no such identification."))
    if not hasattr(identification, "case") and not calls_for_case(identification):
        raise Refused(_("The decision on this person calls for no case. One can be opened directly, from their file."))
