"""What linkage keeps of a person, so that it goes with their record: what was said of their pairs, and entries linked to them.

Called by the actions that erase or leave a person without a name. That there was a pair, and what was decided, stays: a link
that was confirmed is still one person on two lists.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.linkage.queries import LINKED
from firmground_site.screening.models import Person

WITH_PERSON = "with the person"
TOLD = ("reference", "name", "alias", "birth", "document", "phone", "employer")
EMPTY = {**dict.fromkeys(TOLD), "document_index": "", "phone_index": "", "sex": "", "nationality": ""}


def pairs_of_person(person: Person) -> QuerySet[Pair]:
    """Every pair with this record on a side."""
    return Pair.objects.filter(Q(left_person=person) | Q(right_person=person))


def pairs_of_entries(keys: Collection[object] | QuerySet[Any]) -> QuerySet[Pair]:
    """Every pair with one of these entries, by their keys, on a side."""
    return Pair.objects.filter(Q(left_entry__in=keys) | Q(right_entry__in=keys))


def entries_linked_to(person: Person) -> set[object]:
    """The keys of the entries that are linked to a person, and of those linked to these in turn."""
    found: set[object] = set()
    new = set(pairs_of_person(person).filter(LINKED, right_entry__isnull=False).values_list("right_entry", flat=True))
    while new:
        found |= new
        sides = pairs_of_entries(new).filter(LINKED).values_list("left_entry", "right_entry")
        new = {key for side in sides for key in side if key is not None} - found
    return found


def hold(person: Person) -> None:
    """Hold the pairs of a person until the action ends, before the person is held."""
    list(pairs_of_person(person).select_for_update(of=("self",)).order_by("pk").values("pk"))


def subjects(person: Person) -> Iterator[object]:
    """The pairs by which the ledger may know them."""
    yield from pairs_of_person(person).only("pk")
    yield from pairs_of_entries(entries_linked_to(person)).only("pk")


def clear(person: Person) -> None:
    """Empty the entries that are linked to a person, and what was said of their pairs."""
    entries = entries_linked_to(person)
    clear_pairs(pairs_of_person(person))
    clear_entries(ListEntry.objects.filter(pk__in=entries), by=WITH_PERSON)


def clear_entries(entries: QuerySet[ListEntry], *, by: str) -> None:
    """Empty entries of lists, and what was said of their pairs."""
    keys = list(entries.filter(erased_at__isnull=True).values_list("pk", flat=True))
    clear_pairs(pairs_of_entries(keys))
    ListEntry.objects.filter(pk__in=keys).update(**EMPTY, erased_at=timezone.now(), erased_by=by)


def clear_pairs(pairs: QuerySet[Pair]) -> None:
    """Empty what was said of pairs and how they were weighed; what was decided stays."""
    pairs.update(words=None, evidence=None, weighed=[], version=F("version") + 1)


def who_worked(person: Person) -> set[object]:
    """Members who decided on pairs of this person."""
    decided = pairs_of_person(person).filter(decided_by__isnull=False)
    return set(decided.values_list("decided_by", flat=True))
