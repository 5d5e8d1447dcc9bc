"""Entries of lists about made-up people: what a hurried, honest clerk writes down, with what goes wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firmground.errors import InputError
from firmground.linkage.generator.person import GROUPS, Person, document, employer, people, phone
from firmground.linkage.generator.spelling import written
from firmground.linkage.record import Record

LISTS = ("police", "labour", "shelter")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Labelled:
    """An entry of a list, and the truth: whose it is, and of which language group that person's name is."""

    record: Record
    person: str
    group: str


def generated(
    persons: int, rng: np.random.Generator, *, groups: Sequence[str] = GROUPS, lists: Sequence[str] = LISTS, on_list: float = 0.45
) -> tuple[Labelled, ...]:
    """Entries about so many made-up people, each on each list with this probability, and rarely twice on one.

    Raises ``InputError`` for a group that there is not.
    """
    unknown = [group for group in groups if group not in GROUPS]
    if unknown or not groups:
        raise InputError(f"there is no language group {', '.join(unknown) or '(none)'}", remedy=f"use {', '.join(GROUPS)}")
    found: list[Labelled] = []
    for person in people(persons, groups, rng):
        for name in lists:
            for _ in range((rng.random() < on_list) + (rng.random() < 0.03)):
                found.append(Labelled(_entry(f"SYN-E{len(found):08}", name, person, rng), person.id, person.group))
    return tuple(found)


def _entry(name: str, of_list: str, person: Person, rng: np.random.Generator) -> Record:
    spelt, also = written(person, rng)
    return Record(
        id=name,
        list=of_list,
        name=_mistyped(spelt, rng) if rng.random() < 0.12 else spelt,
        alias=also,
        birth=_birth(person.birth, rng),
        sex=_unless(0.1, ("f" if person.sex == "m" else "m") if rng.random() < 0.01 else person.sex, rng),
        nationality=_unless(0.15, "XXA" if rng.random() < 0.015 else person.nationality, rng),
        document=_document(person.document, rng),
        phone=_phone(person.phone, rng),
        employer=_employer(person.employer, rng),
    )


def _unless(share: float, value: str, rng: np.random.Generator) -> str:
    return "" if rng.random() < share else value


def _mistyped(text: str, rng: np.random.Generator) -> str:
    """One letter left out, doubled, exchanged with the next or another in its place."""
    place = int(rng.integers(len(text)))
    left, letter, right = text[:place], text[place], text[place + 1 :]
    other = LETTERS[int(rng.integers(26))]
    ways = (left + right, left + letter + letter + right, left + right[:1] + letter + right[1:], left + other + right)
    return ways[int(rng.integers(4))].strip() or text


def _birth(birth: str, rng: np.random.Generator) -> str:
    """A date of birth as it is known: not at all, in part, with day and month swapped, or with a digit off."""
    year, month, day = birth.split("-")
    near = str(int(year) + int(rng.choice((-2, -1, 1, 2))))
    digit = str(int(rng.integers(10)))
    ways = (
        birth,
        "",
        year,
        f"{year}-{month}",
        f"{year}-{day}-{month}" if int(day) <= 12 else birth,
        f"{year}-{month}-{day[0]}{digit}",
        f"{year[:3]}{digit}-{month}-{day}",
        f"{near}-{month}-{day}",
        f"{year}-01-01",
        near,
        f"{1970 + int(rng.integers(35))}-{1 + int(rng.integers(12)):02}-{1 + int(rng.integers(28)):02}",
    )
    shares = (0.59, 0.13, 0.05, 0.02, 0.05, 0.035, 0.025, 0.03, 0.04, 0.02, 0.01)
    return ways[int(rng.choice(len(ways), p=shares))]


def _document(number: str, rng: np.random.Generator) -> str:
    ways = ("", number, f"{number[:3]} {number[3:]}", _off(number, rng), document(rng))
    return ways[int(rng.choice(5, p=(0.45, 0.36, 0.06, 0.04, 0.09)))]


def _phone(number: str, rng: np.random.Generator) -> str:
    """A number with its country code or without, changed, or with a digit off."""
    ways = ("", number, number.removeprefix("+999 "), _off(number.replace(" ", ""), rng), phone(rng))
    return ways[int(rng.choice(5, p=(0.45, 0.28, 0.1, 0.03, 0.14)))]


def _off(number: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(3, len(number)))
    return number[:place] + str(int(rng.integers(10))) + number[place + 1 :]


def _employer(name: str, rng: np.random.Generator) -> str:
    ways = ("", name, name.upper(), " ".join(name.split()[:3]), employer(rng))
    return ways[int(rng.choice(5, p=(0.4, 0.28, 0.08, 0.06, 0.18)))]
