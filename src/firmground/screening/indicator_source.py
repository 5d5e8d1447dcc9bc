"""What asks about indicators: an instrument, the lists of a standard, or a form of which only topics are known.

It joins what a pack says of a source with the reading of it (``crosswalk/`` in the pack). It compares nothing.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firmground.errors import NotInForce, NotShipped, PackError
from firmground.packs.crosswalk_entries import CrosswalkEntry, CrosswalkRow
from firmground.packs.effective import in_force
from firmground.packs.entries import Cited
from firmground.packs.instrument_entries import Indicator, InstrumentEntry, QuestionEntry
from firmground.packs.pack import Pack
from firmground.values import DateRange, Finding


@dataclass(frozen=True)
class Item:
    """A question, a value of a list, or a topic, and the indicators it asks about.

    ``asks`` is empty for none on purpose, and ``None`` where that is not known: ``cite`` then tells an item that was read
    without result from one that nobody read (``None``). ``rated`` are the indicators of a set, with their strengths, that a
    yes shows. ``text`` is the key of its words in the pack.
    """

    id: str
    text: str
    asks: tuple[str, ...] | None
    cite: Cited | None
    rated: tuple[Indicator, ...] = ()

    @property
    def name(self) -> str:
        """Its id without the list that it is from, for people."""
        return self.id.rpartition(".")[2]


@dataclass(frozen=True)
class IndicatorSource:
    """A side of a crosswalk on a day.

    ``status`` is that of an instrument, or the kind of any other source. ``partial`` says why its items are not all, if they are
    not. ``strengths`` are the columns ("adult", "child") in which its indicators are rated; empty where they are not.
    """

    id: str
    title: str
    version: str
    status: str
    in_force: DateRange
    items: tuple[Item, ...]
    partial: str = ""
    strengths: tuple[str, ...] = ()

    @property
    def indicators(self) -> frozenset[str]:
        """What some item asks about."""
        return frozenset(name for item in self.items for name in item.asks or ())

    @property
    def not_known(self) -> tuple[Item, ...]:
        """The items of which it is not known what they ask about."""
        return tuple(item for item in self.items if item.asks is None)

    @property
    def about_none(self) -> tuple[Item, ...]:
        """The items that ask about no indicator, on purpose."""
        return tuple(item for item in self.items if item.asks == ())

    def asking(self, indicator: str) -> tuple[Item, ...]:
        """The items that ask about an indicator."""
        return tuple(item for item in self.items if indicator in (item.asks or ()))

    def asks(self, indicator: str) -> Finding:
        """Whether it asks about an indicator; no only where every item is there and read, else not known."""
        if indicator in self.indicators:
            return Finding.YES
        return Finding.NOT_KNOWN if self.partial or self.not_known else Finding.NO


def source_names(pack: Pack) -> tuple[str, ...]:
    """What can be named in a crosswalk: the instruments, then the other sources, each in the order of their ids."""
    others = sorted(name for name, versions in pack.crosswalk.items() if any(each.has_its_own_items for each in versions))
    return (*sorted(pack.instruments), *others)


def sources_on(pack: Pack, on: datetime.date) -> tuple[tuple[IndicatorSource, ...], tuple[tuple[str, str], ...]]:
    """What can be compared on a day; and what cannot, as pairs of id and reason."""
    found, left_out = [], []
    for name in source_names(pack):
        try:
            found.append(find_source(pack, name, on))
        except (NotShipped, NotInForce) as error:
            left_out.append((name, error.what))
    return tuple(found), tuple(left_out)


def find_source(pack: Pack, name: str, on: datetime.date) -> IndicatorSource:
    """A source of indicators as it is on a day.

    Raises ``PackError`` when the pack has none of that name, ``NotInForce`` when none is in force that day, and ``NotShipped``
    when it is known but was not verified.
    """
    if name in pack.instruments:
        return _of_instrument(pack, in_force(pack.instruments[name], on, what=f"instrument {name}"), on)
    if name not in source_names(pack):
        remedy = f"use one of {', '.join(source_names(pack))}"
        raise PackError(f"there is no instrument or list of indicators {name!r}", where=f"pack {pack.id}", remedy=remedy)
    entry = in_force(pack.crosswalk[name], on, what=f"crosswalk {name}")
    items = tuple(Item(row.key, _text_of(entry, row), row.asks, row) for row in entry.rows)
    return IndicatorSource(name, f"crosswalk.{name}.title", entry.version, entry.kind, entry.in_force, items, entry.partial)


def _text_of(entry: CrosswalkEntry, row: CrosswalkRow) -> str:
    return f"codes.{row.list}.{row.item}" if row.list else f"crosswalk.{entry.id}.items.{row.item}"


def _of_instrument(pack: Pack, entry: InstrumentEntry, on: datetime.date) -> IndicatorSource:
    if entry.status == "absent":
        raise NotShipped(
            f"is not shipped: {entry.absent}", where=f"instrument {entry.id}", remedy="verify the source and add it to a pack"
        )
    read = _Reading(pack, entry, on)
    return IndicatorSource(
        id=entry.id,
        title=f"instruments.{entry.id}.title",
        version=entry.version,
        status=entry.status,
        in_force=entry.in_force,
        items=tuple(read.item(question) for question in entry.questions),
        partial=read.partial,
        strengths=_strengths(pack, entry),
    )


def _strengths(pack: Pack, entry: InstrumentEntry) -> tuple[str, ...]:
    """The columns of strengths that an instrument applies; with ``by_age`` all that the set has."""
    if entry.dimensions is None or entry.dimensions.set not in pack.indicator_sets:
        return ()
    columns = pack.indicator_sets[entry.dimensions.set].strengths
    return tuple(name for name in columns if entry.dimensions.strengths in (name, "by_age"))


class _Reading:
    """What is read of the questions of one instrument on a day: in rows of their own, else through the indicators they name."""

    def __init__(self, pack: Pack, entry: InstrumentEntry, on: datetime.date) -> None:
        name = entry.dimensions.set if entry.dimensions else ""
        own = _on(pack, entry.id, "instrument", on)
        found = pack.indicator_sets.get(name)
        self.instrument = entry.id
        self.partial = own.partial if own else ""
        self.rows = _rows(own)
        self.of_set = _rows(_on(pack, name, "indicator_set", on))
        self.rated = {row.indicator: row for row in found.indicators} if found else {}

    def item(self, question: QuestionEntry) -> Item:
        """A question with what it asks about."""
        rated = tuple(self.rated[name] for name in question.about if name in self.rated)
        text = f"instruments.{self.instrument}.questions.{question.id}"
        row = self.rows.get(question.id)
        if row is not None:
            return Item(question.id, text, row.asks, row, rated)
        return Item(question.id, text, *self._through_the_set(question), rated)

    def _through_the_set(self, question: QuestionEntry) -> tuple[tuple[str, ...] | None, Cited | None]:
        """What its indicators are read as, together; not known as soon as one of them is, or where it names none."""
        rows = [self.of_set.get(name) for name in question.about]
        asked = [row.asks if row else None for row in rows]
        if not asked or None in asked:
            return None, next((row for row in rows if row), None)
        return tuple(dict.fromkeys(name for each in asked for name in each or ())), rows[0]


def _on(pack: Pack, name: str, kind: str, on: datetime.date) -> CrosswalkEntry | None:
    versions: Iterator[CrosswalkEntry] = (each for each in pack.crosswalk.get(name, ()) if each.kind == kind)
    return next((each for each in versions if on in each.in_force), None)


def _rows(entry: CrosswalkEntry | None) -> Mapping[str, CrosswalkRow]:
    return MappingProxyType({row.key: row for row in entry.rows} if entry else {})
