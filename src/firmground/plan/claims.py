"""What is said of the plan as a whole, answered from the status of its measures."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from firmground.packs.plan_entries import EvidenceEntry, PlanClaim, PlanRegister
from firmground.plan.status import MeasureStatus, Status, statuses_on
from firmground.plan.words import day_in_words
from firmground.values import Finding


@dataclass(frozen=True)
class PlanAnswer:
    """A claim, and how many of its measures evidence shows, contradicts or leaves open on the day that it speaks of."""

    claim: PlanClaim
    finding: Finding
    shown: tuple[MeasureStatus, ...]
    not_done: tuple[MeasureStatus, ...]
    conflicting: tuple[MeasureStatus, ...]
    open: tuple[MeasureStatus, ...]

    @property
    def why(self) -> str:
        """The counts in sentences."""
        total = len(self.shown) + len(self.not_done) + len(self.conflicting) + len(self.open)
        unread = sum(not each.measure.text_public for each in self.open)
        weak = sum(not each.is_verified for each in (*self.shown, *self.not_done))
        parts = [f"{len(self.not_done)} it shows the opposite", f"{len(self.conflicting)} it conflicts"]
        parts += [f"{len(self.open)} it shows neither" + (f" (the text of {unread} is not public)" if unread else "")]
        verify = f" For {weak} it was not read in a primary source, so it settles nothing." if weak else ""
        day = day_in_words(self.claim.by)
        return f"On {day}, evidence shows {len(self.shown)} of {total} measures; for {', for '.join(parts)}.{verify}"


def answers_to_claims(
    plan: PlanRegister, *, known_by: datetime.date | None = None, more: Iterable[EvidenceEntry] = ()
) -> tuple[PlanAnswer, ...]:
    """Answer every claim about the plan.

    Yes when verified evidence shows enough measures, no when even all that is open, conflicts or is not verified would not be
    enough, else not known: a conflict is not settled here, and neither is anything by a source that was not read.
    """
    listed = [each for each in plan.claims if known_by is None or each.made_on <= known_by]
    more = tuple(more)
    return tuple(_answer(claim, statuses_on(plan, claim.by, known_by=known_by, more=more)) for claim in listed)


def _answer(claim: PlanClaim, statuses: Iterable[MeasureStatus]) -> PlanAnswer:
    about = [each for each in statuses if each.measure.kind in claim.kinds]
    shown = tuple(each for each in about if each.is_shown)
    conflicting = tuple(each for each in about if each.status is Status.EVIDENCE_CONFLICTS)
    not_done = tuple(each for each in about if each.is_shown_not_done)
    left = tuple(each for each in about if each not in (*shown, *conflicting, *not_done))
    needed = len(about) if claim.at_least is None else claim.at_least
    certain = sum(each.is_verified for each in shown)
    possible = len(about) - sum(each.is_verified for each in not_done)
    finding = Finding.YES if certain >= needed else Finding.NO if possible < needed else Finding.NOT_KNOWN
    return PlanAnswer(claim, finding, shown, not_done, conflicting, left)
