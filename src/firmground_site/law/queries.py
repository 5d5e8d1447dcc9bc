"""What the register of law says on a day: kept in memory, since it changes only with the pack.

A coverage is kept for each day on which something began or ended, not for each day that somebody asks about: whoever walks
through the calendar makes the site count no more often than the law has changed. Packs are named as the setting PACK or by
the id of one that is shipped; nothing here opens a path that came with a request.
"""

import dataclasses
import datetime
import functools
import unicodedata

from django.conf import settings
from django.utils.translation import get_language

from firmground.errors import PackError
from firmground.law.charts import coverage_chart
from firmground.law.coverage import EXTENDED, MINIMUM, Coverage, coverage_on
from firmground.law.provision import ONE_DAY, Provision, law_of, provisions_of, provisions_on
from firmground.law.words import REACH
from firmground.packs.pack import Pack, read_pack, shipped_packs
from firmground_site.design.library_words import shown
from firmground_site.packs.queries import active_pack, interface_language, read_in

REGISTERS = 8  # packs that are kept in memory beside the active one
KEPT = 32  # coverages
LISTS = ("palermo_acts", "palermo_means", MINIMUM, EXTENDED)


def has_register() -> bool:
    """Whether the territory's pack says anything of the law."""
    return active_pack().law is not None


def other_packs_with_law() -> tuple[Pack, ...]:
    """The shipped packs, beside the active one, that have a register of law."""
    others = (_shipped(name) for name in shipped_packs() if name != active_pack().id)
    return tuple(each for each in others if each.law is not None)


def pack_named(name: str) -> Pack:
    """The active pack for its name in the settings, else a shipped one; ``PackError`` for anything else."""
    if name == settings.PACK:
        return active_pack()
    if name not in shipped_packs():
        raise PackError("there is no such pack", where="law", remedy="choose one of the list")
    return _shipped(name)


@functools.lru_cache(maxsize=REGISTERS)
def _shipped(name: str) -> Pack:
    return read_pack(name)


# --- coverage ---------------------------------------------------------------------------------------------------------


def coverage_of(day: datetime.date, name: str | None = None) -> Coverage:
    """What the provisions of a day reach, in the active pack or in another."""
    name = name or settings.PACK
    found = _coverage(name, pack_named(name).digest, _since(name, day))
    return dataclasses.replace(found, on=day, pack=read_in(found.pack, interface_language()))


def picture_of(day: datetime.date) -> str:
    """The coverage of a day as SVG, in the language of the interface."""
    return _picture(settings.PACK, active_pack().digest, _since(settings.PACK, day), get_language() or "")


def edition() -> str:
    """What tells this edition of the active pack from any other, and from itself in another language."""
    return f"{active_pack().digest.removeprefix('sha256:')[:12]}-{get_language()}"


@functools.lru_cache(maxsize=KEPT)
def _coverage(name: str, _digest: str, since: datetime.date) -> Coverage:
    return coverage_on(pack_named(name), since)


@functools.lru_cache(maxsize=KEPT)
def _picture(name: str, digest: str, since: datetime.date, _language: str) -> str:
    found = _coverage(name, digest, since)
    words = {reach: shown(told) for reach, told in REACH.items()}
    return coverage_chart(dataclasses.replace(found, pack=read_in(found.pack, interface_language())), words)


def first_day(name: str | None = None) -> datetime.date:
    """The first day of which a register says anything."""
    return law_of(pack_named(name or settings.PACK)).facts.speaks_from


def _since(name: str, day: datetime.date) -> datetime.date:
    """The day since which the register has said what it says on a day; one before it says anything stays as it is."""
    first = first_day(name)
    changes = _changes(name, pack_named(name).digest)
    return max((each for each in changes if first <= each <= day), default=min(first, day))


@functools.lru_cache(maxsize=REGISTERS)
def _changes(name: str, _digest: str) -> tuple[datetime.date, ...]:
    """The days on which a provision, what it carries, or a code of the definition began to hold or had just ceased to."""
    pack = pack_named(name)
    codes = [code for listed in LISTS for code in pack.codes.get(listed, ())]
    days = {day for each in provisions_of(pack) for day in each.days_of_change}
    days |= {code.from_ for code in codes if code.from_}
    return tuple(sorted(days | {code.to + ONE_DAY for code in codes if code.to}))


def last_change(day: datetime.date) -> datetime.date | None:
    """The last day, up to a day, on which the register changed; ``None`` when it has no earlier change."""
    found = _since(settings.PACK, day)
    return None if found <= first_day() else found


# --- looking for provisions -------------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Asked:
    """What provisions are looked for by; what is empty does not narrow. ``words`` must all be found somewhere."""

    words: str = ""
    ordinance: str = ""
    act: str = ""
    means: str = ""
    purpose: str = ""
    standing: str = ""
    unverified: bool = False
    on_person: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Asked()


def provisions_matching(asked: Asked, day: datetime.date) -> tuple[Provision, ...]:
    """The provisions of the active pack in force on a day that fit, in the order of their numbers."""
    pack = active_pack()
    return tuple(each for each in provisions_on(pack, day) if _fits(each, asked) and _has_words(pack, each, asked.words))


def find_provision_or_none(name: str) -> Provision | None:
    """The provision of the active pack with this id."""
    return next((each for each in provisions_of(active_pack()) if each.id == name), None)


def ordinances() -> list[tuple[str, str]]:
    """The ordinances of the register, each with its title."""
    pack = active_pack()
    return [
        (each.ordinance.id, pack.text(f"law.ordinances.{each.ordinance.id}", interface_language())) for each in law_of(pack).files
    ]


def _fits(provision: Provision, asked: Asked) -> bool:
    entry = provision.entry
    return (
        asked.ordinance in ("", provision.ordinance.id)
        and all(not one or one in all_of for one, all_of in _touched(provision, asked))
        and asked.standing in ("", entry.named)
        and not (asked.unverified and provision.is_verified)
        and not (asked.on_person and entry.falls_on_person == "no")
    )


def _touched(provision: Provision, asked: Asked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    entry = provision.entry
    return (asked.act, entry.acts), (asked.means, entry.means), (asked.purpose, entry.purposes)


def _has_words(pack: Pack, provision: Provision, words: str) -> bool:
    written = _plain(" ".join(_written(pack, provision)))
    return all(word in written for word in _plain(words).split())


def _written(pack: Pack, provision: Provision) -> list[str]:
    """Everything by which a reader may know a provision: its conduct and ordinance in each full language, chapter, section."""
    ordinance, entry = provision.ordinance, provision.entry
    tags = [each.tag for each in pack.manifest.languages if each.state == "full"]
    texts = [pack.text(key, tag) for key in (f"law.provisions.{entry.id}", f"law.ordinances.{ordinance.id}") for tag in tags]
    return [*texts, f"Cap. {ordinance.chapter}" if ordinance.chapter else "", f"s. {entry.section}" if entry.section else ""]


def _plain(words: str) -> str:
    """Words without the differences that a reader does not mean: case, and widths of letters."""
    return unicodedata.normalize("NFKC", words).casefold()
