"""People held until an action ends: in one order everywhere, their referrals before them. Called by actions only."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.cases.models import Referral
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to


def held_person(person: Person) -> Person:
    """The person as recorded now, held until the action ends; refused when their record was erased or merged meanwhile."""
    current = held_people(person)[0]
    if current.erased_at is not None or current.merged_into_id is not None:
        raise Refused(_("This record was erased, or merged with another one, meanwhile. Look for the person again."))
    return current


def held_with_file(person: Person, by: Actor) -> Person:
    """As ``held_person``, if the actor may open the person's file."""
    if not people_visible_to(by).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person."))
    return held_person(person)


def held_people(*people: Person) -> list[Person]:
    """The people as recorded now, held: first all their referrals, then they themselves, so that no two actions wait for
    each other. Also those who were merged or erased."""
    hold_referrals(*people)
    return list(Person.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in people]).order_by("pk"))


def hold_referrals(*people: Person) -> None:
    """Hold the referrals of people, before the people are held."""
    ours = Referral.objects.select_for_update(of=("self",)).filter(person__in=[each.pk for each in people])
    list(ours.order_by("pk").values("pk"))
