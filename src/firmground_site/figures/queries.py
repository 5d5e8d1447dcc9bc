"""What an actor may count. Rows for counting keep erased people, of whom only what can be counted is left, and drafts are out."""

import datetime

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from firmground.packs.pack import Pack
from firmground.statistics.extract import days_covered
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.packs.queries import active_pack, case_rules
from firmground_site.screening.models import Decision, Identification, Screening

Days = tuple[datetime.date, datetime.date]
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


def undecided_visible_to(actor: Actor, permission: Permission) -> QuerySet[Identification]:
    """Identifications that may be counted, have not ended, and have no decision yet."""
    ended = [state.id for state in case_rules().identification.states if state.ended]
    rows = countable_identifications_visible_to(actor, permission)
    return rows.filter(decisions__isnull=True).exclude(state__in=ended)


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
