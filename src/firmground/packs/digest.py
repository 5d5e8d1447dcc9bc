"""Digests of a pack: of each file as parsed, and of the whole. Comments and layout do not count; what is said does."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from firmground.errors import FirmgroundError, PackError
from firmground.packs.reader import read_csv, read_toml
from firmground.values import digest, type_of_json


def part_digests(folder: Path) -> dict[str, str]:
    """The digest of every TOML and CSV file below a folder, by its path in the pack."""
    parts = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".toml", ".csv"}:
            written = read_toml(path) if path.suffix == ".toml" else [row for _, row in read_csv(path)]
            parts[path.relative_to(folder).as_posix()] = _digest(written, path)
    return parts


def _digest(written: type_of_json, path: Path) -> str:
    try:
        return digest(as_json(written))
    except FirmgroundError as error:
        raise PackError(error.what, where=f"{path}, key {error.where.removeprefix('$.')}", remedy=error.remedy) from error


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
