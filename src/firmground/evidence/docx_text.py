"""The text of a Word document (ECMA-376): its paragraphs, then its notes. The archive is measured before anything is expanded.

Only the parts with text are opened. Declarations of a document type are refused, and with them every entity.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from firmground.errors import InputError

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # also of a document with a password
BODY, NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
MOST_PARTS, MOST_BYTES = 2_000, 40_000_000  # in the archive; expanded, all parts together
DEEPEST = 200
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # says again what stands beside it
ENCRYPTED = 0x1
DAMAGED = "cannot be read: it is damaged"
AGAIN = "open it, save it again as .docx, or paste the text"


def text_of_docx(content: bytes) -> str:
    """The paragraphs of a document with an empty line between them; ``InputError`` for what is none or would do harm."""
    if content.startswith(OLD_OFFICE):
        raise InputError("has a password, or is of the old .doc format", remedy="save a copy as .docx without a password")
    if not content.startswith(b"PK\x03\x04"):
        raise InputError("is not what its name says: it is no Word document", remedy="correct its name")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _measured(archive)
            parts = [BODY, *(name for name in NOTES if name in names)]
            return "\n\n".join(text for name in parts if (text := _text_of(archive, name)))
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise InputError(DAMAGED, remedy=AGAIN) from error


def _measured(archive: zipfile.ZipFile) -> set[str]:
    """The names in an archive that may be opened, by what it declares of itself."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise InputError("would be far larger once it is expanded", remedy="send an ordinary document, or paste the text")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise InputError("has a password", remedy="save a copy without one")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise InputError("has two parts of one name, of which a reader sees only one", remedy=AGAIN)
    if BODY not in names:
        raise InputError("is not what its name says: it is no Word document", remedy="correct its name")
    return set(names)


def _text_of(archive: zipfile.ZipFile, name: str) -> str:
    """The text of one part. What it declares may be a lie, so no more is expanded than may be."""
    with archive.open(name) as part:
        xml = part.read(MOST_BYTES + 1)
    if len(xml) > MOST_BYTES:
        raise InputError("would be far larger once it is expanded", remedy="send an ordinary document, or paste the text")
    return _Paragraphs().read(xml)


class _Paragraphs:
    """Collects the text of paragraphs; what was struck out by a tracked change is not in it."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[list[str]] = []  # a paragraph can hold others, as a box of text does
        self._fallbacks = self._depth = 0
        self._in_text = False

    def read(self, xml: bytes) -> str:
        """The paragraphs of a part, with an empty line between them."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._said
        parser.Parse(xml, True)
        return "\n\n".join(text for each in self._done if (text := each.strip()))

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError("is nested too deep to be a document", remedy="paste the text")
        self._fallbacks += name == FALLBACK
        tag = _tag(name)
        if tag == "p":
            self._open.append([])
        elif tag == "t":
            self._in_text = True
        elif tag in ("tab", "br", "cr") and self._open and not self._fallbacks:
            self._open[-1].append(" " if tag == "tab" else "\n")

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._fallbacks -= name == FALLBACK
        tag = _tag(name)
        if tag == "p" and self._open:
            self._done.append("".join(self._open.pop()))
        elif tag == "t":
            self._in_text = False

    def _said(self, words: str) -> None:
        if self._in_text and self._open and not self._fallbacks:
            self._open[-1].append(words)


def _tag(name: str) -> str:
    space, _, tag = name.rpartition(" ")
    return tag if space in (WORDS, STRICT) else ""


def _refuse_doctype(*_: object) -> None:
    raise InputError("declares entities, as no Word document does", remedy="paste the text")
