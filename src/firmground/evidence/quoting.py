"""What a placeholder quotes: a figure or a cell of it, a ratio, a published number, or a claim of a report.

It puts nothing in that cannot be shown: a withheld count, a number that was not found, and an id that is not there are
refused, each by the sentence that asks for it. What became of people is often of few, or not recorded at all: there the words
for it stand in the number's place, as in the tables, so that a sentence about it is never left out and never says nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firmground.errors import StatementError
from firmground.packs.entries import FigureEntry
from firmground.packs.pack import Pack
from firmground.packs.report_entries import ReportClaim
from firmground.said import Said
from firmground.statistics.extract import OF_CASES
from firmground.statistics.figure import Figure, Figures, is_small_total
from firmground.statistics.intervals import percent
from firmground.values import digest, type_of_json

PUBLISHED, CLAIM = "published", "claim"


@dataclass(frozen=True)
class Quote:
    """What was asked for, what is shown, and the digest of the definition, series row or claim that it is from.

    ``sources`` and ``confidence`` are those that a published number or a claim brings along, ``holds`` is what a claim is:
    "fact" or "position"; all are empty for what was computed.
    """

    asked: str
    shown: str
    definition_digest: str
    sources: tuple[str, ...] = ()
    confidence: str = ""
    holds: str = ""

    @property
    def is_computed(self) -> bool:
        """Whether it comes out of the extract."""
        return self.asked.partition(".")[0] not in (PUBLISHED, CLAIM)

    def to_json(self) -> dict[str, type_of_json]:
        """The quote as data."""
        return {"asked": self.asked, "shown": self.shown, "definition_digest": self.definition_digest}


def quote(pack: Pack, figures: Figures, asked: str, *, language: str, where: str) -> Quote:
    """What stands for an id in a sentence. Raises ``StatementError`` when it cannot be shown."""
    name, _, part = asked.partition(".")
    where = f"{where}, {{{asked}}}"
    if name == PUBLISHED:
        return _of_series(pack, figures.year, asked, part, language, where)
    if name == CLAIM:
        return _of_claim(pack, asked, part, language, where)
    if name in figures.ratios:
        return _of_ratio(pack, figures, asked, part, where)
    if name in figures.figures:
        return _of_figure(pack, figures.figures[name], asked, part, language, where)
    raise StatementError("is not a figure of this pack", where=where, remedy="correct the id or define the figure")


def _of_series(pack: Pack, year: int, asked: str, part: str, language: str, where: str) -> Quote:
    row = pack.cited(year, part)
    if row is None or row.value is None:
        remedy = "take the sentence out or add the number with its source"
        raise StatementError("was not found for this year", where=where, remedy=remedy)
    shown = f"{row.value:,}"
    if row.bound != "exact":
        words = pack.text(f"statement.words.{row.bound}", language)
        if words.count("{number}") != 1 or words.count("{") != 1:
            raise StatementError("has no {number}", where=f"text statement.words.{row.bound}", remedy="write it once")
        shown = words.replace("{number}", shown)
    return Quote(asked, shown, digest(row.model_dump(mode="json")), row.source, row.confidence or "")


def _of_claim(pack: Pack, asked: str, key: str, language: str, where: str) -> Quote:
    report, _, name = key.partition(".")
    file = pack.reports.find(report) if pack.reports else None
    claim = next((each for each in file.claims if each.id == name), None) if file else None
    if claim is None:
        raise StatementError("is not a claim of a report", where=where, remedy="write {claim.REPORT.CLAIM}, both as registered")
    words = pack.text(f"evidence.claims.{key}", language)
    return Quote(asked, words, digest_of_claim(pack, report, claim), claim.cite.source, holds=claim.holds)


def digest_of_claim(pack: Pack, report: str, claim: ReportClaim) -> str:
    """The digest of a claim as it is registered, with its words in the pack's first language."""
    return digest({"claim": claim.model_dump(mode="json"), "words": pack.text(f"evidence.claims.{report}.{claim.id}")})


def _of_ratio(pack: Pack, figures: Figures, asked: str, part: str, where: str) -> Quote:
    ratio = figures.ratios[asked.partition(".")[0]]
    if any(is_small(pack, figures.figures[name]) for name in (ratio.numerator, ratio.denominator)):
        remedy = "leave the sentence out; what is withheld in a table cannot be told in a sentence"
        raise StatementError("divides a count that is withheld", where=where, remedy=remedy)
    if ratio.share is None:
        remedy = "check the year of the extract, or leave the sentence out"
        raise StatementError("is no share: it has nothing to divide by, or less than it divides", where=where, remedy=remedy)
    shares = {"": ratio.share.value, "low": ratio.share.low, "high": ratio.share.high}
    if part not in shares:
        raise StatementError("is not a part of a ratio", where=where, remedy="use .low or .high")
    return Quote(asked, percent(shares[part]), ratio.definition_digest)


def _of_figure(pack: Pack, figure: Figure, asked: str, part: str, language: str, where: str) -> Quote:
    words = {name: pack.text(f"statement.words.{name}", language) for name in ("not_recorded", "withheld")}
    if not figure.recorded:
        return Quote(asked, words["not_recorded"], figure.definition_digest)
    if part and part not in figure.cells:
        raise StatementError("is not a code of its group", where=where, remedy=_one_of(figure.cells))
    count = figure.cells[part] if part else figure.total
    if count is None or (not part and is_small(pack, figure)):
        if is_of_cases(pack, figure):
            return Quote(asked, words["withheld"], figure.definition_digest)
        remedy = "quote the total, or another cell; what is withheld in a table cannot be told in a sentence"
        raise StatementError("is withheld by its disclosure rule", where=where, remedy=remedy)
    return Quote(asked, f"{count:,}", figure.definition_digest)


def _one_of(names: Iterable[str]) -> Said:
    return Said("use one of {names}", {"names": ", ".join(names)})


def is_of_cases(pack: Pack, figure: Figure) -> bool:
    """Whether a figure counts what became of people."""
    return _entry(pack, figure).dataset in OF_CASES


def is_small(pack: Pack, figure: Figure) -> bool:
    """Whether the total of a figure is itself a count that the pack's rule withholds."""
    return is_small_total(pack, _entry(pack, figure), figure.total)


def _entry(pack: Pack, figure: Figure) -> FigureEntry:
    return next(each for each in pack.figures if each.id == figure.id)
