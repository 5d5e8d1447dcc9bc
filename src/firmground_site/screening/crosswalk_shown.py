"""Two instruments side by side as a page shows them: texts with their languages, lists, counts, and what each reading rests on.

It decides nothing: ``firmground.screening.crosswalk`` does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.packs.pack import Pack
from firmground.screening.crosswalk import Crosswalk, Line
from firmground.screening.indicator_source import IndicatorSource, Item
from firmground_site.law.in_words import InLanguage
from firmground_site.packs.notes import note_in_words
from firmground_site.packs.queries import interface_language
from firmground_site.screening import crosswalk_told

CERTAIN = 3  # the first lists: both, only the first, only the second


@dataclass(frozen=True)
class ShownItem:
    """A question, value or topic: its words, how its set rates it, and what it is read as and why."""

    id: str
    said: InLanguage
    strengths: str
    about: tuple[InLanguage, ...]
    is_read: bool
    note: str
    sources: str


@dataclass(frozen=True)
class ShownLine:
    """An indicator with the items of both sides that ask about it."""

    indicator: InLanguage
    first: tuple[ShownItem, ...]
    second: tuple[ShownItem, ...]


@dataclass(frozen=True)
class ShownSide:
    """A side: what it is, and its items."""

    id: str
    title: str
    what: str
    version: str
    items: tuple[ShownItem, ...]
    about_none: tuple[ShownItem, ...]
    not_known: tuple[ShownItem, ...]
    bounds: tuple[str, ...]

    @property
    def readings(self) -> str:
        """The heading of the readings of its items."""
        return _("How each of the {count} of {title} was read").format(count=len(self.items), title=self.title)


@dataclass(frozen=True)
class ShownList:
    """A list of a crosswalk; an empty one is only worth saying where nothing is in doubt."""

    title: str
    lines: tuple[ShownLine, ...]
    sides: tuple[str, ...]
    is_worth_saying: bool

    @property
    def heading(self) -> str:
        """Its title with the number of its indicators."""
        return _("{title} ({count})").format(title=self.title, count=len(self.lines))

    @property
    def columns(self) -> list[str]:
        """The heads of its table: a side of which its title says all has no column."""
        return [_("Indicator"), *self.sides]

    @property
    def rows(self) -> list[tuple[InLanguage, list[tuple[ShownItem, ...]]]]:
        """Each indicator with the items of each side that asks about it."""
        return [(line.indicator, [items for items in (line.first, line.second) if items]) for line in self.lines]


@dataclass(frozen=True)
class Shown:
    """All that the page shows of two sides."""

    sides: tuple[ShownSide, ShownSide]
    counts: tuple[str, str]
    lists: tuple[ShownList, ...]
    neither: tuple[InLanguage, ...]


def name_of(pack: Pack, name: str) -> str:
    """The title of what can be chosen; of what was never verified, its id as words."""
    for key in (f"instruments.{name}.title", f"crosswalk.{name}.title"):
        if any(key in texts for texts in pack.texts.values()):
            return pack.text(key, interface_language())
    return _("{name} (not shipped)").format(name=name.replace("_", " "))


def said(pack: Pack, key: str, tag: str) -> InLanguage:
    """A text in a language, or in the first language of the pack, and which of the two it is."""
    language = pack.language(tag) if key in pack.texts.get(tag, {}) else pack.default_language
    return InLanguage(language.tag, language.direction, pack.text(key, language.tag))


def shown(found: Crosswalk, tag: str) -> Shown:
    """A crosswalk with its questions in a language."""
    names = (name_of(found.pack, found.first.id), name_of(found.pack, found.second.id))
    whose = (names, names[:1], names[1:], names[:1], names[1:])
    lists = (
        ShownList(title, _lines(found, lines, tag), whose[place], is_worth_saying=place < CERTAIN)
        for place, (title, lines) in enumerate(crosswalk_told.lists(found, *names))
    )
    return Shown(
        sides=(_side(found.pack, found.first, tag), _side(found.pack, found.second, tag)),
        counts=crosswalk_told.counts(found, *names),
        lists=tuple(lists),
        neither=tuple(_indicator(found.pack, line.indicator, tag) for line in found.neither),
    )


def _side(pack: Pack, source: IndicatorSource, tag: str) -> ShownSide:
    title = name_of(pack, source.id)
    return ShownSide(
        id=source.id,
        title=title,
        what=str(crosswalk_told.STATUS[source.status]),
        version=source.version,
        items=_items(pack, source, source.items, tag),
        about_none=_items(pack, source, source.about_none, tag),
        not_known=_items(pack, source, source.not_known, tag),
        bounds=tuple(crosswalk_told.bounds(source, title)),
    )


def _lines(found: Crosswalk, lines: Iterable[Line], tag: str) -> tuple[ShownLine, ...]:
    return tuple(
        ShownLine(
            indicator=_indicator(found.pack, line.indicator, tag),
            first=_items(found.pack, found.first, line.first, tag),
            second=_items(found.pack, found.second, line.second, tag),
        )
        for line in lines
    )


def _items(pack: Pack, source: IndicatorSource, items: Iterable[Item], tag: str) -> tuple[ShownItem, ...]:
    return tuple(
        ShownItem(
            id=item.name,
            said=said(pack, item.text, tag),
            strengths=crosswalk_told.strengths(source, item),
            about=tuple(_indicator(pack, name, tag) for name in item.asks or ()),
            is_read=item.asks is not None,
            note=note_in_words(item.cite.note) if item.cite else _("Nobody has read it yet"),
            sources=crosswalk_told.sources(item),
        )
        for item in items
    )


def _indicator(pack: Pack, indicator: str, tag: str) -> InLanguage:
    return said(pack, f"codes.indicators.{indicator}", tag)
