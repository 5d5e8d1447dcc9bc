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
    """A claim, and what evidence shows of its measures on the day that it speaks of.

    ``shown`` and ``not_done`` rest on primary sources; ``unverified`` are those of which only other sources speak. ``open`` are
    those of which nothing dated speaks.
    """

    claim: PlanClaim
    finding: Finding
    shown: tuple[MeasureStatus, ...]
    not_done: tuple[MeasureStatus, ...]
    conflicting: tuple[MeasureStatus, ...]
    unverified: tuple[MeasureStatus, ...]
    open: tuple[MeasureStatus, ...]

    @property
    def why(self) -> str:
        """The counts in a sentence."""
        counted = {
            "evidence read in a primary source shows": self.shown,
            "such evidence shows the opposite of": self.not_done,
            "evidence conflicts on": self.conflicting,
            "only other sources speak of": self.unverified,
            "nothing dated shows": self.open,
        }
        total = sum(map(len, counted.values()))
        unread = sum(not each.measure.text_public for each in self.open)
        parts = [f"{words} {len(listed)}" for words, listed in counted.items() if listed]
        texts = f", of which the text of {unread} is not public" if unread else ""
        return f"Of {total} measures on {day_in_words(self.claim.by)}: {'; '.join(parts)}{texts}."


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
    conflicting = tuple(each for each in about if each.status is Status.EVIDENCE_CONFLICTS)
    speaking = [each for each in about if each.is_shown or each.is_shown_not_done]
    shown = tuple(each for each in speaking if each.is_shown and each.is_verified)
    not_done = tuple(each for each in speaking if each.is_shown_not_done and each.is_verified)
    unverified = tuple(each for each in speaking if not each.is_verified)
    left = tuple(each for each in about if each not in (*conflicting, *speaking))
    needed = len(about) if claim.at_least is None else claim.at_least
    possible = len(about) - len(not_done)
    finding = Finding.YES if len(shown) >= needed else Finding.NO if possible < needed else Finding.NOT_KNOWN
    return PlanAnswer(claim, finding, shown, not_done, conflicting, unverified, left)
