"""A book as an XLSX workbook: numbers as numbers, words as words and never as formulas or links, the same bytes each time."""

import io
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from firmground.interchange.book import Book
from firmground.interchange.sheets import Sheet, sheets_of
from firmground.interchange.table import Value

WIDEST = 60  # letters that a column is made wide enough for
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_bytes(book: Book) -> bytes:
    """The workbook, with a sheet for each table and one of definitions."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as workbook:
        properties = {"title": book.title, "comments": book.label, "created": book.made_at}
        workbook.set_properties(properties)
        bold = workbook.add_format({"bold": True})
        for sheet in sheets_of(book):
            _fill(workbook.add_worksheet(sheet.name), sheet, bold)
    return made.getvalue()


def _fill(worksheet: Worksheet, sheet: Sheet, bold: xlsxwriter.format.Format) -> None:
    for number, row in enumerate(sheet.all_rows):
        for place, value in enumerate(row):
            _write(worksheet, number, place, value, bold if number <= len(sheet.above) else None)
    for place, name in enumerate(sheet.heading):
        longest = max([len(name), *(len(str(row[place])) for row in sheet.rows if row[place] is not None)])
        worksheet.set_column(place, place, min(longest, WIDEST) + 2)
    worksheet.freeze_panes(len(sheet.above) + 1, 0)


def _write(worksheet: Worksheet, row: int, column: int, value: Value, style: xlsxwriter.format.Format | None) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        worksheet.write_string(row, column, value, style)
    else:
        worksheet.write_number(row, column, float(value) if isinstance(value, Decimal) else value, style)
