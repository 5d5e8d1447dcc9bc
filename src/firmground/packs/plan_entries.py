"""The shape of a pack's ``plan/``: measures with typed indicators, dated evidence, claims about them, posts and money.

It gives shapes only; what a measure's status is on a day is worked out in ``firmground.plan``.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from firmground.packs.entries import Bound, CodeId, Dated, Day, Entry, Id, Named
from firmground.values import Citation, digest

Sha256 = Annotated[str, StringConstraints(strict=True, pattern=r"^sha256:[0-9a-f]{64}$")]
Year = Annotated[StrictInt, Field(ge=1900, le=2999)]
Amount = Annotated[StrictInt, Field(ge=0)]
MeasureKind = Literal["new", "ongoing"]
Shows = Literal["begun", "continues", "done", "not_done", "value"]


class PlanHead(Named):
    """The plan itself: when it was published, how many measures it says it has, and how often owners report.

    Evidence that an ongoing measure was in operation counts for ``evidence_lasts_months``.
    """

    published_on: Day
    new: Annotated[StrictInt, Field(ge=0)]
    ongoing: Annotated[StrictInt, Field(ge=0)]
    report_every_months: Annotated[StrictInt, Field(ge=1, le=60)]
    evidence_lasts_months: Annotated[StrictInt, Field(ge=1, le=120)]
    report_cite: Citation
    cite: Citation


class Indicator(Entry):
    """What shows that a measure is done: a milestone, or a number with unit, baseline and target; by when, if that is known."""

    kind: Literal["milestone", "number"]
    unit: Id | None = None
    baseline: StrictInt | None = None
    target: StrictInt | None = None
    deadline: Day | None = None
    cite: Citation

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind == "number" and (self.unit is None or self.target is None):
            raise ValueError("is a number without a unit or a target")
        if self.kind == "milestone" and (self.unit, self.baseline, self.target) != (None, None, None):
            raise ValueError("is a milestone, which has no unit, baseline or target")
        return self


class MeasureEntry(Named):
    """A measure of the plan. One whose text is not public may lack an owner, themes and an indicator; others may not.

    ``owner`` and ``supporting`` are codes of the list ``bodies``; a body with the code of an agency is that agency.
    """

    number: Annotated[StrictInt, Field(ge=1)]
    kind: MeasureKind
    text_public: StrictBool = True
    themes: tuple[CodeId, ...] = ()
    owner: CodeId | None = None
    supporting: tuple[CodeId, ...] = ()
    indicator: Indicator | None = None
    cite: Citation

    @model_validator(mode="after")
    def _has_an_owner(self) -> Self:
        if self.text_public and not (self.owner and self.themes and self.indicator):
            raise ValueError("has no owner, theme or indicator, though its text is public")
        return self


class EvidenceEntry(Named, Dated):
    """One document, and what it shows of a measure; ``from`` and ``to`` bound the days on which that happened.

    ``dated`` is the document's day, or the last day of the month or year where only that was read. ``digest_of`` says whether
    ``digest`` is of an archived copy of the document, or only of what was read in it (see ``reading_digest``). ``known_from`` is
    left out where it became known with the document; from ``known_until`` on it counts no longer, as when it was withdrawn.
    """

    measure: Id
    document: Annotated[str, StringConstraints(min_length=1)]
    dated: Day
    dated_to_the: Literal["day", "month", "year"] = "day"
    shows: Shows
    value: StrictInt | None = None
    known_from: Day | None = None
    known_until: Day | None = None
    digest: Sha256
    digest_of: Literal["document", "reading"]
    cite: Citation

    @model_validator(mode="after")
    def _shows_something_dated(self) -> Self:
        if (self.shows == "value") != (self.value is not None):
            raise ValueError("shows a value without one, or has one and shows something else")
        if not (self.from_ or self.to):
            raise ValueError("does not say when that happened; give from, to or both")
        return self


def is_known(evidence: EvidenceEntry, by: datetime.date | None) -> bool:
    """Whether an item was known, and still counted, on a day; without a day, whether it counts now."""
    if by is None:
        return evidence.known_until is None
    return (evidence.known_from or evidence.dated) <= by and (evidence.known_until is None or by < evidence.known_until)


def reading_digest(entry: EvidenceEntry) -> str:
    """The digest of what was read: it changes with the document's key, its day, what it shows, and how well it was read."""
    days = {"from": entry.from_, "to": entry.to, "dated": entry.dated}
    said = {"measure": entry.measure, "document": entry.document, "shows": entry.shows, "dated_to_the": entry.dated_to_the}
    read = {"value": entry.value, "source": list(entry.cite.source), "confidence": str(entry.cite.confidence)}
    return digest({**said, **read, **{name: day.isoformat() if day else None for name, day in days.items()}})


class PlanClaim(Named):
    """What somebody says of the plan as a whole: that all measures of some kinds, or at least a number of them, were done."""

    kinds: Annotated[tuple[MeasureKind, ...], Field(min_length=1)]
    at_least: Annotated[StrictInt, Field(ge=0)] | None = None
    by: Day
    made_on: Day
    cite: Citation


class Posts(Named):
    """Posts by department; ``posts`` is ``None`` where no number was found. ``within`` is the total that holds them, if known."""

    department: CodeId | None = None
    year: Year
    posts: Amount | None = None
    bound: Bound = "exact"
    basis: Literal["authorised", "filled", "contract"]
    within: Id | None = None
    measures: tuple[Id, ...] = ()
    cite: Citation

    @model_validator(mode="after")
    def _has_a_number_or_says_not_found(self) -> Self:
        if (self.posts is None) != (self.bound == "not_found"):
            raise ValueError('has no number without bound = "not_found", or both')
        return self


class Funding(Named):
    """Money of a financial year, which begins in ``year``; a recurrent line goes on until a later one.

    ``exact_cite`` is there where the exact figure was read elsewhere than the rounded one.
    """

    year: Year
    exact: Amount | None = None
    exact_cite: Citation | None = None
    rounded: Amount | None = None
    recurrent: StrictBool
    measures: tuple[Id, ...] = ()
    cite: Citation

    @model_validator(mode="after")
    def _has_a_figure(self) -> Self:
        if self.exact is None and self.rounded is None:
            raise ValueError("has no figure; leave it out")
        return self


class NamedDepartments(Named):
    """Which departments a source says the posts went to."""

    departments: Annotated[tuple[CodeId, ...], Field(min_length=1)]
    cite: Citation


class MeasureFile(Entry):
    """``plan/measures.toml``."""

    plan: PlanHead
    measures: Annotated[tuple[MeasureEntry, ...], Field(min_length=1)]


class EvidenceFile(Entry):
    """``plan/evidence.toml``."""

    evidence: tuple[EvidenceEntry, ...] = ()
    claims: tuple[PlanClaim, ...] = ()


class ResourceFile(Entry):
    """``plan/resources.toml``; ``currency`` is the code of ISO 4217."""

    currency: Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]
    posts: tuple[Posts, ...] = ()
    funding: tuple[Funding, ...] = ()
    named: tuple[NamedDepartments, ...] = ()


@dataclass(frozen=True)
class PlanRegister:
    """Everything that a pack says in ``plan/``."""

    head: PlanHead
    measures: tuple[MeasureEntry, ...]
    evidence: tuple[EvidenceEntry, ...]
    claims: tuple[PlanClaim, ...]
    resources: ResourceFile

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Everything here that carries a citation, with its place."""
        yield f"plan {self.head.id}", self.head.cite
        yield f"plan {self.head.id} reports", self.head.report_cite
        for measure in self.measures:
            yield f"measure {measure.id}", measure.cite
            if measure.indicator:
                yield f"measure {measure.id} indicator", measure.indicator.cite
        yield from ((f"evidence {each.id}", each.cite) for each in self.evidence)
        yield from ((f"plan claim {each.id}", each.cite) for each in self.claims)
        yield from ((f"posts {each.id}", each.cite) for each in self.resources.posts)
        yield from ((f"funding {each.id}", each.cite) for each in self.resources.funding)
        yield from ((f"funding {each.id} exact", each.exact_cite) for each in self.resources.funding if each.exact_cite)
        yield from ((f"named departments {each.id}", each.cite) for each in self.resources.named)
