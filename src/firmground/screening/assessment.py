"""What an instrument comes to for one person's answers: the one function that officers, phones and figures rest on."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from firmground.errors import NotInForce
from firmground.rules.evaluate import Answer, Answers, Reached, evaluate
from firmground.rules.expression import UNKNOWN_ANSWERS, Expression, ids_in
from firmground.screening.instrument import ELEMENTS, Instrument
from firmground.values import Finding, at_least_of, type_of_json

STATES = {Finding.YES: "positive", Finding.NO: "negative", Finding.NOT_KNOWN: "undetermined"}


@dataclass(frozen=True)
class Outcome:
    """One outcome of an instrument, with the answers that settle it or the questions that still could."""

    id: str
    finding: Finding
    because: tuple[tuple[str, Answer], ...]
    could_change: tuple[str, ...]
    opens: str | None = None


@dataclass(frozen=True)
class DimensionFound:
    """A dimension as bounds: ``lower`` counts only yes, ``upper`` also what is not known.

    ``counts`` has, for each strengths column and strength, how many indicators are found at least and at most.
    """

    id: str
    state: str
    lower: bool
    upper: bool
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    could_change: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """Which outcomes are reached, and why; a person decides what follows.

    ``elements`` maps the elements of the Palermo definition to findings and is empty for an instrument without them.
    ``would_matter`` are the questions without a known answer that could change some outcome, in order. ``notes`` are
    sentences about the instrument's limits for this person, to be shown beside the result.
    """

    instrument: str
    version: str
    digest: str
    on: datetime.date
    outcomes: tuple[Outcome, ...]
    dimensions: tuple[DimensionFound, ...]
    elements: Mapping[str, Finding]
    would_matter: tuple[str, ...]
    notes: tuple[str, ...]

    def outcome(self, name: str) -> Outcome:
        """The outcome of that id."""
        return next(each for each in self.outcomes if each.id == name)

    def to_json(self) -> dict[str, type_of_json]:
        """The decision as data."""
        return {
            "instrument": self.instrument,
            "version": self.version,
            "digest": self.digest,
            "on": self.on.isoformat(),
            "outcomes": [
                {
                    "id": each.id,
                    "finding": str(each.finding),
                    "because": [list(pair) for pair in each.because],
                    "could_change": list(each.could_change),
                    "opens": each.opens if each.finding is Finding.YES else None,
                }
                for each in self.outcomes
            ],
            "dimensions": [
                {
                    "id": each.id,
                    "state": each.state,
                    "lower": each.lower,
                    "upper": each.upper,
                    "counts": {column: {s: list(pair) for s, pair in found.items()} for column, found in each.counts.items()},
                    "could_change": list(each.could_change),
                }
                for each in self.dimensions
            ],
            "elements": {name: str(finding) for name, finding in self.elements.items()},
            "would_matter": list(self.would_matter),
            "notes": list(self.notes),
        }


def assess(instrument: Instrument, answers: Answers, *, on: datetime.date, language: str | None = None) -> Decision:
    """Say which outcomes an instrument reaches for these answers, and why.

    Unknown answers (missing, unsure, refused, not asked, not safe to ask) never count as "no"; outcomes that they could
    still change list them. ``language`` is the one in which the questions were put; ``None`` if that is not known.
    Raises ``NotInForce`` if the instrument is not in force on that day and ``AnswerError`` for an answer that its
    question does not allow. Three-valued logic after Kleene (1952).
    """
    if on not in instrument.in_force:
        raise NotInForce(
            f"is in force from {instrument.in_force}", where=f"instrument {instrument.id}", remedy="choose another day"
        )
    reached = evaluate(instrument.definition, answers)
    outcomes = tuple(
        Outcome(each.id, reached[each.id].finding, reached[each.id].because, reached[each.id].could_change, each.opens)
        for each in instrument.entry.outcomes
    )
    matter = {name for outcome in outcomes for name in outcome.could_change}
    return Decision(
        instrument=instrument.id,
        version=instrument.entry.version,
        digest=instrument.digest,
        on=on,
        outcomes=outcomes,
        dimensions=tuple(_dimension(instrument, name, reached, answers) for name in instrument.dimensions),
        elements={name: reached[name].finding for name in ELEMENTS if name in reached},
        would_matter=tuple(question.id for question in instrument.definition.questions if question.id in matter),
        notes=tuple(_notes(instrument, answers, language)),
    )


def _dimension(instrument: Instrument, name: str, reached: Mapping[str, Reached], answers: Answers) -> DimensionFound:
    finding = reached[name].finding
    counts = {
        column: {strength: _bounds(members, answers) for strength, members in groups.items() if members}
        for column, groups in instrument.groups[name].items()
    }
    positive, possible = finding is Finding.YES, finding is not Finding.NO
    return DimensionFound(name, STATES[finding], positive, possible, counts, reached[name].could_change)


def _bounds(members: tuple[Expression, ...], answers: Answers) -> tuple[int, int]:
    found = [_present(member, answers) for member in members]
    certain = found.count(Finding.YES)
    return certain, certain + found.count(Finding.NOT_KNOWN)


def _present(member: Expression, answers: Answers) -> Finding:
    """Whether an indicator is present: one of the questions about it was answered with yes."""
    return at_least_of(1, (_yes(answers.get(name, "not_asked")) for name in ids_in(member)))


def _yes(answer: Answer) -> Finding:
    if answer in UNKNOWN_ANSWERS:
        return Finding.NOT_KNOWN
    return Finding.YES if answer == "yes" else Finding.NO


def _notes(instrument: Instrument, answers: Answers, language: str | None) -> list[str]:
    entry, notes = instrument.entry, []
    if entry.status == "reconstructed":
        notes.append("The official form is not public; the wording is ours.")
    if entry.status == "topics_only":
        notes.append("Only the rule and the topics are shipped, not the published wording.")
    if language and language not in entry.languages_checked:
        notes.append(f"No speaker has checked this instrument in {language}.")
    population = entry.population
    age = answers.get(population.age_question) if population and population.age_question else None
    if population and isinstance(age, int):
        if population.least_age is not None and age < population.least_age:
            notes.append(f"It was made for people aged {population.least_age} or more; this person is {age}.")
        if population.most_age is not None and age > population.most_age:
            notes.append(f"It was made for people aged {population.most_age} or less; this person is {age}.")
    return notes
