"""A crosswalk in words, in a language of the pack where it has them: titles, items, strengths and counts; never a verdict."""

from collections.abc import Iterator

from firmground.packs.pack import Pack
from firmground.screening.crosswalk import Crosswalk, Line, Shared
from firmground.screening.indicator_source import IndicatorSource, Item

STATUS = {
    "official": "the official form",
    "reconstructed": "a reconstruction: the official form was not found",
    "fictional": "fictional",
    "topics_only": "topics only: the wording is not reproduced",
    "code_lists": "lists that somebody else published",
    "topics": "topics only: the form itself was not found",
}
RATED_FOR = {"adult": "adults", "child": "children"}


def title_in_words(pack: Pack, source: IndicatorSource, tag: str | None = None) -> str:
    """The title of a source."""
    return pack.text(source.title, tag)


def item_in_words(pack: Pack, item: Item, tag: str | None = None) -> str:
    """A question, a value or a topic in the words of the pack."""
    return pack.text(item.text, tag)


def indicator_in_words(pack: Pack, indicator: str, tag: str | None = None) -> str:
    """An indicator in the words of the pack."""
    return pack.text(f"codes.indicators.{indicator}", tag)


def strengths_in_words(source: IndicatorSource, item: Item) -> str:
    """How strong the set rates what the item asks about, in the columns that its source applies; "" where nothing is rated."""
    columns = ((RATED_FOR[name], [getattr(row, name) or "not in the list" for row in item.rated]) for name in source.strengths)
    return "; ".join(f"{whom} {', '.join(rated)}" for whom, rated in columns if rated)


def shared_in_words(asker: str, other: str, shared: Shared) -> str:
    """How many of the indicators of one side the other asks about, in this direction only."""
    if not shared.of:
        return f"{asker} asks about no indicator that is known."
    told = f"Of the {shared.of} indicators that {asker} asks about, {other} asks about {shared.asked}, and not about"
    told = f"{told} {shared.not_asked}"
    return f"{told}; of {shared.not_known} it is not known." if shared.not_known else f"{told}."


def counts_in_words(found: Crosswalk, first: str, second: str) -> tuple[str, str]:
    """Both directions, for two names."""
    return shared_in_words(first, second, found.first_in_second), shared_in_words(second, first, found.second_in_first)


def lists_in_words(found: Crosswalk, first: str, second: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lists of a crosswalk with their headings, those that are empty as well."""
    yield "Asked by both", found.both
    yield f"Asked only by {first}", found.only_first
    yield f"Asked only by {second}", found.only_second
    yield f"Asked by {first}; not known of {second}", found.first_and_perhaps_second
    yield f"Asked by {second}; not known of {first}", found.second_and_perhaps_first


def bounds_in_words(pack: Pack, source: IndicatorSource, name: str) -> Iterator[str]:
    """What limits what can be said of a source: that it is known in part, and items of which nothing is known."""
    if source.partial:
        yield f"{name} is known in part. {source.partial}"
    if source.not_known:
        items = ", ".join(item.name for item in source.not_known)
        yield f"What these items of {name} ask about is not known: {items}."
