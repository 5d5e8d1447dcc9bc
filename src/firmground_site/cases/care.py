"""What people in a case are given, in words, and what nobody asked about yet. Not asked about is not declined.

It reads and must not write; ``actions.serving`` writes.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from firmground.cases.services import next_steps
from firmground_site.audit.actions import NotPermitted
from firmground_site.cases.models import Case, Service, ServiceStep
from firmground_site.cases.parties import party_names
from firmground_site.packs.queries import casework, text, today
from firmground_site.screening.models import Person

COLOURS = {"delivered": "green", "accepted": "teal", "offered": "blue", "asked": "yellow"}


@dataclass(frozen=True)
class StepTold:
    """One step in words. ``provider`` is empty where nobody was named."""

    step: str
    on: datetime.date
    provider: str
    note: str
    by: str


@dataclass(frozen=True)
class ServiceTold:
    """A service to one person in words: its id in the pack, how far it came, its steps, and what can come next."""

    service: str
    name: str
    reached: str
    colour: str
    steps: tuple[StepTold, ...]
    can_come: tuple[str, ...]


def must_be_in_the_case(case: Case, person: Person) -> None:
    """Only somebody who has a part in a case now is given anything in it."""
    if not people_in(case).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person in this case."))


def people_in(case: Case) -> QuerySet[Person]:
    """The people who have a part in a case now and were not erased."""
    ids = case.involvements.filter(ended_at__isnull=True).values("person")
    return Person.objects.filter(pk__in=ids, erased_at__isnull=True).order_by("met_at", "pk")


def services_in_words(case: Case) -> dict[object, list[ServiceTold]]:
    """The services in a case by the key of the person to whom they are given, in the order in which they began."""
    told: dict[object, list[ServiceTold]] = {}
    services = list(case.services.prefetch_related("steps__recorded_by"))
    parties = party_names([step.provider for each in services for step in each.steps.all()])
    for each in services:
        told.setdefault(each.person_id, []).append(_in_words(each, parties))
    return told


def service_in_words(service: Service) -> ServiceTold:
    """One service with its steps, the first one first."""
    return _in_words(service, party_names([each.provider for each in service.steps.all()]))


def _in_words(service: Service, parties: Mapping[str, str]) -> ServiceTold:
    return ServiceTold(
        service=service.service,
        name=service_name(service.service),
        reached=step_name(service.reached),
        colour=COLOURS.get(service.reached, "grey"),
        steps=tuple(_told(each, parties) for each in service.steps.all()),
        can_come=tuple(step_name(each) for each in next_steps(service.reached)),
    )


def not_asked_about(known: Iterable[ServiceTold]) -> list[tuple[str, str]]:
    """The services that there are today and of which nothing is recorded yet, as ids and names."""
    begun = {each.service for each in known}
    return [(each.id, service_name(each.id)) for each in casework().services_on(today()) if each.id not in begun]


def service_name(service: str) -> str:
    """A service in words."""
    return text(f"casework.services.{service}")


def step_name(step: str) -> str:
    """A step of a service in words."""
    return text(f"casework.service_steps.{step}")


def _told(step: ServiceStep, parties: Mapping[str, str]) -> StepTold:
    return StepTold(step_name(step.step), step.on, parties[step.provider], step.note, str(step.recorded_by))
