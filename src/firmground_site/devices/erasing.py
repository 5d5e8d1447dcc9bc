"""What devices keep of a person, so that it goes with their record: entries that belong to them, and prepared debriefings.

Called by the actions that erase a person. That an entry arrived, and when, stays; a phone is told to erase what it has.
"""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from firmground_site.devices.changing import held_device, tell
from firmground_site.devices.models import Device, Entry, Prepared
from firmground_site.devices.models.change import ENDED, RECEIPT
from firmground_site.devices.vocabulary import ERASED, RECORDED
from firmground_site.screening.models import Person

WITH_PERSON = "with the person"
NOTHING = {"content": None, "envelope": None, "told": None, "words": None, "version": F("version") + 1}


def entries_of(person: Person) -> QuerySet[Entry]:
    """Every entry that belongs to something recorded of a person."""
    return Entry.objects.filter(screening__person=person)


def prepared_of(person: Person) -> QuerySet[Prepared]:
    """Every debriefing of a person that was prepared for a phone."""
    return Prepared.objects.filter(debriefing__person=person)


def hold(person: Person) -> None:
    """Hold the phones that have something of a person until the action ends, and what they sent."""
    mine = Q(entries__screening__person=person) | Q(officers__prepared__debriefing__person=person)
    keys = Device.objects.filter(mine).order_by("pk").values_list("pk", flat=True).distinct()
    for key in list(keys):
        held_device(key)
    list(entries_of(person).select_for_update(of=("self",)).order_by("pk").values("pk"))


def subjects(person: Person) -> Iterator[object]:
    """The entries by which the ledger may know them."""
    yield from entries_of(person).only("pk")


def clear(person: Person) -> None:
    """Empty what is kept of a person, and tell the phones."""
    waiting = list(entries_of(person).exclude(state__in=(RECORDED, ERASED)))
    entries_of(person).update(**NOTHING)
    for each in waiting:
        Entry.objects.filter(pk=each.pk).update(state=ERASED)
        tell(held_device(each.device_id), RECEIPT, each.pk)
    standing = list(prepared_of(person).filter(ended_at__isnull=True).select_related("officer"))
    prepared_of(person).update(envelope=None)
    prepared_of(person).filter(ended_at__isnull=True).update(ended_at=timezone.now(), ended_by=WITH_PERSON)
    for each_prepared in standing:
        tell(held_device(each_prepared.officer.device_id), ENDED, each_prepared.pk)


def who_worked(person: Person) -> set[object]:
    """Members who resolved entries that belong to this person."""
    return set(entries_of(person).filter(resolved_by__isnull=False).values_list("resolved_by", flat=True))
