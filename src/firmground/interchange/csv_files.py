"""A book as CSV: RFC 4180 in UTF-8, one file for each table with the publisher's heading first, and one of definitions.

A heading must stand first, so the label of invented people is in the name of the file and in the definitions.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from firmground.interchange.book import Book
from firmground.interchange.sheets import DEFINITIONS, Sheet, sheets_of
from firmground.interchange.table import Value


def csv_files(book: Book) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file."""
    before = "synthetic-" if book.synthetic else ""
    for sheet in sheets_of(book):
        name = f"{book.id}-{DEFINITIONS}" if sheet.name == DEFINITIONS else sheet.name
        yield f"{before}{name}.csv", csv_bytes(sheet)


def csv_bytes(sheet: Sheet) -> bytes:
    """The heading and the rows of a sheet; an empty cell is empty, a nought is 0."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([sheet.heading, *map(_written, sheet.rows)])
    return text.getvalue().encode("utf-8")


def _written(row: Iterable[Value]) -> list[str]:
    return ["" if value is None else str(value) for value in row]
