"""Evidence in words: which document says what happened when, the same on pages and in commands."""

import datetime
from collections.abc import Iterable

from firmground.packs.plan_entries import EvidenceEntry, PlanClaim

SHOWS = {"begun": "begun", "continues": "in operation", "done": "done", "not_done": "not done yet"}


def because(words: str, evidence: Iterable[EvidenceEntry], *, deadline: datetime.date | None = None, bare: bool = True) -> str:
    """A sentence that names the items it rests on, and the deadline where it matters; ``bare`` where ``words`` tell what."""
    told = "; ".join(item_in_words(each, bare=bare) for each in evidence)
    until = f" Its deadline was {day_in_words(deadline)}." if deadline else ""
    return f"{words}: {told}.{until}"


def conflict(yes: Iterable[EvidenceEntry], claims: Iterable[PlanClaim], no: Iterable[EvidenceEntry]) -> str:
    """Two sides that cannot both be right, each with its documents."""
    one = [*map(item_in_words, yes), *claims_in_words(claims)]
    return f"One side: {'; '.join(one)}. The other: {'; '.join(map(item_in_words, no))}."


def item_in_words(evidence: EvidenceEntry, *, bare: bool = False) -> str:
    """An item in short: what it shows, when, and in which document."""
    shows = f"{evidence.value} " if evidence.value is not None else "" if bare else f"{SHOWS[evidence.shows]} "
    return f"{shows}{when(evidence.from_, evidence.to)} ({evidence.document})"


def claims_in_words(claims: Iterable[PlanClaim]) -> list[str]:
    """Statements about the whole plan, those of one day together."""
    sources: dict[datetime.date, list[str]] = {}
    for claim in claims:
        sources.setdefault(claim.by, []).extend(claim.cite.source)
    return [
        f"counted among all measures said to be in place by {day_in_words(by)} ({', '.join(dict.fromkeys(listed))})"
        for by, listed in sources.items()
    ]


def when(first: datetime.date | None, last: datetime.date | None) -> str:
    """The days between which something happened."""
    if first and last:
        return f"on {day_in_words(first)}" if first == last else f"between {day_in_words(first)} and {day_in_words(last)}"
    return f"on or after {day_in_words(first)}" if first else f"by {day_in_words(last or datetime.date.max)}"


def day_in_words(day: datetime.date) -> str:
    """A day as people write it: 31 December 2019."""
    return f"{day.day} {day:%B %Y}"
