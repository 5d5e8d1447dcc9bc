"""The status of a measure on a day, computed from dated evidence, and why.

A statement about the plan as a whole does not show that one measure is done; but where dated evidence of that measure says
otherwise, the two stand beside each other as a conflict. Nothing here decides who is right.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from firmground.errors import PackError
from firmground.law.deadlines import months_before
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry, PlanClaim, PlanHead, PlanRegister, is_known
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
        return any(Finding.NO in (done_on(each, self.measure, self.on), self._begun(each)) for each in self.evidence)

    @property
    def is_verified(self) -> bool:
        """Whether an item that decides it was read in a primary source."""
        return any(each.cite.confidence.is_verified for each in self.evidence if self._decides(each))

    def _decides(self, item: EvidenceEntry) -> bool:
        if not self.is_shown:
            return Finding.NO in (done_on(item, self.measure, self.on), self._begun(item))
        asked = begun_on if self.status is Status.UNDER_WAY else done_on
        return asked(item, self.measure, self.on) is Finding.YES

    def _begun(self, item: EvidenceEntry) -> Finding:
        return begun_on(item, self.measure, self.on)


def plan_of(pack: Pack) -> PlanRegister:
    """The pack's plan, or ``PackError`` when it has none."""
    if pack.plan is None:
        remedy = "add its plan/ folder; see docs/reference/packs.md"
        raise PackError("has no action plan", where=f"pack {pack.id}", remedy=remedy)
    return pack.plan


def still_counts_from(head: PlanHead, day: datetime.date) -> datetime.date:
    """From which day on evidence that an ongoing measure is in operation still counts on a day."""
    recent = months_before(day, head.evidence_lasts_months)
    return max(recent, head.published_on) if day >= head.published_on else recent


def statuses_on(
    plan: PlanRegister, day: datetime.date, *, known_by: datetime.date | None = None, more: Iterable[EvidenceEntry] = ()
) -> tuple[MeasureStatus, ...]:
    """Say the status of every measure on a day, in the plan's order, each with why.

    ``known_by`` leaves out documents written after it; without it, what became known later counts as well. ``more`` is evidence
    beyond the pack's, such as confirmed reports. What nothing shows is "evidence missing", never "not done".
    """
    evidence = [each for each in (*plan.evidence, *more) if is_known(each, known_by)]
    claims = [each for each in plan.claims if known_by is None or each.made_on <= known_by]
    return tuple(_status(plan, measure, day, evidence, claims) for measure in plan.measures)


def _status(
    plan: PlanRegister, measure: MeasureEntry, day: datetime.date, evidence: list[EvidenceEntry], claims: list[PlanClaim]
) -> MeasureStatus:
    own = tuple(sorted((each for each in evidence if each.measure == measure.id), key=lambda each: (each.dated, each.id)))
    counted = tuple(each for each in claims if measure.kind in each.kinds and each.at_least is None and each.by <= day)
    status, why = _Case(measure, day, own, counted, plan.head).result()
    return MeasureStatus(measure, day, status, why, own, counted)


@dataclass(frozen=True)
class _Case:
    """One measure on one day, with what bears on it."""

    measure: MeasureEntry
    day: datetime.date
    evidence: tuple[EvidenceEntry, ...]
    claims: tuple[PlanClaim, ...]
    head: PlanHead

    @property
    def deadline(self) -> datetime.date | None:
        return self.measure.indicator.deadline if self.measure.indicator else None

    def result(self) -> tuple[Status, str]:
        """Without a public text nothing; with two sides a conflict; else what the one side shows."""
        if not self.measure.text_public:
            return Status.EVIDENCE_MISSING, "Its text is not public, so nothing can be shown of it."
        conflicts = filter(None, map(self._conflict_on, self._days_spoken_of()))
        found = next(conflicts, None)
        if found:
            return Status.EVIDENCE_CONFLICTS, found
        yes = self._saying(done_on, Finding.YES)
        return self._done(yes) if yes else self._not_shown_done()

    def _days_spoken_of(self) -> list[datetime.date]:
        """The day itself, and before it the deadline and the days of claims: a conflict about those does not go away."""
        earlier = {day for day in (self.deadline, *(each.by for each in self.claims)) if day and day < self.day}
        return [self.day, *sorted(earlier)]

    def _conflict_on(self, day: datetime.date) -> str | None:
        yes, no = self._saying(done_on, Finding.YES, day), self._saying(done_on, Finding.NO, day)
        claims = [each for each in self.claims if each.by <= day]
        return conflict(yes, claims, no) if no and (yes or claims) else None

    def _done(self, yes: list[EvidenceEntry]) -> tuple[Status, str]:
        deadline = self.deadline
        timely, late = (
            [each for each in self.evidence if in_time(each, self.measure) is is_so] for is_so in (Finding.YES, Finding.NO)
        )
        if late and deadline and deadline < self.day:
            return Status.DONE_LATE, because("Done after its deadline", late, deadline=deadline)
        words = "Done" if timely or not deadline or deadline >= self.day else "Done, though whether in time is not known"
        return Status.DONE, because(words, timely or yes, deadline=deadline)

    def _not_shown_done(self) -> tuple[Status, str]:
        no, begun = self._saying(done_on, Finding.NO), self._saying(begun_on, Finding.YES)
        not_begun = self._saying(begun_on, Finding.NO)
        if begun and not_begun:
            return Status.EVIDENCE_CONFLICTS, conflict(begun, (), not_begun)
        overdue = self.deadline if self.deadline and self.deadline <= self.day else None
        if overdue and not no:
            partly = f" {because('Only a beginning is shown', begun)}" if begun else ""
            return Status.EVIDENCE_MISSING, f"Nothing shows it done by its deadline, {day_in_words(overdue)}.{partly}"
        return self._begun(begun, overdue) if begun else self._not_shown_begun(no, not_begun)

    def _not_shown_begun(self, no: list[EvidenceEntry], not_begun: list[EvidenceEntry]) -> tuple[Status, str]:
        if not_begun:
            return Status.NOT_STARTED, because("It had not begun", not_begun, bare=False)
        if self.day < self.head.published_on and self.measure.kind == "new":
            return Status.NOT_STARTED, "The plan was not published yet."
        if no:
            return Status.EVIDENCE_MISSING, because("Not done yet, and nothing shows whether it had begun", no, bare=False)
        return Status.EVIDENCE_MISSING, "Nothing dated shows that it has begun, or that it has not."

    def _begun(self, begun: list[EvidenceEntry], overdue: datetime.date | None) -> tuple[Status, str]:
        """An ongoing measure that was last seen long ago, or before the plan was published, is not shown to go on."""
        last, since = max(map(as_at, begun)), still_counts_from(self.head, self.day)
        if self.measure.kind == "ongoing" and last < since:
            words = f"Last shown in operation on {day_in_words(last)}; nothing dated shows it since {day_in_words(since)}."
            return Status.EVIDENCE_MISSING, words
        late = f" Its deadline, {day_in_words(overdue)}, has passed." if overdue else ""
        return Status.UNDER_WAY, because("In operation" if self.measure.kind == "ongoing" else "Begun", begun) + late

    def _saying(self, asked: Asked, finding: Finding, day: datetime.date | None = None) -> list[EvidenceEntry]:
        return [each for each in self.evidence if asked(each, self.measure, day or self.day) is finding]
