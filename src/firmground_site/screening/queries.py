"""What an actor may see of people. Every read of people on a page, in a figure or in an export starts here."""

from django.db.models import Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.screening.models import Decision, HandOver, Identification, Person, Review, Screening


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People whose file the actor may open; erased ones have nothing left to see and are left out."""
    me = actor.member_id
    return within_scope(
        Person.objects.filter(erased_at__isnull=True),
        actor,
        Permission.PERSON_READ,
        own=Q(met_by=me) | Q(identifications__officer=me),
        agency=Q(agency=actor.agency) | Q(identifications__agency=actor.agency),
        referred=Q(readers__member=me, readers__ended_at__isnull=True),
    )


def screenings_visible_to(actor: Actor) -> QuerySet[Screening]:
    """Screenings that the actor may see: their own, their agency's, those of people shared with them."""
    me = actor.member_id
    return within_scope(
        Screening.objects.filter(person__erased_at__isnull=True).select_related("person"),
        actor,
        Permission.SCREENING_READ,
        own=Q(recorded_by=me),
        agency=Q(agency=actor.agency) | Q(person__identifications__agency=actor.agency),
        referred=Q(person__readers__member=me, person__readers__ended_at__isnull=True),
    )


def identifications_visible_to(actor: Actor) -> QuerySet[Identification]:
    """Identifications that the actor may see; one that is offered to them can be seen before it is accepted."""
    me = actor.member_id
    offered = Q(hand_overs__answered_at__isnull=True) & (
        Q(hand_overs__to_officer=me) | Q(hand_overs__to_officer__isnull=True, hand_overs__to_agency=actor.agency)
    )
    return within_scope(
        Identification.objects.filter(person__erased_at__isnull=True).select_related("person", "officer"),
        actor,
        Permission.IDENTIFICATION_READ,
        own=Q(officer=me),
        agency=Q(agency=actor.agency) | offered,
        referred=Q(person__readers__member=me, person__readers__ended_at__isnull=True),
    )


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions in identifications that the actor may see."""
    return Decision.objects.filter(identification__in=identifications_visible_to(actor)).select_related("decided_by", "opinion")


def hand_overs_visible_to(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs of identifications that the actor may see."""
    return HandOver.objects.filter(identification__in=identifications_visible_to(actor))


def reviews_visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews of identifications that the actor may see."""
    return Review.objects.filter(identification__in=identifications_visible_to(actor))
