"""The shape of a pack's casework: the life cycles of cases and referrals, consent, services, and the outcome in court.

It gives shapes only; what follows from them on a day is worked out in ``firmground.cases``. All of it is optional: a pack
without ``cases/casework.toml`` ends with the decision.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, StrictStr, model_validator

from firmground.errors import NotInForce
from firmground.packs.effective import in_force
from firmground.packs.entries import CodeId, Dated, Entry, Id, Named
from firmground.values import Citation

# Closed, because a program reports them: an event that nobody reports would make a transition that never happens.
CaseEvent = Literal["taken_up", "plan_agreed", "closed", "reopened"]
ReferralEvent = Literal["sent", "received", "accepted", "refused", "answered", "done", "revoked"]
# What can be told of a person. A shelter's address and the safe way to reach somebody are not in it, so no rule can let them out.
Told = Literal["identity", "contact", "profile", "needs", "services", "decision", "account", "health", "proceedings"]
# How a service goes on, and why something may not be told. Closed as well: a program takes the steps and finds the reasons.
ServiceStep = Literal["asked", "offered", "accepted", "declined", "delivered", "ended"]
ReasonAgainst = Literal["declined", "withdrawn", "expired", "not_asked", "not_agreed", "not_for_this"]
OTHER_OFFENCES = "other"  # the group of every provision that no group of the pack has
Length = Annotated[StrictInt, Field(ge=1, le=3660)]


class Waiting(Entry):
    """After how many calendar days without a change something that waits counts as dormant."""

    after_days: Length
    cite: Citation


class CaseState(Named):
    """A state of a case: what it waits for, and whether it has come to its end."""

    awaits: Literal["officer", "plan", "care", "nothing"]
    ended: StrictBool = False


class CaseTransition(Entry):
    """What an event does in some states; without ``to`` the state stays as it is."""

    event: CaseEvent
    from_: Annotated[tuple[Id, ...], Field(alias="from", min_length=1)]
    to: Id | None = None


class CaseProcedure(Entry):
    """``cases/casework.toml``: which decisions call for a case, and how one runs from opening to closing."""

    starts: Id
    called_for_by: tuple[CodeId, ...] = ()
    cite: Citation
    states: Annotated[tuple[CaseState, ...], Field(min_length=1)]
    transitions: Annotated[tuple[CaseTransition, ...], Field(min_length=1)]
    dormancy: Waiting


class ReferralState(Named):
    """A state of a referral: whose step it waits for, and whether it has come to its end."""

    awaits: Literal["receiver", "service", "nothing"]
    ended: StrictBool = False


class ReferralTransition(Entry):
    """What an event does in some states; without ``to`` the state stays as it is."""

    event: ReferralEvent
    from_: Annotated[tuple[Id, ...], Field(alias="from", min_length=1)]
    to: Id | None = None


class ReferralProcedure(Entry):
    """``cases/referral.toml``: how a referral runs from sent to a known end."""

    starts: Id
    cite: Citation
    states: Annotated[tuple[ReferralState, ...], Field(min_length=1)]
    transitions: Annotated[tuple[ReferralTransition, ...], Field(min_length=1)]
    dormancy: Waiting


class Purpose(Named):
    """What a person can agree to. ``rule`` says what holds when nobody asked: nothing may be told, or it may until declined.

    ``recipient`` says whether consent names one recipient; ``fields`` are the most that may be told for the purpose.
    """

    rule: Literal["consent", "unless_declined"]
    recipient: Literal["one", "none"]
    fields: tuple[Told, ...] = ()
    cite: Citation


class LawfulException(Named, Dated):
    """A ground in law for telling something without consent: its section, for which purposes, and what may be told."""

    section: StrictStr
    purposes: Annotated[tuple[Id, ...], Field(min_length=1)]
    fields: Annotated[tuple[Told, ...], Field(min_length=1)]
    cite: Citation


class ConsentFile(Entry):
    """``cases/consent.toml``."""

    guardian_bases: Annotated[tuple[CodeId, ...], Field(min_length=1)]
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)]
    exceptions: tuple[LawfulException, ...] = ()

    @model_validator(mode="after")
    def _exceptions_are_for_purposes(self) -> Self:
        known = {each.id for each in self.purposes}
        for each in self.exceptions:
            if missing := set(each.purposes) - known:
                raise ValueError(f"exception {each.id} is for {sorted(missing)[0]!r}, which is no purpose of this file")
        return self


class Service(Named, Dated):
    """Something that a person can be given. One that ``protects`` starts protection: it ends the wait for it."""

    protects: StrictBool = False
    cite: Citation


class ServiceFile(Entry):
    """``cases/services.toml``."""

    services: Annotated[tuple[Service, ...], Field(min_length=1)]


class Outcome(Named):
    """How a charge can end; one that ``convicts`` is counted as a conviction."""

    convicts: StrictBool = False


class Sentence(Named):
    """What a court can impose, and in what it is measured."""

    unit: Literal["months", "money", "hours", "nothing"]


class OffenceGroup(Named):
    """A group under which charges are counted: its provisions of ``law/``; all others are counted as ``OTHER_OFFENCES``."""

    provisions: Annotated[tuple[Id, ...], Field(min_length=1)]


class Band(Named):
    """A length of time under which waiting is counted: up to so many days; the last band has no end."""

    up_to_days: Length | None = None


class OutcomeFile(Entry):
    """``cases/outcomes.toml``: how charges end, how they are grouped, and how waiting is counted."""

    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    offence_groups: tuple[OffenceGroup, ...] = ()
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    cite: Citation

    @model_validator(mode="after")
    def _bands_rise_to_one_without_an_end(self) -> Self:
        lengths = [each.up_to_days for each in self.bands]
        bounded = [each for each in lengths[:-1] if each is not None]
        if lengths[-1] is not None or len(bounded) < len(lengths) - 1 or bounded != sorted(set(bounded)):
            raise ValueError("bands must rise, and only the last has no up_to_days")
        return self


class Casework(Entry):
    """Everything that a pack says about what follows a decision."""

    case: CaseProcedure
    referral: ReferralProcedure
    consent: ConsentFile
    services: tuple[Service, ...]
    outcomes: OutcomeFile

    def purpose(self, name: str) -> Purpose:
        """The purpose of this id, or ``NotInForce`` telling which there are."""
        for each in self.consent.purposes:
            if each.id == name:
                return each
        known = ", ".join(each.id for each in self.consent.purposes)
        raise NotInForce(f"there is no purpose {name!r}", where="cases/consent.toml", remedy=f"use one of: {known}")

    def exception(self, name: str, *, on: datetime.date) -> LawfulException:
        """The lawful exception of this id in force on a day, or ``NotInForce``."""
        return in_force((each for each in self.consent.exceptions if each.id == name), on, what=f"exception {name}")

    def services_on(self, day: datetime.date) -> tuple[Service, ...]:
        """The services that there are on a day, in the order of the pack."""
        return tuple(each for each in self.services if day in each.in_force)

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Everything here that carries a citation, with its place."""
        yield "casework", self.case.cite
        yield "casework dormancy", self.case.dormancy.cite
        yield "referral", self.referral.cite
        yield "referral dormancy", self.referral.dormancy.cite
        yield from ((f"purpose {each.id}", each.cite) for each in self.consent.purposes)
        yield from ((f"exception {each.id}", each.cite) for each in self.consent.exceptions)
        yield from ((f"service {each.id}", each.cite) for each in self.services)
        yield "outcomes", self.outcomes.cite
