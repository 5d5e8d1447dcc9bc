"""Documents as people send them, and as people send them who mean harm."""

import io
import struct
import zipfile

import docx
from pypdf import PdfWriter

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def archive(**parts: bytes) -> bytes:
    """An archive with these parts; two underscores in a name are a stroke, one at its end a full stop and xml."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def word(body: str, *, before: str = "") -> bytes:
    return archive(
        word__document=f"<?xml version='1.0'?>{before}<w:document {WORDS}><w:body>{body}</w:body></w:document>".encode()
    )


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def bomb(size: int = 60_000_000) -> bytes:
    return archive(word__document=b"<" + b" " * size)


def bomb_that_lies(size: int = 60_000_000) -> bytes:
    """Says of its part that it is small, in both places where an archive says so."""
    made = bytearray(bomb(size))
    for at in range(len(made) - 4):
        if made[at : at + 4] == struct.pack("<I", size + 1):
            made[at : at + 4] = struct.pack("<I", 1_000)
    return bytes(made)


def pdf(*texts: str, encrypted: bool = False) -> bytes:
    """A PDF with a page for each text, written by hand: the library that reads it writes no text."""
    streams = [f"BT /F 12 Tf 72 720 Td ({text}) Tj ET".encode() for text in texts]
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(texts)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(texts)}>>".encode()]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for place, stream in enumerate(streams):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * place} 0 R>>"
        objects += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)]
    made = _numbered(objects)
    if not encrypted:
        return made
    writer, out = PdfWriter(clone_from=io.BytesIO(made)), io.BytesIO()
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def pdf_of_pages(number: int) -> bytes:
    """One page, named so often."""
    kids = b" ".join([b"3 0 R"] * number)
    return _numbered(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, number),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        ]
    )


def _numbered(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + ends
