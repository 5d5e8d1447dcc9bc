"""What may be told of a person, to whom, for what, on a day: by consent in force, or by a lawful exception that was recorded.

The one answer that every outlet asks for: a page, an export, a referral, a figure. It knows no person and no outlet, and must
not take the lack of an answer for a yes.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from firmground.packs.casework_entries import Casework, LawfulException, Purpose, ReasonAgainst

Basis = Literal["consent", "exception", "not_declined", ""]


@dataclass(frozen=True)
class Consent:
    """A person's answer when asked for one purpose and recipient (``""`` where the purpose names none).

    ``given`` is false when they declined. ``until_on`` is its last day, ``None`` without one; it ends on ``withdrawn_on``.
    ``order`` rises with the time at which answers were recorded.
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
    """Whether all that was asked for may be told, on which basis (``basis_id`` is its record), or the reasons why not.

    Reasons are codes: ``declined``, ``withdrawn``, ``expired``, ``not_asked``, ``not_agreed`` (of some field),
    ``not_for_this`` (a field that the purpose never lets out). With reasons there is no basis, ``basis_id`` is the answer that
    stands against it, and ``fields`` are the part that may be told if it is asked for alone.
    """

    fields: frozenset[str]
    basis: Basis
    basis_id: str = ""
    reasons: tuple[ReasonAgainst, ...] = ()

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

    The person's latest answer for the purpose and recipient counts; where the latest by its day is not the latest that was
    recorded, both must agree. Nobody having asked is no consent, except for purposes that the pack lets go on until the person
    declines. One basis must cover all that is told: what consent covers in part and an exception in part is asked for in
    parts. Raises ``NotInForce`` for a purpose that the pack does not have.
    """
    asked, wanted = rules.purpose(purpose), frozenset(fields)
    if wanted - set(asked.fields):
        return _refused("not_for_this")
    about = [each for each in consents if (each.purpose, each.recipient) == (purpose, recipient) and each.from_on <= on]
    answered = _by_answers(asked, recipient, about, wanted, on)
    if answered.allowed:
        return answered
    grounds = {each.id: each for each in rules.consent.exceptions if on in each.in_force and purpose in each.purposes}
    ours = [each for each in exempted if (each.purpose, each.recipient) == (purpose, recipient) and each.exception in grounds]
    return _by_exception(grounds, [each for each in ours if still_holds(each, on)], wanted, answered)


def in_force(consent: Consent, on: datetime.date) -> bool:
    """Whether a consent was given, has begun, and neither ended nor was withdrawn by a day; on its last day it still is."""
    return consent.given and consent.from_on <= on and not _is_over(consent, on) and not _is_withdrawn(consent, on)


def still_holds(exempted: Exempted, on: datetime.date) -> bool:
    """Whether a recorded exception holds on a day; on the day on which it is ended it no longer does."""
    last = exempted.until_on or datetime.date.max
    return exempted.from_on <= on <= last and not (exempted.ended_on and exempted.ended_on <= on)


def _by_answers(asked: Purpose, recipient: str, about: Sequence[Consent], wanted: frozenset[str], on: datetime.date) -> Sharing:
    if (asked.recipient == "one") != bool(recipient):
        return _refused("not_asked")  # nobody is asked whether everybody may be told, nor for somebody where none is named
    if not about:
        free = asked.rule == "unless_declined"
        return Sharing(wanted, "not_declined") if free else _refused("not_asked")
    by_day, by_record = max(about, key=_by_day), max(about, key=_by_record)
    first, second = (_by_answer(each, wanted, on) for each in (by_day, by_record))
    return replace(first if second.allowed else second, fields=first.fields & second.fields)


def _by_answer(answer: Consent, wanted: frozenset[str], on: datetime.date) -> Sharing:
    if reason := _why_not(answer, on):
        return _refused(reason, answer.id)
    if wanted - answer.fields:
        return Sharing(answer.fields & wanted, "", answer.id, ("not_agreed",))
    return Sharing(wanted, "consent", answer.id)


def _by_exception(
    grounds: Mapping[str, LawfulException], recorded: Iterable[Exempted], wanted: frozenset[str], answered: Sharing
) -> Sharing:
    """The first exception that covers all; else what the answers let out, or the most that one exception does."""
    part = answered.fields
    for each in sorted(recorded, key=lambda each: each.id):
        covered = wanted & each.fields & set(grounds[each.exception].fields)
        if covered == wanted:
            return Sharing(wanted, "exception", each.id)
        part = max(part, covered, key=len)
    return replace(answered, fields=part)


def _refused(reason: ReasonAgainst, basis_id: str = "") -> Sharing:
    return Sharing(frozenset(), "", basis_id, (reason,))


def _why_not(answer: Consent, on: datetime.date) -> ReasonAgainst | None:
    if not answer.given:
        return "declined"
    if _is_withdrawn(answer, on):
        return "withdrawn"
    return "expired" if _is_over(answer, on) else None


def _is_withdrawn(consent: Consent, on: datetime.date) -> bool:
    return consent.withdrawn_on is not None and consent.withdrawn_on <= on


def _is_over(consent: Consent, on: datetime.date) -> bool:
    return consent.until_on is not None and consent.until_on < on


# Of two answers at the same time the one that lets less out counts.
def _by_day(answer: Consent) -> tuple[datetime.date, int, bool, int, str]:
    return answer.from_on, answer.order, *_strict(answer)


def _by_record(answer: Consent) -> tuple[int, datetime.date, bool, int, str]:
    return answer.order, answer.from_on, *_strict(answer)


def _strict(answer: Consent) -> tuple[bool, int, str]:
    return not answer.given, -len(answer.fields), answer.id
