"""Capture histories of a year: how many people were on exactly which lists, by the links that stand. It names nobody.

A list is a party: an agency that met people, a partner that put them forward, or whoever's list was imported. People who asked to
be left out of figures are, with every record linked to them. Of erased records what can be counted is left, and is counted.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from firmground.statistics.multiple_systems.histories import Histories, histories_of
from firmground_site.cases.countable import people_not_counted
from firmground_site.cases.models import Referral
from firmground_site.cases.parties import party_names
from firmground_site.linkage.models import ListEntry, Pair
from firmground_site.linkage.queries import LINKED
from firmground_site.linkage.taking_part import ENTRY, PERSON, Side, sides_of
from firmground_site.screening.models import Person


@dataclass
class Overlaps:
    """A year's lists in words, and how many people were on exactly each set of them; ``invented`` says of which kinds."""

    year: int
    names: dict[str, str]
    counts: Counter[frozenset[str]] = field(default_factory=Counter)
    invented: set[bool] = field(default_factory=set)
    links: int = 0

    @property
    def observed(self) -> int:
        """How many people were on at least one list."""
        return sum(self.counts.values())

    @property
    def parties(self) -> tuple[str, ...]:
        """The lists, in the order of their keys."""
        return tuple(sorted({party for each in self.counts for party in each}))

    def histories(self) -> Histories:
        """As estimators take them, by the names of the lists; ``InputError`` with fewer than two lists or too many."""
        words = self.names
        named = {frozenset(words[party] for party in each): count for each, count in self.counts.items()}
        return histories_of(named, [words[party] for party in self.parties])


class _Groups:
    """Records that are of one person, put together link by link."""

    def __init__(self) -> None:
        self._above: dict[Side, Side] = {}

    def of(self, side: Side) -> Side:
        """The record that stands for all of its group."""
        while (above := self._above.get(side, side)) != side:
            side = above
        return side

    def join(self, one: Side, other: Side) -> None:
        """Let two records be of one person."""
        first, second = sorted((self.of(one), self.of(other)), key=lambda each: each.order)
        if first != second:
            self._above[second] = first


def years_with_lists() -> list[int]:
    """The years in which somebody was met or is on an imported list."""
    met = Person.objects.aggregate(first=Min("met_at"), last=Max("met_at"))
    listed = set(ListEntry.objects.values_list("of_list__year", flat=True).distinct().order_by())
    spanned = range(timezone.localdate(met["first"]).year, timezone.localdate(met["last"]).year + 1) if met["first"] else ()
    return sorted(listed | {year for year in spanned if _met_in(year).exists()})


def overlaps_in(year: int) -> Overlaps:
    """The capture histories of a year."""
    groups, links = _groups()
    left_out = {groups.of(Side(PERSON, key)) for key in people_not_counted().values_list("pk", flat=True)}
    on: dict[Side, set[str]] = defaultdict(set)
    invented: set[bool] = set()
    for side, party, synthetic in _records_of(year):
        if (group := groups.of(side)) not in left_out:
            on[group].add(party)
            invented.add(synthetic)
    parties = {party for each in on.values() for party in each}
    return Overlaps(year, _told_apart(party_names(parties)), Counter(map(frozenset, on.values())), invented, links)


def _records_of(year: int) -> Iterable[tuple[Side, str, bool]]:
    """Every record of a year with the list that it is on, and whether it is invented."""
    for key, agency, synthetic in _met_in(year).values_list("pk", "agency", "synthetic"):
        yield Side(PERSON, key), agency, synthetic
    entries = ListEntry.objects.filter(of_list__year=year).order_by()
    for key, party, synthetic in entries.values_list("pk", "of_list__party", "of_list__synthetic"):
        yield Side(ENTRY, key), party, synthetic
    forward = Referral.objects.filter(person__isnull=False, consent__isnull=True, exemption__isnull=True, sent_on__year=year)
    for person, party, synthetic in forward.order_by().values_list("person", "from_party", "person__synthetic"):
        yield Side(PERSON, person), party, synthetic


def _met_in(year: int) -> QuerySet[Person]:
    begins, ends = (timezone.make_aware(datetime.datetime.combine(_first(each), datetime.time.min)) for each in (year, year + 1))
    return Person.objects.filter(met_at__gte=begins, met_at__lt=ends)


def _first(year: int) -> datetime.date:
    return datetime.date(year, 1, 1)


def _groups() -> tuple[_Groups, int]:
    """Records put together by the links that stand, and how many links there are."""
    groups, links = _Groups(), 0
    for key, kept in Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"):
        groups.join(Side(PERSON, key), Side(PERSON, kept))
        links += 1
    for pair in Pair.objects.filter(LINKED, merge__isnull=True).only("left_person", "left_entry", "right_person", "right_entry"):
        groups.join(*sides_of(pair))
        links += 1
    return groups, links


def _told_apart(names: dict[str, str]) -> dict[str, str]:
    """The names of lists, with the key beside a name that two of them have."""
    twice = Counter(names.values())
    return {key: name if twice[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def table_of(found: Overlaps) -> list[tuple[list[bool], int]]:
    """For each set of lists, who is on which, and how many; the largest sets last."""
    parties = found.parties
    rows = [([party in each for party in parties], count) for each, count in found.counts.items()]
    return sorted(rows, key=lambda row: (sum(row[0]), [not each for each in row[0]]))
