"""Someone else said the same: which of the parties that a person named another person named before.

Details are shown within the actor's scope only. Beyond it one learns that another department holds a record, and whom to
ask; not whose it is, nor how many there are.
"""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from firmground_site.access.actors import Actor
from firmground_site.packs.queries import text
from firmground_site.screening.models import NamedParty, Person
from firmground_site.screening.queries import people_visible_to
from firmground_site.sealed.keys import blind_indexes


@dataclass
class SameName:
    """A party that others named too: people in scope, and the agencies that hold records beyond it."""

    kind: str
    name: str
    people: list[Person] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)


def named_by_others(person: Person, actor: Actor) -> list[SameName]:
    """The parties, papers and phones of a person that were recorded for somebody else too."""
    found = [each for party in person.named_parties.all() if (each := _same_party(party, person, actor))]
    for kind, words in (("document", pgettext("of a person", "Document")), ("phone", _("Phone"))):
        written = getattr(person, kind)
        if indexes := blind_indexes(kind, written):
            others = Person.objects.exclude(pk=person.pk).filter(**{f"{kind}_index__in": indexes})
            found += _split(SameName(words, written), others, actor)
    return found


def _same_party(party: NamedParty, person: Person, actor: Actor) -> SameName | None:
    indexes = blind_indexes(party.kind, party.name)
    if not indexes:
        return None
    others = Person.objects.exclude(pk=person.pk).filter(Q(named_parties__kind=party.kind, named_parties__index__in=indexes))
    same = _split(SameName(text(f"codes.named_kinds.{party.kind}"), party.name), others.distinct(), actor)
    return same[0] if same else None


def _split(same: SameName, others: QuerySet[Person], actor: Actor) -> list[SameName]:
    """Sort the others into those in scope and the agencies of those beyond; nothing when there are none."""
    standing = others.filter(erased_at__isnull=True)
    same.people = list(people_visible_to(actor).filter(pk__in=standing.values("pk")))
    beyond = standing.exclude(pk__in=[each.pk for each in same.people]).values_list("agency", flat=True)
    same.agencies = sorted({text(f"codes.agencies.{agency}") for agency in beyond})
    return [same] if same.people or same.agencies else []
