"""From what an audit draws: links that stand, pairs that were compared and are no link, and all the others. It reads only."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.linkage.queries import LINKED
from firmground_site.linkage.taking_part import ENTRY, PERSON, Side, Sides, sides_of
from firmground_site.linkage.vocabulary import APART, LINKS, NOT_LINKED
from firmground_site.screening.models import Person


def pairs_in(stratum: str) -> QuerySet[Pair]:
    """The links that stand, or the pairs that were compared and are none; without those of which a record was erased."""
    people = Q(left_person__erased_at__isnull=True, right_person__erased_at__isnull=True)
    entries = Q(left_entry__erased_at__isnull=True, right_entry__erased_at__isnull=True)
    there = Pair.objects.filter(people, entries)
    return there.filter(LINKED) if stratum == LINKS else there.filter(state__in=NOT_LINKED)


def sides_that_take_part() -> tuple[list[Side], set[Sides]]:
    """The records that take part, in the order of their keys, and the pairs of them that were proposed."""
    people = _that_say_something(Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True))
    entries = _that_say_something(ListEntry.objects.filter(erased_at__isnull=True))
    sides = [Side(PERSON, key) for key in people] + [Side(ENTRY, key) for key in entries]
    there = set(sides)
    proposed = {sides_of(each) for each in Pair.objects.exclude(state=APART)}
    return sides, {each for each in proposed if set(each) <= there}


def pairs_never_proposed() -> int:
    """How many pairs of records that take part were never proposed."""
    sides, proposed = sides_that_take_part()
    return len(sides) * (len(sides) - 1) // 2 - len(proposed)


def _that_say_something(rows: QuerySet[Any]) -> list[UUID]:
    """The keys of rows that have a name, another name, a paper or a phone: sealed values are null where there is none."""
    known = Q(name__isnull=False) | Q(alias__isnull=False) | Q(document__isnull=False) | Q(phone__isnull=False)
    return list(rows.filter(known).order_by("pk").values_list("pk", flat=True))
