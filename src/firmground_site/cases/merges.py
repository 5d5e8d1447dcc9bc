"""Merges that an actor may see: those of two people whose files they may open. It reads and must not write."""

from django.db.models import Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Merge
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

MAY_SEE = (Permission.MERGE_PROPOSE, Permission.MERGE_REVIEW)
NEEDED = 2  # how many who did not propose it must agree
OPEN = Q(rejected_at__isnull=True, done_at__isnull=True)
STANDS = Q(done_at__isnull=False, undone_at__isnull=True)


def merges_visible_to(actor: Actor) -> QuerySet[Merge]:
    """Merges of two people whose files the actor may open; once done, of the kept one, which then holds both."""
    if not any(actor.may(each) for each in MAY_SEE):
        return Merge.objects.none()
    people = people_visible_to(actor).values("pk")
    both = Q(kept__in=people) & (Q(duplicate__in=people) | (STANDS & Q(duplicate__merged_into__in=people)))
    return Merge.objects.filter(both).select_related("kept", "duplicate", "proposed_by")


def to_review(actor: Actor) -> QuerySet[Merge]:
    """Proposals on which the actor can still give an opinion."""
    if not actor.may(Permission.MERGE_REVIEW):
        return Merge.objects.none()
    theirs = Q(proposed_by=actor.member_id) | Q(opinions__given_by=actor.member_id)
    return merges_visible_to(actor).filter(OPEN).exclude(theirs)


def looks_the_same(person: Person, actor: Actor) -> QuerySet[Person]:
    """People whose files the actor may open and who have the same paper or phone."""
    alike = Q(pk__in=[])
    for name in ("document_index", "phone_index"):
        if index := getattr(person, name):
            alike |= Q(**{name: index})
    return people_visible_to(actor).filter(alike).exclude(pk=person.pk)
