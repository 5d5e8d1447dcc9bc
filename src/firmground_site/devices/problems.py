"""What of a held screening is not taken as it is, item by item, with what could be recorded instead. It changes nothing."""

import copy
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.errors import AnswerError, FirmgroundError
from firmground.rules.evaluate import Answer, evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.instrument import Instrument
from firmground_site.devices.contents import NotTaken, received_in
from firmground_site.devices.held_shown import labels
from firmground_site.packs.queries import choices, instrument_on, instrument_with_digest, today
from firmground_site.screening.actions.recording import Received
from firmground_site.screening.forms.questions import answer_text, question_text

LEFT_OUT = ""
LISTS = {  # where a code stands, its list, and whether a screening needs one
    ("encounter", "group"): ("groups", True),
    ("encounter", "trigger"): ("triggers", True),
    ("encounter", "interpreter"): ("interpreters", False),
    ("person", "age_basis"): ("age_bases", False),
    ("person", "sex"): ("sexes", False),
    ("person", "nationality"): ("nationalities", False),
    ("person", "language"): ("interview_languages", False),
}


@dataclass(frozen=True)
class Problem:
    """An item that is not taken: where it stands, what it is called, what came, and what could be recorded instead."""

    part: str
    name: str
    called: str
    came: str
    instead: tuple[tuple[str, str], ...]


def described(content: Mapping[str, Any], agency: str) -> Received | None:
    """The screening that a held entry describes; ``None`` when it is so malformed that it can only be declined."""
    try:
        return received_in(content, agency=agency, today=today())
    except NotTaken:
        return None


def asked_in(received: Received) -> Instrument | None:
    """The version that was asked, else the one in force on the day, else none."""
    known = instrument_with_digest(received.instrument, received.instrument_digest)
    if known is not None:
        return known
    try:
        return instrument_on(received.instrument, min(received.encounter.screened_on, today()))
    except FirmgroundError:
        return None


def problems_of(received: Received, instrument: Instrument, arrived: datetime.date | None = None) -> list[Problem]:
    """Every item that is not taken as it is. ``arrived`` is given when the phone's clock was wrong: the day is then chosen."""
    return [*_day(received, arrived), *_codes(received), *_answers(received, instrument)]


def _day(received: Received, arrived: datetime.date | None) -> Iterator[Problem]:
    met = received.encounter.screened_on
    days = [today()] if met > today() else [met, arrived] if arrived is not None and met != arrived else []
    if days:
        instead = tuple((each.isoformat(), date_format(each)) for each in days)
        yield Problem("encounter", "screened_on", labels()["screened_on"], date_format(met), instead)


def _codes(received: Received) -> Iterator[Problem]:
    for (part, name), (listed, is_needed) in LISTS.items():
        came, known = getattr(getattr(received, part), name), choices(listed)
        if (came and came not in dict(known)) or (not came and is_needed):
            empty = () if is_needed else ((LEFT_OUT, _("Leave it out")),)
            yield Problem(part, name, labels()[name], came or "—", (*empty, *known))


def _answers(received: Received, instrument: Instrument) -> Iterator[Problem]:
    questions = {each.id: each for each in instrument.entry.questions}
    for name, answer in received.answers.items():
        if name not in questions:
            yield Problem("answers", name, name, str(answer), ((LEFT_OUT, _("Leave it out")),))
        elif not _is_taken(instrument, name, answer):
            yield Problem("answers", name, question_text(instrument.id, name), str(answer), _instead(instrument, questions[name]))


def _is_taken(instrument: Instrument, name: str, answer: Answer) -> bool:
    try:
        evaluate(instrument.definition, {name: answer})
    except AnswerError:
        return False
    return True


def _instead(instrument: Instrument, question: Any) -> tuple[tuple[str, str], ...]:
    own = () if question.kind == "number" else question.choices or ("yes", "no")
    codes = [(code, answer_text(instrument.id, question.id, code)) for code in (*own, *UNKNOWN_ANSWERS)]
    return ((LEFT_OUT, _("Leave it out")), *codes)


def corrected(content: Mapping[str, Any], chosen: Mapping[tuple[str, str], str], instrument: Instrument) -> dict[str, Any]:
    """What an entry says with other items in the place of those that are not taken, asked with that version."""
    new = copy.deepcopy(dict(content))
    new["instrument_digest"] = instrument.digest
    for (part, name), value in chosen.items():
        if part == "answers" and value == LEFT_OUT:
            del new["answers"][name]
        else:
            new[part][name] = value
    return new
