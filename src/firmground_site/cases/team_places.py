"""On what a place in a case's team rests: members of other agencies are told of everybody in the case, so the gate is asked.

A place rests on a consent or an exception of each person in the case, and ends with the first of them. Called by actions only.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.audit.actions import Refused
from firmground_site.cases.care import people_in
from firmground_site.cases.held_people import held_people
from firmground_site.cases.models import Case, TeamMember
from firmground_site.cases.parties import party_name, party_of_member
from firmground_site.cases.sharing import basis_key, disclose, last_day, what_may_be_told
from firmground_site.packs.queries import casework
from firmground_site.screening.models import Person

ALWAYS = frozenset({"identity", "profile"})
OF_A_SECTION = {
    Permission.INVESTIGATION_READ: frozenset({"account", "decision"}),
    Permission.CARE_READ: frozenset({"needs", "services", "health"}),
}
INVESTIGATES = {Permission.INVESTIGATION_READ, Permission.PROSECUTION_READ}
TO_INVESTIGATE, TO_HELP = "police", "referral"  # ids of the pack's purposes


def shown_to(role: str) -> frozenset[str]:
    """What the sections of a case that a role reads tell of its people."""
    granted = ROLES[role].grants if role in ROLES else {}
    return ALWAYS.union(*(fields for permission, fields in OF_A_SECTION.items() if permission in granted))


def covering_purpose(role: str) -> str | None:
    """The purpose for which a role is told of the people in a case, one that lets out all that it reads; ``None`` without any."""
    wanted = (TO_INVESTIGATE, TO_HELP) if INVESTIGATES & ROLES[role].grants.keys() else (TO_HELP,)
    known = {each.id: set(each.fields) for each in casework().consent.purposes}
    return next((purpose for purpose in wanted if shown_to(role) <= known.get(purpose, set())), None)


def purpose_for(role: str) -> str:
    """As ``covering_purpose``; ``Refused`` in words where the territory has none."""
    if purpose := covering_purpose(role):
        return purpose
    raise Refused(_("People are asked about no purpose that covers all that this role reads in a case."))


def begin_place(place: TeamMember, by: Actor) -> None:
    """Ask the gate for everybody in the case, and keep on the place what it rests on. ``Refused`` in words; the caller saves."""
    place.purpose, place.party = purpose_for(place.role), party_of_member(place.member)
    if not place.party:
        raise Refused(_("This member belongs to no agency or partner that the people in the case could have been asked about."))
    _tell(place, held_people(*people_in(place.case)), by)


def tell_team(case: Case, person: Person, by: Actor) -> None:
    """Ask the gate for a person who came into a case, for every place in its team. The caller holds the person."""
    for place in running_places().filter(case=case).exclude(agency=case.agency):
        _tell(place, [person], by)
        place.save()


def end_places(person: Person, purpose: str, recipient: str, by: Actor) -> list[str]:
    """End the places that have no basis any more for somebody in the case; what another basis carries goes on with that one."""
    ours = {"case__involvements__person": person, "case__involvements__ended_at__isnull": True}
    found = running_places().filter(purpose=purpose, party=recipient, **ours)
    ended = []
    for place in TeamMember.objects.select_for_update(of=("self",)).filter(pk__in=found.values("pk")).order_by("pk"):
        if not _rests(place):
            place.left_at, place.left_by_id = timezone.now(), by.member_id
            ended.append(str(place.pk))
        place.save()
    return ended


def running_places() -> QuerySet[TeamMember]:
    """Places in teams that nobody ended, in the order in which they are held."""
    return TeamMember.objects.filter(left_at__isnull=True).order_by("pk")


def _tell(place: TeamMember, people: Iterable[Person], by: Actor) -> None:
    """Write down that a place tells its member of people, or refuse in words."""
    asked = {"purpose": place.purpose, "recipient": place.party, "fields": shown_to(place.role)}
    for person in people:
        try:
            disclose(person, outlet="page", by=by, **asked)
        except Refused as refused:
            first = _("{party} may not be told of {person} by this team.").format(party=party_name(place.party), person=person)
            raise Refused(first, *refused.reasons) from refused
    _rests(place)


def _rests(place: TeamMember) -> bool:
    """Whether there is a basis for everybody in the case; the place then keeps them all, and the last day of the shortest."""
    asked = {"purpose": place.purpose, "recipient": place.party, "fields": shown_to(place.role)}
    found = [what_may_be_told(person, **asked) for person in people_in(place.case)]
    allowed = [each for each in found if each.allowed]
    place.basis = sorted(basis_key(each.basis, each.basis_id) for each in allowed)
    place.until_on = min((day for each in allowed if (day := last_day(each))), default=None)
    return len(allowed) == len(found)
