"""Codes of entries as a file: what one agency sends. It names how the codes were made, and holds no name, date or number."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from pathlib import Path

from firmground.errors import InputError
from firmground.linkage.csv_lists import csv_bytes, rows_of
from firmground.linkage.encoding import LENGTH, Encoding

HEADING = ("id", "list", "made", "filter", "documents", "phones")


def codes_bytes(encodings: Iterable[Encoding], key: bytes, *, by_year: bool = False) -> bytes:
    """The codes as CSV. ``made`` tells files of another key or another way apart, without telling the key."""
    made = f"clk1{'y' if by_year else ''}-{hmac.digest(key, b'which key', hashlib.sha256)[:4].hex()}"
    rows = ([each.id, each.list, made, each.filter.hex(), ";".join(each.documents), ";".join(each.phones)] for each in encodings)
    return csv_bytes(HEADING, rows)


def read_codes(paths: Sequence[Path]) -> tuple[Encoding, ...]:
    """The codes in several files.

    Raises ``InputError`` for files that were made with different keys or in different ways, for a filter that is none, and for
    an id that stands twice.
    """
    found: list[Encoding] = []
    made: dict[str, str] = {}
    seen: set[str] = set()
    for path in paths:
        for number, row in rows_of(path, HEADING):
            where = f"{path}, row {number}"
            made.setdefault(row["made"], where)
            if len(made) > 1:
                remedy = "let all agencies encode with one key and the same options"
                raise InputError("was made with another key, or another way, than the rows before", where=where, remedy=remedy)
            if row["id"] in seen or not row["id"]:
                remedy = "put the agency into its ids"
                raise InputError("has no id, or one that stands before", where=f"{where}, column id", remedy=remedy)
            seen.add(row["id"])
            found.append(
                Encoding(row["id"], row["list"], _filter(row["filter"], where), _tokens(row["documents"]), _tokens(row["phones"]))
            )
    return tuple(found)


def _filter(text: str, where: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != LENGTH // 8:
        raise InputError("is no filter", where=f"{where}, column filter", remedy="use the file that encode made")
    return found


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split(";") if each)
