"""Where a person stays and how they can be reached safely: read and written in the agency that keeps the case, no further.

Each reading is an event. No words of it go into the ledger or into the case's file: they lie in one table, shown on one page.
"""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, Stale, action, record
from firmground_site.cases import events
from firmground_site.cases.care import must_be_in_the_case
from firmground_site.cases.file import enter
from firmground_site.cases.models import Case, SafePlace
from firmground_site.cases.moving import held_by_its_agency, must_be_open
from firmground_site.cases.queries import cases_visible_to
from firmground_site.screening.models import Person

SAYS = ("address", "safe_contact", "must_not_know")
NOTHING_YET = 0  # the version before anything was recorded


@action(permission=Permission.SHELTER_READ, records=[events.SAFE_PLACE_READ])
def read_safe_place(*, case: Case, person: Person, by: Actor) -> SafePlace | None:
    """Where a person stays, as recorded in a case; ``None`` when nobody recorded it. That it was read is recorded."""
    if not cases_visible_to(by).filter(pk=case.pk, agency=by.agency).exists():
        raise NotPermitted(_("There is no such case."))
    must_be_in_the_case(case, person)
    record(events.SAFE_PLACE_READ, subject=person, case=case.pk)
    return case.safe_places.filter(person=person).first()


@action(permission=Permission.SHELTER_READ, records=[events.SAFE_PLACE_RECORDED])
def record_safe_place(*, case: Case, person: Person, version: int, says: Mapping[str, str], by: Actor) -> SafePlace:
    """Record where a person stays, how to reach them, and who must not know; ``says`` has these by the names in ``SAYS``.

    ``version`` is ``NOTHING_YET`` before the first time; ``Stale`` when somebody recorded it since it was read.
    """
    current = held_by_its_agency(case, by)
    must_be_open(current)
    must_be_in_the_case(current, person)
    found = current.safe_places.select_for_update().filter(person=person).first()
    if found is None and version != NOTHING_YET:
        raise Refused(_("Nothing is recorded yet. Open the page again."))
    if found is not None and found.version != version:
        raise Stale(found)
    kept = found or SafePlace(case=current, person=person, version=0)
    if {name: getattr(kept, name) for name in SAYS} == {name: says[name].strip() for name in SAYS}:
        raise Refused(_("Nothing was changed."))
    for name in SAYS:
        setattr(kept, name, says[name].strip())
    kept.version, kept.changed_at, kept.changed_by_id = kept.version + 1, timezone.now(), by.member_id
    _save(kept)
    enter(current, events.SAFE_PLACE_RECORDED, section="shelter", by=by, person=person)
    return kept


def _save(kept: SafePlace) -> None:
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise Stale(SafePlace.objects.get(case=kept.case_id, person=kept.person_id)) from error
