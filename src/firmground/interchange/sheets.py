"""What stands on the sheets of a book, whatever the format: two rows above a heading, rows, and the sheet of definitions.

Two rows above the heading is where UNODC's workbook has them. No text begins as a formula does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from firmground.interchange.book import Book
from firmground.interchange.table import Value

BEGINS_A_FORMULA = "=+-@\t\r\n"  # a text that begins with one of these would be run by a spreadsheet
LONGEST_NAME = 31  # letters of a sheet's name in XLSX
DEFINITIONS = "definitions"
HEADING = ("Table", "What", "Definition")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the rows above the heading, the heading and the rows."""

    name: str
    above: tuple[tuple[Value, ...], ...]
    heading: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def all_rows(self) -> tuple[tuple[Value, ...], ...]:
        """Every row of the sheet from the top."""
        return (*self.above, self.heading, *self.rows)


def sheets_of(book: Book) -> Iterator[Sheet]:
    """The sheets of a book in their order, the definitions last; the label of invented people stands on each."""
    for table in book.tables:
        above = (_harmless((table.title, book.label)), (f"{book.days[0]} to {book.days[1]}",))
        heading = tuple(str(harmless(column.name)) for column in table.columns)
        yield Sheet(table.id[:LONGEST_NAME], above, heading, tuple(_harmless(row) for row in table.rows))
    above = (_harmless((f"Definitions: {book.title}", book.label)), (f"{book.days[0]} to {book.days[1]}",))
    yield Sheet(DEFINITIONS, above, HEADING, tuple(_harmless(row) for row in book.definitions))


def harmless(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe before it."""
    if isinstance(value, str) and value and (value.lstrip(" ") or value)[0] in BEGINS_A_FORMULA:
        return f"'{value}"
    return value


def _harmless(row: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple(harmless(value) for value in row)
