"""Makes columns ready to be compared: what is done once for each record, so that a million pairs need only look.

It answers Arrow columns with names that ``comparing`` and ``blocking`` know. What is not known is null in all of them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

import pyarrow as pa

from firmground.linkage.bands import BANDS, Bands
from firmground.linkage.births import birth_of
from firmground.linkage.column import Column
from firmground.linkage.names.forms import Forms, forms_of
from firmground.linkage.names.letters import code_of, words_of
from firmground.linkage.names.spelling import class_of

LEGAL_FORMS = frozenset(
    (
        "ltd",
        "limited",
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "llc",
        "plc",
        "pt",
        "cv",
        "sdn",
        "bhd",
        "pte",
        "gmbh",
        "the",
    )
)
MOST_BITS = 30


@dataclass(frozen=True)
class Frequencies:
    """How often keys of a column are met: ``counts`` among ``records`` records. Keys that are not named are rare."""

    records: int
    counts: Mapping[str, int]


NONE_KNOWN = Frequencies(0, {})


@dataclass(frozen=True)
class Prepared:
    """``table`` has a row for each record; ``frequencies`` are those of this table for each column with keys."""

    table: pa.Table
    frequencies: Mapping[str, Frequencies]


def prepared(table: pa.Table, columns: Sequence[Column], known: Mapping[str, Frequencies]) -> Prepared:
    """A table with ``id``, ``list`` and the columns' own, ready to be compared.

    ``known`` are frequencies from elsewhere, which are added to those of this table, so that a common name is common in a short
    list too. A column that the table lacks is not known for anybody.
    """
    found: dict[str, pa.Array] = {"unique_id": table["id"].combine_chunks(), "list": table["list"].combine_chunks()}
    frequencies: dict[str, Frequencies] = {}
    for column in columns:
        texts = _texts(table, column.id)
        if column.kind == "name":
            aliases = (
                _texts(table, f"{column.id}_alias") if f"{column.id}_alias" in table.column_names else _texts(table, "alias")
            )
            made, frequencies[column.id] = _names(column.id, texts, aliases, known.get(column.id, NONE_KNOWN))
        elif column.kind == "words":
            made, frequencies[column.id] = _words(column.id, texts, known.get(column.id, NONE_KNOWN))
        else:
            made = _PLAIN[column.kind](column.id, texts)
        found |= made
    return Prepared(pa.table(found), frequencies)


def _texts(table: pa.Table, name: str) -> list[str]:
    if name not in table.column_names:
        return [""] * len(table)
    return [text or "" for text in table[name].to_pylist()]


def _names(name: str, texts: list[str], aliases: list[str], known: Frequencies) -> tuple[dict[str, pa.Array], Frequencies]:
    forms = [
        forms_of(text, [each for each in other.split(";") if each.strip()] if other else ())
        for text, other in zip(texts, aliases, strict=True)
    ]
    made, frequencies = _keyed(name, forms, known)
    made[f"{name}_forms"] = pa.array([each.forms or None for each in forms], pa.list_(pa.string()))
    return made, frequencies


def _words(name: str, texts: list[str], known: Frequencies) -> tuple[dict[str, pa.Array], Frequencies]:
    return _keyed(name, [_word_forms(text) for text in texts], known)


@lru_cache(maxsize=1 << 16)
def _word_forms(text: str) -> Forms:
    words = words_of(text)
    kept = list(dict.fromkeys(word for word in words if word not in LEGAL_FORMS)) or words
    return Forms(" ".join(sorted(kept)), (), tuple((f"c:{class_of(word)}",) for word in kept))


def _keyed(name: str, forms: Sequence[Forms], known: Frequencies) -> tuple[dict[str, pa.Array], Frequencies]:
    """The spelling, how rare it is as a whole, the rarest coarse keys, and what sharing some of them says."""
    found = Counter(key for each in forms for group in each.classes for key in group)
    frequencies = Frequencies(sum(1 for each in forms if each.spelt), found)
    bits = _bits(frequencies, known)
    bands = Bands({key: place for place, key in enumerate(found)}, bits)
    sorted_into = [bands.of(each.classes) for each in forms]
    numbers = pa.list_(pa.int64())
    made = {
        name: pa.array([each.spelt or None for each in forms], pa.string()),
        f"{name}_bits": pa.array([each.bits for each in sorted_into], pa.int32()),
        f"{name}_classes": pa.array([each.classes or None for each in sorted_into], numbers),
    }
    for place, band in enumerate(BANDS):
        made[f"{name}_{band}"] = pa.array([each.shared[place] or None for each in sorted_into], numbers)
    return made, frequencies


def _bits(found: Frequencies, known: Frequencies) -> Callable[[str], int]:
    """How many bits it says that two people share a key: the logarithm of one over its share, rounded, at least one."""
    records = found.records + known.records

    @lru_cache(maxsize=1 << 18)
    def bits(key: str) -> int:
        count = found.counts.get(key, 0) + known.counts.get(key, 0)
        return max(1, min(MOST_BITS, round(log2(max(records, 2) / max(count, 1)))))

    return bits


def _births(name: str, texts: list[str]) -> dict[str, pa.Array]:
    births = [birth_of(text) for text in texts]
    return {
        name: pa.array([each.whole for each in births], pa.string()),
        f"{name}_year": pa.array([each.year for each in births], pa.int32()),
        f"{name}_sorted": pa.array([each.sorted for each in births], pa.string()),
    }


def _codes(name: str, texts: list[str]) -> dict[str, pa.Array]:
    return {name: pa.array([code_of(text) or None for text in texts], pa.string())}


def _documents(name: str, texts: list[str]) -> dict[str, pa.Array]:
    several = [[code for each in text.split(";") if (code := code_of(each))] if text else None for text in texts]
    return {
        name: pa.array([each[0] if each else None for each in several], pa.string()),
        f"{name}_all": pa.array([each or None for each in several], pa.list_(pa.string())),
    }


def _place_codes(name: str, texts: list[str]) -> dict[str, pa.Array]:
    starts = [code_of(text.split()[0]) if text.strip() else None for text in texts]
    return {**_codes(name, texts), f"{name}_start": pa.array(starts, pa.string())}


_PLAIN: Mapping[str, Callable[[str, list[str]], dict[str, pa.Array]]] = {
    "birth": _births,
    "code": _codes,
    "document": _documents,
    "place_code": _place_codes,
}
