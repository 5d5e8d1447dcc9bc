"""A crosswalk in the words of the interface, as its page says them; the table and the command line speak the library's English.

It decides nothing and counts nothing: ``firmground.screening.crosswalk`` does.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.screening.crosswalk import Crosswalk, Line, Shared
from firmground.screening.indicator_source import IndicatorSource, Item
from firmground_site.design.joining import listed
from firmground_site.design.library_words import shown
from firmground_site.packs.notes import note_in_words

STATUS = {
    "official": gettext_lazy("the official form"),
    "reconstructed": gettext_lazy("a reconstruction: the official form was not found"),
    "fictional": gettext_lazy("fictional"),
    "topics_only": gettext_lazy("topics only: the wording is not reproduced"),
    "code_lists": gettext_lazy("lists that somebody else published"),
    "topics": gettext_lazy("topics only: the form itself was not found"),
}


def strengths(source: IndicatorSource, item: Item) -> str:
    """How strong the set rates what the item asks about, in the columns that its source applies; "" where nothing is rated."""
    words = {"strong": _("strong"), "medium": _("medium"), "weak": _("weak"), "": _("not in the list")}
    told = []
    for name in source.strengths:
        rated = [getattr(row, name) or "" for row in item.rated]
        for_whom = _("children {rated}") if name == "child" else _("adults {rated}")
        if rated:
            told.append(for_whom.format(rated=listed(words.get(each, each) for each in rated)))
    return _("; ").join(told)


def counts(found: Crosswalk, first: str, second: str) -> tuple[str, str]:
    """How many of the indicators of one side the other asks about, in both directions, for two names."""
    return _shared(first, second, found.first_in_second), _shared(second, first, found.second_in_first)


def _shared(asker: str, other: str, shared: Shared) -> str:
    if not shared.of:
        return _("{asker} asks about no indicator that is known.").format(asker=asker)
    told = (
        _(
            "Of the {of} indicators that {asker} asks about, {other} asks about {asked}, and not about {not_asked}; "
            "of {not_known} it is not known."
        )
        if shared.not_known
        else _("Of the {of} indicators that {asker} asks about, {other} asks about {asked}, and not about {not_asked}.")
    )
    numbers = {"of": shared.of, "asked": shared.asked, "not_asked": shared.not_asked, "not_known": shared.not_known}
    return told.format(asker=asker, other=other, **numbers)


def lists(found: Crosswalk, first: str, second: str) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lists of a crosswalk with their headings, those that are empty as well."""
    only, perhaps = _("Asked only by {side}"), _("Asked by {side}; not known of {other}")
    yield _("Asked by both"), found.both
    yield only.format(side=first), found.only_first
    yield only.format(side=second), found.only_second
    yield perhaps.format(side=first, other=second), found.first_and_perhaps_second
    yield perhaps.format(side=second, other=first), found.second_and_perhaps_first


def bounds(source: IndicatorSource, name: str) -> Iterator[str]:
    """What limits what can be said of a source: that it is known in part, and items of which nothing is known."""
    if source.partial:
        yield _("{name} is known in part. {partial}").format(name=name, partial=note_in_words(source.partial))
    if source.not_known:
        items = listed(item.name for item in source.not_known)
        yield _("What these items of {name} ask about is not known: {items}.").format(name=name, items=items)


def sources(item: Item) -> str:
    """The sources of a reading, and how well they were read; "" where nobody has read the item."""
    if item.cite is None:
        return ""
    return _("{sources}; {confidence}").format(sources=", ".join(item.cite.source), confidence=shown(str(item.cite.confidence)))
