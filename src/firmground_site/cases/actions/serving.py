"""What a person is given: each step of a service, in the order that there is, and by whom. No step recorded is no answer."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.cases.services import check_step
from firmground.errors import NotAllowed
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.actions.casework import must_have_come
from firmground_site.cases.care import must_be_in_the_case
from firmground_site.cases.file import enter
from firmground_site.cases.models import Case, Service, ServiceStep
from firmground_site.cases.moving import held, must_be_open
from firmground_site.cases.parties import is_there
from firmground_site.design.joining import listed
from firmground_site.packs.queries import casework, text
from firmground_site.screening.models import Person

NOT_BEGUN = 0  # the version of a service of which nothing was recorded yet


@action(permission=Permission.CARE_WORK, records=[events.SERVICE_RECORDED])
def record_service(
    *,
    case: Case,
    person: Person,
    service: str,
    version: int,
    step: str,
    on: datetime.date,
    provider: str = "",
    note: str = "",
    by: Actor,
) -> ServiceStep:
    """Record the next step of a service to a person. ``version`` is ``NOT_BEGUN`` before the first; a later one is ``Stale``.

    What is delivered is delivered by a party, ``provider``; what is asked for or offered may name one.
    """
    current = held(case, by)
    must_be_open(current)
    must_be_in_the_case(current, person)
    _must_be_told(service, step, on, provider)
    found = _held_service(current, person, service, version)
    _must_follow(found, step, on)
    served = _moved_on(found, current, person, service, step, on, by)
    taken = ServiceStep.objects.create(
        service=served, step=step, on=on, provider=provider, note=note.strip(),
        recorded_at=timezone.now(), recorded_by_id=by.member_id,
    )  # fmt: skip
    told = {"about": taken.pk, "words": taken.note, "service": service, "step": step, "provider": provider}
    enter(current, events.SERVICE_RECORDED, section="care", by=by, on=on, person=person, **told)
    return taken


def _must_be_told(service: str, step: str, on: datetime.date, provider: str) -> None:
    must_have_come(on)
    if service not in {each.id for each in casework().services_on(on)}:
        raise Refused(_("There was no such service on that day."))
    if provider and not is_there(provider):
        raise Refused(_("Choose who gives it from the list."))
    if step == "delivered" and not provider:
        raise Refused(_("Say who delivered it."))


def _held_service(case: Case, person: Person, service: str, version: int) -> Service | None:
    found = Service.objects.select_for_update().filter(case=case, person=person, service=service).first()
    if found is None and version != NOT_BEGUN:
        raise Refused(_("Nothing is recorded of this service yet. Open the page again."))
    if found is not None and found.version != version:
        raise Stale(found)
    return found


def _must_follow(found: Service | None, step: str, on: datetime.date) -> None:
    try:
        check_step(found.reached if found else None, step)
    except NotAllowed as error:
        instead = listed(text(f"casework.service_steps.{each}").lower() for each in error.allowed)
        now = text(f"casework.service_steps.{found.reached}").lower() if found else _("not asked about yet")
        raise Refused(
            _("This cannot come now: it is {now}. What can come next: {instead}.").format(now=now, instead=instead)
        ) from error
    last = found.steps.order_by("-recorded_at").first() if found else None
    if last is not None and on < last.on:
        raise Refused(_("The step before was on {on}; this one cannot be before it.").format(on=date_format(last.on)))


def _moved_on(
    found: Service | None, case: Case, person: Person, service: str, step: str, on: datetime.date, by: Actor
) -> Service:
    """The service as far as it came now, saved."""
    if found is not None:
        found.reached, found.version = step, found.version + 1
        found.save()
        return found
    made = Service(
        case=case, person=person, service=service, reached=step, began_on=on, began_at=timezone.now(), began_by_id=by.member_id
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Stale(Service.objects.get(case=case, person=person, service=service)) from error
    return made
