"""The shape of what a pack may say, one class for each kind of entry.

Unknown keys are refused and types are not converted, so that a slip in a pack is an error and not a silent default.
"""

import datetime
import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    model_validator,
)

from firmground.values import Citation, DateRange

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,40}$")]
CodeId = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_]{0,79}$")]
LanguageTag = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
RawExpression = dict[str, Any]  # parsed by firmground.rules
Keys = Annotated[tuple[str, ...], BeforeValidator(lambda value: tuple(value.split()) if isinstance(value, str) else value)]
Period = Literal["calendar", "april_march", "financial_year"]
SentenceKind = Literal["figure", "fact", "position"]
ClaimKey = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$")]
Bound = Literal["exact", "more_than", "about", "not_found"]


def _day(value: object) -> object:
    """A day from TOML, or spelt like 2019-12-31 in CSV; nothing else is taken for a date."""
    if type(value) is datetime.date or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return value
    raise ValueError("is not a date such as 2019-12-31")


def _whole_number(value: object) -> object:
    """A whole number in digits, as CSV has it."""
    if type(value) is int or (isinstance(value, str) and re.fullmatch(r"-?\d{1,18}", value)):
        return value
    raise ValueError("is not an integer in digits")


Day = Annotated[datetime.date, BeforeValidator(_day)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]


class Entry(BaseModel):
    """Frozen, and with no room for keys that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Named(Entry):
    """Something that others refer to by its id."""

    id: Id


class Dated(Entry):
    """Something that holds from a day, to a day, or without limit."""

    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError(f"ends on {self.to}, before it begins on {self.from_}")
        return self

    @property
    def in_force(self) -> DateRange:
        """The days on which it holds."""
        return DateRange(self.from_, self.to)


class Language(Entry):
    """A language of a pack; ``draft`` means that no speaker has reviewed it."""

    tag: LanguageTag
    state: Literal["full", "draft"]
    direction: Literal["ltr", "rtl"] = "ltr"


class Manifest(Entry):
    """``pack.toml``: who the pack is and the few facts that everything else rests on."""

    id: Id
    version: StrictStr
    extends: Id | None = None
    fictional: StrictBool
    majority_age: Annotated[StrictInt, Field(ge=1, le=30)]
    majority_cite: Citation
    financial_year_starts: Annotated[StrictInt, Field(ge=1, le=12)]
    small_numbers_note: StrictStr = ""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]


class Source(Entry):
    """A row of ``sources.csv``."""

    key: Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,40}$")]
    where: Annotated[str, StringConstraints(min_length=1)]


class Cited(Entry):
    """A row that carries its citation in the columns source, confidence and note."""

    source: Keys = ()
    confidence: Literal["primary", "secondary", "inferred", "unverified"] | None = None
    note: str = ""


class Code(Cited, Dated):
    """One code of one list."""

    list: Id
    code: CodeId


class SeriesValue(Cited):
    """A published number: ``value`` is a whole number of ``unit``, or ``None`` where none was found."""

    series: Id
    period: Period
    year: WholeNumber
    value: WholeNumber | None = None
    unit: str
    bound: Bound


class StudyShare(Cited):
    """A share that a study found among other people: ``percent`` as printed, and how many it looked at where that was read.

    It may be set beside a published yield as an assumption. What its people have in common with those screened is in the texts.
    """

    id: Id
    percent: Annotated[str, StringConstraints(strict=True, pattern=r"^(\d{1,2}(\.\d{1,3})?|100)$")]
    people: WholeNumber | None = None


Dataset = Literal["screenings", "decisions", "services", "referrals", "waits", "investigations", "charges", "outcomes"]


class FigureEntry(Named):
    """What a figure counts: rows (``event``) or different persons (``person``) of a table of the extract.

    With more than one column in ``group`` it is counted for each combination of their codes. ``published_as`` is the
    published series that counts the same, so that a statement notices when the two disagree.
    """

    dataset: Dataset
    filter: RawExpression | None = None
    group: Annotated[tuple[Id, ...], Field(max_length=3)] = ()
    counting: Literal["event", "person"]
    period: Period
    disclosure: Literal["none", "small_counts"]
    published_as: Id | None = None
    cite: Citation

    @model_validator(mode="after")
    def _counts_somebody_or_rows(self) -> Self:
        if self.dataset == "investigations" and self.counting == "person":
            raise ValueError('counts persons, of whom investigations have none; write counting = "event"')
        return self


class RatioEntry(Named):
    """One figure divided by another."""

    numerator: Id
    denominator: Id
    cite: Citation | None = None


class Disclosure(Entry):
    """The smallest count that a small-counts table may show."""

    minimum_count: Annotated[StrictInt, Field(ge=1)]
    cite: Citation


class Stream(Entry):
    """A kind of encounter in the demo year: who meets whom, how often, and who the people are."""

    agency: Id
    group: Id
    trigger: Id
    weight: Annotated[StrictInt, Field(ge=1)]
    sexes: dict[Id, StrictInt]
    ages: tuple[StrictInt, StrictInt, StrictInt]
    nationalities: dict[Id, StrictInt]


Share = Annotated[StrictInt, Field(ge=0, le=1000)]
Weights = Annotated[dict[Id, Annotated[StrictInt, Field(ge=1)]], Field(min_length=1)]


class DemoCourse(Entry):
    """How it goes on for the people of a demo year who are identified; every number is invented.

    ``services`` and the keys that end in ``_per_thousand`` are shares of a thousand, the others weights. ``sentenced`` are the
    outcomes on which a sentence is passed.
    """

    cite: Citation
    agency: Id
    investigates: Id
    services: dict[Id, Share]
    declined_per_thousand: Share
    referred_per_thousand: Share
    referred_to: Weights
    put_forward_per_100_000: Annotated[StrictInt, Field(ge=0, le=100_000)]
    closed_per_thousand: Share
    closing_reason: Id
    left_out_per_thousand: Share
    investigated_per_thousand: Share
    charged_per_thousand: Share
    provisions: Weights
    ended_per_thousand: Share
    outcomes: Weights
    sentenced: tuple[Id, ...] = ()
    sentences: Weights


class Demo(Entry):
    """How a demo year is made up; ``full_instrument`` and ``debriefed_series`` are left out where there is one stage."""

    cite: Citation
    identified_series: Id
    screened_series: Id
    debriefed_series: Id | None = None
    debriefed_fallback_year: StrictInt | None = None
    initial_instrument: Id
    full_instrument: Id | None = None
    unknown_per_thousand: Annotated[StrictInt, Field(ge=0, le=1000)]
    identified_yes: tuple[Id, ...]
    not_identified_yes_per_thousand: Annotated[StrictInt, Field(ge=0, le=1000)]
    streams: Annotated[tuple[Stream, ...], Field(min_length=1)]
    course: DemoCourse | None = None


class SentenceEntry(Entry):
    """A sentence of the yearly statement; its words are in the texts.

    An ``optional`` one is left out for a year in which a published number that it quotes was not found. ``conflicts`` are
    conflicts between sources that stand beside it as notes.
    """

    id: Id
    section: Id
    kind: SentenceKind
    optional: StrictBool = False
    conflicts: tuple[Id, ...] = ()
    cite: Citation | None = None


class ComparisonEntry(Named):
    """A claim of one report set beside claims of others, a figure and a published series, in the statement of one year.

    What none of them can show is in the texts.
    """

    year: Annotated[StrictInt, Field(ge=1900, le=2999)]
    claim: ClaimKey
    beside: tuple[ClaimKey, ...] = ()
    figure: Id | None = None
    series: Id | None = None


class Refusals(Entry):
    """Topics and words that no question may have, with the words by language."""

    topics: tuple[Id, ...]
    words: dict[LanguageTag, tuple[StrictStr, ...]]
