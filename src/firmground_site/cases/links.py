"""Who else named the same: names, phones, addresses and papers of a case, found by blind index in other cases and records.

Nothing is read to find them. Beyond what the actor may see one learns that there is a case or record, of which agency, and
how many; never a person's name or the words of the other.
"""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Case, Involvement, Suspect
from firmground_site.cases.parties import party_name
from firmground_site.cases.queries import cases_visible_to
from firmground_site.packs.queries import text
from firmground_site.screening.models import NamedParty, Person
from firmground_site.screening.queries import people_visible_to, screenings_visible_to
from firmground_site.sealed.keys import blind_indexes

OF_PEOPLE = ("document", "phone")
OF_SUSPECTS = ("name", "document", "phone", "address")
WORDS = {"document": _("Paper")}
Pairs = set[tuple[str, UUID]]


@dataclass
class Elsewhere:
    """A name of this case that others have too: cases and people that the actor may see, and how many each agency has."""

    kind: str
    name: str
    cases: list[Case] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    to_ask: list[tuple[str, int]] = field(default_factory=list)

    @property
    def many(self) -> int:
        """In how many other cases and records it is."""
        return len(self.cases) + len(self.people) + sum(number for _, number in self.to_ask)


def same_names_elsewhere(case: Case, actor: Actor) -> list[Elsewhere]:
    """The names of a case that the actor may read and that others have too, the most shared first."""
    if not actor.may(Permission.INVESTIGATION_READ):
        return []
    named = names_in(case, actor)
    keys = {index: name for name in named for index in blind_indexes(*name)}
    ours = set(Involvement.objects.filter(case=case).values_list("person", flat=True))
    people, cases = _people_with(list(keys), ours), _suspected_with(list(keys), case)
    found = []
    for name in named:
        mine = {index for index, each in keys.items() if each == name}
        met = {person for index, person in people if index in mine}
        found.append(_sorted(name, met, {each for index, each in cases if index in mine}, case, actor))
    return sorted((each for each in found if each.many), key=lambda each: -each.many)


def names_in(case: Case, actor: Actor) -> list[tuple[str, str]]:
    """What can be found again of a case: kind and words, of suspects and of people whose answers the actor may read."""
    named = [
        (each.part if kind == "name" else kind, getattr(each, kind))
        for each in case.suspects.filter(cleared_at__isnull=True)
        for kind in OF_SUSPECTS
    ]
    people = people_visible_to(actor).filter(involvements__case=case).distinct()
    named += [(kind, getattr(each, kind)) for each in people for kind in OF_PEOPLE]
    named += [(each.kind, each.name) for each in parties_named_in(case, actor)]
    first = {index[0]: name for name in named if all(name) and (index := blind_indexes(*name))}
    return list(first.values())


def parties_named_in(case: Case, actor: Actor) -> list[NamedParty]:
    """Whom the people of a case named, in screenings that the actor may read."""
    readable = screenings_visible_to(actor).filter(person__involvements__case=case)
    return list(NamedParty.objects.filter(screening__in=readable.values("pk")).order_by("named_at"))


def _people_with(indexes: list[str], ours: set[UUID]) -> Pairs:
    """Who else named one of these, or has it as their own paper or phone."""
    standing = Q(person__erased_at__isnull=True, index__in=indexes)
    found: Pairs = set(NamedParty.objects.filter(standing).exclude(person__in=ours).values_list("index", "person"))
    others = Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True).exclude(pk__in=ours)
    for kind in OF_PEOPLE:
        column = f"{kind}_index"
        found |= set(others.filter(**{f"{column}__in": indexes}).values_list(column, "pk"))
    return found


def _suspected_with(indexes: list[str], case: Case) -> Pairs:
    """In which other cases somebody is suspected under one of these."""
    others, found = Suspect.objects.filter(cleared_at__isnull=True).exclude(case=case), Pairs()
    for kind in OF_SUSPECTS:
        column = f"{kind}_index"
        found |= set(others.filter(**{f"{column}__in": indexes}).values_list(column, "case"))
    return found


def _sorted(name: tuple[str, str], people: set[UUID], cases: set[UUID], case: Case, actor: Actor) -> Elsewhere:
    """Sort what was found into what the actor may see and whom they can ask; a person in a case counts as the case."""
    parts = Involvement.objects.filter(person__in=people, ended_at__isnull=True).exclude(case=case)
    in_cases = set(parts.values_list("person", "case"))
    wanted = cases | {each for _, each in in_cases}
    alone = people - {person for person, _ in in_cases}
    seen = list(cases_visible_to(actor).filter(pk__in=wanted))
    met = list(people_visible_to(actor).filter(pk__in=alone))
    beyond = [
        *Case.objects.filter(pk__in=wanted - {each.pk for each in seen}).values_list("agency", flat=True),
        *Person.objects.filter(pk__in=alone - {each.pk for each in met}).values_list("agency", flat=True),
    ]
    return Elsewhere(_kind_in_words(name[0]), name[1], seen, met, sorted(Counter(map(party_name, beyond)).items()))


def _kind_in_words(kind: str) -> str:
    return WORDS.get(kind) or text(f"codes.named_kinds.{kind}")
