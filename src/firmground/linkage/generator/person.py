"""Made-up people of several language groups, as they truly are; how lists write them down is ``entry``."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from firmground.linkage.names.tables import rows

GROUPS = ("cantonese", "mandarin", "filipino", "indonesian", "thai", "vietnamese", "south_asian", "western")
NATIONALITIES: Mapping[str, tuple[str, ...]] = {
    "cantonese": ("HKG", "CHN", "MAC"),
    "mandarin": ("CHN", "TWN", "SGP"),
    "filipino": ("PHL",),
    "indonesian": ("IDN",),
    "thai": ("THA",),
    "vietnamese": ("VNM",),
    "south_asian": ("IND", "NPL", "BGD", "PAK", "LKA"),
    "western": ("GBR", "USA", "AUS"),
}
RARE_SURNAMES = 0.55  # share of surnames that are invented, so that names are as many as in a large population
SIBLINGS, TWINS = 0.04, 0.3  # share of people with a sibling on the lists, and of those who are twins


@dataclass(frozen=True)
class Person:
    """A made-up person. ``family`` and ``given`` are parts of the name; ``also`` is another name they go by; ``birth`` is ISO.

    Chinese names are places in the table of syllables, as text, since each romanisation spells them in its own way.
    """

    id: str
    group: str
    sex: str
    family: tuple[str, ...]
    given: tuple[str, ...]
    also: str
    birth: str
    nationality: str
    document: str
    phone: str
    employer: str


@cache
def _table() -> Mapping[tuple[str, str], tuple[str, ...]]:
    with (Path(__file__).parent / "names.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["group"], row["part"]): tuple(name.replace("_", " ") for name in row["names"].split())
            for row in csv.DictReader(file)
        }


@cache
def _chinese(use: str) -> tuple[str, ...]:
    return tuple(str(place) for place, row in enumerate(rows("syllables")) if row["use"] in (use, "both"))


def people(amount: int, groups: Sequence[str], rng: np.random.Generator) -> list[Person]:
    """So many people of these groups in turn, some of them siblings or twins of the one before."""
    found: list[Person] = []
    for number in range(amount):
        group = groups[number % len(groups)]
        person = _person(f"SYN-P{number:07}", group, rng)
        if number >= len(groups) and rng.random() < SIBLINGS:
            person = _sibling(person, found[number - len(groups)], rng)
        found.append(person)
    return found


def _person(name: str, group: str, rng: np.random.Generator) -> Person:
    sex = "f" if rng.random() < 0.6 else "m"
    family, given = _CHINESE_NAMES[group](rng) if group in _CHINESE_NAMES else _name(group, sex, rng)
    return Person(
        name,
        group,
        sex,
        family,
        given,
        _also(group, rng),
        _birth(rng),
        NATIONALITIES[group][0 if rng.random() < 0.8 else int(rng.integers(len(NATIONALITIES[group])))],
        document(rng),
        phone(rng),
        employer(rng),
    )


def _sibling(person: Person, other: Person, rng: np.random.Generator) -> Person:
    """The same family name, nationality and perhaps employer; for twins the same birthday."""
    twin = rng.random() < TWINS
    work = other.employer if rng.random() < 0.4 else person.employer
    birth = other.birth if twin else f"{int(other.birth[:4]) + int(rng.integers(1, 8))}{person.birth[4:]}"
    return replace(person, family=other.family, nationality=other.nationality, birth=birth, employer=work)


def chosen(names: Sequence[str], rng: np.random.Generator) -> str:
    """One of the names; the first are more usual, as names are (the share falls with the square root of the rank)."""
    return names[int(len(names) * rng.random() ** 1.7)]


def _name(group: str, sex: str, rng: np.random.Generator) -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = _table()
    first = chosen(table[group, f"given_{sex}"], rng)
    second = chosen(table[group, f"given_{sex}"], rng) if rng.random() < 0.35 else ""
    middle = table.get((group, f"middle_{sex}"))
    given = tuple(dict.fromkeys(each for each in (first, second if middle is None else chosen(middle, rng)) if each))
    family = (_surname(group, rng), *((_surname(group, rng),) if group == "filipino" else ()))
    mononym = group == "indonesian" and rng.random() < 0.25
    return (() if mononym else family), (_rare(group, rng),) if mononym else given


def _surname(group: str, rng: np.random.Generator) -> str:
    if (group, "surname_rare_start") in _table() and rng.random() < RARE_SURNAMES:
        return _rare(group, rng)
    return chosen(_table()[group, "surname"], rng)


def _rare(group: str, rng: np.random.Generator) -> str:
    starts, ends = _table()[group, "surname_rare_start"], _table()[group, "surname_rare_end"]
    middle = ("", "a", "ri", "no", "ma", "lu", "sa", "ti", "ke", "ra")[int(rng.integers(10))]
    return starts[int(rng.integers(len(starts)))] + middle + ends[int(rng.integers(len(ends)))]


def _chinese_name(rng: np.random.Generator) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = tuple(_chinese("given")[int(rng.integers(len(_chinese("given"))))] for _ in range(2 if rng.random() < 0.85 else 1))
    return (chosen(_chinese("surname"), rng),), given


_CHINESE_NAMES = {"cantonese": _chinese_name, "mandarin": _chinese_name}


def _also(group: str, rng: np.random.Generator) -> str:
    part = {"cantonese": "english", "thai": "nickname"}.get(group)
    return chosen(_table()[group, part], rng) if part and rng.random() < 0.5 else ""


def _birth(rng: np.random.Generator) -> str:
    year = 2004 - int(35 * rng.random() ** 1.3)
    return f"{year}-{int(rng.integers(1, 13)):02}-{int(rng.integers(1, 29)):02}"


def document(rng: np.random.Generator) -> str:
    """A made-up number of a document, which no authority gives out."""
    return f"SYN{int(rng.integers(10**7)):07}"


def phone(rng: np.random.Generator) -> str:
    """A made-up number of a telephone, in a country code that does not exist."""
    return f"+999 {int(rng.integers(10**4)):04} {int(rng.integers(10**4)):04}"


def employer(rng: np.random.Generator) -> str:
    """A made-up employer; a few large ones employ many."""
    kinds = (
        "Example Household",
        "Sample Restaurant",
        "Invented Farm",
        "Madeup Fishing Vessel",
        "Fictional Garments",
        "Test Agency",
    )
    forms = ("", "Ltd", "Company Limited", "Co", "Sdn Bhd", "PT")
    number = int(3000 * rng.random() ** 3)
    return f"{kinds[number % 6]} {number} {forms[number % 5]}".strip()
