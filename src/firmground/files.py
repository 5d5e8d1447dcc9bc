"""Reads JSON that has one meaning, and writes files and folders so that nobody ever meets half of one."""

import contextlib
import json
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firmground.errors import InputError, OutputError


def read_json(path: Path) -> Any:
    """The value in a JSON file; ``InputError`` names the place of what is not UTF-8, not JSON, or says a key twice."""
    try:
        return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_without_repeats)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}"
        raise InputError(f"is not valid JSON ({error.msg})", where=where, remedy="mend the line named") from error
    except RecursionError as error:
        raise InputError("is nested too deep to be read", where=str(path), remedy="use the file as it was made") from error
    except _Repeated as error:
        raise InputError(f"says {error} twice", where=str(path), remedy="keep one of them") from error


@contextlib.contextmanager
def file_beside(path: Path) -> Iterator[Path]:
    """A hidden file beside a path, renamed to it when all went well and removed when not.

    Raises ``OutputError`` when the path is a folder or its folder cannot be written to.
    """
    if path.is_dir():
        raise OutputError("is a folder", where=str(path), remedy="name a file")
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        part.touch()
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})", where=str(path), remedy="choose a folder you may write to"
        ) from error
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=str(path), remedy="choose another file") from error
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_beside(out: Path) -> Iterator[Path]:
    """A hidden folder beside one that is to be made or replaced, put in its place whole when all went well.

    The caller has made sure that what stands there may go. Raises ``OutputError`` when it cannot be written; then what
    stood there stands there still.
    """
    place = out.resolve()
    beside = place.with_name(f".{place.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        beside.mkdir(parents=True)
        yield beside
        _put_in_place(beside, place)
    except OSError as error:
        raise OutputError(f"cannot be written ({error.strerror})", where=str(out), remedy="choose another folder") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put_in_place(beside: Path, place: Path) -> None:
    if not place.exists():
        beside.rename(place)
        return
    old = beside.with_suffix(".old")
    place.rename(old)
    try:
        beside.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old)


class _Repeated(Exception):
    """A key stands twice in one object."""


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Repeated(key)
        found[key] = value
    return found
