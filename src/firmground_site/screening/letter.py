"""The letter of reasons that a person is given, in a language of the pack, with the officer's reasons as they wrote them.

It translates nothing: the pack has the sentences, the officer the reasons, and what stands in another language is marked.
"""

import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from firmground.packs.case_entries import Contact
from firmground.typesetting import pdf
from firmground_site.packs.queries import active_pack, case_rules, text
from firmground_site.screening.models import Decision, Identification
from firmground_site.screening.procedure import may_happen
from firmground_site.screening.progress import due_after

TEMPLATE = Path(__file__).with_name("letter.typ")


def likely_language(decision: Decision) -> str:
    """The pack's language in which the person was spoken to, where its name says so; else the default language.

    A spoken language that is written in more than one way, or that the pack has no words in, leads to the default.
    """
    pack, spoken = active_pack(), decision.identification.person.language
    named = {pack.text(f"languages.{each.tag}"): each.tag for each in pack.manifest.languages}
    return named.get(pack.text(f"codes.interview_languages.{spoken}"), pack.default_language.tag)


def letter_content(decision: Decision, language: str, *, written_in: str) -> dict[str, Any]:
    """What stands in the letter, as its page and its template take it.

    ``written_in`` is the language in which the officer wrote the reasons. Raises ``PackError`` for a language that the pack
    does not have.
    """
    pack = active_pack()
    tag, decided_on = pack.language(language), day_in_words(timezone.localdate(decision.decided_at), language)
    agency = text(f"codes.agencies.{decision.decided_by.agency or decision.identification.agency}", language)
    return {
        "language": tag.tag,
        "direction": tag.direction,
        "draft": text("paper.draft_language", language) if tag.state == "draft" else "",
        "reference": str(decision.identification.pk)[:8],
        "title": text("letter.title", language),
        "salutation": text("letter.salutation", language).format(name=_called(decision, language)),
        "sentences": [
            text(f"letter.decision.{decision.decision}", language).format(decided_on=decided_on),
            text(f"letter.forced_labour.{decision.forced_labour}", language),
        ],
        "reasons_title": text("letter.reasons", language),
        "written_in": _mark(written_in, language),
        "reasons": [_words(each, written_in) for each in (decision.reasons, decision.forced_labour_reasons)],
        "review": _review(decision, language),
        "contacts_title": text("letter.contacts", language),
        "contacts": [_contact(each, language) for each in case_rules().emergency.contacts],
        "signature": text("letter.signature", language).format(
            officer=decision.decided_by.name, agency=agency, decided_on=decided_on
        ),
        "note": text("letter.note", language),
    }


def letter(content: dict[str, Any]) -> bytes:
    """The letter as PDF. The same content gives the same bytes; raises ``OutputError`` when the page cannot be set."""
    return pdf(TEMPLATE, content)


def day_in_words(day: datetime.date, language: str) -> str:
    """A day as it is written in a language; as the site writes it where Django does not know the language."""
    with _speaking(language):
        return date_format(day, "DATE_FORMAT")


def _speaking(language: str) -> translation.override:
    """The site's own words in a language, whoever looks at the page; in the site's first where Django does not know it."""
    ours = settings.LANGUAGE_CODE.partition("-")[0]
    known = language != ours and translation.check_for_language(language)
    return translation.override(language if known else settings.LANGUAGE_CODE)


def _called(decision: Decision, language: str) -> str:
    with _speaking(language):
        return decision.identification.person.called


def review_by(decision: Decision) -> datetime.date:
    """The last day on which a review may be asked for: of the clock that runs, else counted from the day it stood."""
    identification, clock = decision.identification, case_rules().identification.review.clock
    if identification.due_clock == clock and identification.due_on:
        return identification.due_on
    return due_after(clock, timezone.localdate(stood_at(decision))).on


def stood_at(decision: Decision) -> datetime.datetime:
    """When a decision came to stand: when a second officer concurred, where one did, else when it was made."""
    opinion = getattr(decision, "opinion", None)
    return opinion.given_at if opinion else decision.decided_at


def _review(decision: Decision, language: str) -> str:
    """How to ask for a review; nothing where the life cycle has none to offer any more."""
    identification: Identification = decision.identification
    if not may_happen(identification, "review_asked"):
        return ""
    return text("letter.review", language).format(review_by=day_in_words(review_by(decision), language))


def _mark(written_in: str, language: str) -> str:
    """The name of the language that the reasons were written in, in the letter's own; nothing when it is the same."""
    active_pack().language(written_in)
    return "" if written_in == language else text(f"languages.{written_in}", language)


def _words(said: str, language: str) -> dict[str, str]:
    return {"text": said, "language": language, "direction": active_pack().language(language).direction}


def _contact(contact: Contact, language: str) -> dict[str, str]:
    """Whom to call. What a draft has no words for stands in the default language, and says so to whoever reads it aloud."""
    pack, key = active_pack(), f"cases.contacts.{contact.id}"
    has_own = f"{key}.name" in pack.texts.get(language, {})
    words = _words(text(f"{key}.name", language), language if has_own else pack.default_language.tag)
    return {**words, "hours": text(f"{key}.hours", language), "phone": contact.phone}
