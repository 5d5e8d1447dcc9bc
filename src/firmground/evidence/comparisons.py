"""A claim of one report set beside what others said, what the record gives and what was published, and what none can show.

It is how a statement answers another: nothing is called right or wrong, and a claim that is a position stays one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from firmground.errors import StatementError
from firmground.evidence.grading import GradedClaim, grade
from firmground.evidence.quoting import PUBLISHED, digest_of_claim, is_small, quote
from firmground.packs.entries import ComparisonEntry
from firmground.packs.pack import Pack
from firmground.statistics.extract import Extract
from firmground.statistics.figure import Figures
from firmground.values import type_of_json


@dataclass(frozen=True)
class Told:
    """A claim as it is registered: who said it where, in our words, and what its marks and its check give.

    ``finding`` is empty where nothing was found to check it against.
    """

    key: str
    report: str
    words: str
    holds: str
    rests_on: str
    finding: str
    why: str
    definition_digest: str
    sources: tuple[str, ...]

    def to_json(self) -> dict[str, type_of_json]:
        """The claim as data."""
        return {**vars(self), "sources": list(self.sources)}


@dataclass(frozen=True)
class Comparison:
    """A claim beside others.

    ``recorded``, what ``figure`` comes to, and ``published`` are in words, and empty where there is nothing.

    ``basis`` says on what the claim stands here: "record", "published", "register" (of law or plan), "position" or "nothing".
    """

    id: str
    claim: Told
    beside: tuple[Told, ...]
    figure: str
    recorded: str
    published: str
    basis: str
    shows_not: str
    sources: tuple[str, ...]

    def to_json(self) -> dict[str, type_of_json]:
        """The comparison as data."""
        told = {"claim": self.claim.to_json(), "beside": [each.to_json() for each in self.beside]}
        return {**vars(self), **told, "sources": list(self.sources)}


def comparisons_of(pack: Pack, figures: Figures, extract: Extract, language: str) -> tuple[Comparison, ...]:
    """The comparisons that a pack asks for in the year of the figures; ``StatementError`` for a claim that is not there."""
    wanted = [entry for entry in pack.comparisons if entry.year == figures.year]
    reports = dict.fromkeys(key.partition(".")[0] for entry in wanted for key in (entry.claim, *entry.beside))
    claims = {each.key: each for report in reports for each in _claims(pack, report)}
    return tuple(_comparison(pack, entry, claims, figures, extract, language) for entry in wanted)


def _claims(pack: Pack, report: str) -> tuple[GradedClaim, ...]:
    return grade(pack, report).claims if pack.reports and pack.reports.find(report) else ()


def _comparison(
    pack: Pack, entry: ComparisonEntry, claims: Mapping[str, GradedClaim], figures: Figures, extract: Extract, language: str
) -> Comparison:
    told = [_told(pack, claims, key, entry.id, language) for key in (entry.claim, *entry.beside)]
    row = pack.cited(figures.year, entry.series) if entry.series else None
    has_number = row is not None and row.value is not None
    where = f"comparison {entry.id}"
    published = quote(pack, figures, f"{PUBLISHED}.{entry.series}", language=language, where=where) if has_number else None
    sources = (key for keys in (*(each.sources for each in told), published.sources if published else ()) for key in keys)
    return Comparison(
        id=entry.id,
        claim=told[0],
        beside=tuple(told[1:]),
        figure=entry.figure or "",
        recorded=_recorded(pack, entry, figures),
        published=published.shown if published else "",
        basis=_basis(claims[entry.claim], entry, has_published=has_number, is_real=not extract.synthetic),
        shows_not=pack.text(f"statement.comparisons.{entry.id}", language),
        sources=tuple(dict.fromkeys(sources)),
    )


def _told(pack: Pack, claims: Mapping[str, GradedClaim], key: str, comparison: str, language: str) -> Told:
    if key not in claims:
        raise StatementError(f"{key!r} is not a claim of a report", where=f"comparison {comparison}", remedy="correct the key")
    each = claims[key]
    return Told(
        key=key,
        report=pack.text(f"evidence.reports.{each.report.id}", language),
        words=pack.text(f"evidence.claims.{key}", language),
        holds=each.claim.holds,
        rests_on=pack.text(f"codes.claim_grounds.{each.claim.rests_on}", language),
        finding=str(each.checked.finding) if each.checked else "",
        why=each.checked.why if each.checked else "",
        definition_digest=digest_of_claim(pack, each.report.id, each.claim),
        sources=each.claim.cite.source,
    )


def _recorded(pack: Pack, entry: ComparisonEntry, figures: Figures) -> str:
    if not entry.figure:
        return ""
    found = figures.figures.get(entry.figure)
    if found is None:
        raise StatementError(f"{entry.figure!r} is not a figure", where=f"comparison {entry.id}", remedy="correct the id")
    return "" if is_small(pack, found) or not found.recorded else f"{found.total:,}"


def _basis(claim: GradedClaim, entry: ComparisonEntry, *, has_published: bool, is_real: bool) -> str:
    """On what a claim stands here. Records of invented people are no basis for a claim about real ones."""
    if claim.claim.holds == "position":
        return "position"
    if entry.figure and is_real:
        return "record"
    check = claim.claim.check
    if has_published or (check is not None and check.series):
        return "published"
    return "register" if check is not None else "nothing"
