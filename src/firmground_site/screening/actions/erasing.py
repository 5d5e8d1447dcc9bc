"""Erasing a person's record: what tells who they are goes, what can be counted stays as a tombstone.

Reasons are a closed list: they stay in the ledger for ever, so nobody may write a name into them.
"""

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action, record
from firmground_site.audit.erasing import erase_contents
from firmground_site.packs.queries import today
from firmground_site.screening import events
from firmground_site.screening.erased_with import ALSO
from firmground_site.screening.held_by import reasons_against
from firmground_site.screening.models import (
    Break,
    Decision,
    HandOver,
    Identification,
    NamedParty,
    NamedReader,
    Opinion,
    Person,
    Review,
    Screening,
    Sitting,
)
from firmground_site.screening.retention import can_be_erased_now, people_kept_by

DUE, ASKED = "due", "asked"
# As the ledger keeps them; a page translates them when it shows them.
REASONS = {DUE: gettext_noop("The time for which it is kept has passed."), ASKED: gettext_noop("The person asked for it.")}
NEXT = {"version": F("version") + 1}  # whoever works on it in another tab meets a record that has changed, and saves nothing


@action(permission=Permission.PERSON_ERASE, records=[events.PERSON_ERASED])
def erase_person(*, person: Person, reason: str, by: Actor) -> Person:
    """Erase a person's record, with second records of them, and the contents of its ledger entries; gives the tombstone.

    ``reason`` is one of ``REASONS``. Refused while something holds it, as an identification that awaits a step, and before
    its time unless the person asked; then by somebody who neither met them nor judged, so that nobody removes the traces of
    their own work.
    """
    current = _held(person)
    if not people_kept_by(by).filter(pk=current.pk).exists():
        raise NotPermitted(_("There is no such record to erase."))
    _must_be_possible(current, reason, by)
    records = [current, *second_records(current)]
    related = [subject for each in records for subject in _related(each)]
    for each in records:
        _clear(each)
    contents = erase_contents(subjects=related, reason=REASONS[reason], by=by)
    for each in records:
        _leave_a_tombstone(each, by)
    record(
        events.PERSON_ERASED,
        subject=current,
        reason=reason,
        kept_as=current.retention_kind,
        erase_on=current.erase_on,
        contents=contents,
    )
    transaction.on_commit(leave_no_copy)
    return current


def second_records(person: Person) -> list[Person]:
    """The second records of a person, and those that had been merged into these before."""
    merged = list(person.merged_from.select_for_update().filter(erased_at__isnull=True).order_by("pk"))
    return [*merged, *(further for each in merged for further in second_records(each))]


def erase_all_due(*, by: Actor, most: int | None = None) -> int:
    """Erase every record that is due and that nothing holds, each by itself; says how many, ``most`` at most."""
    listed = list(can_be_erased_now(by)[:most])
    for person in listed:
        erase_person(person=person, reason=DUE, by=by)
    return len(listed)


def _held(person: Person) -> Person:
    """The record, held until the action ends: first its identifications and cases, as every other action holds them."""
    list(Identification.objects.select_for_update().filter(person=person.pk).order_by("pk").values("pk"))
    for also in ALSO:
        also.hold(person)
    current = Person.objects.select_for_update().filter(pk=person.pk, erased_at__isnull=True).first()
    if current is None:
        raise NotPermitted(_("There is no such record to erase."))
    return current


def _must_be_possible(person: Person, reason: str, by: Actor) -> None:
    if reason not in REASONS:
        raise Refused(_("Say why the record is erased."))
    if held := reasons_against(person):
        raise Refused(*held)
    if reason == DUE and person.erase_on > today():
        raise Refused(
            _("This record is kept until {erase_on}. Before that, only the person can ask for it to be erased.").format(
                erase_on=date_format(person.erase_on)
            )
        )
    if reason == ASKED and by.member_id in _who_worked_on(person):
        raise Refused(_("You met this person or judged in their case. Ask another supervising officer to erase the record."))


def _who_worked_on(person: Person) -> set[object]:
    """Members who met the person, screened, debriefed, decided, gave an opinion or ended a review."""
    of_person = {"identification__person": person}
    return {
        person.met_by_id,
        *person.merged_from.values_list("met_by", flat=True),
        *Screening.objects.filter(person=person).values_list("recorded_by", flat=True),
        *Identification.objects.filter(person=person, officer__isnull=False).values_list("officer", flat=True),
        *Decision.objects.filter(**of_person).values_list("decided_by", flat=True),
        *Opinion.objects.filter(decision__identification__person=person).values_list("given_by", flat=True),
        *Review.objects.filter(**of_person, ended_by__isnull=False).values_list("ended_by", flat=True),
        *(member for also in ALSO for member in also.who_worked(person)),
    }


def _related(person: Person) -> list[object]:
    """The person and every record about them, by which the ledger may know them."""
    return [
        person,
        *Screening.objects.filter(person=person).only("pk"),
        *Identification.objects.filter(person=person).only("pk"),
        *Decision.objects.filter(identification__person=person).only("pk"),
        *HandOver.objects.filter(identification__person=person).only("pk"),
        *Review.objects.filter(identification__person=person).only("pk"),
        *(subject for also in ALSO for subject in also.subjects(person)),
    ]


def _clear(person: Person) -> None:
    """Empty all that tells about the person in the records of what was done. An empty sealed field is null."""
    for also in ALSO:
        also.clear(person)
    Screening.objects.filter(person=person).update(
        answers={},
        result=None,
        browser_result=None,
        place=None,
        note=None,
        language="",
        interpreter="",
        received_digest="",
        **NEXT,
    )
    Sitting.objects.filter(screening__person=person).update(interpreter="", language="")
    Break.objects.filter(sitting__screening__person=person).update(reason="")
    NamedParty.objects.filter(person=person).update(name=None, index="")
    NamedReader.objects.filter(person=person).update(purpose=None)
    Identification.objects.filter(person=person).update(**NEXT)
    Decision.objects.filter(identification__person=person).update(reasons=None, forced_labour_reasons=None, relied_on=[])
    Opinion.objects.filter(decision__identification__person=person).update(reasons=None)
    HandOver.objects.filter(identification__person=person).update(reason=None, answer=None)
    Review.objects.filter(identification__person=person).update(grounds=None, reasons=None)


def _leave_a_tombstone(person: Person, by: Actor) -> None:
    """Keep what can be counted: sex, agency and day."""
    person.name = person.alias = person.document = person.phone = ""
    person.age, person.age_basis, person.nationality, person.language = None, "", "", ""
    person.erased_at, person.erased_by = timezone.now(), by.key
    person.version += 1
    person.save()


def leave_no_copy() -> None:
    """Empty SQLite's log, which still holds the pages as they were. PostgreSQL forgets them when it next vacuums."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
