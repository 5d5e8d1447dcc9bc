"""Reads one person's answers from a JSON file, refusing what two readers could understand differently."""

from pathlib import Path

from firmground.errors import InputError
from firmground.files import read_json
from firmground.rules.evaluate import Answer
from firmground.values import type_of_json

LARGEST_FILE = 1_000_000


def read_answers(path: Path) -> dict[str, Answer]:
    """The answers in a JSON file: one object from question id to a word or a whole number.

    Raises ``InputError`` naming the file and the key; whether an answer fits its question is for ``assess`` to say.
    """
    if path.is_dir():
        raise InputError("is a folder", where=str(path), remedy="name a JSON file")
    if path.exists() and path.stat().st_size > LARGEST_FILE:
        raise InputError("is larger than one person's answers can be", where=str(path), remedy="use --table for many persons")
    return _answers(read_json(path), path)


def _answers(written: type_of_json, path: Path) -> dict[str, Answer]:
    if not isinstance(written, dict):
        raise InputError("does not hold one object", where=str(path), remedy='write {"question": "yes", …}')
    for name, answer in written.items():
        if not isinstance(answer, str) and type(answer) is not int:
            remedy = 'write "yes", "no", "refused" … or a whole number'
            raise InputError(f"{answer!r} is not an answer", where=f"{path}, key {name}", remedy=remedy)
    return written
