"""What a check of a claim gives: a published number, a share of two, or an answer of the registers of law and plan.

A number that was published only by the document in which the claim was read cannot confirm it; then the answer is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from firmground.errors import PackError
from firmground.law.claims import answers_to_claims as law_answers
from firmground.law.coverage import coverage_on
from firmground.packs.entries import Bound, SeriesValue
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import Funding, Posts
from firmground.packs.report_entries import Check, ReportClaim
from firmground.plan.claims import PlanAnswer
from firmground.plan.claims import answers_to_claims as plan_answers
from firmground.plan.status import plan_of
from firmground.said import Said
from firmground.values import Citation, Confidence, Finding

Line = TypeVar("Line", Posts, Funding)


@dataclass(frozen=True)
class CheckResult:
    """Whether what a claim says agrees with what is known otherwise, and the sentences that say with what.

    ``of_plan`` is the answer of the plan, whose sentence says it, where that was asked.
    """

    finding: Finding
    told: tuple[Said, ...]
    of_plan: PlanAnswer | None = None

    @property
    def why(self) -> str:
        """The sentences in English."""
        return self.of_plan.why if self.of_plan else " ".join(map(str, self.told))


def check_claim(pack: Pack, claim: ReportClaim) -> CheckResult:
    """Check a claim against what its entry names. Raises ``PackError`` where that is not in the pack."""
    check = claim.check
    if check is None:
        raise PackError("names nothing to check it against", where=f"claim {claim.id}", remedy="add check, or do not check it")
    if check.law_claim:
        return _of_law(pack, check.law_claim)
    if check.plan_claim:
        return _of_plan(pack, check.plan_claim)
    if check.posts or check.funding:
        return _of_resources(pack, check, claim.cite)
    return _of_share(pack, check, claim.cite) if check.of_series else _of_series(pack, check, claim.cite)


def agrees(said: int, said_bound: Bound, known: int, known_bound: Bound) -> Finding:
    """Whether two numbers with their bounds can both be right: yes or no where that is certain, else not known.

    "More than" leaves everything above it open; "about" leaves open what lies near. Exact numbers agree or do not.
    """
    bounds = (said_bound, known_bound)
    if bounds == ("exact", "exact"):
        return Finding.YES if said == known else Finding.NO
    if bounds == ("more_than", "exact"):
        return Finding.YES if known > said else Finding.NO
    if bounds == ("more_than", "more_than"):
        return Finding.YES if known >= said else Finding.NOT_KNOWN
    if bounds == ("exact", "more_than"):
        return Finding.NO if said <= known else Finding.NOT_KNOWN
    near = set(bounds) <= {"exact", "about"} and said == known
    return Finding.YES if near else Finding.NOT_KNOWN


def _of_series(pack: Pack, check: Check, cite: Citation) -> CheckResult:
    row = _published(pack, check.series, check.year)
    if row.value is None:
        return _not_known(Said("No published number was found for {year}.", {"year": str(check.year)}))
    told = Said("Published: {known} ({sources}). Said: {said}.", _parts(row.value, row.bound, row.source, check))
    return _settled(agrees(check.value or 0, check.bound, row.value, row.bound), (told,), row.source, row.confidence, cite)


def _of_share(pack: Pack, check: Check, cite: Citation) -> CheckResult:
    """A share as printed, worked out again to the digits that were printed."""
    part, whole = _published(pack, check.series, check.year), _published(pack, check.of_series, check.year)
    if part.value is None or not whole.value:
        return _not_known(Said("One of the two numbers of {year} was not found.", {"year": str(check.year)}))
    printed = Decimal(check.percent or "0")
    share = (Decimal(100 * part.value) / Decimal(whole.value)).quantize(printed, rounding=ROUND_HALF_UP)
    is_most = whole.bound == "more_than"
    told = Said(
        "{part} of {whole} is at most {share} %; said: {printed} %."
        if is_most
        else "{part} of {whole} is {share} %; said: {printed} %.",
        {"part": part.value, "whole": in_words(whole.value, whole.bound), "share": str(share), "printed": str(printed)},
    )
    confidence = Confidence.PRIMARY if part.confidence == whole.confidence == "primary" else Confidence.SECONDARY
    finding, sources = Finding.YES if share == printed else Finding.NO, (*part.source, *whole.source)
    return _settled(finding, (told, Said("It is a share of screenings, not of people.")), sources, confidence, cite)


def _of_law(pack: Pack, name: str) -> CheckResult:
    claims = {each.id: each for each in pack.law.claims} if pack.law else {}
    if name not in claims:
        raise PackError(f"{name!r} is not a claim of the law", where="check law_claim", remedy="correct the id")
    answers = law_answers(coverage_on(pack, claims[name].made_on))
    found = next(each for each in answers if each.claim.id == name)
    return CheckResult(found.finding, found.told)


def _of_plan(pack: Pack, name: str) -> CheckResult:
    found = next((each for each in plan_answers(plan_of(pack)) if each.claim.id == name), None)
    if found is None:
        raise PackError(f"{name!r} is not a claim of the plan", where="check plan_claim", remedy="correct the id")
    return CheckResult(found.finding, (), found)


def _of_resources(pack: Pack, check: Check, cite: Citation) -> CheckResult:
    resources, said = plan_of(pack).resources, check.value or 0
    known: list[tuple[int | None, Bound, Citation]]
    if check.posts:
        posts = _line({each.id: each for each in resources.posts}, check.posts)
        known = [(posts.posts, posts.bound, posts.cite)]
    else:
        line = _line({each.id: each for each in resources.funding}, check.funding or "")
        known = [(line.rounded, "exact", line.cite), (line.exact, "exact", line.exact_cite or line.cite)]
    numbers = [(value, bound, source) for value, bound, source in known if value is not None]
    if not numbers:
        return _not_known(Said("No number was found."))
    found = [(agrees(said, check.bound, value, bound), value, bound, source) for value, bound, source in numbers]
    finding, value, bound, source = next((each for each in found if each[0] is Finding.YES), found[0])
    told = Said("Known: {known} ({sources}). Said: {said}.", _parts(value, bound, source.source, check))
    return _settled(finding, (told,), source.source, source.confidence, cite)


def _not_known(*told: Said) -> CheckResult:
    return CheckResult(Finding.NOT_KNOWN, told)


def _parts(value: int, bound: Bound, sources: tuple[str, ...], check: Check) -> Mapping[str, str | int | Said]:
    """A number that is known, with its sources, and what is said instead."""
    said = in_words(check.value or 0, check.bound)
    return {"known": in_words(value, bound), "sources": ", ".join(sources), "said": said}


def _settled(
    finding: Finding, told: tuple[Said, ...], sources: tuple[str, ...], confidence: Confidence | str | None, cite: Citation
) -> CheckResult:
    """A source cannot confirm itself, and one that was not read in a primary text settles nothing."""
    if not set(sources) - set(cite.source):
        return _not_known(*told, Said("No other document was read, so nothing confirms it."))
    if confidence != Confidence.PRIMARY:
        return _not_known(*told, Said("That number was not read in a primary source."))
    return CheckResult(finding, told)


def _published(pack: Pack, series: str | None, year: int | None) -> SeriesValue:
    row = pack.cited(year or 0, series or "")
    if row is None:
        raise PackError(f"there is no {series!r} of {year}", where="check series", remedy="add the row, or correct the check")
    return row


def _line(lines: Mapping[str, Line], name: str) -> Line:
    if name not in lines:
        raise PackError(f"there is no line {name!r}", where="check posts or funding", remedy=f"use one of {', '.join(lines)}")
    return lines[name]


def in_words(value: int, bound: Bound) -> Said:
    """A number with its bound."""
    number = {"number": f"{value:,}"}
    if bound == "more_than":
        return Said("more than {number}", number)
    return Said("about {number}" if bound == "about" else "{number}", number)
