"""The status of a measure on a day, computed from dated evidence, and why.

A statement about the plan as a whole does not show that one measure is done; but where dated evidence of that measure says
otherwise, the two stand beside each other as a conflict. Nothing here decides who is right.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from firmground.errors import PackError
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry, PlanClaim, PlanRegister
from firmground.plan.reading import as_at, begun_on, done_on, in_time
from firmground.plan.words import because, conflict, day_in_words
from firmground.values import Finding

Asked = Callable[[EvidenceEntry, MeasureEntry, datetime.date], Finding]


class Status(StrEnum):
    """What a measure's evidence comes to on a day."""

    NOT_STARTED = "not started"
    UNDER_WAY = "under way"
    DONE = "done"
    DONE_LATE = "done late"
    EVIDENCE_MISSING = "evidence missing"
    EVIDENCE_CONFLICTS = "evidence conflicts"


@dataclass(frozen=True)
class MeasureStatus:
    """A measure with its status on a day, the reason in sentences, and everything that bears on it.

    ``claims`` are statements about the whole plan that count this measure as done by the day.
    """

    measure: MeasureEntry
    on: datetime.date
    status: Status
    why: str
    evidence: tuple[EvidenceEntry, ...]
    claims: tuple[PlanClaim, ...]

    @property
    def is_shown(self) -> bool:
        """Whether evidence shows it done, or, for an ongoing measure, in operation."""
        done = self.status in (Status.DONE, Status.DONE_LATE)
        return done or (self.measure.kind == "ongoing" and self.status is Status.UNDER_WAY)

    @property
    def is_shown_not_done(self) -> bool:
        """Whether evidence shows that it was not done yet, or had not begun; that nothing shows it done does not."""
        if self.status is Status.EVIDENCE_CONFLICTS or self.is_shown:
            return False
        told = (done_on(each, self.measure, self.on) for each in self.evidence)
        return self.status is Status.NOT_STARTED or Finding.NO in told

    @property
    def is_verified(self) -> bool:
        """Whether an item that decides it was read in a primary source."""
        wanted = Finding.YES if self.is_shown else Finding.NO
        return any(
            each.cite.confidence.is_verified
            for each in self.evidence
            if wanted in (done_on(each, self.measure, self.on), begun_on(each, self.measure, self.on))
        )


def plan_of(pack: Pack) -> PlanRegister:
    """The pack's plan, or ``PackError`` when it has none."""
    if pack.plan is None:
        remedy = "add its plan/ folder; see docs/reference/packs.md"
        raise PackError("has no action plan", where=f"pack {pack.id}", remedy=remedy)
    return pack.plan


def statuses_on(
    plan: PlanRegister, day: datetime.date, *, known_by: datetime.date | None = None, more: Iterable[EvidenceEntry] = ()
) -> tuple[MeasureStatus, ...]:
    """Say the status of every measure on a day, in the plan's order, each with why.

    ``known_by`` leaves out documents written after it; without it, what became known later counts as well. ``more`` is evidence
    beyond the pack's, such as confirmed reports. What nothing shows is "evidence missing", never "not done".
    """
    evidence = [each for each in (*plan.evidence, *more) if known_by is None or each.dated <= known_by]
    claims = [each for each in plan.claims if known_by is None or each.made_on <= known_by]
    return tuple(_status(plan, measure, day, evidence, claims) for measure in plan.measures)


def _status(
    plan: PlanRegister, measure: MeasureEntry, day: datetime.date, evidence: list[EvidenceEntry], claims: list[PlanClaim]
) -> MeasureStatus:
    own = tuple(sorted((each for each in evidence if each.measure == measure.id), key=lambda each: (each.dated, each.id)))
    counted = tuple(each for each in claims if measure.kind in each.kinds and each.at_least is None and each.by <= day)
    status, why = _Case(measure, day, own, counted, plan.head.published_on).result()
    return MeasureStatus(measure, day, status, why, own, counted)


@dataclass(frozen=True)
class _Case:
    """One measure on one day, with what bears on it."""

    measure: MeasureEntry
    day: datetime.date
    evidence: tuple[EvidenceEntry, ...]
    claims: tuple[PlanClaim, ...]
    published_on: datetime.date

    @property
    def deadline(self) -> datetime.date | None:
        return self.measure.indicator.deadline if self.measure.indicator else None

    def result(self) -> tuple[Status, str]:
        """Without a public text nothing; with two sides a conflict; else what the one side shows."""
        if not self.measure.text_public:
            return Status.EVIDENCE_MISSING, "Its text is not public, so nothing can be shown of it."
        yes, no = self._saying(done_on, Finding.YES), self._saying(done_on, Finding.NO)
        if no and (yes or self.claims):
            return Status.EVIDENCE_CONFLICTS, conflict(yes, self.claims, no)
        if yes:
            return self._done(yes)
        return self._overdue(no) or self._not_done(no)

    def _done(self, yes: list[EvidenceEntry]) -> tuple[Status, str]:
        timely = [each for each in self.evidence if in_time(each, self.measure) is Finding.YES]
        late = [each for each in self.evidence if in_time(each, self.measure) is Finding.NO]
        said_timely = [each for each in self.claims if self.deadline and each.by <= self.deadline]
        if late and (timely or said_timely):
            return Status.EVIDENCE_CONFLICTS, conflict(timely, said_timely, late)
        if late:
            return Status.DONE_LATE, because("Done after its deadline", late, deadline=self.deadline)
        words = "Done" if timely or not self.deadline else "Done, though whether in time is not known"
        return Status.DONE, because(words, timely or yes, deadline=self.deadline)

    def _overdue(self, no: list[EvidenceEntry]) -> tuple[Status, str] | None:
        """Past the deadline with nothing that shows it done, or that it was still not done on the day."""
        if self.deadline is None or self.deadline > self.day or any(as_at(each) >= self.day for each in no):
            return None
        begun = self._saying(begun_on, Finding.YES)
        partly = f" {because('Only a beginning is shown', begun)}" if begun else ""
        return Status.EVIDENCE_MISSING, f"Nothing shows it done by its deadline, {day_in_words(self.deadline)}.{partly}"

    def _not_done(self, no: list[EvidenceEntry]) -> tuple[Status, str]:
        begun = self._saying(begun_on, Finding.YES)
        if begun and self.measure.kind == "ongoing" and self.day >= self.published_on > max(map(as_at, begun)):
            last = day_in_words(max(map(as_at, begun)))
            return (
                Status.EVIDENCE_MISSING,
                f"Last shown in operation on {last}; nothing dated shows it since the plan was published.",
            )
        if begun:
            passed = self.deadline and self.deadline <= self.day
            late = f" Its deadline, {day_in_words(self.deadline)}, has passed." if self.deadline and passed else ""
            return Status.UNDER_WAY, because("In operation" if self.measure.kind == "ongoing" else "Begun", begun) + late
        not_begun = no or self._saying(begun_on, Finding.NO)
        if not_begun:
            return Status.NOT_STARTED, because("Nothing shows that it had begun", not_begun, bare=False)
        if self.day < self.published_on:
            return Status.NOT_STARTED, "The plan was not published yet."
        return Status.EVIDENCE_MISSING, "Nothing dated shows that it has begun, or that it has not."

    def _saying(self, asked: Asked, finding: Finding) -> list[EvidenceEntry]:
        return [each for each in self.evidence if asked(each, self.measure, self.day) is finding]
