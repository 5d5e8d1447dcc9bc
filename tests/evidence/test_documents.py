"""The text of a document is read whatever kind it is of, and a document that means harm is refused in a sentence."""

import contextlib
import random

import pytest
from evidence.sent import archive, bomb, bomb_that_lies, docx_of, paragraph, pdf, pdf_of_pages, word

from firmground.errors import InputError
from firmground.evidence.documents import LARGEST, text_of_document

PAGE = "<head><title>T</title><style>p{}</style></head><body><h1>One</h1><p>Two &amp; <b>three</b><script>4</script></p></body>"
CHINESE = "政府沒有調查。"


def refused(content: bytes, name: str) -> str:
    with pytest.raises(InputError) as fault:
        text_of_document(content, name)
    assert fault.value.where == name
    assert fault.value.remedy
    return fault.value.what


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (b"One.\r\nTwo.\rThree.", "a.txt", "One.\nTwo.\nThree."),
        (CHINESE.encode(), "a.md", CHINESE),
        (CHINESE.encode("utf-8-sig"), "a.TXT", CHINESE),
        (CHINESE.encode("utf-16"), "a.txt", CHINESE),
        (PAGE.encode(), "a.html", "One\n\nTwo & three"),
        (f'<meta charset="big5"><p>{CHINESE}'.encode("big5"), "a.htm", CHINESE),
        (b"<p>one<br>two<!-- no --><p title='>'>three < four", "a.html", "one\ntwo\n\nthree < four"),
        (docx_of("One.", "", CHINESE), "a.docx", f"One.\n\n{CHINESE}"),
        (word(paragraph("One") + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"), "a.docx", "One"),
        (pdf("One.", "Two."), "a.pdf", "One.\n\nTwo."),
    ],
)
def test_the_text_of_a_document_is_read(content: bytes, name: str, text: str) -> None:
    assert text_of_document(content, name) == text


def test_notes_of_a_word_document_are_read_too() -> None:
    xml = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = f'<w:footnotes xmlns:w="{xml}"><w:footnote>{paragraph("A note.")}</w:footnote></w:footnotes>'.encode()
    body = f'<w:document xmlns:w="{xml}"><w:body>{paragraph("The text.")}</w:body></w:document>'.encode()
    assert text_of_document(archive(word__document=body, word__footnotes=notes), "a.docx") == "The text.\n\nA note."


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n", "a.pdf", "is empty"),
        (b"x" * (LARGEST + 1), "a.txt", "larger than 10 MB"),
        (b"One.", "a.exe", "of a kind that cannot be read"),
        (b"One.", "report", "of a kind that cannot be read"),
        (CHINESE.encode("big5"), "a.txt", "not UTF-8"),
        (b"\xff\xfeabc", "a.txt", "damaged text"),
        (b"One\x00two", "a.txt", "signs that no text has"),
        (b"...---...", "a.txt", "no words"),
        (pdf("One."), "a.txt", "not what its name says"),
        (docx_of("One."), "a.html", "not what its name says"),
        (b"One.", "a.pdf", "not what its name says"),
        (b"One.", "a.docx", "not what its name says"),
        (archive(xl__workbook=b"<a/>"), "a.docx", "no Word document"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "a.docx", "has a password"),
        (pdf("One.", encrypted=True), "a.pdf", "is encrypted"),
        (pdf_of_pages(10_000), "a.pdf", "more than 500 pages"),
        (pdf_of_pages(1), "a.pdf", "no words"),
        (pdf("One.")[:200], "a.pdf", "damaged"),
        (docx_of("One.")[:900], "a.docx", "damaged"),
        (word("<w:p><w:r></w:p>"), "a.docx", "damaged"),
        (word(paragraph("&lol;"), before='<!DOCTYPE d [<!ENTITY lol "ha">]>'), "a.docx", "declares entities"),
        (word("<w:p>" * 300 + "</w:p>" * 300), "a.docx", "nested too deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, name: str, fault: str) -> None:
    assert fault in refused(content, name)


def test_an_archive_that_expands_without_end_is_refused_before_it_is_expanded() -> None:
    assert "far larger" in refused(bomb(), "a.docx")


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    assert refused(bomb_that_lies(), "a.docx")


def test_an_archive_with_too_many_parts_is_refused() -> None:
    assert "far larger" in refused(archive(**{f"p{number}": b"" for number in range(2_001)}), "a.docx")


@pytest.mark.parametrize("pattern", [b"<!--", b"<!", b"<a ", b"<p a='", b"&#", b"<style>", b"</"])
def test_a_page_that_never_ends_what_it_begins_is_read_at_once(pattern: bytes) -> None:
    assert text_of_document(b"One. " + pattern * 50_000, "a.html").startswith("One.")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.txt"])
def test_a_damaged_document_is_read_or_refused_and_never_fails(name: str) -> None:
    dice = random.Random(7)
    whole = {"a.pdf": pdf("One."), "a.docx": docx_of("One."), "a.html": PAGE.encode(), "a.txt": b"One."}[name]
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        with contextlib.suppress(InputError):
            assert text_of_document(bytes(broken), name)
