"""What an actor may see of people. Every read of people on a page, in a figure or in an export starts here.

Rights do not travel with a member: who goes to another agency leaves behind what they recorded and what was shared with them.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.packs.queries import today
from firmground_site.screening.models import Decision, HandOver, Identification, NamedReader, Person, Review, Screening


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """People whose file the actor may open; erased ones, and second records of somebody, have nothing to see of their own."""
    held = Identification.objects.filter(person=OuterRef("pk"), agency=actor.agency)
    return within_scope(
        Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True),
        actor,
        Permission.PERSON_READ,
        own=Q(met_by=actor.member_id, agency=actor.agency) | Q(Exists(held.filter(officer=actor.member_id))),
        agency=Q(agency=actor.agency) | Q(Exists(held)),
        referred=_shared_with(actor, "pk"),
    )


def keeps_file(person: Person, actor: Actor) -> bool:
    """Whether a person's file is the actor's agency's, and not only shared with them."""
    return person.agency == actor.agency or person.identifications.filter(agency=actor.agency).exists()


def screenings_visible_to(actor: Actor) -> QuerySet[Screening]:
    """Screenings that the actor may see: their own, their agency's, those of people shared with them."""
    held = Identification.objects.filter(person=OuterRef("person"), agency=actor.agency)
    return within_scope(
        Screening.objects.filter(person__erased_at__isnull=True).select_related("person"),
        actor,
        Permission.SCREENING_READ,
        own=Q(recorded_by=actor.member_id, agency=actor.agency),
        agency=Q(agency=actor.agency) | Q(Exists(held)),
        referred=_shared_with(actor, "person"),
    )


def identifications_visible_to(actor: Actor) -> QuerySet[Identification]:
    """Identifications that the actor may see; one that is offered to them can be seen before it is accepted."""
    offers = HandOver.objects.filter(identification=OuterRef("pk"), answered_at__isnull=True)
    to_them = Q(to_agency=actor.agency) & (Q(to_officer=actor.member_id) | Q(to_officer__isnull=True))
    return within_scope(
        Identification.objects.filter(person__erased_at__isnull=True).select_related("person", "officer"),
        actor,
        Permission.IDENTIFICATION_READ,
        own=Q(officer=actor.member_id, agency=actor.agency),
        agency=Q(agency=actor.agency) | Q(Exists(offers.filter(to_them))),
        referred=_shared_with(actor, "person"),
    )


def _shared_with(actor: Actor, person: str) -> Q:
    """That a person's file is shared with the actor; ``person`` is the field of the row that holds the person."""
    return Q(Exists(sharings_with(actor).filter(person=OuterRef(person))))


def sharings_with(actor: Actor) -> QuerySet[NamedReader]:
    """What is shared with the actor now, in the role and agency that they have; what had a last day is over after it."""
    return NamedReader.objects.filter(
        _not_over(), member=actor.member_id, role=actor.role.key, agency=actor.agency, ended_at__isnull=True
    )


def running_readers(person: Person) -> QuerySet[NamedReader]:
    """Who reads a person's file now because it is shared with them: neither ended, nor past its last day, nor lapsed."""
    return person.readers.filter(_not_over(), ended_at__isnull=True, role=F("member__role"), agency=F("member__agency"))


def _not_over() -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gte=today())


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Decisions in identifications that the actor may see."""
    return Decision.objects.filter(identification__in=identifications_visible_to(actor)).select_related("decided_by", "opinion")


def hand_overs_visible_to(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs of identifications that the actor may see."""
    return HandOver.objects.filter(identification__in=identifications_visible_to(actor))


def reviews_visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews of identifications that the actor may see."""
    return Review.objects.filter(identification__in=identifications_visible_to(actor))
