"""What follows when a referral is accepted: whoever was put forward is linked to a person, and a case is opened for them."""

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.models import Case, Referral
from firmground_site.cases.moving_referrals import held_referral, step
from firmground_site.cases.queries import parties_of
from firmground_site.cases.referral_file import write_down
from firmground_site.packs.queries import referral_lifecycle
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

BASIS = "referred"
MET = "The person was met."  # stays in English: it is kept as the answer


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_LINKED])
def link_person(*, referral: Referral, version: int, person: Person, by: Actor) -> Referral:
    """Say which person, met already, is the one who was put forward. Whoever put them forward learns that they were met."""
    current = held_referral(referral, by, version)
    must_be_taken_on(current, by)
    if current.person_id is not None:
        raise Refused(_("This referral is linked to a person already."))
    if not people_visible_to(by).filter(pk=person.pk).exists():
        raise NotPermitted(_("There is no such person."))
    current.person = person
    step(current, "answered", party=current.to_party, by=by, words=MET)
    write_down(current, events.REFERRAL_LINKED, by=by)
    return current


@action(permission=Permission.CASE_OPEN, records=[events.REFERRAL_LED_TO_CASE])
def open_case_from_referral(*, referral: Referral, role: str, summary: str, by: Actor) -> Case:
    """Open a case in the actor's agency for the person of a referral that it accepted; refused while one is open for them."""
    current = held_referral(referral, by)
    must_be_taken_on(current, by)
    if current.person is None or not people_visible_to(by).filter(pk=current.person_id).exists():
        raise Refused(_("Link the referral to a person whose file you may open first."))
    if (there := open_case_of(current.person, by)) is not None:
        raise Refused(_("Your agency has an open case for this person: {there}.").format(there=there))
    case = open_case(person=current.person, role=role, basis=BASIS, summary=summary, by=by)
    write_down(current, events.REFERRAL_LED_TO_CASE, by=by)
    return case


def open_case_of(person: Person, by: Actor) -> Case | None:
    """The open case of the actor's agency in which a person has a part, if there is one."""
    part = {"involvements__person": person, "involvements__ended_at__isnull": True}
    return Case.objects.filter(agency=by.agency, closed_at__isnull=True, **part).first()


def must_be_taken_on(referral: Referral, by: Actor) -> None:
    """Refuse unless the actor's party accepted the referral and it has not ended."""
    if referral.to_party not in parties_of(by):
        raise Refused(_("Only whoever a referral was sent to can do this."))
    if referral_lifecycle().awaits[referral.state] != "service":
        raise Refused(_("Accept the referral first."))
