"""Items of evidence in the words of the interface: what each shows, when, and in which document.

The library says the same in English, for commands and tables; a test holds the two against each other.
"""

import datetime
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.plan_entries import EvidenceEntry, PlanClaim
from firmground_site.design.joining import listed

SHOWS = {
    "begun": gettext_lazy("begun"),
    "continues": gettext_lazy("in operation"),
    "done": gettext_lazy("done"),
    "not_done": gettext_lazy("not done yet"),
}


def day_in_words(day: datetime.date) -> str:
    """A day as people write it."""
    return date_format(day)


def when(first: datetime.date | None, last: datetime.date | None) -> str:
    """The days between which something happened."""
    if first and last:
        if first == last:
            return _("on {day}").format(day=day_in_words(first))
        return _("between {first} and {last}").format(first=day_in_words(first), last=day_in_words(last))
    if first:
        return _("on or after {day}").format(day=day_in_words(first))
    return _("by {day}").format(day=day_in_words(last or datetime.date.max))


def item_in_words(item: EvidenceEntry, *, bare: bool = False) -> str:
    """An item in short: what it shows, unless ``bare``, when, and in which document."""
    days = when(item.from_, item.to)
    if item.value is not None:
        return _("{value} {when} ({document})").format(value=item.value, when=days, document=item.document)
    if bare:
        return _("{when} ({document})").format(when=days, document=item.document)
    return _("{shows} {when} ({document})").format(shows=SHOWS[item.shows], when=days, document=item.document)


def items_in_words(items: Iterable[EvidenceEntry], *, bare: bool = True) -> str:
    """Several items after each other."""
    return _("; ").join(item_in_words(each, bare=bare) for each in items)


def claims_in_words(claims: Iterable[PlanClaim]) -> list[str]:
    """Statements about the whole plan, those of one day together."""
    sources: dict[datetime.date, list[str]] = {}
    for claim in claims:
        sources.setdefault(claim.by, []).extend(claim.cite.source)
    told = _("counted among all measures said to be in place by {day} ({sources})")
    return [told.format(day=day_in_words(by), sources=listed(dict.fromkeys(theirs))) for by, theirs in sources.items()]
