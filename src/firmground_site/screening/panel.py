"""What stands beside the questions of a debriefing: elements, dimensions as bounds, outcomes, and what could settle them.

The words for findings are here for the server and the browser alike; the browser fills in the same places as one answers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firmground.rules.evaluate import Answer
from firmground.rules.expression import UNKNOWN_ANSWERS, ids_in
from firmground.screening.assessment import Decision, assess
from firmground.screening.instrument import Instrument
from firmground.values import Finding, at_least_of
from firmground_site.packs.queries import text
from firmground_site.screening.forms.questions import question_text
from firmground_site.screening.models import Screening

COLOURS = {"yes": "orange", "no": "grey", "not known": "yellow"}
WORDS = {
    "holds": {"yes": _("Yes"), "no": _("No"), "not known": _("Not known yet")},
    "present": {"yes": _("Present"), "no": _("Absent"), "not known": _("Not known yet")},
    "found": {"yes": _("Found"), "no": _("Not found"), "not known": _("Not known yet")},
}
STATES = {"positive": "yes", "negative": "no", "undetermined": "not known"}


@dataclass(frozen=True)
class Line:
    """A rule in the panel: its name, and what it comes to."""

    id: str
    name: str
    kind: str
    finding: str

    @property
    def word(self) -> str:
        """The finding in words."""
        return WORDS[self.kind][self.finding]

    @property
    def colour(self) -> str:
        """A colour that repeats the word."""
        return COLOURS[self.finding]


@dataclass(frozen=True)
class Bounds(Line):
    """A dimension: how many of its indicators are present at least and at most. What is not known counts at most only."""

    least: int = 0
    most: int = 0
    of: int = 0


@dataclass(frozen=True)
class Asked:
    """A question that could be asked, where it is asked, and whether its answer would matter now."""

    id: str
    question: str
    url: str
    matters: bool


@dataclass(frozen=True)
class Panel:
    """The whole panel. ``questions`` has every question of the instrument, so that the browser need not write any."""

    elements: tuple[Line, ...]
    outcomes: tuple[Line, ...]
    dimensions: tuple[Bounds, ...]
    questions: tuple[Asked, ...]

    @property
    def open(self) -> int:
        """How many questions would matter now."""
        return sum(each.matters for each in self.questions)


def assessed(debriefing: Screening, instrument: Instrument) -> Decision:
    """What the answers of a debriefing come to so far."""
    return assess(instrument, debriefing.answers, on=debriefing.screened_on)


def panel_of(found: Decision, instrument: Instrument, answers: Mapping[str, Answer], url_of: Callable[[str], str]) -> Panel:
    """The panel for what was found. ``url_of`` gives the address at which a question is asked."""
    key = f"instruments.{instrument.id}.outcomes"
    matters = set(found.would_matter)
    return Panel(
        elements=tuple(Line(name, text(f"rules.{name}"), "holds", str(finding)) for name, finding in found.elements.items()),
        outcomes=tuple(Line(each.id, text(f"{key}.{each.id}.name"), "found", str(each.finding)) for each in found.outcomes),
        dimensions=tuple(
            Bounds(each.id, text(f"dimensions.{each.id}"), "present", STATES[each.state], *bounds(instrument, each.id, answers))
            for each in found.dimensions
        ),
        questions=tuple(
            Asked(each.id, question_text(instrument.id, each.id), url_of(each.id), each.id in matters)
            for each in instrument.entry.questions
        ),
    )


def bounds(instrument: Instrument, dimension: str, answers: Mapping[str, Answer]) -> tuple[int, int, int]:
    """How many indicators of a dimension are present at least, at most, and could be at all, for a person of any age."""
    found = [_present(questions, answers) for questions in indicators(instrument, dimension)]
    certain = found.count(Finding.YES)
    return certain, certain + found.count(Finding.NOT_KNOWN), len(found)


def indicators(instrument: Instrument, dimension: str) -> list[tuple[str, ...]]:
    """The indicators of a dimension, each as the questions of which one yes shows it."""
    columns = instrument.groups[dimension].values()
    return list(dict.fromkeys(ids_in(each) for column in columns for strength in column.values() for each in strength))


def _present(questions: tuple[str, ...], answers: Mapping[str, Answer]) -> Finding:
    given = (answers.get(each, "not_asked") for each in questions)
    findings = (Finding.NOT_KNOWN if each in UNKNOWN_ANSWERS else Finding.YES if each == "yes" else Finding.NO for each in given)
    return at_least_of(1, findings)


def for_browser(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """What the browser needs to keep the panel in step: the definition, what is recorded, the indicators, and the words."""
    return {
        "definition": instrument.definition.to_json(),
        "answers": dict(answers),
        "indicators": {each: [list(ids) for ids in indicators(instrument, each)] for each in instrument.dimensions},
        "outcomes": list(instrument.outcomes),
        "words": WORDS,
        "colours": COLOURS,
    }
