"""How lists write the name of one made-up person: romanisations, orders, short forms, old and new spelling."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from firmground.linkage.generator.person import Person
from firmground.linkage.names.chinese import wade_giles
from firmground.linkage.names.tables import nicknames, rows

_INDONESIAN = (("u", "oe"), ("j", "dj"), ("y", "j"), ("c", "tj"))
_THAI = (("ph", "p"), ("th", "t"), ("ch", "j"), ("ee", "i"), ("w", "v"), ("ai", "ay"), ("t", "th"), ("p", "ph"), ("kh", "k"))
_SOUTH_ASIAN = (
    ("ksh", "x"),
    ("oo", "u"),
    ("ee", "i"),
    ("sh", "s"),
    ("v", "b"),
    ("a", "aa"),
    ("ou", "ow"),
    ("i", "ee"),
    ("h", ""),
)


def written(person: Person, rng: np.random.Generator) -> tuple[str, str]:
    """A name and another name (or none), as one list would write them."""
    name = _WAYS.get(person.group, _western)(person, rng)
    also = person.also if person.group == "thai" and rng.random() < 0.6 else ""
    return (name.upper() if rng.random() < 0.3 else name), also


def _chinese(person: Person, rng: np.random.Generator) -> str:
    ways = (
        ("hong_kong", "pinyin", "han", "jyutping")
        if person.group == "cantonese"
        else ("pinyin", "hong_kong", "han", "wade_giles")
    )
    way = ways[int(rng.choice(4, p=(0.68, 0.14, 0.14, 0.04)))]
    table = rows_of_syllables()
    family, given = table[int(person.family[0])], [table[int(each)] for each in person.given]
    if way == "han":
        script = "traditional" if person.group == "cantonese" or rng.random() < 0.3 else "simplified"
        return "".join(each[script] for each in (family, *given))
    first, rest = _romanised(family, way, rng), [_romanised(each, way, rng) for each in given]
    between = ("", "") if way == "pinyin" and rng.random() < 0.7 else (" ", "-")
    joined = (
        between[int(rng.random() < 0.4)].join(rest).capitalize() if rng.random() < 0.6 else " ".join(map(str.capitalize, rest))
    )
    ordered = [first.capitalize(), joined]
    if rng.random() < 0.2:
        ordered.reverse()
    return f"{person.also} {' '.join(ordered)}" if person.also and rng.random() < 0.5 else " ".join(ordered)


def rows_of_syllables() -> list[dict[str, str]]:
    """The table of Chinese syllables, in which made-up names are places."""
    if not _SYLLABLES:
        _SYLLABLES.extend(rows("syllables"))
    return _SYLLABLES


_SYLLABLES: list[dict[str, str]] = []


def _romanised(row: dict[str, str], way: str, rng: np.random.Generator) -> str:
    if way == "pinyin":
        return row["pinyin"]
    if way == "wade_giles":
        return wade_giles(row["pinyin"])
    if way == "jyutping":
        return re.sub(r"\d", "", row["jyutping"])
    ways = row["hong_kong"].split(",") if "," in row["hong_kong"] else row["hong_kong"].split()
    return ways[0 if rng.random() < 0.9 else int(rng.integers(len(ways)))]


def _western(person: Person, rng: np.random.Generator) -> str:
    given = _given(person.given, rng)
    family = " ".join(person.family)
    return f"{family}, {given}" if rng.random() < 0.2 else f"{given} {family}"


def _given(given: Sequence[str], rng: np.random.Generator) -> str:
    """Given names: a short form, an initial or none for the second, as it comes."""
    first = _short(given[0], rng) if rng.random() < 0.15 else given[0]
    rest = [each[0] + "." if rng.random() < 0.2 else each for each in given[1:] if rng.random() > 0.3]
    return " ".join([first, *rest])


def _short(name: str, rng: np.random.Generator) -> str:
    shorts = [short for short, full in nicknames().items() if full == name.lower()]
    return shorts[int(rng.integers(len(shorts)))].capitalize() if shorts else name


def _filipino(person: Person, rng: np.random.Generator) -> str:
    surname, mother = person.family
    middle = ("", mother, f"{mother[0]}.")[int(rng.choice(3, p=(0.45, 0.25, 0.3)))]
    given = _given(person.given, rng)
    if rng.random() < 0.3:
        return f"{surname}, {given} {middle}".strip()
    return " ".join(part for part in (given, middle, surname) if part)


def _indonesian(person: Person, rng: np.random.Generator) -> str:
    parts = [*person.given, *person.family]
    if len(parts) > 1 and rng.random() < 0.15:
        parts = parts[1:] if parts[0] in ("Siti", "Sri", "Nur", "Muhammad", "Abdul") else parts[:1]
    parts = [_respelt(part, _INDONESIAN, 0.12, rng) for part in parts]
    if rng.random() < 0.06:
        parts += ["binti" if person.sex == "f" else "bin", "Abdullah"]
    return " ".join(_short(part, rng) if rng.random() < 0.08 else part for part in parts)


def _thai(person: Person, rng: np.random.Generator) -> str:
    parts = [_respelt(part, _THAI, 0.18, rng) for part in (*person.given[:1], *person.family)]
    return parts[0] if rng.random() < 0.06 else " ".join(parts if rng.random() < 0.85 else parts[::-1])


def _vietnamese(person: Person, rng: np.random.Generator) -> str:
    first, *middle = person.given
    kept = middle if rng.random() < 0.75 else []
    parts = [*person.family, *kept, first] if rng.random() < 0.7 else [first, *kept, *person.family]
    name = " ".join(parts)
    return name if rng.random() < 0.35 else _plain(name)


def _south_asian(person: Person, rng: np.random.Generator) -> str:
    first, *middle = (_respelt(part, _SOUTH_ASIAN, 0.12, rng) for part in person.given)
    family = [_respelt(part, _SOUTH_ASIAN, 0.12, rng) for part in person.family]
    middle = [] if rng.random() < 0.35 else middle
    family = [] if middle and rng.random() < 0.15 else family
    first = _short(first, rng) if rng.random() < 0.1 else first
    return " ".join([first, *middle, *family])


def _plain(name: str) -> str:
    """Without the marks of Vietnamese."""
    parts = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _respelt(word: str, ways: Sequence[tuple[str, str]], share: float, rng: np.random.Generator) -> str:
    """A word in which some sounds are written in another way."""
    small = word.lower()
    for sound, other in ways:
        if sound in small and rng.random() < share:
            small = small.replace(sound, other, 1)
    return small.capitalize() or word


_WAYS = {
    "cantonese": _chinese,
    "mandarin": _chinese,
    "filipino": _filipino,
    "indonesian": _indonesian,
    "thai": _thai,
    "vietnamese": _vietnamese,
    "south_asian": _south_asian,
}
