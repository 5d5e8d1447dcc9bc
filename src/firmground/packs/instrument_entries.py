"""The shape of screening instruments, of the indicator sets that they apply, and of worked examples."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt, StrictStr, StringConstraints

from firmground.packs.entries import Cited, Dated, Day, Entry, Id, Keys, LanguageTag, Named, RawExpression
from firmground.values import Citation

Percentage = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{1,3}(\.\d+)?$")]
Strength = Literal["strong", "medium", "weak"]


class Part(Named):
    """A part of an instrument; without a citation of its own it has the instrument's."""

    cite: Citation | None = None


class Dimension(Entry):
    """A group of indicators that together show, or do not show, one thing."""

    id: Id
    element: Literal["means", "purpose"]


class Combination(Entry):
    """How many indicators of each strength make a dimension positive; ``other`` counts medium and weak together."""

    strong: StrictInt = 0
    medium: StrictInt = 0
    weak: StrictInt = 0
    other: StrictInt = 0


class Indicator(Cited):
    """A row of an indicator table; ``adult`` and ``child`` are strengths, ``None`` where the list lacks it."""

    indicator: Id
    dimension: Id
    adult: Strength | None = None
    child: Strength | None = None
    forced_labour: Keys = ()


class IndicatorSet(Entry):
    """Indicators, their strengths and the rule over them; or a set that is known but was not verified."""

    id: Id
    cite: Citation
    absent: StrictStr = ""
    strengths: tuple[Literal["adult", "child"], ...] = ()
    positive_when: tuple[Combination, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    indicators: tuple[Indicator, ...] = ()


class Population(Entry):
    """Whom an instrument was made for; ages in whole years, ``None`` for no limit."""

    least_age: StrictInt | None = None
    most_age: StrictInt | None = None
    age_question: Id | None = None
    cite: Citation


class Validity(Entry):
    """A published study of accuracy, as counts (found, of); where no counts were found, as the percentage that was printed."""

    study: StrictStr
    sensitivity: tuple[StrictInt, StrictInt] | None = None
    specificity: tuple[StrictInt, StrictInt] | None = None
    sensitivity_printed: Percentage | None = None
    specificity_printed: Percentage | None = None
    cite: Citation


class Section(Entry):
    """A heading in an instrument."""

    id: Id


class QuestionEntry(Part):
    """A question: what kind of answer it takes, what it is about, and which indicators a yes shows."""

    section: Id
    kind: Literal["yes_no", "number", "choice"] = "yes_no"
    choices: tuple[Id, ...] = ()
    least: StrictInt | None = None
    most: StrictInt | None = None
    topic: Id
    about: tuple[Id, ...] = ()


class DimensionsEntry(Entry):
    """Which indicator set an instrument applies, and with which strengths."""

    set: Id
    strengths: Literal["adult", "child", "by_age"]
    age_question: Id | None = None


class ElementsEntry(Entry):
    """How an instrument finds the elements of the Palermo definition."""

    act: RawExpression
    means: RawExpression
    purpose: RawExpression
    age_question: Id


class RuleEntry(Part):
    """A named part of what an instrument concludes."""

    when: RawExpression


class OutcomeEntry(RuleEntry):
    """What an instrument can lead to."""

    opens: Id | None = None


class InstrumentEntry(Dated):
    """One version of a screening instrument."""

    id: Id
    version: StrictStr
    status: Literal["official", "reconstructed", "fictional", "topics_only", "absent"] = "official"
    absent: StrictStr = ""
    cite: Citation
    licence: StrictStr = ""
    stage: Id = "initial"
    languages_checked: tuple[LanguageTag, ...] = ()
    population: Population | None = None
    validity: tuple[Validity, ...] = ()
    sections: tuple[Section, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()
    dimensions: DimensionsEntry | None = None
    elements: ElementsEntry | None = None
    rules: tuple[RuleEntry, ...] = ()
    outcomes: tuple[OutcomeEntry, ...] = ()


class Example(Entry):
    """A worked case that a lawyer can read and a test runs."""

    id: Id
    sentence: StrictStr
    instrument: Id
    on: Day
    answers: dict[Id, StrictStr | StrictInt]
    expect: dict[Id, Literal["yes", "no", "not known"]]
    could_change: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    because: StrictStr
