"""Brings together what an officer entered with what others recorded meanwhile. Nobody is overruled without seeing it."""

from collections.abc import Mapping
from dataclasses import dataclass

from firmground.rules.evaluate import Answer


@dataclass(frozen=True)
class Difference:
    """A question that the officer and somebody else answered differently since the officer opened the page."""

    name: str
    mine: Answer
    now: Answer | None


@dataclass(frozen=True)
class Merged:
    """What to save as it is, and what a person must choose between."""

    changes: Mapping[str, Answer]
    differences: tuple[Difference, ...]


def merged(entered: Mapping[str, Answer], seen: Mapping[str, Answer], now: Mapping[str, Answer]) -> Merged:
    """Sort what was entered, given what its page showed when it was opened (``seen``) and what is recorded ``now``.

    What the officer left as it was is not a change. Where nobody else changed anything, the entry is. Where somebody did, and
    not to the same, a person chooses.
    """
    touched = {name: answer for name, answer in entered.items() if answer not in (seen.get(name), now.get(name))}
    contested = [name for name in touched if now.get(name) != seen.get(name)]
    changes = {name: answer for name, answer in touched.items() if name not in contested}
    return Merged(changes, tuple(Difference(name, touched[name], now.get(name)) for name in contested))
