"""What the page for a person alone shows: words in every language of the pack, whom to call, and which outcomes are worrying.

It knows nobody and keeps nothing. What it says is the pack's, and never says what a person is.
"""

import base64
from typing import Any

from django.urls import NoReverseMatch, reverse

from firmground.packs.case_entries import Contact
from firmground.screening.instrument import Instrument
from firmground.screening.publishing import published
from firmground_site.packs.queries import active_pack, case_rules
from firmground_site.screening.asking import PICTURES, first_instrument, recordings_folder

GET_HELP = "pages:get_help"


def said(key: str, tag: str) -> dict[str, str]:
    """Words in a language, with the language and direction that they are really in."""
    pack = active_pack()
    language = pack.language(tag) if key in pack.texts[tag] else pack.default_language
    return {"text": pack.text(key, tag), "tag": language.tag, "direction": language.direction}


def words(tag: str) -> dict[str, dict[str, str]]:
    """The words of the page in a language, by the last part of their key."""
    keys = [key for key in active_pack().texts[active_pack().default_language.tag] if key.startswith("alone.")]
    return {key.removeprefix("alone."): said(key, tag) for key in keys} | {
        name: said(f"asking.{name}", tag) for name in ("leave", "language", "draft")
    }


def contacts(tag: str) -> list[dict[str, Any]]:
    """Whom to call, each once: those for danger first, then in the pack's order."""
    instrument, emergency = first_instrument().id, case_rules().emergency
    routes = [route for route in emergency.routes if route.instrument == instrument]
    ids = dict.fromkeys(each for part in (*routes, emergency.otherwise) for each in part.contacts)
    return [_contact(case_rules().contact(each), tag) for each in ids]


def _contact(contact: Contact, tag: str) -> dict[str, Any]:
    key = f"cases.contacts.{contact.id}"
    return {
        "name": said(f"{key}.name", tag),
        "hours": said(f"{key}.hours" if contact.hours == "stated" else "alone.always", tag),
        "phone": contact.phone,
        "dial": "".join(contact.phone.split()),
        "is_verified": contact.cite.confidence.is_verified,
    }


def asked(tag: str) -> list[dict[str, str]]:
    """The questions in a language, in order."""
    instrument = first_instrument()
    return [said(f"instruments.{instrument.id}.questions.{each.id}", tag) for each in instrument.entry.questions]


def worrying(instrument: Instrument) -> list[str]:
    """The outcomes of which a yes means that something happened that should not: what opens an identification, and danger."""
    opening = [each.outcome for each in case_rules().identification.opened_by if each.instrument == instrument.id]
    danger = [each.outcome for each in case_rules().emergency.routes if each.instrument == instrument.id][:1]
    return list(dict.fromkeys([*opening, *danger]))


def for_browser(tag: str) -> dict[str, Any]:
    """All that the page's module needs, so that it fetches nothing once it is there; recordings are those of one language."""
    instrument, pack = first_instrument(), active_pack()
    shown = published(pack, instrument)
    used = {each.topic for each in instrument.entry.questions} | {"question"}
    return {
        "published": shown | {"recordings": {tag: shown["recordings"].get(tag, {})}},
        "language": tag,
        "worrying": worrying(instrument),
        "words": {each.tag: words(each.tag) for each in pack.manifest.languages},
        "contacts": {each.tag: contacts(each.tag) for each in pack.manifest.languages},
        "pictures": {path.stem: _inline(path.read_bytes()) for path in sorted(PICTURES.glob("*.svg")) if path.stem in used},
        "recordings": recordings_folder(),
        "leave": case_rules().emergency.leave_quickly_url,
        "help": help_url(),
    }


def _inline(drawing: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"


def help_url() -> str:
    """The page on getting help; empty where the site has none."""
    try:
        return reverse(GET_HELP)
    except NoReverseMatch:
        return ""
