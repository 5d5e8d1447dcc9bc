"""Which records take part in linkage, and what they say, opened in memory only. It must not write or log any of it.

People of every agency take part, those whose cases are closed and archived too, since they are met again; second records that
were merged into another do not, nor what was erased. Nor does a record that says nothing by which somebody could be known.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.linkage.record import Record
from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.screening.models import NamedParty, Person

PERSON, ENTRY, EMPLOYER = "person", "entry", "employer"
BATCH = 500
KNOWN_BY = ("name", "alias", "document", "phone")
Progress = Callable[[Sequence[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Side:
    """A record: of which kind, and its key. People stand before entries, the smaller key first."""

    kind: str
    key: UUID

    @property
    def order(self) -> tuple[bool, UUID]:
        """Where it stands in a pair."""
        return self.kind != PERSON, self.key

    @property
    def id(self) -> str:
        """How linkage calls it."""
        return f"{self.kind}:{self.key}"


Sides = tuple[Side, Side]


def side_of(written: str) -> Side:
    """The record that linkage calls so."""
    kind, _, key = written.partition(":")
    return Side(kind, UUID(key))


def in_order(one: Side, other: Side) -> Sides:
    """Two records as a pair has them."""
    return (one, other) if one.order < other.order else (other, one)


def sides_of(pair: Pair) -> Sides:
    """The two records of a pair."""
    return _side(pair.left_person_id, pair.left_entry_id), _side(pair.right_person_id, pair.right_entry_id)


def _side(person: UUID | None, entry: UUID | None) -> Side:
    return Side(PERSON, person) if person else Side(ENTRY, entry)


def still_there(sides: set[Side]) -> set[Side]:
    """Those of some records that are neither erased nor merged into another now; people are held until the action ends."""
    ordered, found = sorted(sides, key=lambda each: each.order), set[Side]()
    for start in range(0, len(ordered), BATCH):
        keys = [each.key for each in ordered[start : start + BATCH]]
        people = Person.objects.select_for_update().filter(pk__in=keys, erased_at__isnull=True, merged_into__isnull=True)
        entries = ListEntry.objects.filter(pk__in=keys, erased_at__isnull=True)
        found |= {Side(PERSON, key) for key in people.order_by("pk").values_list("pk", flat=True)}
        found |= {Side(ENTRY, key) for key in entries.values_list("pk", flat=True)}
    return found


def records_taking_part(progress: Progress) -> dict[Side, Record]:
    """What every record says that takes part."""
    people = list(Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True).order_by("pk"))
    employers = _employers()
    found = {Side(PERSON, each.pk): _of_person(each, employers) for each in progress(people, _("Reading people"))}
    entries = list(ListEntry.objects.filter(erased_at__isnull=True).select_related("of_list").order_by("pk"))
    found |= {Side(ENTRY, each.pk): _of_entry(each) for each in progress(entries, _("Reading lists"))}
    return {side: each for side, each in found.items() if any(getattr(each, name) for name in KNOWN_BY)}


def evidence_of(one: Record, other: Record) -> str:
    """The digest of what two records say, from which a later run tells whether either was corrected."""
    said = [[value for name, value in sorted(vars(each).items()) if name not in ("id", "list")] for each in (one, other)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _of_person(person: Person, employers: dict[UUID, str]) -> Record:
    """Only the age was asked, so that the year of birth is one of two: the later of them stands."""
    met = timezone.localdate(person.met_at).year
    return Record(
        id=Side(PERSON, person.pk).id,
        list=person.agency,
        name=person.name,
        alias=person.alias,
        birth="" if person.age is None else str(met - person.age),
        sex=person.sex,
        nationality=person.nationality,
        document=person.document,
        phone=person.phone,
        employer=employers.get(person.pk, ""),
    )


def _of_entry(entry: ListEntry) -> Record:
    said = {
        name: getattr(entry, name) for name in ("name", "alias", "birth", "sex", "nationality", "document", "phone", "employer")
    }
    return Record(id=Side(ENTRY, entry.pk).id, list=str(entry.of_list_id), **said)


def _employers() -> dict[UUID, str]:
    """The employer that each person named last."""
    named = NamedParty.objects.filter(kind=EMPLOYER, person__erased_at__isnull=True).order_by("named_at")
    return {each.person_id: each.name for each in named}
