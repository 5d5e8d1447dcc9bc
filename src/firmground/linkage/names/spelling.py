"""The coarse class of a word of a name: spellings that mean the same name fall together, and so do some that do not.

A class is used to find pairs and to say that two names may be variants; how much that says is weighed by how many people share
the class. Rules are our own, from what transliterations of Thai, Indonesian, Arabic and South Asian names leave open.
"""

import re
from functools import lru_cache

from firmground.linkage.names.tables import nicknames, particles

# In this order: old Indonesian spelling (dj, tj, oe), aspirates that are written or left out, letters that stand for one sound.
_SOUNDS = (
    ("dj", "j"), ("tj", "c"), ("oe", "u"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("sch", "s"), ("tch", "c"),
    ("ph", "f"), ("th", "t"), ("kh", "k"), ("bh", "b"), ("dh", "d"), ("gh", "g"), ("jh", "j"), ("sh", "s"), ("ch", "c"),
    ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("f", "p"), ("v", "w"), ("y", "i"), ("j", "i"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouh]+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 18)
def class_of(word: str) -> str:
    """The class of one word in small letters: its full form if it is a short form, then its consonants.

    A word with fewer than two consonants keeps its vowels, since nothing else would tell it from others.
    """
    full = nicknames().get(word, word)
    if not full.isalpha():
        return full
    for spelt, sound in _SOUNDS:
        full = full.replace(spelt, sound)
    full = _TWICE.sub(r"\1", full)
    bones = _TWICE.sub(r"\1", _VOWELS.sub("", full[1:]))
    first = "a" if full[:1] in "aeiou" else full[:1]
    return first + bones if len(bones) >= 1 + (first == "a") else full


@lru_cache(maxsize=1 << 16)
def is_particle(word: str) -> bool:
    """Whether a word only joins names ("bin", "dela", "of") and is nobody's name."""
    return word in particles()
