"""Which records are to be erased: those whose time has come, those whose time comes soon, and what still holds them.

It reads and must not write; ``actions.erasing`` erases.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from firmground.cases.lifecycle import states_awaiting
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.packs.queries import case_rules, lifecycle, text, today
from firmground_site.screening.held_by import hold_for, what_holds
from firmground_site.screening.models import Identification, Person

SOON = datetime.timedelta(days=30)  # how far the list looks ahead; what is erased when is the pack's


@dataclass(frozen=True)
class Kept:
    """A record in words: what it is kept as, on which basis, until when; ``held_because`` says why it cannot be erased yet."""

    person: Person
    kind: str
    basis: str
    erase_on: datetime.date
    is_due: bool
    held_because: str

    @property
    def can_be_erased(self) -> bool:
        """Whether its time has come and nothing holds it."""
        return self.is_due and not self.held_because


def people_kept_by(actor: Actor) -> QuerySet[Person]:
    """People whose records the actor may erase: those met, or with an identification, in their agency.

    A second record of somebody is erased with the one that it was merged into, and not by itself.
    """
    held = Identification.objects.filter(person=OuterRef("pk"), agency=actor.agency)
    return within_scope(
        Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True),
        actor,
        Permission.PERSON_ERASE,
        own=Q(pk__in=[]),
        agency=Q(agency=actor.agency) | Q(Exists(held)),
        referred=Q(pk__in=[]),
    )


def to_erase_by(actor: Actor, day: datetime.date) -> QuerySet[Person]:
    """Records to be erased by a day, the longest due first; ``held_because`` is on each."""
    return with_what_holds(people_kept_by(actor).filter(erase_on__lte=day)).order_by("erase_on", "pk")


def with_what_holds(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people, each with ``held_because``: why the record cannot be erased yet, empty when nothing holds it."""
    return people.annotate(held_because=what_holds())


def can_be_erased_now(actor: Actor) -> QuerySet[Person]:
    """Records whose time has come and which nothing holds."""
    return to_erase_by(actor, today()).filter(held_because="")


def awaiting_something() -> QuerySet[Identification]:
    """Identifications that await somebody's step; their people's records are held."""
    return Identification.objects.exclude(state__in=states_awaiting(lifecycle(), "nothing"))


hold_for(
    awaiting_something,
    because=_("An identification of this person waits for a step."),
    instead=_("End it first; then the record can be erased."),
)


def in_words(person: Person) -> Kept:
    """A record that has ``held_because`` in words."""
    rule = case_rules().retention_rule(person.retention_kind, on=today())
    return Kept(
        person=person,
        kind=text(f"cases.retention.kinds.{person.retention_kind}"),
        basis=text(f"cases.retention.bases.{rule.basis}"),
        erase_on=person.erase_on,
        is_due=person.erase_on <= today(),
        held_because=person.held_because,
    )
