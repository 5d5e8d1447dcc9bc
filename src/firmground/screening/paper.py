"""An instrument as a printable form, for when the phone is flat; every language of the pack, one PDF each."""

from pathlib import Path

from firmground.packs.pack import Pack
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.instrument import Instrument
from firmground.screening.sheet_sign import sheet_sign
from firmground.typesetting import pdf
from firmground.values import type_of_json

TEMPLATE = Path(__file__).with_name("paper.typ")
FIXED_WORDS = (
    "name_or_number",
    "date",
    "officer",
    "language",
    "interpreter",
    "tick_one",
    "other_notes",
    "not_a_decision",
    "draft_language",
    "reconstructed",
    "page",
)


def paper_form(pack: Pack, instrument: Instrument, tag: str, number: str = "") -> bytes:
    """The form as PDF in one language of the pack; a draft says on every page that no speaker has reviewed it.

    At its top stands the check sign of the version (see ``sheet_sign``). ``number`` is that of this sheet, if it has one (see
    ``sheet_number``): whoever enters it types both. Raises ``PackError``
    for a language the pack does not have and ``OutputError`` when the page cannot be set.
    """
    return pdf(TEMPLATE, form_content(pack, instrument, tag) | {"number": number})


def form_content(pack: Pack, instrument: Instrument, tag: str) -> dict[str, type_of_json]:
    """What stands on the form, as the template takes it."""
    language, entry = pack.language(tag), instrument.entry
    prefix = f"instruments.{instrument.id}"
    unknown = [pack.text(f"answers.{answer}", tag) for answer in UNKNOWN_ANSWERS]
    words = {"yes_no": [pack.text("answers.yes", tag), pack.text("answers.no", tag)], "number": []}
    questions = {
        question.id: {
            "text": pack.text(f"{prefix}.questions.{question.id}", tag),
            "kind": question.kind,
            "answers": words.get(question.kind)
            if question.kind != "choice"
            else [pack.text(f"{prefix}.choices.{question.id}.{choice}", tag) for choice in question.choices],
        }
        for question in entry.questions
    }
    sections = [
        {
            "title": pack.text(f"{prefix}.sections.{section.id}", tag),
            "questions": [questions[question.id] for question in entry.questions if question.section == section.id],
        }
        for section in entry.sections
    ]
    return {
        "language": tag,
        "direction": language.direction,
        "title": pack.text(f"{prefix}.title", tag),
        "territory": pack.text("pack.title", tag),
        "introduction": pack.text(f"{prefix}.introduction", tag),
        "sections": sections,
        "unknown": unknown,
        "words": {name: pack.text(f"paper.{name}", tag) for name in FIXED_WORDS},
        "draft": language.state == "draft",
        "reconstructed": entry.status == "reconstructed",
        "sign": sheet_sign(instrument.digest),
        "version": f"{instrument.id} {entry.version} · {instrument.digest[:23]}",
    }
