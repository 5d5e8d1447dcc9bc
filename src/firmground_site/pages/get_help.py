"""The public page on which anybody gets help: whom to call, what happens then, and how to leave no trace.

All its words are the pack's, in any of its languages, whatever the language of the interface. It sets no cookie, keeps nothing,
and needs no JavaScript.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from firmground.packs.entries import Language
from firmground.packs.help_entries import NO_PENALTY
from firmground_site.access.views import open_to_anyone
from firmground_site.cases.concerns import receives_concerns
from firmground_site.packs.queries import active_pack, case_rules

View = Callable[..., HttpResponse]
ALSO = {
    "fil": "tl",
    "in": "id",
    "zh-hk": "zh-hant",
    "zh-tw": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
}

LEFT_TO_RIGHT, AS_AROUND = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"  # numbers, in Arabic text too


@dataclass(frozen=True)
class Words:
    """The pack's words for these pages in one language: ``words["no_name"]``, or ``words.no_name`` in a template."""

    language: Language

    def __getitem__(self, part: str) -> str:
        """The words of a part; {phone} in them is the number to call in an emergency."""
        words = active_pack().text(f"get_help.{part.replace('__', '.')}", self.language.tag)
        return words.format(phone=f"{LEFT_TO_RIGHT}{emergency_phone()}{AS_AROUND}") if "{" in words else words


@dataclass(frozen=True)
class Number:
    """A number to call: whose it is, when, in which languages an interpreter can be asked for, and whether it was verified."""

    phone: str
    name: str
    hours: str
    interpreters: tuple[str, ...]
    is_verified: bool

    @property
    def link(self) -> str:
        """The address with which a phone calls it."""
        return f"tel:{self.phone.replace(' ', '')}"


def in_a_language(view: View) -> View:
    """Give a view the language of its address, else the best for whoever asks; nothing of the answer is kept anywhere."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, language: str = "") -> HttpResponse:
        chosen = _named(language) if language else best_for(request)
        if chosen is None:
            raise Http404
        answer = view(request, Words(chosen), language)
        patch_cache_control(answer, no_store=True, private=True)
        patch_vary_headers(answer, ["Accept-Language"])
        answer["Content-Language"] = chosen.tag
        return answer

    return guarded


def best_for(request: HttpRequest) -> Language:
    """The language that was chosen for the interface, else the first of the browser's that the pack has, in drafts too."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    spoken = parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    for tag in (chosen, *(tag for tag, _ in spoken)):
        found = _named(ALSO.get(tag, tag)) or _named(ALSO.get(tag.partition("-")[0], tag.partition("-")[0]))
        if found:
            return found
    return active_pack().default_language


def _named(tag: str) -> Language | None:
    languages = active_pack().manifest.languages
    return next((each for each in languages if each.tag.lower() == tag.lower()), None)


def emergency_phone() -> str:
    """The number to call in an emergency."""
    return case_rules().contact(case_rules().emergency.help.emergency).phone


def number(contact_id: str, language: str) -> Number:
    """A contact of the pack, in a language."""
    contact, pack = case_rules().contact(contact_id), active_pack()
    return Number(
        phone=contact.phone,
        name=pack.text(f"cases.contacts.{contact.id}.name", language),
        hours=pack.text(f"cases.contacts.{contact.id}.hours", language),
        interpreters=tuple(pack.text(f"codes.interview_languages.{each}", language) for each in contact.interpreters),
        is_verified=contact.cite.confidence.is_verified,
    )


def around(words: Words, asked: str, page: str) -> dict[str, Any]:
    """What each of these pages shows: its language, the others, and the numbers. ``asked`` is the language of the address."""
    pack, help_page, tag = active_pack(), case_rules().emergency.help, words.language.tag
    languages = [
        {"tag": each.tag, "direction": each.direction, "name": pack.text(f"languages.{each.tag}", each.tag)}
        | {"url": reverse(page, args=[each.tag]), "active": each.tag == tag}
        for each in pack.manifest.languages
    ]
    return {
        "words": words,
        "lang": tag,
        "territory": pack.text("pack.title", tag),
        "dir": words.language.direction,
        "is_draft": words.language.state == "draft",
        "languages": languages,
        "emergency": number(help_page.emergency, tag),
        "numbers": [number(each, tag) for each in help_page.contacts],
        "help_url": address("pages:get_help", asked),
        "concern_url": address("pages:concern", asked) if receives_concerns() else "",
        "state_url": address("pages:concern_state", asked),
    }


def address(page: str, asked: str) -> str:
    """The address of a page in the language that was asked for, if one was."""
    return reverse(page, args=[asked] if asked else [])


@open_to_anyone
@require_safe
@in_a_language
def get_help(request: HttpRequest, words: Words, asked: str) -> HttpResponse:
    """Whom to call, what happens then, and how to leave no trace."""
    says_of_penalty = case_rules().emergency.help.no_penalty_cite is not None
    context = {"no_penalty": words[NO_PENALTY] if says_of_penalty else ""}
    return render(request, "pages/get_help/numbers.html", around(words, asked, "pages:get_help") | context)
