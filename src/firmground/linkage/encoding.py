"""Turns entries into codes that can be compared without the key, for exchange between agencies without names.

A Bloom filter for each entry (Schnell, Bachteler and Reiher 2009), keyed by HMAC-SHA256. It hides names from who reads the
file; it does not hold against somebody who works at it: filters of frequent names can be found from their patterns (Christen
and others 2017), and whoever has the key can try every name. So: a key for each exchange, a trusted third party that compares and
never gets the key, and codes that are destroyed afterwards. Nothing here logs.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from firmground.linkage.births import birth_of
from firmground.linkage.names.forms import forms_of
from firmground.linkage.names.letters import code_of
from firmground.linkage.names.spelling import class_of
from firmground.linkage.record import Record

LENGTH = 1024  # bits of a filter
NAME_HASHES, CLASS_HASHES, BIRTH_HASHES, SEX_HASHES = 8, 6, 20, 8
TOKEN_BYTES = 16


@dataclass(frozen=True)
class Encoding:
    """An entry without names: its ``filter`` of 128 bytes, and keyed tokens of documents and phones, equal where those are equal.

    A filter of noughts alone means that nothing was known to put into it.
    """

    id: str
    list: str
    filter: bytes
    documents: tuple[str, ...]
    phones: tuple[str, ...]


def encode(record: Record, key: bytes, *, by_year: bool = False) -> Encoding:
    """The codes of one entry.

    With ``by_year`` another key is derived for each year of birth: patterns of frequent names are then harder to find, and
    entries whose years differ, or of which one is not known, no longer match by their filters.
    """
    year = str(birth_of(record.birth).year or "")
    secret = _derived(key, f"filter {year}" if by_year else "filter")
    bits = 0
    for token, hashes in _tokens(record):
        for place in _places(secret, token)[:hashes]:
            bits |= 1 << place
    return Encoding(
        record.id,
        record.list,
        bits.to_bytes(LENGTH // 8, "big"),
        tuple(_token(key, f"document {code}") for code in _codes(record.document)),
        tuple(_token(key, f"phone {code[-8:]}") for code in _codes(record.phone) if len(code) >= 8),
    )


def _tokens(record: Record) -> Iterator[tuple[str, int]]:
    """What goes into the filter, with its number of hashes: pairs of letters of names, classes, parts of the birth, the sex."""
    forms = forms_of(record.name, [each for each in record.alias.split(";") if each.strip()])
    for word in forms.spelt.split():
        for pair in zip(f"_{word}", f"{word}_", strict=True):
            yield f"n{''.join(pair)}", NAME_HASHES
        yield f"c{class_of(word)}", CLASS_HASHES
    for key in (key for part in forms.classes for key in part if key.startswith("z:")):
        yield key, CLASS_HASHES
    birth = birth_of(record.birth)
    if birth.whole:
        parts = birth.whole.split("-")
        yield from ((f"y{birth.year}", BIRTH_HASHES), *((f"b{part}", BIRTH_HASHES) for part in parts[1:]))
    if record.sex:
        yield f"s{record.sex.lower()}", SEX_HASHES


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for each in text.split(";") if (code := code_of(each)))


@lru_cache(maxsize=1 << 10)
def _derived(key: bytes, purpose: str) -> bytes:
    return hmac.digest(key, purpose.encode(), hashlib.sha256)


@lru_cache(maxsize=1 << 16)
def _places(secret: bytes, token: str) -> tuple[int, ...]:
    """Sixteen bits of a keyed digest for each hash; independent, since double hashing makes patterns easier to find."""
    found = b"".join(hmac.digest(secret, bytes([part]) + token.encode(), hashlib.sha256) for part in range(2))
    return tuple(int.from_bytes(found[place : place + 2], "big") % LENGTH for place in range(0, len(found), 2))


def _token(key: bytes, text: str) -> str:
    return hmac.digest(_derived(key, "token"), text.encode(), hashlib.sha256)[:TOKEN_BYTES].hex()
