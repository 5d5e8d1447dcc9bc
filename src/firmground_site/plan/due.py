"""What owners have to do and by when: reports that are due, deadlines that come near, and what a rater has still to look at.

A new measure that evidence shows as done needs no further report; neither does one whose text is not public.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from firmground.packs.plan_entries import MeasureEntry
from firmground.plan.progress import report_due
from firmground.plan.status import MeasureStatus
from firmground_site.plan.measures import the_plan
from firmground_site.plan.models import ProgressReport, Rating
from firmground_site.plan.queries import WAITING, last_ratings, last_standing, statuses
from firmground_site.plan.resting import DONE

SOON = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """A measure on a day: its status, when its next report is due (``None`` when none is), and a deadline that comes near.

    ``waiting`` are reports that nobody has confirmed or returned yet.
    """

    status: MeasureStatus
    on: datetime.date
    report_on: datetime.date | None
    last: ProgressReport | None
    waiting: int

    @property
    def measure(self) -> MeasureEntry:
        """The measure."""
        return self.status.measure

    @property
    def is_overdue(self) -> bool:
        """Whether the report should have been there by the day before."""
        return self.report_on is not None and self.report_on < self.on

    @property
    def is_soon(self) -> bool:
        """Whether the report is due within the next days, the last of them included."""
        return self.report_on is not None and self.on <= self.report_on <= self.on + SOON

    @property
    def near_deadline(self) -> datetime.date | None:
        """The measure's deadline, when it comes within the next days and nothing shows the measure done."""
        deadline = self.measure.indicator.deadline if self.measure.indicator else None
        is_near = deadline is not None and self.on <= deadline <= self.on + SOON
        return deadline if is_near and self.status.status not in DONE else None

    @property
    def asks_for_something(self) -> bool:
        """Whether its owner is to be reminded."""
        return self.is_overdue or self.is_soon or self.near_deadline is not None


def due_on(day: datetime.date, measures: Iterable[MeasureEntry]) -> list[Due]:
    """Some measures of the plan with what is due, those overdue longest first, those that need no report last."""
    wanted = {each.id for each in measures if each.text_public}
    last, waiting = last_standing(), _waiting_by_measure()
    found = [
        _due(each, day, last.get(each.measure.id), waiting.get(each.measure.id, 0))
        for each in statuses(day)
        if each.measure.id in wanted
    ]
    return sorted(found, key=lambda each: each.report_on or datetime.date.max)


def _due(status: MeasureStatus, day: datetime.date, last: ProgressReport | None, waiting: int) -> Due:
    is_over = status.measure.kind == "new" and status.status in DONE
    reported = timezone.localdate(last.reported_at) if last else None
    return Due(status, day, None if is_over else report_due(the_plan(), reported), last, waiting)


def _waiting_by_measure() -> dict[str, int]:
    found: dict[str, int] = {}
    for measure in ProgressReport.objects.filter(WAITING).values_list("measure", flat=True):
        found[measure] = found.get(measure, 0) + 1
    return found


@dataclass(frozen=True)
class ToRate:
    """A measure that nobody rated yet, or whose status is another than when it was rated last."""

    status: MeasureStatus
    last: Rating | None


def to_rate(day: datetime.date, measures: Iterable[MeasureEntry]) -> list[ToRate]:
    """The measures that a rater has still to look at."""
    wanted, last = {each.id for each in measures if each.text_public}, last_ratings()
    found = [ToRate(each, last.get(each.measure.id)) for each in statuses(day) if each.measure.id in wanted]
    return [each for each in found if each.last is None or each.last.computed != str(each.status.status)]
