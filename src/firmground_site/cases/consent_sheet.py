"""The sheet that is read to a person before they are asked: for what, who would learn what, and that they may say no.

The pack has the words. What a language lacks stands in the default language, and says so to whoever reads it aloud.
"""

from pathlib import Path
from typing import Any

from firmground.packs.casework_entries import Purpose
from firmground.typesetting import pdf
from firmground_site.cases.parties import party_name
from firmground_site.packs.queries import active_pack, casework, text, today

TEMPLATE = Path(__file__).with_name("consent_sheet.typ")
PREFIX = "casework.consent_sheet"
ANSWERS, LINES = ("agree", "agree_to_some", "decline"), ("person", "interpreter", "officer", "date")
Words = dict[str, str]


def sheet_content(purpose: Purpose, recipient: str, language: str) -> dict[str, Any]:
    """What stands on the sheet, as its page and its template take it. ``PackError`` for a language that there is not."""
    tag = active_pack().language(language)
    return {
        "language": tag.tag,
        "direction": tag.direction,
        "draft": text("paper.draft_language", language) if tag.state == "draft" else "",
        "title": _said("title", language),
        "introduction": _said("introduction", language),
        "asked_title": _said("asked_title", language),
        "asked": words_in(f"casework.purposes.{purpose.id}", language),
        "told_to": _told_to(purpose, recipient, language),
        "fields": [_said(f"fields.{each}", language) for each in purpose.fields],
        "parts": [_part(title, bodies, language) for title, bodies in _parts(purpose)],
        "exceptions": _exceptions(purpose, language),
        "signature_title": _said("signature_title", language),
        "answers": [_said(each, language) for each in ANSWERS],
        "lines": [_said(each, language) for each in LINES],
    }


def sheet(content: dict[str, Any]) -> bytes:
    """The sheet as PDF. The same content gives the same bytes; raises ``OutputError`` when the page cannot be set."""
    return pdf(TEMPLATE, content)


def words_in(key: str, language: str) -> Words:
    """A text of the pack with the language that it really is in, and how that runs."""
    pack = active_pack()
    own = language if key in pack.texts.get(language, {}) else pack.default_language.tag
    return {"text": text(key, language), "language": own, "direction": pack.language(own).direction}


def _said(key: str, language: str) -> Words:
    return words_in(f"{PREFIX}.{key}", language)


def _told_to(purpose: Purpose, recipient: str, language: str) -> Words:
    if purpose.recipient == "none":
        return _said("told_to_nobody", language)
    said = _said("told_to", language)
    return {**said, "text": said["text"].format(recipient=_party(recipient, language))}


def _party(recipient: str, language: str) -> str:
    """A party as the person's language calls it; a line to be filled in while nobody is named."""
    if recipient in {each.code for each in active_pack().codes.get("agencies", ())}:
        return text(f"codes.agencies.{recipient}", language)
    return party_name(recipient) or "________________"


def _parts(purpose: Purpose) -> list[tuple[str, tuple[str, ...]]]:
    no = ("no",) if purpose.rule == "consent" else ("no", "without_an_answer")
    never = [] if purpose.recipient == "none" else [("never_title", ("never",))]
    return [("no_title", no), ("withdraw_title", ("withdraw", "then")), *never, ("child_title", ("child",))]


def _part(title: str, bodies: tuple[str, ...], language: str) -> dict[str, Any]:
    return {"title": _said(title, language), "bodies": [_said(each, language) for each in bodies]}


def _exceptions(purpose: Purpose, language: str) -> dict[str, Any] | None:
    """The grounds in law for this purpose today, with their sections; nothing where there is none."""
    grounds = [each for each in casework().consent.exceptions if today() in each.in_force and purpose.id in each.purposes]
    listed = [{**words_in(f"casework.exceptions.{each.id}", language), "section": each.section} for each in grounds]
    heads = {"title": _said("exceptions_title", language), "body": _said("exceptions", language)}
    return {**heads, "listed": listed} if listed else None
