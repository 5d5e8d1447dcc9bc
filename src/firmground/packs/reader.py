"""Reads the files of a pack: TOML and CSV in UTF-8, into entries. Every error names the file, the key, and what to do."""

import csv
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from firmground.errors import PackError
from firmground.packs.entries import Entry
from firmground.values import type_of_json

AnEntry = TypeVar("AnEntry", bound=Entry)
LARGEST_FILE = 20_000_000


def read_text(path: Path) -> str:
    """The text of a file that must be UTF-8 without a byte-order mark."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PackError(f"the file is larger than {LARGEST_FILE} bytes", where=str(path), remedy="split it")
        content = path.read_bytes()
    except OSError as error:
        raise PackError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check the name and the permissions"
        ) from error
    if content.startswith(b"\xef\xbb\xbf"):
        raise PackError("begins with a byte-order mark", where=str(path), remedy="save it as UTF-8 without one")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackError("is not UTF-8", where=f"{path}, line {line}", remedy="save it as UTF-8") from error


def read_toml(path: Path) -> dict[str, type_of_json]:
    """The tables of a TOML file, with lists as tuples."""
    try:
        written = _parsed(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"is not valid TOML: {error}", where=str(path), remedy="mend the line named") from error
    frozen: dict[str, type_of_json] = _frozen(written)
    return frozen


def read_csv(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers; empty cells are left out."""
    lines = read_text(path).splitlines(keepends=True)
    reader = csv.DictReader(lines, strict=True, restkey="")
    rows = []
    try:
        if len(set(reader.fieldnames or ())) != len(reader.fieldnames or ()):
            raise PackError("has two columns of one name", where=str(path), remedy="rename one")
        for row in reader:
            if "" in row or None in row.values():
                raise PackError(
                    "has more or fewer cells than the heading", where=f"{path}, line {reader.line_num}", remedy="quote commas"
                )
            rows.append((reader.line_num, {key: value for key, value in row.items() if value != ""}))
    except csv.Error as error:
        where = f"{path}, line {reader.line_num + 1}"  # the reader counts a line once it is read whole
        raise PackError(f"is not valid CSV: {error}", where=where, remedy="check the quotes") from error
    return rows


def read_heading(path: Path) -> list[str]:
    """The names of the columns of a CSV file."""
    return next(csv.reader(read_text(path).splitlines()[:1]), [])


def as_entry(kind: type[AnEntry], written: type_of_json, *, where: str) -> AnEntry:
    """The entry that some data spells, or ``PackError`` naming the key."""
    try:
        return kind.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        remedy = "remove the key or correct its name" if first["type"] == "extra_forbidden" else "see docs/reference/packs.md"
        told = _told(str(first["msg"]).removeprefix("Value error, "))
        raise PackError(told, where=f"{where}, key {key}" if key else where, remedy=remedy) from error


def toml_entry(kind: type[AnEntry], path: Path) -> AnEntry:
    """The one entry of a TOML file."""
    return as_entry(kind, read_toml(path), where=str(path))


def csv_entries(kind: type[AnEntry], path: Path) -> Iterator[AnEntry]:
    """An entry for each row of a CSV file."""
    known = {field.alias or name for name, field in kind.model_fields.items()}
    unknown = [name for name in read_heading(path) if name not in known]
    if unknown:
        raise PackError(f"unknown column {unknown[0]!r}", where=f"{path}, line 1", remedy=f"use {', '.join(sorted(known))}")
    for line, row in read_csv(path):
        yield as_entry(kind, row, where=f"{path}, line {line}")


@lru_cache(maxsize=512)
def _parsed(text: str) -> dict[str, Any]:
    """TOML by its text: a pack reads each file twice, for what it says and for its digest. Nobody may change the value."""
    return tomllib.loads(text)


def _told(message: str) -> str:
    return {"Extra inputs are not permitted": "unknown key", "Field required": "missing"}.get(message, message)


def _frozen(value: type_of_json) -> type_of_json:
    if isinstance(value, dict):
        return {key: _frozen(member) for key, member in value.items()}
    return tuple(_frozen(member) for member in value) if isinstance(value, list) else value
