"""What a name is compared by: how it is spelt, the forms it may stand for, and the coarse keys of its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from firmground.linkage.names.chinese import parted, pinyin_of, readings_of, syllables
from firmground.linkage.names.letters import han_of, words_of
from firmground.linkage.names.spelling import class_of, is_particle

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Forms:
    """A name, ready to be compared.

    ``spelt`` is its words in the order of the alphabet, since lists differ in which part they put first; empty when nothing is
    known. Two names with one of ``forms`` in common may be variants. ``classes`` are for each part the coarse keys
    that it may have, those of other names (aliases) among them.
    """

    spelt: str
    forms: tuple[str, ...]
    classes: tuple[tuple[str, ...], ...]


NOTHING = Forms("", (), ())


def forms_of(name: str, aliases: Sequence[str] = ()) -> Forms:
    """The forms of a name and of the other names that a person is known by."""
    first = _one(name)
    if not aliases:
        return first
    several = [first, *(_one(each) for each in aliases)]
    spelt = first.spelt or next((each.spelt for each in several if each.spelt), "")
    whole = (each for each in several if len(each.classes) > 1 or each is first)  # a pet name alone is nobody's name
    return Forms(spelt, _joined(each.forms for each in whole), _joined(each.classes for each in several))


def _joined(several: Iterable[tuple[Each, ...]]) -> tuple[Each, ...]:
    return tuple(dict.fromkeys(each for listed in several for each in listed))


def _one(name: str) -> Forms:
    words = words_of(name)
    han = [found for found in map(pinyin_of, han_of(name)) if found]
    if not words and not han:
        return NOTHING
    kept = [word for word in words if not is_particle(word)] or words
    readings = (*(".".join(each) for each in han), *readings_of(kept))
    keys = _chinese_keys if readings else _keys
    classes = [*(group for word in kept for group in keys(word)), *((f"z:{each}",) for found in han for each in found)]
    spelt = " ".join(sorted(kept or han[0]))
    whole = (" ".join(sorted({class_of(word) for word in kept})),) if kept else ()
    return Forms(spelt, (*readings, *whole), tuple(dict.fromkeys(classes)))


@lru_cache(maxsize=1 << 18)
def _keys(word: str) -> tuple[tuple[str, ...], ...]:
    return ((f"c:{class_of(word)}",),)


@lru_cache(maxsize=1 << 18)
def _chinese_keys(word: str) -> tuple[tuple[str, ...], ...]:
    """The Mandarin readings of each syllable of a word; a word that is no syllable keeps its class of spelling."""
    return tuple(tuple(f"z:{reading}" for reading in syllables()[each]) for each in parted(word)) or _keys(word)
