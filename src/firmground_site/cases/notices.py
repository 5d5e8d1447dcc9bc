"""Withdrawals on their way: to whom, from whom, and which wait for an answer; and what a party was told. It must not write."""

from django.db.models import F, QuerySet

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Disclosure, WithdrawalNotice
from firmground_site.cases.queries import parties_of


def notices_to(actor: Actor) -> QuerySet[WithdrawalNotice]:
    """Notices to the parties that the actor speaks for, those that wait first."""
    if not actor.may(Permission.REFERRAL_READ):
        return WithdrawalNotice.objects.none()
    return _notices().filter(recipient__in=parties_of(actor))


def notices_from(actor: Actor) -> QuerySet[WithdrawalNotice]:
    """Notices that the actor's agency sent, whoever has left it since, for whoever reads what people are given there."""
    if not (actor.may(Permission.CARE_READ) and actor.may(Permission.REFERRAL_READ) and actor.agency):
        return WithdrawalNotice.objects.none()
    return _notices().filter(from_party=actor.agency)


def waiting_to(actor: Actor) -> int:
    """How many notices wait for the actor's party to answer; none for whoever cannot answer."""
    return notices_to(actor).filter(acknowledged_at__isnull=True).count() if actor.may(Permission.REFERRAL_ANSWER) else 0


def waiting_from(actor: Actor) -> int:
    """How many notices that the actor's agency sent nobody has answered."""
    return notices_from(actor).filter(acknowledged_at__isnull=True).count()


def disclosures_to(actor: Actor) -> QuerySet[Disclosure]:
    """What the parties that the actor speaks for were told, the latest first."""
    if not actor.may(Permission.REFERRAL_READ):
        return Disclosure.objects.none()
    return Disclosure.objects.filter(recipient__in=parties_of(actor)).select_related("person", "told_by").order_by("-told_at")


def _notices() -> QuerySet[WithdrawalNotice]:
    found = WithdrawalNotice.objects.select_related("consent__person", "sent_by", "acknowledged_by")
    return found.order_by(F("acknowledged_at").asc(nulls_first=True), "sent_at")
