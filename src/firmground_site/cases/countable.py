"""Who is left out of figures: people whose answer says so. What is counted never says that somebody was left out."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from firmground_site.cases.models import Consent
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import Person


def people_not_counted() -> QuerySet[Person]:
    """People whose latest answer about being counted is no, was withdrawn, or has run out; nobody asked is counted."""
    purposes = [each.id for each in casework().consent.purposes if each.rule == "unless_declined"]
    answers = Consent.objects.filter(purpose__in=purposes, recipient="", from_on__lte=today())
    same = answers.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    later = same.filter(
        Q(from_on__gt=OuterRef("from_on")) | Q(from_on=OuterRef("from_on"), recorded_at__gt=OuterRef("recorded_at"))
    )
    ended = Q(given=False) | Q(withdrawn_on__lte=today()) | Q(until_on__lt=today())
    latest = answers.filter(~Exists(later)).filter(ended)
    return Person.objects.filter(pk__in=latest.values("person"))
