"""Who is left out of figures: people who declined to be counted, or took back that they may be. It reads, and names nobody."""

import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from firmground_site.cases.models import Consent
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import Person


def people_not_counted(*, on: datetime.date | None = None) -> QuerySet[Person]:
    """People whose answer in force on a day (today without one) is that they are not to be counted, in one query.

    Whoever was never asked is counted: the pack lets figures go on until a person declines. It says the same as
    ``sharing.what_may_be_told`` for everything that such a purpose tells.
    """
    day = on or today()
    over = Q(given=False) | Q(withdrawn_on__lte=day) | Q(until_on__lt=day)
    return Person.objects.filter(pk__in=_that_count(day).filter(over).values("person"))


def _that_count(day: datetime.date) -> QuerySet[Consent]:
    """The latest answer of each person for each purpose that goes on until somebody declines."""
    purposes = [each.id for each in casework().consent.purposes if each.rule == "unless_declined"]
    same = Consent.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"), recipient="", from_on__lte=day)
    latest = Subquery(same.order_by("-from_on", "-recorded_at").values("pk")[:1])
    return Consent.objects.filter(purpose__in=purposes, recipient="").annotate(latest=latest).filter(pk=F("latest"))
