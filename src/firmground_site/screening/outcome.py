"""What an officer reads after a screening: what was found, what is open, and what happens next, in words to say aloud."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firmground.packs.case_entries import Contact
from firmground.rules.evaluate import Answer
from firmground_site.packs.queries import case_rules, text
from firmground_site.screening.forms.questions import answer_text, question_text
from firmground_site.screening.models import Screening

ORDER = {"yes": 0, "not known": 1, "no": 2}
WORDS = {"yes": _("Found"), "no": _("Not found"), "not known": _("Not known yet")}
COLOURS = {"yes": "orange", "no": "grey", "not known": "yellow"}


@dataclass(frozen=True)
class Named:
    """A question by its id, with its words, and the answer where there is one."""

    id: str
    question: str
    answer: str = ""


@dataclass(frozen=True)
class Reached:
    """An outcome in words: its name, the finding, what it means, the answers behind it, and what could still change it."""

    id: str
    name: str
    finding: str
    word: str
    colour: str
    meaning: str
    because: tuple[Named, ...]
    could_change: tuple[Named, ...]


@dataclass(frozen=True)
class Contacted:
    """Whom to call, with the mark of a number that nobody has verified."""

    name: str
    phone: str
    hours: str
    is_verified: bool


@dataclass(frozen=True)
class Next:
    """What to do next for an outcome: sentences to say, and whom to call."""

    outcome: str
    steps: tuple[str, ...]
    contacts: tuple[Contacted, ...]


def outcomes_in_words(result: Mapping[str, Any], language: str | None = None) -> list[Reached]:
    """The outcomes of a result, those that were found first. ``result`` is as ``Decision.to_json`` has it."""
    instrument = result["instrument"]
    return sorted((_reached(instrument, each, language) for each in result["outcomes"]), key=lambda each: ORDER[each.finding])


def _reached(instrument: str, outcome: Mapping[str, Any], language: str | None) -> Reached:
    key, finding = f"instruments.{instrument}.outcomes.{outcome['id']}", outcome["finding"]
    return Reached(
        id=outcome["id"],
        name=text(f"{key}.name", language),
        finding=finding,
        word=str(WORDS[finding]),
        colour=COLOURS[finding],
        meaning=text(f"{key}.{finding.replace(' ', '_')}", language),
        because=tuple(_named(instrument, name, answer, language) for name, answer in outcome["because"]),
        could_change=tuple(Named(name, question_text(instrument, name, language)) for name in outcome["could_change"]),
    )


def _named(instrument: str, question: str, answer: Answer, language: str | None) -> Named:
    return Named(question, question_text(instrument, question, language), answer_text(instrument, question, answer, language))


def what_happens_next(result: Mapping[str, Any], language: str | None = None) -> list[Next]:
    """The next steps of each outcome that has some, in the pack's order of outcomes; what to say when none has."""
    otherwise, found = case_rules().emergency.otherwise, list(_routes(result, language))
    if found:
        return found
    return [Next("", _steps(otherwise.steps, language), _contacts(otherwise.contacts, language))]


def _routes(result: Mapping[str, Any], language: str | None) -> Iterator[Next]:
    for outcome in result["outcomes"]:
        route = case_rules().route(result["instrument"], outcome["id"])
        holds = outcome["finding"] == "yes" or (outcome["finding"] == "not known" and route and route.also_when_not_known)
        if route and holds:
            name = text(f"instruments.{result['instrument']}.outcomes.{outcome['id']}.name", language)
            yield Next(name, _steps(route.steps, language), _contacts(route.contacts, language))


def _steps(ids: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    return tuple(text(f"cases.steps.{each}", language) for each in ids)


def _contacts(ids: tuple[str, ...], language: str | None) -> tuple[Contacted, ...]:
    return tuple(_contact(case_rules().contact(each), language) for each in ids)


def _contact(contact: Contact, language: str | None) -> Contacted:
    key = f"cases.contacts.{contact.id}"
    hours = text(f"{key}.hours" if contact.hours == "stated" else "alone.always", language)
    return Contacted(text(f"{key}.name", language), contact.phone, hours, contact.cite.confidence.is_verified)


def answers_in_words(screening: Screening, language: str | None = None) -> list[Named]:
    """The answers of a screening in the order of the answers given."""
    return [_named(screening.instrument, name, answer, language) for name, answer in screening.answers.items()]
