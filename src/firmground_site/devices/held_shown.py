"""An entry that waits, as a page shows it: what came beside what is recorded or what is wrong. It changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.rules.evaluate import Answer
from firmground.screening.instrument import Instrument
from firmground_site.devices.models import Entry
from firmground_site.packs.queries import text
from firmground_site.screening.actions.recording import Received
from firmground_site.screening.forms.questions import answer_text, question_text
from firmground_site.screening.models import Screening

CODES = {
    "group": "groups",
    "trigger": "triggers",
    "interpreter": "interpreters",
    "age_basis": "age_bases",
    "sex": "sexes",
    "nationality": "nationalities",
    "language": "interview_languages",
}


@dataclass(frozen=True)
class Row:
    """An item: what it is called, what came, and what is recorded, "" where nothing is."""

    called: str
    came: str
    recorded: str = ""

    @property
    def differs(self) -> bool:
        """Whether something else is recorded."""
        return self.came != self.recorded


def rows_of(received: Received, instrument: Instrument | None, recorded: Screening | None) -> list[Row]:
    """Everything that a held screening says, beside the screening of the same number where there is one."""
    return [*_circumstances(received, recorded), *_answers(received, instrument, recorded)]


def _circumstances(received: Received, recorded: Screening | None) -> Iterator[Row]:
    labels_now = labels()
    for part, of in ((asdict(received.person), recorded and recorded.person), (asdict(received.encounter), recorded)):
        for name, value in part.items():
            now = getattr(of, name, "") if of else ""
            if name in labels_now and (value or now):
                yield Row(labels_now[name], _said(name, value), _said(name, now))
    for kind, name in received.parties:
        yield Row(_code("named_kinds", kind), name, "")


def labels() -> dict[str, str]:
    """What the items of a screening are called."""
    return {
        "name": _("Name"),
        "alias": _("What the person wants to be called"),
        "document": _("Number of an identity paper"),
        "phone": _("Phone"),
        "age_basis": _("How the age is known"),
        "sex": _("Sex"),
        "nationality": _("Nationality"),
        "language": _("Language of the person"),
        "group": _("Group"),
        "trigger": _("How they met"),
        "screened_on": _("Day on which they met"),
        "place": _("Place"),
        "interpreter": _("Interpreter"),
        "note": _("Note"),
    }


def _said(name: str, value: Any) -> str:
    if not value:
        return ""
    if name in CODES:
        return _code(CODES[name], value)
    return value if isinstance(value, str) else date_format(value)


def _code(listed: str, code: str) -> str:
    words = text(f"codes.{listed}.{code}")
    return words or code


def _answers(received: Received, instrument: Instrument | None, recorded: Screening | None) -> Iterator[Row]:
    now: Mapping[str, Answer] = recorded.answers if recorded else {}
    order = [each.id for each in instrument.entry.questions] if instrument else []
    names = [*(each for each in order if each in received.answers), *(each for each in received.answers if each not in order)]
    for name in names:
        answer, asked = received.answers[name], name in order
        said = answer_text(received.instrument, name, now[name]) if name in now else ""
        if asked:
            yield Row(question_text(received.instrument, name), answer_text(received.instrument, name, answer), said)
        else:
            yield Row(name, str(answer), said)


def sentences_of(entry: Entry) -> list[str]:
    """What was told of an entry when it was held."""
    return [str(each) for each in entry.told.get("sentences", ())]
