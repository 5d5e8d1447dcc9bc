"""The text of a document that somebody sent: plain text, HTML, DOCX or PDF, told by its bytes and its name together.

Whatever is sent may mean harm, so it is measured before it is opened, opened in memory only, and no address in it is followed.
It must not say what the text means.
"""

import codecs
import re
from pathlib import PurePath

from firmground.errors import InputError
from firmground.evidence.docx_text import OLD_OFFICE, text_of_docx
from firmground.evidence.html_text import text_of_html
from firmground.evidence.pdf_text import text_of_pdf
from firmground.said import Said

LARGEST = 10_000_000  # bytes of a document
LONGEST = 2_000_000  # characters of its text
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BEGINNINGS = ((b"%PDF-", "PDF"), (b"PK\x03\x04", "ZIP or DOCX"), (OLD_OFFICE, "old Word, or encrypted"), (b"{\\rtf", "RTF"))


def text_of_document(content: bytes, name: str) -> str:
    """The text of a document, with an empty line between paragraphs, ends of lines as one character and no form feeds.

    ``name`` is what the file is called; its ending must agree with what it is. Raises ``InputError`` with ``name`` as its place
    for a document of another kind, too large, encrypted, damaged, made to do harm, or without any text.
    """
    readers = {".txt": _plain, ".md": _plain, ".html": _html, ".htm": _html, ".docx": text_of_docx, ".pdf": text_of_pdf}
    reader = readers.get(PurePath(name).suffix.lower())
    try:
        if reader is None:
            remedy = "send a text (.txt, .md), a web page (.html), a Word document (.docx) or a PDF (.pdf)"
            raise InputError("is of a kind that cannot be read", remedy=remedy)
        return _sensible(reader(_measured(content)))
    except InputError as error:
        raise InputError(error.told[0], where=name, remedy=error.told[1]) from error


def decoded(content: bytes, otherwise: str = "utf-8") -> str:
    """Bytes as text: by their mark, else strictly in an encoding; ``InputError`` for what is not text in it."""
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), otherwise)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        what = Said("is not {encoding} text", {"encoding": otherwise.upper()}) if encoding == otherwise else "is damaged text"
        raise InputError(what, remedy="save it again as UTF-8, or paste the text") from error


def _measured(content: bytes) -> bytes:
    if not content.strip():
        raise InputError("is empty", remedy="send the document itself")
    if len(content) > LARGEST:
        what = Said("is larger than {most} MB", {"most": LARGEST // 1_000_000})
        raise InputError(what, remedy="send a smaller copy, or paste the text")
    return content


def _plain(content: bytes) -> str:
    _must_be_text(content)
    return decoded(content)


def _html(content: bytes) -> str:
    _must_be_text(content)
    return text_of_html(content, decoded)


def _must_be_text(content: bytes) -> None:
    """Refuse what begins like another kind of file, whatever it is called."""
    kind = next((kind for begins, kind in BEGINNINGS if content.startswith(begins)), None)
    if kind:
        what = Said("is not what its name says: it begins like a file of another kind ({kind})", {"kind": kind})
        raise InputError(what, remedy="correct its name")


def _sensible(text: str) -> str:
    """The text with ends of lines as one character; refuses signs that no text has, and a text without words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n")
    if NOT_TEXT.search(text):
        raise InputError("has signs that no text has", remedy="save it again as plain text, or paste the text")
    if len(text) > LONGEST:
        raise InputError(Said("has more than {most} characters", {"most": f"{LONGEST:,}"}), remedy="send it in parts")
    if not re.search(r"\w", text):
        raise InputError(
            "has no words that can be read", remedy="if it is a scan, have its text recognised first, or paste the text"
        )
    return text
