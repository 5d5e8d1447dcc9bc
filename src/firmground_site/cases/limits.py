"""The time limits of charges that are considered: the last day on which each may be laid, how certain it is, and what runs out.

It reads the day that was reckoned when the charge was recorded. It must not be taken for advice: the register may be wrong.
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from firmground.law.deadlines import limit_for
from firmground.law.penalties import time_limit_in_words
from firmground.law.provision import Provision, cited_in_words, provisions_of
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Case, Charge
from firmground_site.cases.queries import cases_visible_to
from firmground_site.packs.queries import active_pack, interface_language, today

SOON = datetime.timedelta(days=60)  # how far the list looks ahead; the limits themselves are the pack's


@dataclass(frozen=True)
class RunsOut:
    """A charge whose time runs out, or is over. ``is_verified`` tells whether its limit was read in a primary source."""

    charge: Charge
    offence: str
    last_day: datetime.date
    days: int
    is_verified: bool

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.days < 0

    @property
    def in_words(self) -> str:
        """How much time there is."""
        if self.days == 0:
            return _("Today is the last day")
        days = abs(self.days)
        if self.is_over:
            return ngettext("Ran out {days} day ago", "Ran out {days} days ago", days).format(days=days)
        return ngettext("{days} day left", "{days} days left", days).format(days=days)


def provision_of(charge_provision: str) -> Provision | None:
    """The provision of the register with this id; ``None`` for an offence in free words, or one that is there no more."""
    pack = active_pack()
    listed = provisions_of(pack) if pack.law else ()
    return next((each for each in listed if each.id == charge_provision), None)


def offence_in_words(charge: Charge) -> str:
    """What is charged: the provision as it is cited, or the offence as it was written."""
    provision = provision_of(charge.provision)
    return cited_in_words(active_pack(), provision, interface_language()) if provision else charge.offence or charge.provision


def limit_in_words(charge: Charge) -> str:
    """The limit and the last day, with the mark of what was not read in a primary source."""
    provision = provision_of(charge.provision)
    if not charge.limit_is_known or provision is None:
        return _("Not known: look it up")
    words = time_limit_in_words(limit_for(provision, charge.conduct_on).limit)
    if charge.last_day is None:
        return words
    return _("{limit}: last day {day}").format(limit=words, day=date_format(charge.last_day))


def charges_visible_to(actor: Actor) -> QuerySet[Charge]:
    """Charges in cases that the actor may see, where they may read about the prosecution."""
    if not actor.may(Permission.PROSECUTION_READ):
        return Charge.objects.none()
    return Charge.objects.filter(case__in=cases_visible_to(actor)).select_related("case", "suspect")


def running_out(actor: Actor, case: Case | None = None) -> list[RunsOut]:
    """Charges that are considered and whose time is over or runs out soon, the most urgent first."""
    open_ones = charges_visible_to(actor).filter(
        laid_on__isnull=True, outcome="", case__closed_at__isnull=True, last_day__lte=today() + SOON
    )
    rows = open_ones.filter(case=case) if case else open_ones
    return [_runs_out(each) for each in rows.order_by("last_day", "pk")]


def _runs_out(charge: Charge) -> RunsOut:
    provision = provision_of(charge.provision)
    limit = limit_for(provision, charge.conduct_on).limit if provision else None
    last = charge.last_day or datetime.date.max
    return RunsOut(
        charge,
        offence_in_words(charge),
        last,
        (last - today()).days,
        limit is not None and limit.cite.confidence.is_verified,
    )
