"""The active pack: read once, frozen, and shared by everything that asks about the territory."""

import functools
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from firmground.cases.deadlines import WorkingCalendar, working_calendar
from firmground.cases.lifecycle import Lifecycle, lifecycle_of
from firmground.errors import PackError
from firmground.packs.case_entries import CaseRules
from firmground.packs.casework_entries import Casework
from firmground.packs.pack import Pack, read_pack
from firmground.screening.instrument import Instrument, compiled, find_instrument


def active_pack() -> Pack:
    """The pack that the setting PACK names."""
    return _pack(settings.PACK)


@functools.cache
def _pack(name: str) -> Pack:
    return read_pack(name)


def case_rules() -> CaseRules:
    """The active pack's rules about identifications, clocks, retention and emergencies."""
    rules = active_pack().cases
    if rules is None:
        raise PackError("has no rules for cases", where=f"pack {settings.PACK}", remedy="add its cases/ folder")
    return rules


def lifecycle() -> Lifecycle:
    """The life cycle of an identification."""
    return _lifecycle(settings.PACK)


@functools.cache
def _lifecycle(_pack_name: str) -> Lifecycle:
    return lifecycle_of(case_rules().identification)


def casework() -> Casework:
    """The active pack's rules about what follows a decision."""
    rules = active_pack().casework
    if rules is None:
        raise PackError("says nothing of cases", where=f"pack {settings.PACK}", remedy="add cases/casework.toml and its files")
    return rules


def case_lifecycle() -> Lifecycle:
    """The life cycle of a case."""
    return lifecycle_of(casework().case)


def referral_lifecycle() -> Lifecycle:
    """The life cycle of a referral."""
    return lifecycle_of(casework().referral)


def calendar() -> WorkingCalendar:
    """The territory's working days."""
    return _calendar(settings.PACK)


@functools.cache
def _calendar(_pack_name: str) -> WorkingCalendar:
    return working_calendar(case_rules())


def today() -> date:
    """Today in the territory."""
    return timezone.localdate()


def instrument_on(name: str, day: date) -> Instrument:
    """The version of an instrument in force on a day, compiled once."""
    return _instrument(settings.PACK, name, day)


@functools.lru_cache(maxsize=4096)
def _instrument(pack: str, name: str, day: date) -> Instrument:
    found = find_instrument(_pack(pack), name, day)
    return _instruments.setdefault((pack, found.digest), found)


def instrument_with_digest(name: str, digest: str) -> Instrument | None:
    """The version of an instrument that has a digest, in force or not; ``None`` when the territory has none."""
    return next((each for each in _versions(settings.PACK, name) if each.digest == digest), None)


def versions_of(name: str) -> tuple[Instrument, ...]:
    """Every version of an instrument that the territory has, in force or not."""
    return _versions(settings.PACK, name)


@functools.cache
def _versions(pack: str, name: str) -> tuple[Instrument, ...]:
    return tuple(compiled(_pack(pack), each) for each in _pack(pack).instruments.get(name, ()) if each.status != "absent")


_instruments: dict[tuple[str, str], Instrument] = {}


def text(key: str, language: str | None = None) -> str:
    """A text of the active pack, in the language of the interface unless another is named.

    What is kept, or goes to others, names its language: it must not follow whoever looks at the page.
    """
    return active_pack().text(key, language or interface_language())


def interface_language() -> str:
    """The language of the pack in which the interface is shown now; the pack's first where it lacks that language."""
    pack, shown = active_pack(), (get_language() or "").lower()
    tags = {each.tag.lower(): each.tag for each in pack.manifest.languages}
    return tags.get(shown) or tags.get(shown.partition("-")[0]) or pack.default_language.tag


def read_in(pack: Pack, language: str) -> Pack:
    """The pack with its texts of a language in the place of its first one's, where it has them.

    For functions of the library that take a pack and no language; nothing that leaves the site may be made from it.
    """
    first = pack.default_language.tag
    if language == first or language not in pack.texts:
        return pack
    return replace(pack, texts={**pack.texts, first: {**pack.texts.get(first, {}), **pack.texts[language]}})


def shown_pack() -> Pack:
    """The active pack, read in the language of the interface."""
    return read_in(active_pack(), interface_language())


def choices(code_list: str, on: date | None = None, language: str | None = None) -> list[tuple[str, str]]:
    """The codes of a list that are in force on a day (today without one), each with its words."""
    day = on or today()
    return [
        (code.code, text(f"codes.{code_list}.{code.code}", language))
        for code in active_pack().codes.get(code_list, ())
        if day in code.in_force
    ]


def clear() -> None:
    """Forget what was read, when a test changes the pack."""
    for cached in (_pack, _lifecycle, _calendar, _instrument, _versions):
        cached.cache_clear()
    _instruments.clear()
