"""Digests of a pack: of each file as parsed, and of the whole. Comments and layout do not count; what is said does."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from firmground.errors import FirmgroundError, PackError
from firmground.packs.reader import read_csv, read_text, read_toml
from firmground.values import digest, type_of_json


@dataclass(frozen=True)
class _Written:
    """A file's text; two files that say the same are equal, wherever they are."""

    text: str
    kind: str
    path: Path = field(compare=False)


def part_digests(folder: Path) -> dict[str, str]:
    """The digest of every TOML and CSV file below a folder, by its path in the pack."""
    parts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".toml", ".csv"}:
            parts[path.relative_to(folder).as_posix()] = _digest(_Written(read_text(path), path.suffix, path))
    return parts


@lru_cache(maxsize=1024)
def _digest(file: _Written) -> str:
    """The digest of what a file says; a text that was read before is not worked out again."""
    written = read_toml(file.path) if file.kind == ".toml" else [row for _, row in read_csv(file.path)]
    try:
        return digest(as_json(written))
    except FirmgroundError as error:
        raise PackError(error.what, where=f"{file.path}, key {error.where.removeprefix('$.')}", remedy=error.remedy) from error


def whole_digest(parts: Mapping[str, str], extended: str | None) -> str:
    """The digest of a pack from those of its parts and of the pack it extends."""
    return digest({"parts": dict(parts), "extends": extended})


def as_json(value: type_of_json) -> type_of_json:
    """The same data as JSON: dates as text, tuples as lists."""
    if isinstance(value, Mapping):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(member) for member in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
