"""What may be told of a person, to whom, for what, on a day: by consent in force, or by a lawful exception that was recorded.

The one answer that every outlet asks for: a page, an export, a referral, a figure. It knows no person and no outlet, and must
not take the lack of an answer for a yes.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from firmground.packs.casework_entries import Casework, Purpose

Basis = Literal["consent", "exception", "not_declined", ""]


@dataclass(frozen=True)
class Consent:
    """A person's answer when asked for one purpose and recipient (``""`` where the purpose names none).

    ``given`` is false when they declined. ``until_on`` is its last day, ``None`` without one; it ends on ``withdrawn_on``.
    ``order`` tells a later answer from an earlier one of the same day.
    """

    id: str
    purpose: str
    recipient: str
    fields: frozenset[str]
    given: bool
    from_on: datetime.date
    until_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None
    order: int = 0


@dataclass(frozen=True)
class Exempted:
    """A lawful exception recorded for one person, purpose and recipient, by its id in the pack, from a day to a day."""

    id: str
    exception: str
    purpose: str
    recipient: str
    fields: frozenset[str]
    from_on: datetime.date
    until_on: datetime.date | None = None
    ended_on: datetime.date | None = None


@dataclass(frozen=True)
class Sharing:
    """What may be told: the fields, on which basis (``basis_id`` of its record), or the reasons why nothing may be.

    Reasons are codes: ``declined``, ``withdrawn``, ``expired``, ``not_asked``, ``not_agreed`` (of some field),
    ``not_for_this`` (a field that the purpose never lets out).
    """

    fields: frozenset[str]
    basis: Basis
    basis_id: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether what was asked for may be told."""
        return not self.reasons


def may_share(
    rules: Casework,
    *,
    purpose: str,
    recipient: str,
    fields: Iterable[str],
    consents: Iterable[Consent],
    exempted: Iterable[Exempted] = (),
    on: datetime.date,
) -> Sharing:
    """Say whether these fields may be told to a recipient for a purpose on a day, on which basis, or why not.

    The person's latest answer for the purpose and recipient counts. Nobody having asked is no consent, except for purposes
    that the pack lets go on until the person declines. Raises ``NotInForce`` for a purpose that the pack does not have.
    """
    asked, wanted = rules.purpose(purpose), frozenset(fields)
    if wanted - set(asked.fields):
        return Sharing(frozenset(), "", reasons=("not_for_this",))
    lawful = _exception_for(rules, exempted, purpose, recipient, wanted, on)
    answered = _by_answer(asked, _latest(consents, purpose, recipient, on), wanted, on)
    if answered.allowed or lawful is None:
        return answered
    return Sharing(wanted, "exception", lawful.id)


def in_force(consent: Consent, on: datetime.date) -> bool:
    """Whether a consent was given, has begun, and neither ended nor was withdrawn by a day; on its last day it still is."""
    return consent.given and consent.from_on <= on and not _is_over(consent, on) and not _is_withdrawn(consent, on)


def still_holds(exempted: Exempted, on: datetime.date) -> bool:
    """Whether a recorded exception holds on a day; on the day on which it is ended it no longer does."""
    last = exempted.until_on or datetime.date.max
    return exempted.from_on <= on <= last and not (exempted.ended_on and exempted.ended_on <= on)


def _by_answer(asked: Purpose, answer: Consent | None, wanted: frozenset[str], on: datetime.date) -> Sharing:
    if answer is None:
        free = asked.rule == "unless_declined"
        return Sharing(wanted, "not_declined") if free else Sharing(frozenset(), "", reasons=("not_asked",))
    if reason := _why_not(answer, on):
        return Sharing(frozenset(), "", answer.id, (reason,))
    if wanted - answer.fields:
        return Sharing(answer.fields & wanted, "", answer.id, ("not_agreed",))
    return Sharing(wanted, "consent", answer.id)


def _why_not(answer: Consent, on: datetime.date) -> str:
    if not answer.given:
        return "declined"
    if _is_withdrawn(answer, on):
        return "withdrawn"
    return "expired" if _is_over(answer, on) else ""


def _is_withdrawn(consent: Consent, on: datetime.date) -> bool:
    return consent.withdrawn_on is not None and consent.withdrawn_on <= on


def _is_over(consent: Consent, on: datetime.date) -> bool:
    return consent.until_on is not None and consent.until_on < on


def _latest(consents: Iterable[Consent], purpose: str, recipient: str, on: datetime.date) -> Consent | None:
    about = [each for each in consents if (each.purpose, each.recipient) == (purpose, recipient) and each.from_on <= on]
    return max(about, key=lambda each: (each.from_on, each.order), default=None)


def _exception_for(
    rules: Casework, exempted: Iterable[Exempted], purpose: str, recipient: str, wanted: frozenset[str], on: datetime.date
) -> Exempted | None:
    grounds = {each.id: each for each in rules.consent.exceptions if on in each.in_force}
    for each in exempted:
        ground = grounds.get(each.exception)
        covers = ground and purpose in ground.purposes and wanted <= each.fields & set(ground.fields)
        if covers and (each.purpose, each.recipient) == (purpose, recipient) and still_holds(each, on):
            return each
    return None
