"""The form on paper, in every language of a pack, for when the phone is flat."""

import dataclasses
import io
import unicodedata

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from firmground.errors import PackError
from firmground.screening.paper import paper_form
from firmground.screening.sheet_sign import sheet_sign

SHAPED = ("th", "ar")  # scripts whose letters a reader of PDF gives doubled or in another order
SCRIPTS = {
    "zh-Hant": ("CJK UNIFIED", "CJK"),
    "zh-Hans": ("CJK UNIFIED", "CJK"),
    "th": ("THAI CHARACTER", "Thai"),
    "ar": ("ARABIC LETTER", "Arabic"),
}


def letters(text):
    """The letters of a text in their plain form; space, marks and the order of lines are set by the page."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LN")


def holds(on_page, text, language):
    """Whether a text stands on a page: as it is, or of a script that is shaped, at least nine in ten of its letters."""
    wanted = letters(text)
    if language.tag not in SHAPED:
        return wanted in on_page
    return len(set(wanted) & set(on_page)) >= 0.9 * len(set(wanted))


def empty_boxes_in(reader):
    """How many letters have no shape in any font: their glyph is number 0, which is drawn as an empty box."""
    found = 0
    for page in reader.pages:
        for operands, operator in ContentStream(page["/Contents"], reader).operations:
            if operator in (b"Tj", b"TJ"):
                parts = operands[0] if operator == b"TJ" else operands
                shown = [
                    part.original_bytes if isinstance(part, str) else part for part in parts if isinstance(part, str | bytes)
                ]
                found += sum(glyphs[n : n + 2] == b"\0\0" for glyphs in shown for n in range(0, len(glyphs), 2))
    return found


def fonts_in(reader):
    """The embedded fonts by name, without the six letters that mark a subset."""
    found = set()
    for page in reader.pages:
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values()):
            for inner in (font, *(each.get_object() for each in font.get("/DescendantFonts", ()))):
                described = inner.get("/FontDescriptor")
                if described is not None:
                    described = described.get_object()
                    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described), "a font is not embedded"
                    found.add(described["/FontName"].split("+")[-1])
    return found


@pytest.fixture
def made(shipped_form):
    pack, instrument, language = shipped_form
    content = paper_form(pack, instrument, language.tag)
    return pack, instrument, language, content, PdfReader(io.BytesIO(content))


def test_the_form_holds_its_title_and_questions_and_is_the_same_each_time(made):
    pack, instrument, language, content, reader = made
    assert content.startswith(b"%PDF-")
    text = "".join(page.extract_text() for page in reader.pages)
    on_page = letters(text)
    prefix = f"instruments.{instrument.id}"
    assert holds(on_page, pack.text(f"{prefix}.title", language.tag), language)
    for question in instrument.entry.questions:
        assert holds(on_page, pack.text(f"{prefix}.questions.{question.id}", language.tag), language), question.id
    assert sheet_sign(instrument.digest) in text.replace(" ", "")
    assert "\ufffd" not in text
    assert paper_form(pack, instrument, language.tag) == content


def test_the_letters_of_its_script_are_embedded(made):
    pack, instrument, language, _, reader = made
    fonts = fonts_in(reader)
    assert any(font.startswith("NotoSans") for font in fonts)
    if language.tag in SCRIPTS and pack.text("paper.date", language.tag) != pack.text("paper.date"):
        name, font = SCRIPTS[language.tag]
        text = unicodedata.normalize("NFKC", "".join(page.extract_text() for page in reader.pages))
        title = unicodedata.normalize("NFKC", pack.text(f"instruments.{instrument.id}.title", language.tag))
        of_script = {letter for letter in title if unicodedata.name(letter, "").startswith(name)}
        assert of_script
        assert of_script <= set(text)
        assert any(font in each for each in fonts), fonts


def test_no_letter_is_an_empty_box(made):
    assert empty_boxes_in(made[-1]) == 0


def test_a_letter_that_no_font_has_would_be_seen_as_an_empty_box(packs, quay_questions):
    pack = packs["freeport"]
    texts = {**pack.texts, "ar": {**pack.texts["ar"], "instruments.quay_questions.title": "ཀཁག"}}
    content = paper_form(dataclasses.replace(pack, texts=texts), quay_questions, "ar")
    assert empty_boxes_in(PdfReader(io.BytesIO(content))) == 3


def test_a_draft_says_on_each_page_that_no_speaker_has_reviewed_it(made):
    pack, _, language, _, reader = made
    warning = pack.text("paper.draft_language", language.tag)
    assert warning
    for page in reader.pages:
        if language.state == "draft":
            assert holds(letters(page.extract_text()), warning, language)
        elif language.tag not in SHAPED:
            assert not holds(letters(page.extract_text()), warning, language)


def test_a_reconstructed_form_says_so_and_another_does_not(packs, initial_screening, quay_questions):
    for pack, instrument, expected in ((packs["hong_kong"], initial_screening, True), (packs["freeport"], quay_questions, False)):
        reader = PdfReader(io.BytesIO(paper_form(pack, instrument, "en")))
        said = letters(pack.text("paper.reconstructed", "en"))
        assert (said in letters(reader.pages[0].extract_text())) is expected


def test_the_form_says_that_it_decides_nothing_and_which_rules_it_has(packs, quay_questions):
    reader = PdfReader(io.BytesIO(paper_form(packs["freeport"], quay_questions, "en")))
    for page in reader.pages:
        text = letters(page.extract_text())
        assert letters("This form does not decide anything") in text
        assert letters(f"quay_questions 2 · {quay_questions.digest[:23]}") in text


def test_a_language_that_the_pack_lacks_is_refused(packs, quay_questions):
    with pytest.raises(PackError, match="there is no language 'fr'") as refused:
        paper_form(packs["freeport"], quay_questions, "fr")
    assert refused.value.remedy == "use one of en, ar"


def test_the_command_writes_the_form(firmground, tmp_path, packs, quay_questions):
    out = tmp_path / "form.pdf"
    arguments = ("quay_questions", "--pack", "freeport", "--on", "2024-05-06", "--out", out)
    assert firmground("instrument", "paper", *arguments, "--language", "ar").code == 0
    assert out.read_bytes() == paper_form(packs["freeport"], quay_questions, "ar")


def test_the_command_refuses_a_language_that_the_pack_lacks_with_code_3(firmground, tmp_path):
    out = tmp_path / "form.pdf"
    arguments = ("quay_questions", "--pack", "freeport", "--on", "2024-05-06", "--out", out)
    done = firmground("instrument", "paper", *arguments, "--language", "zh-Hant")
    assert done.code == 3
    assert "use one of en, ar" in done.err
    assert not out.exists()
