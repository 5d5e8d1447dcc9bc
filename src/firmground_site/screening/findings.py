"""What a debriefing found, put into words for whoever decides: elements, dimensions as bounds, indicators, what is open.

It reads the result that the server kept; it concludes nothing, and a finding that is not known is never put as no.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from firmground.rules.evaluate import Answer
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground_site.design.joining import listed
from firmground_site.packs.queries import text
from firmground_site.screening.forms.questions import answer_text, question_text
from firmground_site.screening.models import Identification, Screening

WORDS = {"yes": _("Yes"), "no": _("No"), "not known": _("Not known")}
COLOURS = {"yes": "orange", "no": "grey", "not known": "yellow"}
SURE = {
    (True, True): (_("Met"), "orange"),
    (False, True): (_("Not known yet"), "yellow"),
    (False, False): (_("Not met"), "grey"),
}


@dataclass(frozen=True)
class Element:
    """An element of the definition, or another finding, in words."""

    name: str
    word: str
    colour: str


@dataclass(frozen=True)
class Dimension:
    """A dimension in words: whether it is met, and how many of its indicators were found at least and could be at most."""

    name: str
    word: str
    colour: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words; ``id`` is the question's."""

    id: str
    question: str
    answer: str
    is_yes: bool
    is_known: bool


@dataclass(frozen=True)
class Findings:
    """What was found. ``basis`` is the screening that it comes from; ``is_finished`` is false while it has no result."""

    basis: Screening
    is_finished: bool
    elements: tuple[Element, ...]
    dimensions: tuple[Dimension, ...]
    outcomes: tuple[Element, ...]
    answers: tuple[Answered, ...]
    would_matter: tuple[str, ...]

    @property
    def found(self) -> tuple[Answered, ...]:
        """The indicators: questions answered with yes."""
        return tuple(each for each in self.answers if each.is_yes)

    @property
    def other_known(self) -> tuple[Answered, ...]:
        """The other questions whose answer is known."""
        return tuple(each for each in self.answers if each.is_known and not each.is_yes)

    @property
    def not_known(self) -> tuple[Answered, ...]:
        """The questions that were put, or held back, without a known answer."""
        return tuple(each for each in self.answers if not each.is_known)


def findings_of(identification: Identification) -> Findings:
    """What the debriefing found; where there is none, or none yet, what the first screening found."""
    debriefing, first = identification.debriefing, identification.opened_from
    basis = debriefing if debriefing and debriefing.result else first
    result: Mapping[str, Any] = basis.result or {}
    return Findings(
        basis=basis,
        is_finished=bool(result),
        elements=tuple(_element(f"rules.{name}", finding) for name, finding in result.get("elements", {}).items()),
        dimensions=tuple(_dimension(each) for each in result.get("dimensions", ())),
        outcomes=tuple(
            _element(f"instruments.{basis.instrument}.outcomes.{each['id']}.name", each["finding"])
            for each in result.get("outcomes", ())
        ),
        answers=_answers(debriefing, first),
        would_matter=tuple(question_text(basis.instrument, each) for each in result.get("would_matter", ())),
    )


def in_words(identification: Identification, questions: list[str]) -> list[Answered]:
    """Some questions with their answers, as a decision names those it relied on."""
    answered = {each.id: each for each in _answers(identification.debriefing, identification.opened_from)}
    return [answered[each] for each in questions if each in answered]


def _element(key: str, finding: str) -> Element:
    return Element(text(key), WORDS[finding], COLOURS[finding])


def _dimension(found: Mapping[str, Any]) -> Dimension:
    word, colour = SURE[bool(found["lower"]), bool(found["upper"])]
    columns = found["counts"]
    counts = tuple(
        _by_strength(column if len(columns) > 1 else "", {name: _between(*bounds) for name, bounds in strengths.items()})
        for column, strengths in columns.items()
    )
    return Dimension(text(f"dimensions.{found['id']}"), word, colour, counts)


def _by_strength(column: str, numbers: Mapping[str, str]) -> str:
    """How many indicators there are of each strength; ``column`` says for whom the strengths are, where there are several."""
    words = {"strong": _("{number} strong"), "medium": _("{number} medium"), "weak": _("{number} weak")}
    counted = listed(words.get(name, f"{{number}} {name}").format(number=number) for name, number in numbers.items())
    if not column:
        return counted
    told = _("By the strengths for a child: {counted}") if column == "child" else _("By the strengths for an adult: {counted}")
    return told.format(counted=counted)


def _between(least: int, most: int) -> str:
    return str(least) if least == most else _("{least} to {most}").format(least=least, most=most)


def _answers(debriefing: Screening | None, first: Screening) -> tuple[Answered, ...]:
    """The answers of both, those of the debriefing first and in place of the same question of the first screening."""
    given: dict[str, tuple[str, Answer]] = {}
    for screening in (debriefing, first):
        for question, answer in (screening.answers if screening else {}).items():
            given.setdefault(question, (screening.instrument, answer))
    return tuple(
        Answered(
            question,
            question_text(instrument, question),
            answer_text(instrument, question, answer),
            is_yes=answer == "yes",
            is_known=answer not in UNKNOWN_ANSWERS,
        )
        for question, (instrument, answer) in given.items()
    )
