"""Sentences of a statement, each put together from a draft, and what keeps one from standing.

A sentence does not stand when what it quotes is missing, withheld or stale, when a published number contradicts it and no
note says so, when a number in it was typed, or when it has no source. The fault names the sentence and what to do.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from firmground.errors import StatementError
from firmground.evidence.checking import agrees, in_words
from firmground.evidence.draft import Draft, DraftSentence, conflicts_of
from firmground.evidence.placeholders import YEAR, filled, must_be_quoted, placeholders_in
from firmground.evidence.quoting import PUBLISHED, Quote, quote
from firmground.packs.pack import Pack
from firmground.said import Said
from firmground.statistics.figure import Figures
from firmground.values import Confidence, Finding, type_of_json

LEVELS = [str(each) for each in Confidence]  # from the best sourced to the least


@dataclass(frozen=True)
class Note:
    """What stands beside a sentence: the writer's words, or a conflict between sources with its sides."""

    text: str
    sides: tuple[str, ...] = ()
    resolved_by: str = ""

    def to_json(self) -> dict[str, type_of_json]:
        """The note as data."""
        return {"text": self.text, "sides": list(self.sides), "resolved_by": self.resolved_by}


@dataclass(frozen=True)
class Sentence:
    """One sentence, its kind (figure, fact, position), what it quotes, what it cites, and the notes beside it."""

    id: str
    section: str
    kind: str
    text: str
    quotes: tuple[Quote, ...]
    sources: tuple[str, ...]
    confidence: str
    notes: tuple[Note, ...] = ()

    def to_json(self) -> dict[str, type_of_json]:
        """The sentence as data."""
        return {
            "id": self.id,
            "section": self.section,
            "kind": self.kind,
            "text": self.text,
            "quotes": [each.to_json() for each in self.quotes],
            "sources": list(self.sources),
            "confidence": self.confidence,
            "notes": [each.to_json() for each in self.notes],
        }


@dataclass(frozen=True)
class Examined:
    """What became of the sentences of a draft: those that stand, and the faults of those that do not, in their order."""

    sentences: tuple[Sentence, ...]
    faults: tuple[StatementError, ...]


def examine(pack: Pack, figures: Figures, draft: Draft) -> Examined:
    """Put every sentence of a draft together, and say of each that cannot stand why, and what to do."""
    sentences: list[Sentence] = []
    faults: list[StatementError] = list(_of_the_whole(draft))
    for written in draft.sentences:
        found = _Attempt(pack, figures, draft, written)
        sentence = found.sentence()
        faults += found.faults
        if not found.faults:
            sentences.append(sentence)
    return Examined(tuple(sentences), tuple(faults))


def _of_the_whole(draft: Draft) -> Iterable[StatementError]:
    names = [each.id for each in draft.sentences]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield StatementError("is there twice", where=f"sentence {name}", remedy="rename or remove one")
    for each in draft.sentences:
        if each.section not in draft.sections:
            remedy = Said("use one of {sections}, or add it", {"sections": ", ".join(draft.sections)})
            what = Said("is in {section}, which is no section", {"section": repr(each.section)})
            yield StatementError(what, where=f"sentence {each.id}", remedy=remedy)


class _Attempt:
    """One sentence being put together; faults are kept, so that a writer sees all of them at once."""

    def __init__(self, pack: Pack, figures: Figures, draft: Draft, written: DraftSentence) -> None:
        self.pack, self.figures, self.draft, self.written = pack, figures, draft, written
        self.where = f"sentence {written.id}"
        self.faults: list[StatementError] = []
        self.quotes: list[Quote] = []

    def sentence(self) -> Sentence:
        written = self.written
        try:
            must_be_quoted(written.text, where=self.where, is_position=written.kind == "position")
        except StatementError as fault:
            self.faults.append(fault)
        text = filled(written.text, self._shown)
        sources = tuple(dict.fromkeys([*written.source, *(key for each in self.quotes for key in each.sources)]))
        self._must_rest_on_something(sources)
        self._must_be_fresh()
        notes = self._notes()
        self._must_not_be_contradicted()
        kept = (written.id, written.section, written.kind)
        return Sentence(*kept, text, tuple(self.quotes), sources, self._confidence(), notes)

    def _fault(self, what: str | Said, remedy: str, *, where: str = "") -> None:
        self.faults.append(StatementError(what, where=where or self.where, remedy=remedy))

    def _shown(self, asked: str) -> str:
        if asked == YEAR:
            return str(self.draft.year)
        try:
            found = quote(self.pack, self.figures, asked, language=self.draft.language, where=self.where)
        except StatementError as fault:
            self.faults.append(fault)
            return f"{{{asked}}}"
        self.quotes.append(found)
        return found.shown

    def _must_rest_on_something(self, sources: tuple[str, ...]) -> None:
        asks = [each for each in placeholders_in(self.written.text) if each != YEAR]
        if self.written.kind == "figure" and not (asks and (self.faults or any(each.is_computed for each in self.quotes))):
            self._fault("is a figure and quotes none", "quote a figure, or call it a fact or a position")
        if self.written.kind != "position" and any(each.holds == "position" for each in self.quotes):
            self._fault("quotes a position and is not marked as one", "call it a position")
        if self.written.kind != "figure" and not sources and not self.faults:
            self._fault("has no source", "cite one")
        for key in sources:
            if key not in self.pack.sources:
                self._fault(Said("cites {key}, which is not a source", {"key": repr(key)}), "add it to sources.csv")

    def _confidence(self) -> str:
        """The least of what the writer says and of what is quoted."""
        told = {self.written.confidence or "", *(each.confidence for each in self.quotes)} - {""}
        return max(told, key=LEVELS.index, default="")

    def _must_be_fresh(self) -> None:
        """Refuse a sentence whose numbers are no longer those that its writer saw."""
        now = {each.asked: each.shown for each in self.quotes}
        for asked, seen in self.written.seen.items():
            if asked in now and now[asked] != seen:
                parts = {"seen": seen, "now": now[asked]}
                what = Said("is stale: it was written with {seen}, and the extract gives {now}", parts)
                self._fault(what, "read the sentence again, and save it", where=f"{self.where}, {{{asked}}}")

    def _notes(self) -> tuple[Note, ...]:
        known = conflicts_of(self.pack)
        for name in self.written.conflicts:
            if name not in known:
                what = Said("names the conflict {name}, which is not known", {"name": repr(name)})
                self._fault(what, "correct the id, or write a note")
        try:
            must_be_quoted(self.written.note, where=f"note of {self.where}", is_position=self.written.kind == "position")
        except StatementError as fault:
            self.faults.append(fault)
        own = [Note(self.written.note)] if self.written.note else []
        return (*own, *(self._conflict(name) for name in self.written.conflicts if name in known))

    def _conflict(self, name: str) -> Note:
        prefix, language = f"evidence.conflicts.{name}", self.draft.language
        sides = (self.pack.text(f"{prefix}.sides.{side.id}", language) for side in conflicts_of(self.pack)[name].sides)
        about, resolved = (self.pack.text(f"{prefix}.{part}", language) for part in ("about", "resolved_by"))
        return Note(about, tuple(sides), resolved)

    def _must_not_be_contradicted(self) -> None:
        """A note of the writer speaks of everything in the sentence, a conflict of sources only of what it is about."""
        known, remedy = conflicts_of(self.pack), "say so in a note beside the sentence, or name the conflict"
        about = {(known[name].series, known[name].year) for name in self.written.conflicts if name in known}
        for asked in dict.fromkeys(each.asked for each in self.quotes):
            if self.written.note or (series_of(self.pack, asked), self.draft.year) in about:
                continue
            for what in contradictions(self.pack, self.figures, asked):
                self._fault(what, remedy, where=f"{self.where}, {{{asked}}}")


def series_of(pack: Pack, asked: str) -> str | None:
    """The published series that a quote is from, or that counts the same as the total that it quotes."""
    name, _, part = asked.partition(".")
    if name == PUBLISHED:
        return part
    return next((each.published_as for each in pack.figures if each.id == asked), None)


def contradictions(pack: Pack, figures: Figures, asked: str) -> list[Said]:
    """What a quoted number is contradicted by.

    A published number is by a known conflict of its sources, a computed total by the published number that counts the same.
    Numbers that can both be right, such as 7,512 and "more than 7,500", do not contradict each other.
    """
    series = series_of(pack, asked)
    if asked.startswith(f"{PUBLISHED}."):
        about = (each for each in conflicts_of(pack).values() if (each.series, each.year) == (series, figures.year))
        return [Said("is contradicted by another source: see the conflict {name}", {"name": each.id}) for each in about]
    row = pack.cited(figures.year, series) if series else None
    if row is None or row.value is None:
        return []
    if not figures.figures[asked].recorded:
        return []
    if agrees(figures.figures[asked].total, "exact", row.value, row.bound) is not Finding.NO:
        return []
    number, sources = in_words(row.value, row.bound), ", ".join(row.source)
    return [Said("is contradicted by the published number: {number} ({sources})", {"number": number, "sources": sources})]
