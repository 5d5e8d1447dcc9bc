"""The shape of a pack's ``evidence/reports/``: reports of any publisher, split into claims, with the replies they make to others.

A government's statement is a report like any other. It gives shapes only; how each claim is marked is worked out in
``firmground.evidence``. That a claim has no answer is never written here: it follows from there being no reply.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, StringConstraints, model_validator

from firmground.packs.entries import Bound, ClaimKey, CodeId, Day, Entry, Id, Named
from firmground.values import Citation

ClaimKind = Literal["criticism", "credit", "rating", "recommendation", "statement"]
Stance = Literal["accept", "accept_in_part", "dispute"]
Percent = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{1,3}(\.\d{1,6})?$")]


class Report(Named):
    """A report: who published it when, where it was read, the rating it gives, and which report it answers."""

    publisher: CodeId
    published_on: Day
    documents: Annotated[tuple[str, ...], Field(min_length=1)]
    rating: CodeId | None = None
    answers: Id | None = None
    cite: Citation


class Check(Entry):
    """What a claim can be checked against: a published series, a share of two, or an answer of the registers of law and plan."""

    series: Id | None = None
    of_series: Id | None = None
    year: Annotated[StrictInt, Field(ge=1900, le=2999)] | None = None
    value: StrictInt | None = None
    bound: Bound = "exact"
    percent: Percent | None = None
    law_claim: Id | None = None
    plan_claim: Id | None = None
    posts: Id | None = None
    funding: Id | None = None

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        named = [self.series, self.law_claim, self.plan_claim, self.posts, self.funding]
        if sum(each is not None for each in named) != 1:
            raise ValueError("needs exactly one of series, law_claim, plan_claim, posts and funding")
        if self.series and self.year is None:
            raise ValueError("is of a series without a year")
        if (self.of_series is None) != (self.percent is None):
            raise ValueError("is a share without both of_series and percent")
        compares = bool(self.posts or self.funding or (self.series and not self.of_series))
        if compares != (self.value is not None):
            raise ValueError("has no value to compare" if compares else "has a value that is compared with nothing")
        if (self.year is not None or self.of_series) and not self.series:
            raise ValueError("has a year or a share without a series")
        if self.bound == "not_found" or (self.bound != "exact" and not compares):
            raise ValueError("has a bound that belongs to no value")
        return self


class ReportClaim(Named):
    """One claim of a report. ``rests_on`` is a code of the list ``claim_grounds``: what the report itself names as its source.

    ``case_details`` is left out where a claim is of a kind that has none, such as a position.
    """

    number: Annotated[StrictInt, Field(ge=1)]
    kind: ClaimKind
    holds: Literal["fact", "position"]
    rests_on: CodeId
    case_details: Literal["yes", "no", "figures"] | None = None
    check: Check | None = None
    cite: Citation


class Reply(Entry):
    """What this report says to a claim of another: its stance, by which of its own claims, and on which reading that rests."""

    to: ClaimKey
    stance: Stance
    by: Annotated[tuple[Id, ...], Field(min_length=1)]
    cite: Citation


class ReportFile(Entry):
    """``evidence/reports/<id>.toml``: a report with its claims and replies."""

    report: Report
    claims: tuple[ReportClaim, ...] = ()
    replies: tuple[Reply, ...] = ()


class Side(Entry):
    """One side of a conflict: a value, or what is said, with its source."""

    id: Id
    value: StrictInt | None = None
    cite: Citation


class Conflict(Named):
    """Figures or claims that disagree; the texts say about what, each side in words, and what would resolve it.

    ``series`` and ``year`` name the published number that it is about, if it is about one.
    """

    series: Id | None = None
    year: Annotated[StrictInt, Field(ge=1900, le=2999)] | None = None
    sides: Annotated[tuple[Side, ...], Field(min_length=2)]


class ConflictFile(Entry):
    """``evidence/conflicts.toml``."""

    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class EvidenceRegister:
    """Every report of a pack, by the day of publication, and the conflicts between sources."""

    files: tuple[ReportFile, ...]
    conflicts: tuple[Conflict, ...] = ()

    def find(self, report: str) -> ReportFile | None:
        """The report of this id."""
        return next((each for each in self.files if each.report.id == report), None)

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Everything here that carries a citation, with its place."""
        for file in self.files:
            where = f"report {file.report.id}"
            yield where, file.report.cite
            yield from ((f"{where} claim {claim.id}", claim.cite) for claim in file.claims)
            yield from ((f"{where} reply to {reply.to}", reply.cite) for reply in file.replies)
        for conflict in self.conflicts:
            yield from ((f"conflict {conflict.id} {side.id}", side.cite) for side in conflict.sides)
