"""Where a case stands in words: its state and clock, whether it is overdue or lies still, and which cases wait for whom.

It reads and must not write.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.cases.deadlines import Due
from firmground.cases.lifecycle import is_dormant, states_awaiting
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.cases.models import Case
from firmground_site.cases.parties import party_name
from firmground_site.cases.procedure import has_casework
from firmground_site.cases.queries import cases_visible_to
from firmground_site.packs.queries import calendar, case_lifecycle, text, today
from firmground_site.screening.due import DueWords, due_in_words
from firmground_site.screening.work import WorkRow

SHOW = {
    "open": gettext_lazy("Open"),
    "mine": gettext_lazy("Yours"),
    "nobody": gettext_lazy("Nobody’s yet"),
    "overdue": gettext_lazy("Overdue"),
    "dormant": gettext_lazy("Lying still"),
    "closed": gettext_lazy("Closed"),
}
ORDER = (F("due_on").asc(nulls_last=True), "opened_at", "pk")


@dataclass(frozen=True)
class CaseRow:
    """A case in a list. ``due`` is empty when no clock runs or it is closed."""

    case: Case
    state: str
    agency: str
    clock: str
    due: DueWords | None
    is_dormant: bool


def cases_shown(actor: Actor, show: str) -> QuerySet[Case]:
    """The cases that the actor may see and that a filter of ``SHOW`` leaves, those due first in front."""
    rows = cases_visible_to(actor)
    if show == "closed":
        return rows.filter(closed_at__isnull=False).order_by("-closed_at", "pk")
    return rows.filter(closed_at__isnull=True).filter(_left_by(show, actor)).order_by(*ORDER)


def _left_by(show: str, actor: Actor) -> Q:
    waits = ~Q(state__in=states_awaiting(case_lifecycle(), "nothing"))
    return {
        "open": Q(),
        "mine": Q(officer=actor.member_id),
        "nobody": Q(officer__isnull=True),
        "overdue": waits & Q(due_on__lt=today()),
        "dormant": waits & Q(changed_at__lt=_still_since()),
    }[show]


def _still_since() -> datetime.datetime:
    first = today() - datetime.timedelta(days=case_lifecycle().dormant_after_days)
    return timezone.make_aware(datetime.datetime.combine(first, datetime.time.min))


def row_of(case: Case) -> CaseRow:
    """A case as a list shows it."""
    return CaseRow(
        case=case,
        state=text(f"casework.states.{case.state}"),
        agency=party_name(case.agency),
        clock=text(f"cases.clocks.{case.due_clock}") if case.due_on else "",
        due=_due(case),
        is_dormant=is_dormant(case_lifecycle(), case.state, timezone.localdate(case.changed_at), today()),
    )


def _due(case: Case) -> DueWords | None:
    if case.due_on is None or case.is_closed:
        return None
    return due_in_words(Due(case.due_on, case.due_is_certain), today(), calendar())


def cases_waiting(actor: Actor, first: int) -> dict[str, Any] | None:
    """For the first page: the open cases of the actor's agency that are theirs or nobody's and await a step, the first few.

    ``None`` where they may work on none, or the territory has no cases.
    """
    if not (has_casework() and actor.may(Permission.CASE_WORK)):
        return None
    awaits = [*states_awaiting(case_lifecycle(), "officer"), *states_awaiting(case_lifecycle(), "plan")]
    theirs = Q(state__in=awaits) | Q(due_on__lt=today()) | Q(changed_at__lt=_still_since())
    rows = cases_shown(actor, "open").filter(theirs, Q(officer=actor.member_id) | Q(officer__isnull=True), agency=actor.agency)
    listed = list(rows[: first + 1])
    count = len(listed) if len(listed) <= first else rows.count()
    return {"count": count, "rows": [_work_row(each, actor) for each in listed[:first]], "more": count - min(count, first)}


def _work_row(case: Case, actor: Actor) -> WorkRow:
    row = row_of(case)
    return WorkRow(
        person=str(case),
        record=str(case),
        url=reverse("cases:case", args=[case.pk]),
        state=row.state,
        since=case.changed_at,
        officer=_("With you") if case.officer_id == actor.member_id else _("With nobody yet"),
        due=row.due,
        is_dormant=row.is_dormant,
    )
