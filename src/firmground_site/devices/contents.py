"""What an entry says once it is opened: read strictly, since whoever has the public key can seal anything."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from firmground.rules.evaluate import Answer
from firmground_site.screening.actions.recording import Encounter, PersonMet, Received

LONGEST_NOTE, LONGEST_LINE, MOST_PARTIES, MOST_ANSWERS = 4_000, 200, 50, 500
PERSON = tuple(each.name for each in fields(PersonMet))
ENCOUNTER = ("group", "trigger", "place", "interpreter", "note")
CLOCK_MAY_BE_AHEAD = datetime.timedelta(days=1)


class NotTaken(Exception):
    """What an entry says has not the form that it must have; the sentence says where."""


def received_in(content: Mapping[str, Any], *, agency: str, today: datetime.date) -> Received:
    """The screening that an entry describes; ``NotTaken`` when it is none.

    A day that is tomorrow here is today: the clock of a phone may be ahead by a few hours.
    """
    met, encounter = _object(content, "person"), _object(content, "encounter")
    found = content.get("browser_result")
    return Received(
        id=uuid_in(content, "id"),
        instrument=line_in(content, "instrument"),
        person=PersonMet(**{name: line_in(met, name) for name in PERSON}),
        encounter=Encounter(
            agency=agency,
            screened_on=_not_ahead(day_in(encounter, "screened_on"), today),
            **{name: line_in(encounter, name, LONGEST_NOTE if name == "note" else LONGEST_LINE) for name in ENCOUNTER},
        ),
        answers=answers_in(content, "answers"),
        parties=_parties(content.get("parties") or []),
        browser_result={"outcomes": dict(found["outcomes"])} if _is_result(found) else None,
        instrument_digest=line_in(content, "instrument_digest"),
    )


def _not_ahead(day: datetime.date, today: datetime.date) -> datetime.date:
    return today if day == today + CLOCK_MAY_BE_AHEAD else day


def _is_result(found: Any) -> bool:
    outcomes = found.get("outcomes") if isinstance(found, dict) else None
    return isinstance(outcomes, dict) and len(outcomes) <= 100 and all(isinstance(each, str) for each in outcomes.values())


def answers_in(content: Mapping[str, Any], name: str) -> dict[str, Answer]:
    """The answers under a name: texts and whole numbers; ``NotTaken`` for anything else."""
    answers = _object(content, name)
    if len(answers) > MOST_ANSWERS or not all(_is_answer(each) for each in answers.values()):
        raise NotTaken(_("“{name}” must have answers, each a text or a whole number.").format(name=name))
    return dict(answers)


def _is_answer(each: Any) -> bool:
    return type(each) is int or (isinstance(each, str) and len(each) <= LONGEST_NOTE)


def line_in(content: Mapping[str, Any], name: str, longest: int = LONGEST_LINE) -> str:
    """A text under a name, "" when there is none; ``NotTaken`` for anything else, or a longer one."""
    value = content.get(name) or ""
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise NotTaken(_("“{name}” must be a text of at most {longest} letters.").format(name=name, longest=longest))
    return value.strip()


def uuid_in(content: Mapping[str, Any], name: str) -> uuid.UUID:
    """A UUID under a name; ``NotTaken`` for anything else."""
    try:
        return uuid.UUID(str(content.get(name)))
    except ValueError:
        raise NotTaken(_("“{name}” must be a UUID.").format(name=name)) from None


def day_in(content: Mapping[str, Any], name: str) -> datetime.date:
    """A day under a name; ``NotTaken`` for anything else."""
    try:
        return datetime.date.fromisoformat(str(content.get(name)))
    except ValueError:
        raise NotTaken(_("“{name}” must be a day such as 2026-11-27.").format(name=name)) from None


def moment_in(content: Mapping[str, Any], name: str) -> datetime.datetime | None:
    """A moment with its zone under a name; ``None`` when it is missing or cannot be read: a phone's clock is a hint."""
    try:
        found = datetime.datetime.fromisoformat(str(content.get(name)))
    except ValueError:
        return None
    return found if found.tzinfo and datetime.MINYEAR < found.year < datetime.MAXYEAR else None


def _object(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = content.get(name)
    if not isinstance(value, dict):
        raise NotTaken(_("“{name}” is missing.").format(name=name))
    return value


def _parties(listed: Any) -> tuple[tuple[str, str], ...]:
    wrong = NotTaken(_("“{name}” must be pairs of a kind and a name.").format(name="parties"))
    if not isinstance(listed, list) or len(listed) > MOST_PARTIES:
        raise wrong
    if not all(isinstance(each, list) and len(each) == 2 and all(isinstance(part, str) for part in each) for each in listed):
        raise wrong
    if any(len(name) > LONGEST_LINE for _kind, name in listed):
        raise wrong
    return tuple((kind, name.strip()) for kind, name in listed if name.strip())
