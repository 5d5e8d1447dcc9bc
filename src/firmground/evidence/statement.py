"""Composes a yearly statement: sentences from the pack, with figures, ratios and published numbers put in by id."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from firmground.errors import StatementError
from firmground.packs.entries import SentenceEntry
from firmground.packs.pack import Pack
from firmground.statistics.extract import Extract
from firmground.statistics.figure import Figure, Ratio
from firmground.statistics.intervals import percent
from firmground.statistics.tabulation import Figures, compute_figures
from firmground.statistics.words import cell_label
from firmground.values import digest, type_of_json

FORMAT = "firmground-statement-1"
PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
WORDS = (  # the fixed words of a statement, as text keys statement.words.*
    "check",
    "check_how",
    "count",
    "counts_events",
    "counts_persons",
    "data",
    "definition",
    "definitions",
    "figure",
    "pack",
    "position",
    "sources",
    "stands_on",
    "statement",
    "synthetic",
    "tables",
    "total",
    "unverified",
    "withheld",
)


@dataclass(frozen=True)
class Quote:
    """A number in a sentence: what was asked for, what is shown, and the digest of the definition or series it is from."""

    asked: str
    shown: str
    definition_digest: str


@dataclass(frozen=True)
class Sentence:
    """One sentence, its kind (figure, published, position), what it quotes and what it cites."""

    id: str
    section: str
    kind: str
    text: str
    quotes: tuple[Quote, ...]
    sources: tuple[str, ...]
    confidence: str

    def to_json(self) -> dict[str, type_of_json]:
        """The sentence as data."""
        quotes = [{"asked": q.asked, "shown": q.shown, "definition_digest": q.definition_digest} for q in self.quotes]
        cited = {"sources": list(self.sources), "confidence": self.confidence}
        return {"id": self.id, "section": self.section, "kind": self.kind, "text": self.text, "quotes": quotes, **cited}


@dataclass(frozen=True)
class Statement:
    """A composed statement with the figures behind it."""

    pack: str
    pack_digest: str
    extract_digest: str
    year: int
    language: str
    direction: str
    synthetic: bool
    title: str
    sections: Mapping[str, str]
    sentences: tuple[Sentence, ...]
    figures: Figures
    labels: Mapping[str, str]
    words: Mapping[str, str]
    sources: Mapping[str, str]

    def to_json(self) -> dict[str, type_of_json]:
        """The statement as data, without the files made from it."""
        content: dict[str, type_of_json] = {
            "format": FORMAT,
            "title": self.title,
            "pack": self.pack,
            "pack_digest": self.pack_digest,
            "extract_digest": self.extract_digest,
            "year": self.year,
            "language": self.language,
            "direction": self.direction,
            "synthetic": self.synthetic,
            "sections": dict(self.sections),
            "sentences": [sentence.to_json() for sentence in self.sentences],
            "figures": {name: figure.to_json() for name, figure in self.figures.figures.items()},
            "ratios": {name: ratio.to_json() for name, ratio in self.figures.ratios.items()},
            "labels": dict(self.labels),
            "words": dict(self.words),
            "sources": dict(self.sources),
        }
        return {**content, "digest": digest(content)}


def compose(pack: Pack, extract: Extract, year: int, language: str) -> Statement:
    """The statement of a year, in a language, with every number recomputed from the extract.

    Raises ``StatementError`` naming the sentence that quotes something that is not there, states a published number that
    was not found (unless it is optional), or has no source; then nothing is built.
    """
    direction = pack.language(language).direction
    if not pack.sentences:
        raise StatementError("has no statement", where=f"pack {pack.id}", remedy="add evidence/statement.toml")
    figures = compute_figures(pack, extract, year)
    wanted = [entry for entry in pack.sentences if not (entry.optional and _lacks_a_number(pack, entry, year, language))]
    sentences = tuple(_sentence(pack, entry, figures, year, language) for entry in wanted)
    cited = sorted({key for sentence in sentences for key in sentence.sources})
    return Statement(
        pack=pack.id,
        pack_digest=pack.digest,
        extract_digest=extract.digest,
        year=year,
        language=language,
        direction=direction,
        synthetic=extract.synthetic,
        title=f"{pack.text('statement.title', language)} {year}",
        sections={
            each: pack.text(f"statement.sections.{each}", language) for each in dict.fromkeys(s.section for s in sentences)
        },
        sentences=sentences,
        figures=figures,
        labels=_labels(pack, figures, language),
        words={word: pack.text(f"statement.words.{word}", language) for word in WORDS},
        sources={key: pack.sources.get(key, "") for key in cited},
    )


def _sentence(pack: Pack, entry: SentenceEntry, figures: Figures, year: int, language: str) -> Sentence:
    key = f"statement.sentences.{entry.id}"
    written = pack.text(key, language)
    quotes: list[Quote] = []
    sources = list(entry.cite.source) if entry.cite else []

    def put(match: re.Match[str]) -> str:
        asked = match.group(1)
        if asked == "year":
            return str(year)
        quote, cited = _quote(pack, figures, asked, entry.id, language)
        quotes.append(quote)
        sources.extend(cited)
        return quote.shown

    _must_be_quoted(entry, written)
    text = PLACEHOLDER.sub(put, written)
    if entry.kind == "figure" and not quotes:
        raise StatementError(
            "is a figure and quotes none", where=f"sentence {entry.id}", remedy="quote a figure, or call it a position"
        )
    if entry.kind != "figure" and not sources:
        raise StatementError("has no source", where=f"sentence {entry.id}", remedy="cite one")
    for key in sources:
        if key not in pack.sources:
            raise StatementError(
                f"cites {key!r}, which is not a source", where=f"sentence {entry.id}", remedy="add it to sources.csv"
            )
    confidence = str(entry.cite.confidence) if entry.cite else ""
    return Sentence(entry.id, entry.section, entry.kind, text, tuple(quotes), tuple(dict.fromkeys(sources)), confidence)


def _must_be_quoted(entry: SentenceEntry, written: str) -> None:
    """Refuse braces that are no placeholder and, but in a position, a number that somebody typed."""
    plain = PLACEHOLDER.sub("", written)
    where = f"sentence {entry.id}"
    if "{" in plain or "}" in plain:
        raise StatementError(
            "has braces that quote nothing", where=where, remedy="write {figure} in small letters, without spaces"
        )
    if entry.kind != "position" and re.search(r"\d", plain):
        raise StatementError("has a number that stands on nothing", where=where, remedy="quote a figure, or write it in words")


def _lacks_a_number(pack: Pack, entry: SentenceEntry, year: int, language: str) -> bool:
    """Whether a sentence quotes a published number that was not found for the year."""
    asked = PLACEHOLDER.findall(pack.text(f"statement.sentences.{entry.id}", language))
    rows = [pack.cited(year, each.removeprefix("published.")) for each in asked if each.startswith("published.")]
    return any(row is None or row.value is None for row in rows)


def _quote(pack: Pack, figures: Figures, asked: str, sentence: str, language: str) -> tuple[Quote, tuple[str, ...]]:
    """A quoted number and the sources it brings along."""
    name, _, part = asked.partition(".")
    where = f"sentence {sentence}, {{{asked}}}"
    if name == "published":
        row = pack.cited(figures.year, part)
        if row is None or row.value is None:
            remedy = "take the sentence out or add the number with its source"
            raise StatementError("was not found for this year", where=where, remedy=remedy)
        shown = f"{row.value:,}"
        if row.bound != "exact":
            words = pack.text(f"statement.words.{row.bound}", language)
            if PLACEHOLDER.findall(words) != ["number"]:
                raise StatementError("has no {number}", where=f"text statement.words.{row.bound}", remedy="write it once")
            shown = words.replace("{number}", shown)
        return Quote(asked, shown, digest(row.model_dump(mode="json"))), row.source
    if name in figures.ratios:
        return _of_ratio(figures.ratios[name], asked, part, where), ()
    if name in figures.figures:
        withheld = pack.text("statement.words.withheld", language)
        return _of_figure(figures.figures[name], asked, part, where, withheld), ()
    raise StatementError("is not a figure of this pack", where=where, remedy="correct the id or define the figure")


def _of_ratio(ratio: Ratio, asked: str, part: str, where: str) -> Quote:
    if ratio.share is None:
        remedy = "check the year of the extract, or leave the sentence out"
        raise StatementError("is no share: it has nothing to divide by, or less than it divides", where=where, remedy=remedy)
    shares = {"": ratio.share.value, "low": ratio.share.low, "high": ratio.share.high}
    if part not in shares:
        raise StatementError("is not a part of a ratio", where=where, remedy="use .low or .high")
    return Quote(asked, percent(shares[part]), ratio.definition_digest)


def _of_figure(figure: Figure, asked: str, part: str, where: str, withheld: str) -> Quote:
    if part and part not in figure.cells:
        raise StatementError("is not a code of its group", where=where, remedy=f"use one of {', '.join(figure.cells)}")
    count = figure.cells[part] if part else figure.total
    return Quote(asked, withheld if count is None else f"{count:,}", figure.definition_digest)


def _labels(pack: Pack, figures: Figures, language: str) -> dict[str, str]:
    """The names of figures, ratios and the codes in their tables."""
    labels = {name: pack.text(f"figures.{name}", language) for name in (*figures.figures, *figures.ratios)}
    for figure in figures.figures.values():
        for code in figure.cells:
            labels[f"{figure.group}.{code}"] = cell_label(pack, figure.group, code, language)
    return labels
