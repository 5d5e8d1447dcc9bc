"""Capture histories from CSV: a column of 0 and 1 for each list, and either a count in the last column or a row for each person.

Nothing is guessed at: a row that cannot be read is named, and nothing is read then.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firmground.csv_files import csv_lines
from firmground.errors import InputError
from firmground.statistics.multiple_systems.histories import MOST_LISTS, Histories

COUNT_NAMES = frozenset({"n", "count", "counts", "freq", "frequency", "number", "people", "persons", "cases", "total"})
MOST_ROWS, LARGEST = 10_000_000, 10**12


@dataclass(frozen=True)
class Reading:
    """Histories that were read, and sentences about what a reader should know of the file."""

    histories: Histories
    warnings: tuple[str, ...]


def read_histories(path: Path, *, count: str | None = None) -> Reading:
    """The histories of a CSV file in UTF-8 with a heading.

    ``count`` names the last column if it is a count, or is empty if every column is a list. Without it the last column is a
    count if its name says so ("n", "count", "Frequency", …) or one of its values is neither 0 nor 1. A history that stands
    twice beside counts is added up, and a warning says so. Raises ``InputError`` with the row and the column for what is not
    0, 1 or a whole number, for somebody on no list, and for more than 12 lists.
    """
    heading, rows = _table(path)
    has_count = _has_count(heading, rows, count, path)
    lists = heading[:-1] if has_count else heading
    if not 2 <= len(lists) <= MOST_LISTS:
        remedy = f"give 2 to {MOST_LISTS} columns of 0 and 1, separated by commas, and merge lists if there are more"
        raise InputError(f"has {len(lists)} lists", where=f"{path}, row 1", remedy=remedy)
    total: Counter[int] = Counter()
    repeated = 0
    for number, row in rows:
        cell = _cell(row[: len(lists)], lists, f"{path}, row {number}")
        repeated += has_count and cell in total
        total[cell] += _count(row[-1], f"{path}, row {number}, column {heading[-1]}") if has_count else 1
    found = sorted((cell, people) for cell, people in total.items() if people)
    if not found:
        raise InputError("has nobody on any list", where=str(path), remedy="give at least one row with a count above nought")
    histories = Histories(tuple(lists), tuple(cell for cell, _ in found), tuple(people for _, people in found))
    return Reading(histories, tuple(_warnings(histories, repeated)))


def _warnings(histories: Histories, repeated: int) -> Iterator[str]:
    if repeated:
        yield f"{repeated} rows have a history that stood there already; their counts were added up."
    for bit, name in enumerate(histories.lists):
        if not histories.on_all(1 << bit):
            yield f"Nobody is on the list {name}; it says nothing."


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = csv_lines(path)
    heading = [each.strip() for each in next(lines, [])]
    rows = list(_rows(lines, heading, path))
    if "" in heading or len(set(heading)) != len(heading) or not heading:
        remedy = "begin with a row of different names: the lists, and the count if there is one"
        raise InputError("has no usable heading", where=f"{path}, row 1", remedy=remedy)
    return heading, rows


def _rows(lines: Iterator[list[str]], heading: list[str], path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise InputError(f"has more than {MOST_ROWS:,} rows", where=str(path), remedy="count the histories first")
        if line and len(line) != len(heading):
            where = f"{path}, row {number}"
            raise InputError(f"has {len(line)} cells, the heading {len(heading)}", where=where, remedy="complete the row")
        if line:
            yield number, [text.strip() for text in line]


def _has_count(heading: list[str], rows: list[tuple[int, list[str]]], count: str | None, path: Path) -> bool:
    """Whether the last column is a count, and not a list."""
    if count:
        if count != heading[-1]:
            remedy = f"put the count last, or name the last column, {heading[-1]!r}"
            raise InputError(f"has no count {count!r} in its last column", where=f"{path}, row 1", remedy=remedy)
        return True
    if count is not None:
        return False
    return heading[-1].casefold() in COUNT_NAMES or any(row[-1] not in ("0", "1") for _, row in rows)


def _cell(marks: list[str], lists: list[str], where: str) -> int:
    for mark, name in zip(marks, lists, strict=True):
        if mark not in ("0", "1"):
            remedy = "write 1 for who is on the list and 0 for who is not"
            raise InputError(f"has {mark[:40]!r}, which is neither 0 nor 1", where=f"{where}, column {name}", remedy=remedy)
    cell = sum(1 << bit for bit, mark in enumerate(marks) if mark == "1")
    if not cell:
        remedy = "leave the row out: how many are on no list is what is to be estimated"
        raise InputError("has somebody who is on no list", where=where, remedy=remedy)
    return cell


def _count(text: str, where: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > LARGEST:
        raise InputError(f"has {text[:40]!r}, which is no count", where=where, remedy="write a whole number without separators")
    return int(text)
