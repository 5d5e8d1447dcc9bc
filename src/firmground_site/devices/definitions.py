"""What a phone needs to screen without a signal: the published definitions, the code lists, and the words in every language.

It says nothing of anybody, and is the same for everybody. Each definition comes with its digest, which the phone checks.
"""

import datetime
import functools
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from firmground.packs.digest import as_json
from firmground.packs.pack import Pack
from firmground.packs.recordings import recordings_of
from firmground.screening.instrument import Instrument
from firmground.values import canonical_json, digest
from firmground_site.packs.queries import active_pack, case_rules, instrument_on

LISTS = (
    "groups", "triggers", "sexes", "nationalities", "interview_languages", "interpreters", "age_bases", "named_kinds",
)  # fmt: skip
FINDINGS = ("name", "yes", "no", "not_known")


def definitions_on(day: datetime.date) -> tuple[bytes, str]:
    """The definitions of a day in canonical JSON, and their digest."""
    return _definitions(settings.PACK, day)


@functools.lru_cache(maxsize=4)
def _definitions(_pack_name: str, day: datetime.date) -> tuple[bytes, str]:
    pack = active_pack()
    told: dict[str, Any] = {
        "format": "firmground-definitions-1",
        "pack": {"id": pack.id, "digest": pack.digest, "title": in_languages(pack, "pack.title")},
        "languages": [_language(pack, each) for each in pack.manifest.languages],
        "default_language": pack.default_language.tag,
        "majority_age": pack.manifest.majority_age,
        "screened_with": instruments_on(day)[0].id,
        "debriefed_with": case_rules().identification.debriefed_with,
        "instruments": [_instrument(pack, each) for each in instruments_on(day)],
        "answers": _below(pack, "answers."),
        "asking": _below(pack, "asking."),
        "language_names": _below(pack, "languages."),
        "codes": {name: _codes(pack, name, day) for name in LISTS},
        "next": _next(pack, day),
        "recordings": _recordings(pack, instruments_on(day)),
    }
    told["digest"] = digest(told)
    return canonical_json(told), told["digest"]


def instruments_on(day: datetime.date) -> list[Instrument]:
    """The instruments with which people are first screened, and that of the full debriefing, as they are in force."""
    rules = case_rules().identification
    names = [*dict.fromkeys(each.instrument for each in rules.opened_by), *filter(None, [rules.debriefed_with])]
    return [instrument_on(name, day) for name in dict.fromkeys(names)]


def in_languages(pack: Pack, key: str) -> dict[str, str]:
    """The words of a key in each language that has them."""
    return {tag: words[key] for tag, words in pack.texts.items() if key in words}


def _language(pack: Pack, language: Any) -> dict[str, Any]:
    return {
        "tag": language.tag,
        "name": pack.text(f"languages.{language.tag}"),
        "direction": language.direction,
        "state": language.state,
    }


def _instrument(pack: Pack, instrument: Instrument) -> dict[str, Any]:
    entry, key = instrument.entry, f"instruments.{instrument.id}"
    return {
        "id": instrument.id,
        "version": entry.version,
        "stage": entry.stage,
        "status": entry.status,
        "digest": instrument.digest,
        "content": {
            "entry": as_json(entry.model_dump(mode="json", by_alias=True)),
            "definition": instrument.definition.to_json(),
        },
        "languages_checked": list(entry.languages_checked),
        "texts": {
            "title": in_languages(pack, f"{key}.title"),
            "introduction": in_languages(pack, f"{key}.introduction"),
            "sections": {each.id: in_languages(pack, f"{key}.sections.{each.id}") for each in entry.sections},
            "questions": {each.id: in_languages(pack, f"{key}.questions.{each.id}") for each in entry.questions},
            "choices": {each.id: _choices(pack, key, each) for each in entry.questions if each.choices},
            "outcomes": {
                each.id: {part: in_languages(pack, f"{key}.outcomes.{each.id}.{part}") for part in FINDINGS}
                for each in entry.outcomes
            },
        },
    }


def _choices(pack: Pack, key: str, question: Any) -> dict[str, dict[str, str]]:
    return {each: in_languages(pack, f"{key}.choices.{question.id}.{each}") for each in question.choices}


def _below(pack: Pack, beginning: str) -> dict[str, dict[str, str]]:
    keys = {key for words in pack.texts.values() for key in words if key.startswith(beginning)}
    return {key.removeprefix(beginning): in_languages(pack, key) for key in sorted(keys)}


def _codes(pack: Pack, name: str, day: datetime.date) -> list[dict[str, Any]]:
    listed = (each for each in pack.codes.get(name, ()) if day in each.in_force)
    return [{"code": each.code, "words": in_languages(pack, f"codes.{name}.{each.code}")} for each in listed]


def _next(pack: Pack, day: datetime.date) -> dict[str, Any]:
    """What to say and whom to call for each outcome, and otherwise."""
    rules = case_rules().emergency
    routes = [
        {
            "instrument": each.instrument,
            "outcome": each.outcome,
            "also_when_not_known": each.also_when_not_known,
            "steps": list(each.steps),
            "contacts": list(each.contacts),
        }
        for each in rules.routes
    ]
    otherwise = {"steps": list(rules.otherwise.steps), "contacts": list(rules.otherwise.contacts)}
    named = [*routes, otherwise]
    steps = dict.fromkeys(step for each in named for step in each["steps"])
    contacts = dict.fromkeys(contact for each in named for contact in each["contacts"])
    return {
        "routes": routes,
        "otherwise": otherwise,
        "steps": {each: in_languages(pack, f"cases.steps.{each}") for each in steps},
        "contacts": {each: _contact(pack, each) for each in contacts},
    }


def _recordings(pack: Pack, instruments: Iterable[Instrument]) -> dict[str, dict[str, dict[str, Any]]]:
    """The recordings of what is asked, by language and key: the name of each, which is the digest of its sound, and its bytes."""
    wanted = (*(f"instruments.{each.id}." for each in instruments), "answers.", "asking.", "languages.")
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (tag, key), recording in sorted(recordings_of(pack).items()):
        if key.startswith(wanted):
            found.setdefault(tag, {})[key] = {"name": recording.name, "bytes": recording.path.stat().st_size}
    return found


def _contact(pack: Pack, name: str) -> dict[str, Any]:
    contact, key = case_rules().contact(name), f"cases.contacts.{name}"
    hours: Mapping[str, str] = in_languages(pack, f"{key}.hours") if contact.hours == "stated" else {}
    return {
        "name": in_languages(pack, f"{key}.name"),
        "phone": contact.phone,
        "hours": dict(hours),
        "day_and_night": contact.hours != "stated",
        "is_verified": contact.cite.confidence.is_verified,
    }
