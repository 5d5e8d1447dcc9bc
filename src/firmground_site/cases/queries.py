"""What an actor may see of cases. Every read on a page, in an export or in a figure starts here.

Whoever may see a case sees its outline; its sections need their own permissions, asked with ``may_see``.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.cases.models import Case, FileEntry, PartnerMember, Referral, TeamMember
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

# Whoever has the permission reads the section of the cases that they may see.
SECTIONS = {
    "case": Permission.CASE_READ,
    "care": Permission.CARE_READ,
    "shelter": Permission.SHELTER_READ,
    "investigation": Permission.INVESTIGATION_READ,
    "prosecution": Permission.PROSECUTION_READ,
    "referral": Permission.REFERRAL_READ,
}
OF_ITS_AGENCY = {"shelter"}  # read by nobody outside the agency that keeps the case, also not by its team


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor may see: their own, their agency's, and those in whose team they are while its basis runs."""
    team = TeamMember.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=today()),
        case=OuterRef("pk"),
        member=actor.member_id,
        role=actor.role.key,
        agency=actor.agency,
        left_at__isnull=True,
    )
    return within_scope(
        Case.objects.select_related("officer"),
        actor,
        Permission.CASE_READ,
        own=Q(officer=actor.member_id, agency=actor.agency),
        agency=Q(agency=actor.agency),
        referred=Q(Exists(team)),
    )


def sections_for(actor: Actor, case: Case) -> frozenset[str]:
    """The sections of a case that the actor may read, if they may see it: where people stay only in their own agency's."""
    found = frozenset(name for name, permission in SECTIONS.items() if actor.may(permission))
    return found if case.agency == actor.agency else found - OF_ITS_AGENCY


def entries_visible_to(actor: Actor, case: Case) -> QuerySet[FileEntry]:
    """The entries of a case's file in the sections that the actor may read, the latest first."""
    return case.entries.filter(section__in=sections_for(actor, case)).select_related("recorded_by", "person")


def people_in_cases_visible_to(actor: Actor) -> QuerySet[Person]:
    """People who have a part in a case that the actor may see, or whose file they may open."""
    involved = Q(involvements__case__in=cases_visible_to(actor), involvements__ended_at__isnull=True)
    kept = Person.objects.filter(erased_at__isnull=True, merged_into__isnull=True)
    return kept.filter(Q(pk__in=kept.filter(involved).values("pk")) | Q(pk__in=people_visible_to(actor).values("pk")))


def parties_of(actor: Actor) -> frozenset[str]:
    """The parties that the actor speaks for: their agency, and the partners that name them in the role they have."""
    partners = PartnerMember.objects.filter(
        member=actor.member_id, role=actor.role.key, ended_at__isnull=True, partner__left_at__isnull=True
    )
    named = {f"partner:{key}" for key in partners.values_list("partner__key", flat=True)}
    return frozenset(named | ({actor.agency} if actor.agency else set()))


def referrals_visible_to(actor: Actor) -> QuerySet[Referral]:
    """Referrals from and to the parties that the actor speaks for, whichever state they are in."""
    parties = parties_of(actor)
    ours = Q(from_party__in=parties) | Q(to_party__in=parties)
    return within_scope(
        Referral.objects.select_related("person", "case", "sent_by"),
        actor,
        Permission.REFERRAL_READ,
        own=Q(sent_by=actor.member_id) & ours,
        agency=ours,
        referred=Q(pk__in=[]),
    )
