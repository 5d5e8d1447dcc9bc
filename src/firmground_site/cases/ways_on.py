"""Ways that lead from the pages of a person and of an identification to their cases, and to opening one."""

from collections.abc import Iterator

from django.urls import reverse

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.procedure import calls_for_case, has_casework
from firmground_site.cases.queries import cases_visible_to
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.ways_on import Way


def from_identification(identification: Identification, actor: Actor) -> Iterator[Way]:
    """The case that was opened from it, or opening the one that its decision calls for."""
    for case in cases_visible_to(actor).filter(opened_from=identification):
        yield Way(str(case), reverse("cases:case", args=[case.pk]))
    if actor.may(Permission.CASE_OPEN) and actor.agency and calls_for_case(identification):
        yield Way("Open a case", reverse("cases:open_from", args=[identification.pk]), is_step=True)


def from_person(person: Person, actor: Actor) -> Iterator[Way]:
    """The cases in which they have or had a part, and opening one directly."""
    for case in cases_visible_to(actor).filter(involvements__person=person).distinct().order_by("opened_at"):
        yield Way(f"{case}{', closed' if case.is_closed else ''}", reverse("cases:case", args=[case.pk]))
    if has_casework() and actor.may(Permission.CASE_OPEN) and actor.agency:
        yield Way("Open a case", reverse("cases:open_directly", args=[person.pk]), is_step=True)
