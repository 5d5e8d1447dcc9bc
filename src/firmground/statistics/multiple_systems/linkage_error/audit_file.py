"""Reads the counts of an audit from JSON or CSV. A row is one sample; what a sample means is said in ``audits``."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from firmground.errors import InputError
from firmground.files import read_json
from firmground.statistics.multiple_systems.linkage_error.audits import Audit, Band, Checked, Pair, Part

KINDS = ("links", "known_pairs", "unlinked_pairs")
COLUMNS = ("kind", "lists", "band", "pairs", "checked", "found")
BETWEEN = "+"  # between the names of two lists in a cell of a CSV file
LARGEST = 10**12


@dataclass(frozen=True)
class _Row:
    """One sample as it was written, and where."""

    where: str
    kind: str
    lists: Pair
    band: str
    pairs: int
    sample: Checked


def read_audit(path: Path) -> Audit:
    """The audit in a file: CSV when its name ends so, else JSON.

    Raises ``InputError`` that names the row or key for what is not a sample, is there twice, or has more found than checked.
    """
    rows = _rows_of_csv(path) if path.suffix.lower() == ".csv" else _rows_of_json(path)
    parts: dict[Pair, Part] = {}
    for row in rows:
        try:
            parts[row.lists] = _with_row(parts.get(row.lists, Part()), row)
        except InputError as error:
            raise InputError(error.what, where=row.where, remedy=error.remedy) from error
    if not parts:
        raise InputError("has no samples", where=str(path), remedy=f"give at least links and one of {', '.join(KINDS[1:])}")
    return Audit(parts.pop(frozenset(), Part()), parts)


def _with_row(part: Part, row: _Row) -> Part:
    if row.kind == "unlinked_pairs":
        return replace(part, bands=(*part.bands, Band(row.band, row.pairs, row.sample)))
    if getattr(part, row.kind):
        raise InputError(f"a second sample of {row.kind} for the same lists", remedy="add the two up")
    return replace(part, links=row.sample) if row.kind == "links" else replace(part, known_pairs=row.sample)


def _rows_of_json(path: Path) -> Iterator[_Row]:
    read = read_json(path)
    if not isinstance(read, dict):
        raise InputError("is not an object of samples", where=str(path), remedy=f"use the keys {', '.join(KINDS)}")
    for kind, samples in read.items():
        listed = samples if isinstance(samples, list) else [samples]
        for number, sample in enumerate(listed, start=1):
            where = f"{path}, {kind} {number}"
            if not isinstance(sample, dict) or not sample.keys() <= set(COLUMNS[1:]):
                raise InputError("is not a sample", where=where, remedy=f"give an object with {', '.join(COLUMNS[1:])}")
            yield _row(kind, sample, sample.get("lists", []), where)


def _rows_of_csv(path: Path) -> Iterator[_Row]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        rows = list(reader)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"is not CSV in UTF-8 ({error})", where=str(path), remedy="save it again") from error
    if absent := {"kind", "checked", "found"} - set(reader.fieldnames or ()):
        raise InputError(f"has no column {min(absent)!r}", where=f"{path}, row 1", remedy=f"use the columns {', '.join(COLUMNS)}")
    for number, row in enumerate(rows, start=2):
        lists = [name.strip() for name in (row.get("lists") or "").split(BETWEEN) if name.strip()]
        yield _row(str(row["kind"]).strip(), row, lists, f"{path}, row {number}")


def _row(kind: str, sample: Mapping[str, Any], lists: object, where: str) -> _Row:
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of sample", where=where, remedy=f"use {', '.join(KINDS)}")
    size = _count(sample.get("pairs"), "pairs", where) if kind == "unlinked_pairs" else 0
    checked, found = (_count(sample.get(name), name, where) for name in ("checked", "found"))
    try:
        counts = Checked(checked, found)
    except InputError as error:
        raise InputError(error.what, where=where, remedy=error.remedy) from error
    return _Row(where, kind, _pair(lists, where), str(sample.get("band") or ""), size, counts)


def _pair(lists: object, where: str) -> Pair:
    names = frozenset(lists) if isinstance(lists, Sequence) and all(isinstance(name, str) for name in lists) else None
    if names is None or isinstance(lists, str) or len(names) not in (0, 2):
        raise InputError("does not name two lists", where=where, remedy="name two different lists, or none for all pairs")
    return names


def _count(value: object, name: str, where: str) -> int:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > LARGEST:
        raise InputError(f"{name} is {value!r}, which is no count", where=where, remedy="write a whole number")
    return int(text)
