"""The tables of names that ship with the library, read once. Each row says where it is from; nothing here is about a person."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def nicknames() -> Mapping[str, str]:
    """The full name for each short or pet name; a name that several share stands for the most usual."""
    found: dict[str, str] = {}
    for row in rows("nicknames"):
        for short in row["short"].split():
            found.setdefault(short, row["full"])
    return MappingProxyType(found)


@cache
def particles() -> frozenset[str]:
    """Words that join names and are nobody's."""
    return frozenset(word for row in rows("particles") for word in row["words"].split())
