"""A provision in the words of its pages: what it touches and carries, on what each part rests, and how that changed.

What the register does not say is "not known" here, never "none".
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.law.coverage import EXTENDED, MINIMUM
from firmground.law.penalties import NOT_KNOWN
from firmground.law.provision import ONE_DAY, Provision, citations_of, cited_in_words
from firmground.packs.pack import Pack
from firmground_site.design.joining import listed as listed_in_words
from firmground_site.design.library_words import shown
from firmground_site.law.citations import Cited, cited
from firmground_site.law.penalties import maximum, penalties, penalty, time_limit
from firmground_site.packs.queries import interface_language

STANDING = {
    "provision": gettext_lazy("named by section"),
    "area": gettext_lazy("in a named area"),
    "no": gettext_lazy("our reading"),
}
COLOURS = {"provision": "teal", "area": "blue", "no": "grey"}
MODES = {
    "indictable": gettext_lazy("On indictment"),
    "summary": gettext_lazy("Summarily, before a magistrate"),
    "either": gettext_lazy("On indictment or summarily"),
    None: gettext_lazy("Not known"),
}
FALLS = {
    "no": "",
    "possibly": gettext_lazy("Can fall on the trafficked person"),
    "chiefly": gettext_lazy("Falls chiefly on the trafficked person"),
}


@dataclass(frozen=True)
class InLanguage:
    """A text in a language, for the attributes ``lang`` and ``dir``."""

    tag: str
    direction: str
    words: str


@dataclass(frozen=True)
class Row:
    """A provision as a row of a table, on a day."""

    id: str
    number: int
    cited: str
    conduct: str
    touches: tuple[str, ...]
    penalty: str
    standing: str
    colour: str
    is_verified: bool
    falls: str


@dataclass(frozen=True)
class Period:
    """Days on which nothing about a provision changed: whether it was in force, and what it carried."""

    days: str
    in_force: bool
    penalties: tuple[str, ...]
    time_limit: str


@dataclass(frozen=True)
class Part:
    """A part of a provision's entry and what it rests on; ``says`` is what another source has in its place."""

    name: str
    cited: Cited
    says: str = ""


def row_of(pack: Pack, provision: Provision, day: datetime.date) -> Row:
    """A provision of the register as a row."""
    entry = provision.entry
    return Row(
        id=provision.id,
        number=entry.number,
        cited=cited_in_words(pack, provision),
        conduct=conduct_of(pack, provision),
        touches=tuple(f"{name}: {words}" for name, words in touches(pack, provision) if words),
        penalty=penalties(pack, provision.penalties_on(day)),
        standing=STANDING[entry.named],
        colour=COLOURS[entry.named],
        is_verified=provision.is_verified,
        falls=FALLS[entry.falls_on_person],
    )


def conduct_of(pack: Pack, provision: Provision) -> str:
    """What a provision is about."""
    return pack.text(f"law.provisions.{provision.id}", interface_language())


def in_each_language(pack: Pack, key: str) -> tuple[InLanguage, ...]:
    """A text in every full language of the pack, the first one first."""
    full = (each for each in pack.manifest.languages if each.state == "full")
    return tuple(InLanguage(each.tag, each.direction, pack.text(key, each.tag)) for each in full)


def touches(pack: Pack, provision: Provision) -> tuple[tuple[str, str], ...]:
    """Acts, means and purposes that a provision touches, each in words; empty where it asks for none."""
    entry = provision.entry
    minimum = {each.code for each in pack.codes.get(MINIMUM, ())}
    purposes = (f"codes.{MINIMUM if code in minimum else EXTENDED}.{code}" for code in entry.purposes)
    return (
        (_("Acts"), _joined(pack, (f"codes.palermo_acts.{code}" for code in entry.acts))),
        (_("Means"), _joined(pack, (f"codes.palermo_means.{code}" for code in entry.means))),
        (_("Purposes"), _joined(pack, purposes)),
    )


def _joined(pack: Pack, keys: Iterable[str]) -> str:
    return listed_in_words(pack.text(key) for key in keys)


def limits_of(pack: Pack, provision: Provision) -> list[str]:
    """What narrows a provision to some people, places or ages."""
    entry = provision.entry
    listed = [pack.text(f"codes.law_limits.{code}") for code in entry.limits]
    return [*listed, *([_("only below the age of {age}").format(age=entry.below_age)] if entry.below_age else [])]


def elements_of(pack: Pack, provision: Provision) -> list[tuple[str, bool]]:
    """What a court must find, each with whether recorded facts can show it."""
    told = {each.id for each in (pack.law.facts.elements if pack.law else ()) if each.when}
    return [(pack.text(f"law.elements.{name}"), name in told) for name in provision.entry.elements]


# --- how it changed ---------------------------------------------------------------------------------------------------


def history_of(pack: Pack, provision: Provision) -> tuple[Period, ...]:
    """The periods of a provision, the earliest first; one alone when the register has no change."""
    days = provision.days_of_change
    begins: list[datetime.date | None] = [None, *days]
    ends: list[datetime.date | None] = [*(day - ONE_DAY for day in days), None]
    return tuple(_period(pack, provision, first, last) for first, last in zip(begins, ends, strict=True))


def _period(pack: Pack, provision: Provision, first: datetime.date | None, last: datetime.date | None) -> Period:
    day = first or last or datetime.date.min
    limit = provision.time_limit_on(day)
    carried = tuple(penalty(pack, each) for each in provision.penalties_on(day))
    return Period(_days(first, last), day in provision.entry.in_force, carried or (shown(NOT_KNOWN),), time_limit(limit))


def _days(first: datetime.date | None, last: datetime.date | None) -> str:
    if first and last:
        return _("{first} to {last}").format(first=written(first), last=written(last))
    if first:
        return _("Since {day}").format(day=written(first))
    return _("Until {day}").format(day=written(last)) if last else _("No change recorded")


def written(day: datetime.date) -> str:
    """A day as it is written in a sentence."""
    return date_format(day)


# --- on what it rests -------------------------------------------------------------------------------------------------


def parts_of(pack: Pack, provision: Provision) -> list[Part]:
    """Everything that a provision's entry rests on, and what other sources say in place of a penalty."""
    listed = [Part(_("ordinance"), cited(pack, provision.ordinance.cite))]
    listed += [
        Part(shown(name), cited(pack, cite))
        for name, cite in citations_of(provision)
        if name not in ("maximum penalty", "time limit")
    ]
    return [*listed, *_penalties(pack, provision), *_time_limits(pack, provision)]


def _penalties(pack: Pack, provision: Provision) -> Iterator[Part]:
    for each in provision.entry.penalties:
        yield Part(_("maximum penalty: {penalty}").format(penalty=maximum(pack, each)), cited(pack, each.cite))
        for rival in each.otherwise:
            yield Part(_("another source on this penalty"), cited(pack, rival.cite), maximum(pack, rival))


def _time_limits(pack: Pack, provision: Provision) -> Iterator[Part]:
    for each in provision.entry.time_limits:
        words = time_limit(each).partition(_(" (verify)"))[0]
        yield Part(_("time limit: {limit}").format(limit=words), cited(pack, each.cite))
