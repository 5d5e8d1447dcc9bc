"""Somebody put forward whom nobody ever met: how long what was told of them is kept, and which of it is to be erased.

Once they are linked to a person, it is erased with that person's record instead. It reads and must not write;
``actions.erasing_put_forward`` erases.
"""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from firmground.cases.retention import erase_on
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.scope import within_scope
from firmground_site.cases.models import Referral
from firmground_site.cases.procedure import has_casework
from firmground_site.packs.queries import case_rules, referral_lifecycle, today

KEPT_AS = "screening_without_indicators"  # the pack's kind of record whose period runs, from the day the referral ended
TOLD = ("details", "reason", "name", "phone", "document", "agreed", "receipt")


def kept_until(referral: Referral) -> datetime.date:
    """The day on which what was told is to be erased, of a referral that has ended: nothing changes it after its end."""
    ended_on = timezone.localdate(referral.changed_at)
    return erase_on(case_rules().retention_rule(KEPT_AS, on=ended_on), ended_on)


def put_forward_kept_by(actor: Actor) -> QuerySet[Referral]:
    """Ended referrals of somebody who was never linked to a person and of whom something is left, from or to their agency."""
    if not has_casework():
        return Referral.objects.none()
    told = Q(steps__words__isnull=False)
    for name in TOLD:
        told |= Q(**{f"{name}__isnull": False})
    left = Referral.objects.filter(told, person__isnull=True, state__in=referral_lifecycle().ended)
    agency = Q(from_party=actor.agency) | Q(to_party=actor.agency)
    nobody = Q(pk__in=[])
    return within_scope(left, actor, Permission.PERSON_ERASE, own=nobody, agency=agency, referred=nobody).distinct()


def put_forward_due(actor: Actor) -> list[Referral]:
    """Those whose time has come, the longest ended first."""
    listed = put_forward_kept_by(actor).order_by("changed_at", "pk")
    return [each for each in listed if kept_until(each) <= today()]
