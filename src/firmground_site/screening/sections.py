"""The sections of an instrument and how far each has come. Unknown and not asked are told apart, and neither is no."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground.packs.instrument_entries import QuestionEntry
from firmground.rules.evaluate import Answer
from firmground.rules.expression import UNKNOWN_ANSWERS
from firmground.screening.instrument import Instrument
from firmground_site.design.joining import listed
from firmground_site.packs.queries import text

NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Section:
    """A section with its questions, and how many of them have a known answer, an unknown one, or were not asked."""

    id: str
    title: str
    questions: tuple[QuestionEntry, ...]
    answered: int
    unknown: int
    not_asked: int

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        return _("{answered} of {count} answered").format(answered=self.answered, count=len(self.questions))

    @property
    def rest(self) -> str:
        """What is not answered, in words; nothing when all is."""
        parts = ((self.unknown, _("{count} unknown")), (self.not_asked, _("{count} not asked")))
        return listed(words.format(count=count) for count, words in parts if count)

    @property
    def colour(self) -> str:
        """Blue for one that was not begun; none for one with nothing left to ask."""
        if self.not_asked == len(self.questions):
            return "blue"
        return "yellow" if self.not_asked else ""


def sections_of(instrument: Instrument, answers: Mapping[str, Answer], language: str | None = None) -> list[Section]:
    """Every section of an instrument, in order."""
    return [_section(instrument, each.id, answers, language) for each in instrument.entry.sections]


def _section(instrument: Instrument, name: str, answers: Mapping[str, Answer], language: str | None) -> Section:
    questions = tuple(each for each in instrument.entry.questions if each.section == name)
    given = [answers.get(each.id, NOT_ASKED) for each in questions]
    not_asked = given.count(NOT_ASKED)
    unknown = sum(answer in UNKNOWN_ANSWERS for answer in given) - not_asked
    return Section(
        id=name,
        title=text(f"instruments.{instrument.id}.sections.{name}", language),
        questions=questions,
        answered=len(given) - unknown - not_asked,
        unknown=unknown,
        not_asked=not_asked,
    )


def section_of(instrument: Instrument, question: str) -> str:
    """The section in which a question is asked."""
    return next(each.section for each in instrument.entry.questions if each.id == question)


def next_after(instrument: Instrument, section: str) -> str | None:
    """The section that follows; ``None`` after the last."""
    names = [each.id for each in instrument.entry.sections]
    place = names.index(section) + 1
    return names[place] if place < len(names) else None
