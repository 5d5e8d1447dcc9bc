"""Looks at the bytes of a CSV file before anybody parses it: UTF-8, in lines of a sensible length."""

import codecs
import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from firmground.errors import InputError

LONGEST_LINE = 1_000_000
BLOCK = 4_000_000


@dataclass(frozen=True)
class CsvText:
    """The heading of a file, and the numbers of its empty lines; the heading is line 1."""

    heading: tuple[str, ...]
    empty_lines: frozenset[int]


def check_csv_text(path: Path, progress: Callable[[str, float], None]) -> CsvText:
    """Read a file through once, in little memory. A UTF-8 byte-order mark is allowed, since spreadsheets write one.

    Raises ``InputError`` naming the line for bytes that are no UTF-8, a byte that is no text, or an endless line.
    """
    size, seen, line, rest = path.stat().st_size, 0, 1, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    heading: bytes | None = None
    empty: set[int] = set()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if not seen and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise InputError("is UTF-16", where=str(path), remedy='save it as "CSV UTF-8"')
            _check_bytes(block, decoder, line, path)
            *whole, rest = (rest + block).split(b"\n")
            _check_lengths([*whole, rest], line, path)
            heading = (whole[0] if whole else rest) if heading is None else heading
            empty.update(line + place for place, each in enumerate(whole) if each in (b"", b"\r"))
            line += len(whole)
            seen += len(block)
            progress("reading", seen / size)
    if heading is None or seen == len(codecs.BOM_UTF8) == len(heading):
        raise InputError("is empty", where=str(path), remedy="give it a heading and rows")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError("ends in the middle of a letter", where=str(path), remedy="copy the whole file again") from error
    names = next(csv.reader([heading.decode("utf-8-sig", errors="ignore").rstrip("\r")]), [])
    return CsvText(tuple(name.strip() for name in names), frozenset(empty))


def _check_bytes(block: bytes, decoder: codecs.IncrementalDecoder, line: int, path: Path) -> None:
    try:
        decoder.decode(block)
    except UnicodeDecodeError as error:
        found = line + block[: error.start].count(b"\n")
        raise InputError("is not UTF-8", where=f"{path}, line {found}", remedy='save it as "CSV UTF-8"') from error
    if b"\0" in block:
        found = line + block[: block.index(b"\0")].count(b"\n")
        raise InputError("has a byte that is no text", where=f"{path}, line {found}", remedy="export it again as CSV")


def _check_lengths(lines: list[bytes], first: int, path: Path) -> None:
    longest = max(range(len(lines)), key=lambda place: len(lines[place]))
    if len(lines[longest]) > LONGEST_LINE:
        where = f"{path}, line {first + longest}"
        raise InputError(f"has a line longer than {LONGEST_LINE:,} bytes", where=where, remedy="check the quotes")
