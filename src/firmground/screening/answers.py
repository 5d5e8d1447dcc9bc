"""Reads one person's answers from a JSON file, refusing what two readers could understand differently."""

import json
from pathlib import Path

from firmground.errors import InputError
from firmground.rules.evaluate import Answer
from firmground.values import type_of_json

LARGEST_FILE = 1_000_000


def read_answers(path: Path) -> dict[str, Answer]:
    """The answers in a JSON file: one object from question id to a word or a whole number.

    Raises ``InputError`` naming the file and the key; whether an answer fits its question is for ``assess`` to say.
    """
    try:
        if path.is_dir():
            raise InputError("is a folder", where=str(path), remedy="name a JSON file")
        if path.stat().st_size > LARGEST_FILE:
            raise InputError("is larger than one person's answers can be", where=str(path), remedy="use --table for many persons")
        written = json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=_without_repeats)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"is not valid JSON ({error})", where=f"{path}{place}", remedy="mend the line named") from error
    except _Repeated as error:
        raise InputError(f"answers {error} twice", where=str(path), remedy="keep one answer") from error
    return _answers(written, path)


class _Repeated(Exception):
    """A key stands twice in one object."""


def _without_repeats(pairs: list[tuple[str, type_of_json]]) -> dict[str, type_of_json]:
    for place, (key, _) in enumerate(pairs):
        if key in {earlier for earlier, _ in pairs[:place]}:
            raise _Repeated(key)
    return dict(pairs)


def _answers(written: type_of_json, path: Path) -> dict[str, Answer]:
    if not isinstance(written, dict):
        raise InputError("does not hold one object", where=str(path), remedy='write {"question": "yes", …}')
    for name, answer in written.items():
        if not isinstance(answer, str) and type(answer) is not int:
            remedy = 'write "yes", "no", "refused" … or a whole number'
            raise InputError(f"{answer!r} is not an answer", where=f"{path}, key {name}", remedy=remedy)
    return written
