"""A table as a Word document, sideways on A4, its heading repeated on every page."""

import datetime
import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from firmground.evidence.steady_zip import steady
from firmground.evidence.table import Table

WIDE, TALL, MARGIN = Mm(297), Mm(210), Mm(12)
SMALL = Pt(8)
WIDTHS = {"Number": 15, "Claim": 50, "Rests on": 24, "Check": 36, "Answers": 52}  # millimetres; the others share the rest
OTHERWISE = 16


def as_docx(table: Table) -> bytes:
    """The table as DOCX; the same table gives the same bytes."""
    document = docx.Document()
    _sideways(document.sections[0])
    _named(document.core_properties, table)
    document.add_heading(table.title, level=1)
    for name, words in table.about:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(words)
    _rows(document, table)
    document.add_paragraph()
    for place, sentence in enumerate(table.counts):
        document.add_paragraph(sentence, style="List Bullet" if place else None)
    document.add_paragraph(table.note)
    made = io.BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _sideways(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = WIDE, TALL
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _named(properties: Any, table: Table) -> None:
    """What the file says of itself: nothing of who made it, and the day of the report as its own."""
    day = datetime.datetime.combine(table.published_on, datetime.time(), datetime.UTC)
    properties.title, properties.language, properties.author, properties.comments = table.title, table.language, "", ""
    properties.created = properties.modified = day


def _rows(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    widths = [Mm(WIDTHS.get(name, OTHERWISE)) for name in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):  # LibreOffice goes by these, Word by the cells
        column.width = width
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    cells = grid._cells  # asking each row for its cells takes time with the square of their number
    for place, words in enumerate(cell for row in (table.columns, *table.rows) for cell in row):
        cells[place].width = widths[place % len(widths)]
        run = cells[place].paragraphs[0].add_run(words)
        run.font.size, run.bold = SMALL, place < len(widths)
