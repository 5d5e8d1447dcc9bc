"""What an actor may count. Rows for counting keep erased people, of whom only what can be counted is left, and drafts are out."""

import datetime
from typing import TypeVar

from django.db.models import Exists, F, Max, Min, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from firmground.packs.pack import Pack
from firmground.statistics.extract import days_covered
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.cases.countable import people_not_counted
from firmground_site.cases.models import Case, Charge, Inquiry, Involvement, Referral, Service, Suspect, TeamMember
from firmground_site.packs.queries import active_pack, case_rules
from firmground_site.screening.models import Decision, Identification, Screening

Days = tuple[datetime.date, datetime.date]
Row = TypeVar("Row", bound=Model)
NOTHING = Q(pk__isnull=True)


def countable_screenings_visible_to(actor: Actor, permission: Permission) -> QuerySet[Screening]:
    """Screenings with a result that a permission lets the actor count: all, or those of their agency."""
    rows = Screening.objects.exclude(outcome="")
    return within_scope(rows, actor, permission, own=NOTHING, agency=Q(agency=actor.agency), referred=NOTHING)


def countable_identifications_visible_to(actor: Actor, permission: Permission) -> QuerySet[Identification]:
    """Identifications that a permission lets the actor count: all, or those that their agency opened."""
    of_agency = Q(opened_from__agency=actor.agency)
    return within_scope(Identification.objects.all(), actor, permission, own=NOTHING, agency=of_agency, referred=NOTHING)


def decisions_in_force_visible_to(actor: Actor, permission: Permission) -> QuerySet[Decision]:
    """The last decision of each identification that may be counted; whether a second officer differed is for the caller."""
    later = Decision.objects.filter(identification=OuterRef("identification"), number__gt=OuterRef("number"))
    of_agency = Q(identification__opened_from__agency=actor.agency)
    rows = Decision.objects.filter(~Exists(later))
    return within_scope(rows, actor, permission, own=NOTHING, agency=of_agency, referred=NOTHING)


def final_decisions(rows: QuerySet[Decision] | None = None) -> QuerySet[Decision]:
    """The last decisions (of some rows, or of all) that decide, and from which no second officer differed."""
    later = Decision.objects.filter(identification=OuterRef("identification"), number__gt=OuterRef("number"))
    deciding = [each.code for each in case_rules().identification.decisions if each.event == "decided"]
    found = Decision.objects.filter(~Exists(later)) if rows is None else rows
    return found.filter(decision__in=deciding).exclude(opinion__concurs=False)


def undecided_visible_to(actor: Actor, permission: Permission) -> QuerySet[Identification]:
    """Identifications that may be counted, have not ended, and have no decision yet."""
    ended = [state.id for state in case_rules().identification.states if state.ended]
    rows = countable_identifications_visible_to(actor, permission)
    return rows.filter(decisions__isnull=True).exclude(state__in=ended)


def countable_services_visible_to(actor: Actor, permission: Permission) -> QuerySet[Service]:
    """Services that a permission lets the actor count, of people who are in figures: all, or those in their agency's cases."""
    rows = Service.objects.exclude(person__in=people_not_counted())
    return within_scope(rows, actor, permission, own=NOTHING, agency=Q(case__agency=actor.agency), referred=NOTHING)


def countable_referrals_visible_to(actor: Actor, permission: Permission) -> QuerySet[Referral]:
    """Referrals that a permission lets the actor count, of people who are in figures: all, or those from and to their agency.

    Somebody whom a partner put forward and whom nobody has met yet is counted too.
    """
    rows = Referral.objects.filter(Q(person__isnull=True) | ~Q(person__in=people_not_counted()))
    ours = Q(from_party=actor.agency) | Q(to_party=actor.agency)
    return within_scope(rows, actor, permission, own=NOTHING, agency=ours, referred=NOTHING)


def countable_investigations_visible_to(actor: Actor, permission: Permission) -> QuerySet[Case]:
    """Cases in which something is investigated and that a permission lets the actor count, with the agency that investigates."""
    return _of_cases(Case.objects.filter(_is_investigated()), "pk", actor, permission)


def countable_charges_visible_to(actor: Actor, permission: Permission) -> QuerySet[Charge]:
    """Charges that were laid and that a permission lets the actor count, with the agency that investigated."""
    return _of_cases(Charge.objects.filter(laid_on__isnull=False), "case", actor, permission)


def _is_investigated() -> Q:
    case = OuterRef("pk")
    return Q(Exists(Suspect.objects.filter(case=case))) | Q(Exists(Inquiry.objects.filter(case=case)))


def _of_cases(rows: QuerySet[Row], case: str, actor: Actor, permission: Permission) -> QuerySet[Row]:
    """Rows of cases with ``by_agency``, that of their first investigator or else the case's, and whether they are invented."""
    of_case = "" if case == "pk" else "case__"
    investigators = TeamMember.objects.filter(case=OuterRef(case), role="investigator").exclude(agency="")
    first = Subquery(investigators.order_by("joined_at").values("agency")[:1])
    invented = Involvement.objects.filter(case=OuterRef(case), person__synthetic=True)
    found = rows.annotate(by_agency=Coalesce(first, F(f"{of_case}agency")), invented=Exists(invented))
    return within_scope(found, actor, permission, own=NOTHING, agency=Q(by_agency=actor.agency), referred=NOTHING)


def years_counted(actor: Actor, permission: Permission) -> list[int]:
    """The years, as the pack's figures count them, in which somebody was screened."""
    rows = countable_screenings_visible_to(actor, permission)
    found = rows.aggregate(first=Min("screened_on"), last=Max("screened_on"))
    if not found["first"]:
        return []
    years, pack = range(found["first"].year - 1, found["last"].year + 1), active_pack()
    return [year for year in years if rows.filter(screened_on__range=days_of(pack, year)).exists()]


def days_of(pack: Pack, year: int) -> Days:
    """From the first to the last day that any figure of the pack counts for a year."""
    return days_covered(pack, year)


def moments_of(days: Days) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of the first day, and the last of the last, in the territory."""
    return (
        timezone.make_aware(datetime.datetime.combine(days[0], datetime.time.min)),
        timezone.make_aware(datetime.datetime.combine(days[1], datetime.time.max)),
    )
