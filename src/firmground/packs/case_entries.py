"""The shape of a pack's ``cases/``: how an identification runs, which clocks run, whom to call, how long records are kept.

It gives shapes only; what follows from them on a day is worked out in ``firmground.cases``.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StringConstraints, model_validator

from firmground.errors import NotInForce
from firmground.packs.casework_entries import CaseEvent, ReferralEvent
from firmground.packs.effective import in_force
from firmground.packs.entries import Cited, CodeId, Dated, Day, Entry, Id, Named
from firmground.packs.help_entries import HelpPage
from firmground.values import Citation

# Closed, because a program reports them: an event that nobody reports would make a transition that never happens.
Event = Literal[
    "debriefing_begun",
    "debriefing_finished",
    "debriefing_reopened",
    "decided",
    "left_undecided",
    "concurred",
    "differed",
    "reconsidered",
    "review_asked",
    "review_upheld",
    "review_returned",
    "hand_over_offered",
    "hand_over_accepted",
    "hand_over_declined",
    "ended_without_decision",
    "closed",
    "reopened",
]
Awaits = Literal["debriefing", "decision", "concurrence", "review", "nothing"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
RecordKind = Literal[
    "draft_never_finished",
    "screening_without_indicators",
    "screening_with_indicators",
    "identification_identified",
    "identification_not_identified",
    "identification_without_decision",
    "case_closed",
]
PhoneNumber = Annotated[str, StringConstraints(strict=True, pattern=r"^\+?[0-9][0-9 ]{1,19}$")]
Address = Annotated[str, StringConstraints(strict=True, pattern=r"^https://[^\s\"<>]+$")]
Length = Annotated[StrictInt, Field(ge=1, le=3660)]


class State(Named):
    """A state of an identification: what it waits for, and whether it has come to its end."""

    awaits: Awaits
    ended: StrictBool = False


class Transition(Entry):
    """What an event does in some states; without ``to`` the state stays as it is."""

    event: Event
    from_: Annotated[tuple[Id, ...], Field(alias="from", min_length=1)]
    to: Id | None = None


class Opening(Entry):
    """An outcome of an instrument that opens an identification."""

    instrument: Id
    outcome: Id


class DecisionChoice(Entry):
    """A decision that an officer may take, and the event that it is."""

    code: CodeId
    event: Literal["decided", "left_undecided"]


class Concurrence(Entry):
    """Whether a second officer must concur before a decision stands."""

    required: StrictBool
    cite: Citation


class Review(Entry):
    """Who may ask for a review, and the clock that tells until when."""

    askers: Annotated[tuple[CodeId, ...], Field(min_length=1)]
    clock: Id
    cite: Citation


class Dormancy(Entry):
    """After how many calendar days without a change something that waits counts as dormant."""

    after_days: Length
    cite: Citation


class Identification(Entry):
    """``cases/identification.toml``: the procedure that ends with a decision."""

    starts: Id
    debriefed_with: Id | None = None
    cite: Citation
    opened_by: Annotated[tuple[Opening, ...], Field(min_length=1)]
    states: Annotated[tuple[State, ...], Field(min_length=1)]
    transitions: Annotated[tuple[Transition, ...], Field(min_length=1)]
    decisions: Annotated[tuple[DecisionChoice, ...], Field(min_length=1)]
    concurrence: Concurrence
    review: Review
    dormancy: Dormancy


class WorkingWeek(Entry):
    """The days of the week on which nobody is expected to work."""

    rest_days: Annotated[tuple[Weekday, ...], Field(max_length=6)]
    cite: Citation


class Clock(Named, Dated):
    """A time limit: it runs from entering a state until leaving it, or from an event until one of ``stops_on``.

    ``of`` says whose states and events they are: those of an identification, a case or a referral.
    """

    of: Literal["identification", "case", "referral"] = "identification"
    length: Length
    unit: Literal["working_days", "calendar_days"]
    ends_on_working_day: StrictBool = False
    state: Id | None = None
    event: Event | CaseEvent | ReferralEvent | None = None
    stops_on: tuple[Event | CaseEvent | ReferralEvent, ...] = ()
    cite: Citation

    @model_validator(mode="after")
    def _has_one_beginning(self) -> Self:
        if (self.state is None) == (self.event is None):
            raise ValueError("must begin with a state or with an event, and not with both")
        if self.state and self.stops_on:
            raise ValueError("begins with a state, so it stops when that state is left; remove stops_on")
        return self


class ClockFile(Entry):
    """``cases/clocks.toml``."""

    week: WorkingWeek
    clocks: tuple[Clock, ...]


class Holiday(Cited):
    """A row of ``cases/holidays.csv``; the name is a key of the texts."""

    date: Day
    name: Id


class Contact(Named):
    """Whom to call; ``stated`` hours are told in the texts. ``interpreters`` are languages for which one can be asked there."""

    phone: PhoneNumber
    hours: Literal["always", "stated"]
    interpreters: tuple[CodeId, ...] = ()
    cite: Citation


class Route(Entry):
    """The next steps, in order, and the contacts for an outcome that is yes; with the flag, also when it is not known."""

    instrument: Id
    outcome: Id
    also_when_not_known: StrictBool = False
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    contacts: tuple[Id, ...] = ()
    cite: Citation


class Otherwise(Entry):
    """The next steps and contacts when no route applies."""

    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    contacts: tuple[Id, ...] = ()
    cite: Citation


class Emergency(Entry):
    """``cases/emergency.toml``: what happens next, whom to call, what the public page offers, and a neutral page to leave to."""

    leave_quickly_url: Address
    leave_quickly_cite: Citation
    contacts: tuple[Contact, ...]
    help: HelpPage
    routes: tuple[Route, ...]
    otherwise: Otherwise


class RetentionRule(Dated):
    """How long a kind of record is kept, in years or in months, counted from what, and on which legal basis."""

    kind: RecordKind
    basis: Id
    years: Annotated[StrictInt, Field(ge=1, le=100)] | None = None
    months: Annotated[StrictInt, Field(ge=1, le=1200)] | None = None
    counted_from: Literal["last_change", "screening", "decision", "closing"]
    cite: Citation

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        if (self.years is None) == (self.months is None):
            raise ValueError("must have years or months, and not both")
        return self

    @property
    def length_in_months(self) -> int:
        """The length, always in months."""
        return self.months or 12 * (self.years or 0)


class RetentionFile(Entry):
    """``cases/retention.toml``."""

    rules: tuple[RetentionRule, ...]


class CaseRules(Entry):
    """Everything that a pack says in ``cases/``."""

    identification: Identification
    week: WorkingWeek
    clocks: tuple[Clock, ...]
    holidays: tuple[Holiday, ...]
    emergency: Emergency
    retention: tuple[RetentionRule, ...]

    def clock(self, name: str, *, on: datetime.date) -> Clock:
        """The clock of this id in force on a day, or ``NotInForce``."""
        return in_force((each for each in self.clocks if each.id == name), on, what=f"clock {name}")

    def retention_rule(self, kind: str, *, on: datetime.date) -> RetentionRule:
        """The rule for a kind of record in force on a day, or ``NotInForce``."""
        return in_force((each for each in self.retention if each.kind == kind), on, what=f"retention of {kind}")

    def contact(self, name: str) -> Contact:
        """The contact of this id, or ``NotInForce`` telling which there are."""
        for each in self.emergency.contacts:
            if each.id == name:
                return each
        known = ", ".join(each.id for each in self.emergency.contacts)
        raise NotInForce(f"there is no contact {name!r}", where="cases/emergency.toml", remedy=f"use one of: {known}")

    def route(self, instrument: str, outcome: str) -> Route | None:
        """The route for an outcome of an instrument, or ``None`` when the pack has no steps of its own for it."""
        return next((each for each in self.emergency.routes if (each.instrument, each.outcome) == (instrument, outcome)), None)

    def citations(self) -> Iterator[tuple[str, Citation | Cited]]:
        """Everything here that carries a citation, with its place."""
        procedure, emergency = self.identification, self.emergency
        yield "identification", procedure.cite
        yield "identification concurrence", procedure.concurrence.cite
        yield "identification review", procedure.review.cite
        yield "identification dormancy", procedure.dormancy.cite
        yield "working week", self.week.cite
        yield from ((f"clock {each.id}", each.cite) for each in self.clocks)
        yield from ((f"holiday {each.date}", each) for each in self.holidays)
        yield "leave quickly", emergency.leave_quickly_cite
        yield from ((f"contact {each.id}", each.cite) for each in emergency.contacts)
        yield from ((f"route {each.instrument} {each.outcome}", each.cite) for each in emergency.routes)
        yield "route otherwise", emergency.otherwise.cite
        yield from emergency.help.citations()
        yield from ((f"retention {each.kind}", each.cite) for each in self.retention)
