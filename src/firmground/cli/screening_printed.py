"""What ``firmground screening`` prints for people."""

from collections.abc import Iterable

from firmground.cli.output import console, print_table
from firmground.packs.pack import Pack
from firmground.screening.crosswalk import LIMITS, Crosswalk, Line
from firmground.screening.crosswalk_words import (
    STATUS,
    bounds_in_words,
    counts_in_words,
    indicator_in_words,
    lists_in_words,
    strengths_in_words,
    title_in_words,
)
from firmground.screening.indicator_source import IndicatorSource, Item


def sources(pack: Pack, found: Iterable[IndicatorSource], left_out: Iterable[tuple[str, str]]) -> None:
    """A row for each source that can be compared, then the others with the reason."""
    rows = [
        (each.id, title_in_words(pack, each), STATUS[each.status], str(len(each.items)), str(len(each.indicators)))
        for each in found
    ]
    print_table("Can be laid side by side", ("id", "title", "what it is", "items", "indicators"), rows, numbers=(3, 4))
    for name, why in left_out:
        console().print(f"{name}: {why}")


def crosswalk(found: Crosswalk) -> None:
    """The two sides, the counts in both directions, each list as a table, the items without indicator, and the limits."""
    sides = (found.first, found.second)
    for each in sides:
        console().print(f"{each.id}: {title_in_words(found.pack, each)} ({STATUS[each.status]})")
    for words in (*counts_in_words(found, *(each.id for each in sides)), *_bounds(found)):
        console().print(words)
    console().print("")
    for title, lines in lists_in_words(found, *(each.id for each in sides)):
        if lines:
            print_table(f"{title}: {len(lines)}", ("indicator", found.first.id, found.second.id), _rows(found, lines))
    console().print(f"Asked by neither: {_named(found, found.neither) or 'nothing'}\n")
    for each in sides:
        if each.about_none:
            console().print(f"About no indicator in {each.id}: {', '.join(item.name for item in each.about_none)}")
    console().print("\nWhat this cannot show:")
    for words in LIMITS:
        console().print(f"  {words}")


def _bounds(found: Crosswalk) -> Iterable[str]:
    for each in dict.fromkeys((found.first, found.second)):
        yield from bounds_in_words(found.pack, each, each.id)


def _rows(found: Crosswalk, lines: Iterable[Line]) -> list[tuple[str, str, str]]:
    return [
        (
            indicator_in_words(found.pack, line.indicator),
            _items(found.first, line.first) or str(line.first_asks),
            _items(found.second, line.second) or str(line.second_asks),
        )
        for line in lines
    ]


def _items(source: IndicatorSource, items: Iterable[Item]) -> str:
    rated = ((item.name, strengths_in_words(source, item)) for item in items)
    return "\n".join(f"{name} ({strengths})" if strengths else name for name, strengths in rated)


def _named(found: Crosswalk, lines: Iterable[Line]) -> str:
    return "; ".join(indicator_in_words(found.pack, line.indicator).lower() for line in lines)
