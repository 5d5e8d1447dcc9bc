"""What changed between two days, and when an owner's next report is due."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from firmground.errors import FirmgroundError
from firmground.law.deadlines import months_after
from firmground.packs.plan_entries import EvidenceEntry, PlanRegister, is_known
from firmground.plan.status import MeasureStatus, statuses_on


@dataclass(frozen=True)
class MeasureChange:
    """A measure whose status differs between two days, or of which a document was written between them."""

    before: MeasureStatus
    after: MeasureStatus
    documents: tuple[EvidenceEntry, ...]

    @property
    def is_of_status(self) -> bool:
        """Whether the status itself differs."""
        return self.before.status is not self.after.status


def changes_between(
    plan: PlanRegister, since: datetime.date, until: datetime.date, *, more: Iterable[EvidenceEntry] = ()
) -> tuple[MeasureChange, ...]:
    """What changed from a day to a later one, each day seen with the documents written by then.

    A reader on the first day could not know what was written after it, so neither can its status here. Raises
    ``FirmgroundError`` when the first day is the later one.
    """
    if since > until:
        raise FirmgroundError(f"{since} comes after {until}", where="changes", remedy="give the earlier day first")
    more = tuple(more)
    earlier = statuses_on(plan, since, known_by=since, more=more)
    later = statuses_on(plan, until, known_by=until, more=more)
    changes = (
        MeasureChange(before, after, tuple(each for each in after.evidence if not is_known(each, since)))
        for before, after in zip(earlier, later, strict=True)
    )
    return tuple(each for each in changes if each.is_of_status or each.documents)


def report_due(plan: PlanRegister, last_reported: datetime.date | None) -> datetime.date:
    """The day by which an owner's next report is due: so many months after the last, or after the plan was published."""
    return months_after(last_reported or plan.head.published_on, plan.head.report_every_months)
