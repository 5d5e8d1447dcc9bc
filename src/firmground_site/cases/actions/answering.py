"""What whoever receives a referral does with it: confirm that it came, accept or refuse it, send word back, say how it ended."""

import datetime

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.audit.kinds import EventKind
from firmground_site.cases import events
from firmground_site.cases.files_given import give_file, take_back_files
from firmground_site.cases.models import Referral
from firmground_site.cases.moving_referrals import held_referral, step
from firmground_site.cases.queries import parties_of
from firmground_site.cases.referral_file import write_down
from firmground_site.packs.queries import choices
from firmground_site.screening import events as screening_events

Day = datetime.date | None


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_RECEIVED])
def receive_referral(*, referral: Referral, version: int, by: Actor, on: Day = None) -> Referral:
    """Confirm that a referral came, so that whoever sent it knows."""
    return _taken(_held(referral, version, by), "received", events.REFERRAL_RECEIVED, by=by, on=on)


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_ACCEPTED, screening_events.PERSON_SHARED])
def accept_referral(*, referral: Referral, version: int, words: str, by: Actor, on: Day = None) -> Referral:
    """Accept a referral. If the sender's agency keeps the person's file and may give it, the actor reads it until the end."""
    current = _taken(_held(referral, version, by), "accepted", events.REFERRAL_ACCEPTED, by=by, words=words, on=on)
    give_file(current, by)
    return current


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_REFUSED])
def refuse_referral(*, referral: Referral, version: int, reason: str, words: str, by: Actor, on: Day = None) -> Referral:
    """Refuse a referral with a reason of the pack; words can say more."""
    current = _held(referral, version, by)
    if reason not in dict(choices("refusal_reasons")):
        raise Refused(_("Choose why it is refused."))
    return _taken(current, "refused", events.REFERRAL_REFUSED, by=by, reason=reason, words=words, on=on)


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_ANSWERED])
def answer_referral(*, referral: Referral, version: int, words: str, by: Actor, on: Day = None) -> Referral:
    """Send word back about a referral while it runs."""
    current = _held(referral, version, by)
    if not words.strip():
        raise Refused(_("Write what you want to say."))
    return _taken(current, "answered", events.REFERRAL_ANSWERED, by=by, words=words, on=on)


@action(permission=Permission.REFERRAL_ANSWER, records=[events.REFERRAL_DONE, screening_events.SHARING_ENDED])
def finish_referral(*, referral: Referral, version: int, words: str, by: Actor, on: Day = None) -> Referral:
    """Say what became of a referral that was accepted; what it gave to read ends."""
    current = _held(referral, version, by)
    if not words.strip():
        raise Refused(_("Write what became of it."))
    take_back_files(current, by)
    return _taken(current, "done", events.REFERRAL_DONE, by=by, words=words, on=on)


def _held(referral: Referral, version: int, by: Actor) -> Referral:
    current = held_referral(referral, by, version)
    if current.to_party not in parties_of(by):
        raise Refused(_("Only whoever a referral was sent to can answer it."))
    return current


def _taken(
    current: Referral, event: str, kind: EventKind, *, by: Actor, reason: str = "", words: str = "", on: Day = None
) -> Referral:
    taken = step(current, event, party=current.to_party, by=by, reason=reason, words=words.strip(), on=on)
    write_down(current, kind, by=by, on=taken.on, words=taken.words, **({"reason": reason} if reason else {}))
    return current
