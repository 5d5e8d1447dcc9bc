"""The text of a PDF, page by page, measured on the way. A scan has none; nothing recognises letters here."""

import io
import logging
import zlib

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from firmground.errors import InputError
from firmground.said import Said

MOST_PAGES = 500
MOST_BYTES = 20_000_000  # of the drawing instructions of all pages, expanded
MOST_CHARACTERS = 2_000_000
SEARCHED = 1_024  # bytes in which a PDF says that it is one
UNREADABLE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)  # what the library raises for damaged files
PASTE = "paste the text instead"


def text_of_pdf(content: bytes) -> str:
    """The text of all pages with an empty line between them; ``InputError`` for what is none, encrypted, damaged or too long."""
    if b"%PDF-" not in content[:SEARCHED]:
        raise InputError("is not what its name says: it is no PDF", remedy="correct its name")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote the document in the log
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise InputError("is encrypted", remedy="save a copy without a password, or paste the text")
        return "\n\n".join(_pages(reader))
    except UNREADABLE as error:
        raise InputError("cannot be read: it is damaged", remedy=PASTE) from error


def _pages(reader: PdfReader) -> list[str]:
    pages, drawn, said = list[str](), 0, 0
    if len(reader.pages) > MOST_PAGES:
        what = Said("has more than {most} pages", {"most": MOST_PAGES})
        raise InputError(what, remedy="send the part about the territory, or paste the text")
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > MOST_BYTES:
            raise InputError("would be far larger once it is expanded", remedy=PASTE)
        pages.append(page.extract_text())
        said += len(pages[-1])
        if said > MOST_CHARACTERS:
            raise InputError(Said("has more than {most} characters", {"most": f"{MOST_CHARACTERS:,}"}), remedy="send it in parts")
    return pages
