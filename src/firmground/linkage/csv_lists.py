"""Lists of entries as CSV, in and out. What is wrong is named with file, row and column; row 1 is the heading.

A text that begins as a formula does gets an apostrophe before it when written, and loses it when read.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from firmground.csv_files import begins_a_formula, harmless
from firmground.errors import InputError
from firmground.linkage.record import FIELDS, Record

_BIRTH = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Row = Mapping[str, str]


def rows_of(path: Path, needed: Iterable[str] = ()) -> Iterator[tuple[int, Row]]:
    """The rows of a file with their numbers, cells without spaces around them.

    Raises ``InputError`` for what is no CSV in UTF-8, a heading that lacks a needed column or says one twice, and a row with
    more or fewer cells than the heading.
    """
    lines = _lines(path)
    heading = [name.strip() for name in next(lines, (1, []))[1]]
    repeated = [name for name, count in Counter(heading).items() if count > 1]
    absent = [name for name in needed if name not in heading]
    if repeated or absent:
        fault = f"has no column {absent[0]!r}" if absent else f"has two columns {repeated[0]!r}"
        raise InputError(fault, where=f"{path}, row 1", remedy="mend the heading")
    for number, line in lines:
        if not line:
            continue
        if len(line) != len(heading):
            fault = f"has {len(line)} cells, and the heading has {len(heading)}"
            raise InputError(fault, where=f"{path}, row {number}", remedy="check the commas and quotes")
        yield number, {name: _read(cell) for name, cell in zip(heading, line, strict=True)}


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from enumerate(csv.reader(file, strict=True), start=1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=str(path), remedy="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(path), remedy='save it as "CSV UTF-8"') from error
    except csv.Error as error:
        raise InputError(f"is not valid CSV ({error})", where=str(path), remedy="export it again as CSV") from error


def _read(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith("'") and begins_a_formula(text[1:]) else text


def read_lists(paths: Sequence[Path]) -> pa.Table:
    """The entries of several files as an Arrow table with the fields of ``Record``, as text.

    A file without a column ``list`` is one list, named as the file is; columns of other names are left out. Raises ``InputError``
    for an entry without an id, an id that stands twice, and a birth that is no ISO day, month or year.
    """
    found: dict[str, list[str]] = {name: [] for name in FIELDS}
    seen: set[str] = set()
    for path in paths:
        for number, row in rows_of(path, ("id",)):
            _check(row, f"{path}, row {number}", seen)
            for name in FIELDS:
                found[name].append(row.get(name, "") or (path.stem if name == "list" else ""))
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in found.items()})


def _check(row: Row, where: str, seen: set[str]) -> None:
    if not row["id"]:
        raise InputError("has no id", where=f"{where}, column id", remedy="give each entry an id of its own")
    if row["id"] in seen:
        raise InputError("has an id that stands before", where=f"{where}, column id", remedy="give each entry an id of its own")
    seen.add(row["id"])
    if row.get("birth") and not _BIRTH.fullmatch(row["birth"]):
        raise InputError(
            "has a birth that is no ISO date", where=f"{where}, column birth", remedy="write 1990-02-28, 1990-02 or 1990"
        )


def read_labelled(path: Path, columns: Mapping[str, str], person: str, group: str = "") -> pa.Table:
    """Entries with known truth: ``columns`` says in which column of the file each thing is; ``person`` says who an entry is.

    Answers ``id``, ``list``, those columns, ``person`` and ``group``. Without a column ``id`` rows are numbered.
    """
    needed = [*(source for name, source in columns.items() if name != "alias"), person, *([group] if group else [])]
    names = ("id", "list", *columns, "person", "group")
    found: dict[str, list[str]] = {name: [] for name in names}
    for number, row in rows_of(path, needed):
        if not row[person]:
            raise InputError("does not say who the entry is", where=f"{path}, row {number}, column {person}", remedy="fill it in")
        values = {name: row.get(source, "") for name, source in columns.items()}
        values |= {"id": row.get("id") or f"row {number}", "list": row.get("list") or path.stem}
        values |= {"person": row[person], "group": row[group] if group else "all"}
        for name in names:
            found[name].append(values[name])
    return pa.table({name: pa.array(texts, pa.string()) for name, texts in found.items()})


def records_in(table: pa.Table) -> tuple[Record, ...]:
    """The rows of an Arrow table as records."""
    return tuple(Record(**{name: row[name] for name in FIELDS}) for row in table.to_pylist())


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV in UTF-8, in which no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().encode()
