"""Charges: considered with their time limit, laid, and ended with an outcome; or none is laid, with reasons.

It chooses no charge. Impossible days are refused; one laid after its last day is recorded, since it happened, and shown as such.
"""

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.law.deadlines import LimitOfTime, limit_for
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.actions.suspecting import held_suspect
from firmground_site.cases.days import must_have_come, must_not_precede
from firmground_site.cases.file import enter
from firmground_site.cases.kept_words import as_kept, kept_text
from firmground_site.cases.limits import offence_in_words, provision_of
from firmground_site.cases.models import Case, Charge, Suspect
from firmground_site.cases.moving import held, must_be_open
from firmground_site.packs.queries import casework

SECTION = "prosecution"
NOT_LAID = "not_laid"  # the outcome of what was considered and never laid
WORK = Permission.PROSECUTION_WORK


@action(permission=WORK, records=[events.CHARGE_CONSIDERED])
def consider_charge(*, suspect: Suspect, key: UUID, provision: str, offence: str, conduct_on: datetime.date, by: Actor) -> Charge:
    """Record a charge that is considered against a suspect: a provision of the register, or an offence in words.

    Its last day is reckoned from ``conduct_on``, the last day of the conduct, and kept.
    """
    current = held_suspect(suspect, by)
    must_have_come(conduct_on, _("The day of the conduct"))
    if Charge.objects.filter(pk=key).exists():
        raise Refused(_("This charge is recorded already."))
    time = _time_for(provision, offence, conduct_on)
    return _considered(current.case, current, key, provision, offence, conduct_on, time, by)


@action(permission=WORK, records=[events.CHARGE_LAID])
def lay_charge(*, charge: Charge, version: int, laid_on: datetime.date, court: str, by: Actor) -> Charge:
    """Record that a charge was laid, on a day and before a court."""
    current = held_charge(charge, by, version)
    if current.laid_on is not None or current.outcome:
        raise Refused(_("This charge was laid or ended already."))
    must_have_come(laid_on, _("The day on which it was laid"))
    must_not_precede(laid_on, current.conduct_on, _("A charge is laid after the conduct"))
    current.laid_on, current.court = laid_on, court.strip()
    _changed(current)
    _enter(current, events.CHARGE_LAID, by, laid_on)
    return current


@action(permission=WORK, records=[events.CHARGE_ENDED])
def end_charge(*, charge: Charge, version: int, outcome: str, ended_on: datetime.date, words: str, by: Actor) -> Charge:
    """Record how a charge ended. One that was never laid ends as not laid, with reasons; one that was laid, otherwise."""
    current = held_charge(charge, by, version)
    if current.outcome:
        raise Refused(_("How this charge ended is recorded already."))
    must_be_an_outcome(outcome)
    must_have_come(ended_on, _("The day on which it ended"))
    if (outcome == NOT_LAID) != (current.laid_on is None):
        raise Refused(
            _("A charge that was laid ends before the court.") if current.laid_on else _("Record first that it was laid.")
        )
    must_not_precede(ended_on, current.laid_on or current.conduct_on, _("A charge ends after it began"))
    _end(current, outcome, ended_on, words, by)
    return current


@action(permission=WORK, records=[events.CHARGE_ENDED, events.CHARGE_CONSIDERED])
def lay_nothing(*, case: Case, version: int, ended_on: datetime.date, words: str, by: Actor) -> Case:
    """End a case's prosecution without any charge, with reasons: all that is considered ends as not laid.

    Where nothing was considered, that is recorded for each suspect. Refused while a charge is before the court.
    """
    current = held(case, by, version)
    must_be_open(current)
    must_have_come(ended_on, _("The day on which it was decided"))
    if not words.strip():
        raise Refused(_("Write why nothing is charged."))
    standing = list(current.charges.select_for_update(of=("self",)).filter(outcome=""))
    if any(each.laid_on for each in standing):
        raise Refused(_("A charge is before the court. Record how it ended."))
    for each in standing or _one_for_each_suspect(current, ended_on, by):
        must_not_precede(ended_on, each.conduct_on, _("It is decided after the conduct"))
        _end(each, NOT_LAID, ended_on, words, by)
    current.changed_at, current.version = timezone.now(), current.version + 1
    current.save()
    return current


def held_charge(charge: Charge, by: Actor, version: int | None = None) -> Charge:
    """The charge as recorded now, with its open case held until the action ends; ``Stale`` on another version."""
    must_be_open(held(charge.case, by))
    current = Charge.objects.select_for_update(of=("self",)).select_related("case", "suspect__person").get(pk=charge.pk)
    if version is not None and current.version != version:
        raise Stale(current)
    return current


def must_be_an_outcome(outcome: str) -> None:
    """Refuse an outcome that the territory's list does not have."""
    if outcome not in {each.id for each in casework().outcomes.outcomes}:
        raise Refused(_("Choose how it ended."))


def _considered(
    case: Case,
    suspect: Suspect,
    key: UUID | None,
    provision: str,
    offence: str,
    conduct_on: datetime.date,
    time: LimitOfTime | None,
    by: Actor,
) -> Charge:
    charge = Charge.objects.create(
        **({"pk": key} if key else {}),
        case=case,
        suspect=suspect,
        provision=provision,
        offence=offence.strip(),
        conduct_on=conduct_on,
        last_day=time.last_day if time else None,
        limit_is_known=bool(time and time.known),
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    _enter(charge, events.CHARGE_CONSIDERED, by, min(conduct_on, timezone.localdate()))
    return charge


def _time_for(provision: str, offence: str, conduct_on: datetime.date) -> LimitOfTime | None:
    """The time limit of a provision for conduct of a day; nothing is known of an offence in free words."""
    if not provision:
        if not offence.strip():
            raise Refused(_("Choose a provision, or write the offence."))
        return None
    found = provision_of(provision)
    if found is None:
        raise Refused(_("Choose a provision of the register, or write the offence."))
    if conduct_on not in found.entry.in_force:
        raise Refused(
            _("This provision was not in force on {conduct_on}. Choose another, or check the day.").format(
                conduct_on=date_format(conduct_on)
            )
        )
    return limit_for(found, conduct_on)


def _one_for_each_suspect(case: Case, day: datetime.date, by: Actor) -> list[Charge]:
    suspects = list(case.suspects.filter(cleared_at__isnull=True))
    if not suspects:
        raise Refused(_("Nobody is recorded as a suspect. Record whom it was about first, also if their name is not known."))
    none = "No offence was considered"  # stays in English
    return [_considered(case, each, None, "", none, min(each.from_on, day), None, by) for each in suspects]


def _end(charge: Charge, outcome: str, ended_on: datetime.date, words: str, by: Actor) -> None:
    if outcome == NOT_LAID and not words.strip():
        raise Refused(_("Write why it is not laid."))
    charge.outcome, charge.ended_on, charge.outcome_words = outcome, ended_on, words.strip()
    _changed(charge)
    ended = kept_text(f"casework.outcomes.{outcome}")
    _enter(charge, events.CHARGE_ENDED, by, ended_on, f"{ended}: {charge.outcome_words}" if charge.outcome_words else ended)


def _changed(charge: Charge) -> None:
    charge.version += 1
    charge.save()


def _enter(charge: Charge, kind: events.EventKind, by: Actor, on: datetime.date, told: str = "") -> None:
    """A line of the file about a charge: the offence, and what happened with it."""
    with as_kept():
        offence = offence_in_words(charge)
    words = f"{offence}. {told}" if told else offence
    enter(charge.case, kind, section=SECTION, by=by, on=on, person=charge.suspect.person, about=charge.pk, words=words)
