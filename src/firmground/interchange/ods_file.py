"""A book as an OpenDocument spreadsheet: numbers as numbers, words as words, the same bytes each time."""

import io
import zipfile

from odfdo import Cell, Document, Row, Table

from firmground.interchange.book import Book
from firmground.interchange.sheets import Sheet, sheets_of
from firmground.interchange.table import Value

THE_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def ods_bytes(book: Book) -> bytes:
    """The spreadsheet, with a sheet for each table and one of definitions."""
    document = Document("spreadsheet")
    document.body.clear()
    for sheet in sheets_of(book):
        document.body.append(_table(sheet))
    document.meta.title = book.title
    document.meta.description = book.label
    document.meta.creation_date = book.made_at
    document.meta.date = book.made_at
    made = io.BytesIO()
    document.save(made)
    return with_fixed_times(made.getvalue())


def with_fixed_times(content: bytes) -> bytes:
    """The same archive with one time for every part, so that the same parts are the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            again = zipfile.ZipInfo(part.filename, THE_FIRST_DAY_OF_ZIP)
            again.compress_type = part.compress_type
            new.writestr(again, old.read(part))
    return made.getvalue()


def _table(sheet: Sheet) -> Table:
    table = Table(sheet.name)
    for values in sheet.all_rows:
        row = Row()
        for value in values:
            row.append(_cell(value))
        table.append(row)
    return table


def _cell(value: Value) -> Cell:
    if value is None or value == "":
        return Cell()
    return Cell(value, cell_type="string", text=value) if isinstance(value, str) else Cell(value, text=str(value))
