"""The draft of a statement: sentences with the ids of what they quote, before any number is put in.

It owns the shape of a draft, the one that a pack gives for each year, and drafts in files. It computes nothing.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StrictInt, StringConstraints

from firmground.errors import InputError, PackError, StatementError
from firmground.evidence.placeholders import placeholders_in
from firmground.packs.entries import Entry, Id, LanguageTag, SentenceEntry, SentenceKind
from firmground.packs.pack import Pack
from firmground.packs.reader import as_entry, toml_entry
from firmground.packs.report_entries import Conflict
from firmground.values import digest, type_of_json

Words = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=4000)]
Level = Literal["primary", "secondary", "inferred", "unverified"]


class DraftSentence(Entry):
    """A sentence of a draft.

    ``text`` quotes by id, in braces. ``seen`` is what stood for each placeholder when somebody last read the sentence: should
    the extract now give something else, the sentence is stale. ``note`` and ``conflicts`` stand beside a number that another
    published number contradicts.
    """

    id: Id
    section: Id
    kind: SentenceKind
    text: Words
    source: tuple[str, ...] = ()
    confidence: Level | None = None
    conflicts: tuple[Id, ...] = ()
    note: str = ""
    seen: Mapping[str, str] = Field(default_factory=dict)


class Draft(Entry):
    """A statement before it is built. ``sections`` has the headings, in the order in which they are read."""

    title: Words
    year: Annotated[StrictInt, Field(ge=1900, le=2999)]
    language: LanguageTag
    sections: Mapping[Id, Words]
    sentences: Annotated[tuple[DraftSentence, ...], Field(min_length=1)]

    @property
    def digest(self) -> str:
        """The digest of the words and ids, by which reviewers know that they read the same."""
        return digest(self.to_json())

    def to_json(self) -> dict[str, type_of_json]:
        """The draft as data; ``draft_from_json`` reads it."""
        return self.model_dump(mode="json")


def draft_of(pack: Pack, year: int, language: str) -> Draft:
    """The pack's own statement of a year, in a language; optional sentences that lack their published number are left out.

    Raises ``StatementError`` when the pack has no statement and ``PackError`` for a language that it does not have.
    """
    pack.language(language)
    if not pack.sentences:
        raise StatementError("has no statement", where=f"pack {pack.id}", remedy="add evidence/statement.toml")
    wanted = [entry for entry in pack.sentences if not (entry.optional and _lacks_a_number(pack, entry, year, language))]
    sections = dict.fromkeys(entry.section for entry in wanted)
    return Draft(
        title=f"{pack.text('statement.title', language)} {year}",
        year=year,
        language=language,
        sections={name: pack.text(f"statement.sections.{name}", language) for name in sections},
        sentences=tuple(_sentence(pack, entry, year, language) for entry in wanted),
    )


def read_draft(path: Path) -> Draft:
    """The draft in a TOML file; ``InputError`` names the key that is wrong."""
    try:
        return toml_entry(Draft, path)
    except PackError as error:
        raise InputError(error.what, where=error.where, remedy="see docs/reference/statement.md") from error


def draft_from_json(value: type_of_json, *, where: str) -> Draft:
    """The draft that ``to_json`` wrote; ``InputError`` for anything else."""
    try:
        return as_entry(Draft, value, where=where)
    except PackError as error:
        raise InputError(error.what, where=error.where, remedy="use the draft as it was made") from error


def conflicts_of(pack: Pack) -> Mapping[str, Conflict]:
    """The conflicts between sources that the pack knows, by id."""
    return {each.id: each for each in pack.reports.conflicts} if pack.reports else {}


def _sentence(pack: Pack, entry: SentenceEntry, year: int, language: str) -> DraftSentence:
    known = conflicts_of(pack)
    of_year = (name for name in entry.conflicts if name not in known or known[name].year in (None, year))
    return DraftSentence(
        id=entry.id,
        section=entry.section,
        kind=entry.kind,
        text=pack.text(f"statement.sentences.{entry.id}", language),
        source=entry.cite.source if entry.cite else (),
        confidence=entry.cite.confidence if entry.cite else None,
        conflicts=tuple(of_year),
    )


def _lacks_a_number(pack: Pack, entry: SentenceEntry, year: int, language: str) -> bool:
    """Whether a sentence quotes a published number that was not found for the year."""
    asked = placeholders_in(pack.text(f"statement.sentences.{entry.id}", language))
    rows = [pack.cited(year, each.removeprefix("published.")) for each in asked if each.startswith("published.")]
    return any(row is None or row.value is None for row in rows)
