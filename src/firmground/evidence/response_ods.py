"""A table as an OpenDocument spreadsheet. Every cell is text, so that none can be a formula."""

import datetime
import io

from odfdo import Cell, Column, Document, Element, Row, Style
from odfdo import Table as Sheet

from firmground.evidence.steady_zip import steady
from firmground.evidence.table import Table

WIDTHS = {"Number": "2cm", "Claim": "9cm", "Check": "7cm", "Answers": "10cm"}
OTHERWISE = "3.5cm"


def as_ods(table: Table) -> bytes:
    """The table as ODS; the same table gives the same bytes."""
    document = Document("spreadsheet")
    document.body.clear()
    bold, plain = _styles(document)
    sheet = Sheet("Claims and answers")
    for name in table.columns:
        style = document.insert_style(_of_width(WIDTHS.get(name, OTHERWISE)), automatic=True)
        sheet.append(Column(style=style))
    _append(sheet, table.columns, bold)
    for row in table.rows:
        _append(sheet, row, plain)
    document.body.append(sheet)
    document.body.append(_about(table, bold, plain))
    _name(document, table)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _about(table: Table, bold: str, plain: str) -> Sheet:
    sheet = Sheet("About")
    sheet.append(Column(repeated=2))
    _append(sheet, (table.title,), bold)
    for row in table.about:
        _append(sheet, row, plain)
    for sentence in (*table.counts, table.note):
        _append(sheet, (sentence,), plain)
    return sheet


def _append(sheet: Sheet, words: tuple[str, ...], style: str) -> None:
    row = Row()
    for place, each in enumerate(words):
        row.set_cell(place, Cell(value=each, text=each, cell_type="string", style=style))
    sheet.append(row)  # append_row would add columns


def _styles(document: Document) -> tuple[str, str]:
    """The names of two styles of cells: bold, and plain, both with lines that wrap."""
    made = []
    for weight in ("bold", "normal"):
        style = Style("table-cell", name=f"firm_{weight}")
        style.append(Element.from_tag('<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>'))
        style.append(Element.from_tag(f'<style:text-properties fo:font-weight="{weight}"/>'))
        made.append(str(document.insert_style(style, automatic=True)))
    return made[0], made[1]


def _of_width(width: str) -> Style:
    return Style("table-column", name=f"firm_{width.replace('.', '_')}", width=width)


def _name(document: Document, table: Table) -> None:
    """What the file says of itself: the title, and the day of the report as its own."""
    day = datetime.datetime.combine(table.published_on, datetime.time())
    document.meta.title = table.title
    document.meta.creation_date = document.meta.date = day
    document.meta.generator = "Firmground"
