"""A draft as the value that the library composes, and what becomes of it and of single sentences with the figures of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from firmground.errors import FirmgroundError, StatementError
from firmground.evidence.draft import Draft, draft_from_json
from firmground.evidence.placeholders import placeholders_in
from firmground.evidence.quoting import quote
from firmground.evidence.sentences import Examined, Sentence, examine
from firmground.statistics.figure import Figures
from firmground_site.audit.actions import Refused
from firmground_site.design.library_words import translated
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.packs.queries import active_pack


@dataclass(frozen=True)
class Written:
    """A sentence as somebody wrote it, before it is kept."""

    name: str
    section: str
    kind: str
    text: str
    sources: tuple[str, ...] = ()
    confidence: str = ""
    conflicts: tuple[str, ...] = ()
    note: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The sentence as the library's draft has it."""
        return {
            "id": self.name,
            "section": self.section,
            "kind": self.kind,
            "text": self.text,
            "source": list(self.sources),
            "confidence": self.confidence or None,
            "conflicts": list(self.conflicts),
            "note": self.note,
            "seen": dict(self.seen),
        }


@dataclass(frozen=True)
class Preview:
    """What becomes of one sentence: as it would stand (``None`` if it cannot), or its faults with what to do."""

    sentence: Sentence | None
    faults: tuple[str, ...]


def written_of(sentence: DraftSentence) -> Written:
    """A kept sentence as it was written."""
    kept = (sentence.name, sentence.section, sentence.kind, sentence.text)
    beside = (tuple(sentence.sources), sentence.confidence, tuple(sentence.conflicts), sentence.note, sentence.seen)
    return Written(*kept, *beside)


def in_order(draft: StatementDraft) -> list[DraftSentence]:
    """The sentences of a draft as they are read: section by section."""
    sections = [name for name, _ in draft.sections]
    places = {name: place for place, name in enumerate(sections)}
    return sorted(draft.sentences.all(), key=lambda each: (places.get(each.section, len(places)), each.place))


def draft_value(draft: StatementDraft, sentences: Iterable[Written] | None = None) -> Draft:
    """The draft as the library takes it, with other sentences if some are given; ``Refused`` when it has none, or no form."""
    listed = map(written_of, in_order(draft)) if sentences is None else sentences
    told: dict[str, Any] = {"title": draft.title, "year": draft.year, "language": draft.language}
    told |= {"sections": dict(draft.sections), "sentences": [each.to_json() for each in listed]}
    if not told["sentences"]:
        raise Refused(_("The statement has no sentence yet. Write one."))
    try:
        return draft_from_json(told, where="draft")
    except FirmgroundError as error:
        raise Refused(_("The draft {what}.").format(what=translated(error.told[0]))) from error


def examined(draft: StatementDraft, figures: Figures) -> Examined:
    """Every sentence of a draft put together with some figures, and the faults of those that cannot stand."""
    return examine(active_pack(), figures, draft_value(draft))


def preview_of(draft: StatementDraft, written: Written, figures: Figures) -> Preview:
    """What becomes of one sentence with some figures."""
    found = examine(active_pack(), figures, draft_value(draft, [written]))
    return Preview(next(iter(found.sentences), None), tuple(map(in_words, found.faults)))


def with_what_is_seen(written: Written, figures: Figures, language: str) -> Written:
    """The sentence with what stands now for everything that it quotes, as its writer sees it on saving."""
    return replace(written, seen=dict(_shown(written, figures, language)))


def _shown(written: Written, figures: Figures, language: str) -> Iterable[tuple[str, str]]:
    for asked in dict.fromkeys(placeholders_in(written.text)):
        try:
            yield asked, quote(active_pack(), figures, asked, language=language, where="seen").shown
        except StatementError:  # it cannot be quoted: the preview says why
            continue


def in_words(fault: StatementError) -> str:
    """A fault of a sentence as one says it: of what, what is wrong, and what to do."""
    *_rest, asked = (fault.where or "").partition(", ")
    what, remedy = map(translated, fault.told)
    return _("{asked} {what}. What to do: {remedy}.").format(asked=asked or _("It"), what=what, remedy=remedy)


def in_full(fault: StatementError) -> str:
    """A fault as one says it where more than one sentence is spoken of: which sentence, what is wrong, and what to do."""
    what, remedy = map(translated, fault.told)
    return _("{where}: {what}. What to do: {remedy}.").format(where=_place(fault), what=what, remedy=remedy)


def _place(fault: StatementError) -> str:
    """Where a fault is, in the language of the page."""
    name, place = name_in(fault), fault.where or ""
    return _("sentence {name}").format(name=name) + place.removeprefix(f"sentence {name}") if name else place


def name_in(fault: StatementError) -> str:
    """The name of the sentence that a fault is about; "" for one of the whole draft."""
    where = (fault.where or "").partition(",")[0]
    return where.removeprefix("sentence ") if where.startswith("sentence ") else ""
