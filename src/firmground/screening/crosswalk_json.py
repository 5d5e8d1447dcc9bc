"""A crosswalk for programs, and as rows of a table: ids, findings and readings, with the words of the pack's first language."""

from collections.abc import Iterator

from firmground.packs.pack import Pack
from firmground.screening.crosswalk import LIMITS, Crosswalk, Line, Shared
from firmground.screening.crosswalk_words import indicator_in_words, item_in_words, title_in_words
from firmground.screening.indicator_source import IndicatorSource, Item
from firmground.values import type_of_json

Json = dict[str, type_of_json]
HEAD = (
    "indicator", "label", "first_asks", "second_asks", "side", "item", "text", "adult", "child", "source", "confidence", "note"
)  # fmt: skip


def crosswalk_to_json(found: Crosswalk) -> Json:
    """Everything that a crosswalk says, with the digest of the pack that it rests on."""
    return {
        "pack": found.pack.id,
        "pack_digest": found.pack.digest,
        "on": found.on.isoformat(),
        "first": source_to_json(found.pack, found.first),
        "second": source_to_json(found.pack, found.second),
        "first_in_second": _shared(found.first_in_second),
        "second_in_first": _shared(found.second_in_first),
        "indicators": [_line(found, line) for line in found.lines],
        "limits": list(LIMITS),
    }


def source_to_json(pack: Pack, source: IndicatorSource) -> Json:
    """A source: what it is, and the items that stand in no list of indicators."""
    return {
        "id": source.id,
        "title": title_in_words(pack, source),
        "version": source.version,
        "status": source.status,
        "from": source.in_force.first.isoformat() if source.in_force.first else None,
        "to": source.in_force.last.isoformat() if source.in_force.last else None,
        "partial": source.partial,
        "strengths": list(source.strengths),
        "items": len(source.items),
        "indicators": len(source.indicators),
        "about_none": [_item(pack, source, each) for each in source.about_none],
        "not_known": [_item(pack, source, each) for each in source.not_known],
    }


def crosswalk_rows(found: Crosswalk, tag: str | None = None) -> Iterator[tuple[str, ...]]:
    """A row for each item of each side by indicator, under ``HEAD``; an indicator that neither asks about has one row."""
    for line in found.lines:
        about = (line.indicator, indicator_in_words(found.pack, line.indicator, tag), line.first_asks, line.second_asks)
        sides = (("first", found.first, line.first), ("second", found.second, line.second))
        rows = [(*about, side, *_cells(found.pack, source, item, tag)) for side, source, items in sides for item in items]
        yield from rows or [(*about, *[""] * (len(HEAD) - len(about)))]


def _cells(pack: Pack, source: IndicatorSource, item: Item, tag: str | None) -> tuple[str, ...]:
    shown = _item(pack, source, item, tag)
    strengths = (" ".join(filter(None, shown["strengths"].get(name, []))) for name in ("adult", "child"))
    cite = shown["cite"] or {"source": [], "confidence": "", "note": ""}
    return (item.id, shown["text"], *strengths, " ".join(cite["source"]), cite["confidence"], cite["note"])


def _line(found: Crosswalk, line: Line) -> Json:
    return {
        "indicator": line.indicator,
        "label": indicator_in_words(found.pack, line.indicator),
        "first_asks": str(line.first_asks),
        "second_asks": str(line.second_asks),
        "first": [_item(found.pack, found.first, each) for each in line.first],
        "second": [_item(found.pack, found.second, each) for each in line.second],
    }


def _item(pack: Pack, source: IndicatorSource, item: Item, tag: str | None = None) -> Json:
    cite = item.cite
    return {
        "id": item.id,
        "text": item_in_words(pack, item, tag),
        "strengths": {name: [getattr(row, name) for row in item.rated] for name in source.strengths if item.rated},
        "cite": {"source": list(cite.source), "confidence": cite.confidence, "note": cite.note} if cite else None,
    }


def _shared(shared: Shared) -> Json:
    return {"of": shared.of, "asked": shared.asked, "not_asked": shared.not_asked, "not_known": shared.not_known}
