"""Chinese names in whatever romanisation: which Mandarin readings a syllable may stand for, and the readings of Han characters.

Pinyin is only the common tongue into which Cantonese (Hong Kong government spelling, Jyutping), Wade–Giles and the spellings of
South-East Asia are put. A syllable often stands for several; all are kept, so a name has several readings.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import islice, product
from types import MappingProxyType

from firmground.linkage.names.tables import rows

MOST_READINGS = 3  # of one syllable
MOST_NAMES = 12  # of one name
LONGEST_JOINED = 12  # letters of two syllables that are written together

# Wade–Giles without apostrophes, as it is written in names.
_WADE_GILES_STARTS = (
    ("zh", "ch"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("r", "j"),
)  # fmt: skip
_WADE_GILES_ENDS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "iong": "iung", "uo": "o"}


def wade_giles(pinyin: str) -> str:
    """The Wade–Giles spelling of a syllable in pinyin, without apostrophes and marks."""
    if pinyin.startswith("ch"):
        start, rest = "ch", pinyin[2:]
    else:
        found = next(((old, new) for old, new in _WADE_GILES_STARTS if pinyin.startswith(old)), ("", ""))
        start, rest = found[1], pinyin[len(found[0]) :]
    for old, new in sorted(_WADE_GILES_ENDS.items(), key=lambda each: -len(each[0])):
        if rest.endswith(old):
            return start + rest[: -len(old)] + new
    return start + rest


def _spellings(row: Mapping[str, str]) -> Iterable[str]:
    jyutping = re.sub(r"\d", "", row["jyutping"])
    return (row["pinyin"], wade_giles(row["pinyin"]), jyutping, *row["hong_kong"].split(), *row["elsewhere"].split())


def _readings(uses: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("syllables"):
        if row["use"] in uses:
            for spelt in _spellings(row):
                listed = found.setdefault(spelt, [])
                if row["pinyin"] not in listed:
                    listed.append(row["pinyin"])
    return MappingProxyType({spelt: tuple(listed[:MOST_READINGS]) for spelt, listed in found.items()})


@cache
def surnames() -> Mapping[str, tuple[str, ...]]:
    """For each way in which a surname is romanised, the surnames in pinyin that it may be, the usual ones first."""
    return _readings(frozenset({"surname", "both"}))


@cache
def syllables() -> Mapping[str, tuple[str, ...]]:
    """For each way in which a syllable of a name is romanised, what it may be in pinyin."""
    given, family = _readings(frozenset({"given", "both"})), surnames()
    return MappingProxyType(
        {
            spelt: tuple(dict.fromkeys((*given.get(spelt, ()), *family.get(spelt, ()))))[:MOST_READINGS]
            for spelt in {*given, *family}
        }
    )


@cache
def _characters() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows("syllables"):
        for spelt in (row["traditional"], row["simplified"]):
            found.setdefault(spelt, row["pinyin"])
    return MappingProxyType(found)


def pinyin_of(han: str) -> list[str]:
    """The syllables of a name in Han characters, surname first; none when one character is not in the table."""
    known = _characters()
    first = han[:2] if han[:2] in known and len(han) > 2 else han[:1]
    syllables_found = [known.get(first, ""), *(known.get(each, "") for each in han[len(first) :])]
    return syllables_found if all(syllables_found) else []


@lru_cache(maxsize=1 << 16)
def parted(word: str) -> tuple[str, ...]:
    """The syllables of a word: itself, or two that are written together ("xiaoming"); none when it is no Chinese word."""
    known = syllables()
    if word in known:
        return (word,)
    if 4 <= len(word) <= LONGEST_JOINED:
        for place in range(len(word) - 2, 1, -1):
            if word[:place] in known and word[place:] in known:
                return word[:place], word[place:]
    return ()


def readings_of(words: Iterable[str]) -> tuple[str, ...]:
    """All that a name may be in pinyin, surname first; none when it is not like a Chinese name.

    Words that are no syllables (an English given name) are left out. The surname is the first where that is one, else the last.
    """
    said = [syllable for word in words for syllable in parted(word)]
    if not 2 <= len(said) <= 4:
        return ()
    ordered = said if said[0] in surnames() else [said[-1], *said[:-1]]
    if ordered[0] not in surnames():
        return ()
    found = product(surnames()[ordered[0]], *(syllables()[each] for each in ordered[1:]))
    return tuple(".".join(each) for each in islice(found, MOST_NAMES))
