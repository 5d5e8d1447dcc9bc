"""Referring a person to a party through the one gate, and revoking it. Whoever refers learns every step until its end."""

import datetime
import uuid
from collections.abc import Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.duplicates import LooksSent, must_be_new, referred_already
from firmground_site.cases.files_given import take_back_files
from firmground_site.cases.held_people import held_with_file
from firmground_site.cases.models import Case, Disclosure, Referral
from firmground_site.cases.moving import held, must_be_open
from firmground_site.cases.moving_referrals import begin, held_referral, step
from firmground_site.cases.parties import is_there
from firmground_site.cases.queries import parties_of
from firmground_site.cases.referral_file import write_down
from firmground_site.cases.referral_purposes import fields_to_choose, purposes_to_choose
from firmground_site.cases.sharing import disclose, reasons_in_words, what_may_be_told
from firmground_site.cases.telling import told_of
from firmground_site.packs.queries import choices, today
from firmground_site.screening import events as screening_events
from firmground_site.screening.models import Person


@dataclass(frozen=True)
class Sending:
    """A referral as its form says it. ``id`` is made with the form, so that a form sent twice sends once.

    ``from_party`` is empty for the actor's own agency; ``reason`` is read by whoever receives it.
    """

    id: uuid.UUID
    to_party: str
    purpose: str
    fields: tuple[str, ...]
    reason: str
    from_party: str = ""


@action(permission=Permission.REFERRAL_SEND, records=[events.REFERRAL_SENT])
def send_referral(
    *,
    person: Person,
    sending: Sending,
    by: Actor,
    case: Case | None = None,
    knowing: bool = False,
    sent_on: datetime.date | None = None,
) -> Referral:
    """Refer a person to a party: it is told the fields that they agreed to, or that an exception lets out, and nothing more.

    Nobody tells what they may not read themselves.

    Refused in words without consent or exception, to a party that is not there, and for what looks like one that was sent
    before (``LooksSent``) unless the sender is ``knowing``. ``AlreadySent`` when this very form was sent.
    """
    kept_in = _of_case(case, person, by)
    current, day = held_with_file(person, by), sent_on or today()
    from_party = spoken_for(sending.from_party, by)
    must_be_new(sending.id, by, person_id=current.pk, to_party=sending.to_party)
    _must_be_possible(sending, from_party, day, dict(fields_to_choose(current, by)).keys())
    if not knowing and (alike := referred_already(by, current, sending.to_party)):
        raise LooksSent(alike)
    told = _tell(current, sending, day, by)
    made = _made(current, sending, from_party, told)
    made.case = kept_in
    referral = begin(made, by, day)
    write_down(referral, events.REFERRAL_SENT, by=by, on=day, words=referral.reason, to=referral.to_party)
    return referral


@action(permission=Permission.REFERRAL_SEND, records=[events.REFERRAL_REVOKED, screening_events.SHARING_ENDED])
def revoke_referral(
    *, referral: Referral, version: int, reason: str, words: str, by: Actor, on: datetime.date | None = None
) -> Referral:
    """Revoke a referral that the actor's party sent, with a reason of the pack; what it gave to read ends at once."""
    return revoked(referral, version, reason=reason, words=words, by=by, on=on)


def revoked(referral: Referral, version: int, *, reason: str, words: str, by: Actor, on: datetime.date | None) -> Referral:
    """Revoke a referral inside an action."""
    current = held_referral(referral, by, version)
    if current.from_party not in parties_of(by):
        raise Refused(_("Only whoever sent a referral can revoke it."))
    if reason not in dict(choices("revocation_reasons")):
        raise Refused(_("Choose why it is revoked."))
    take_back_files(current, by)
    taken = step(current, "revoked", party=current.from_party, by=by, reason=reason, words=words.strip(), on=on)
    write_down(current, events.REFERRAL_REVOKED, by=by, on=taken.on, words=taken.words, reason=reason)
    return current


def spoken_for(party: str, by: Actor) -> str:
    """The party for which an actor sends: the one they name, else their agency, else the only partner they speak for."""
    ours = parties_of(by)
    if party and party not in ours:
        raise Refused(_("You do not speak for this party."))
    if party or by.agency:
        return party or by.agency
    if len(ours) != 1:
        raise Refused(
            _("Say for whom you send this.") if ours else _("You speak for no agency and no partner. Ask the secretariat.")
        )
    return next(iter(ours))


def _of_case(case: Case | None, person: Person, by: Actor) -> Case | None:
    if case is None:
        return None
    current = held(case, by)
    must_be_open(current)
    if not current.involvements.filter(person=person, ended_at__isnull=True).exists():
        raise Refused(_("This person has no part in the case."))
    return current


def _must_be_possible(sending: Sending, from_party: str, day: datetime.date, may_tell: Set[str]) -> None:
    faults = {
        _("Choose to whom. This one is not there any more."): not is_there(sending.to_party),
        _("Choose another party: you cannot refer somebody to yourself."): sending.to_party == from_party,
        _("Choose for what the person is referred."): sending.purpose not in dict(purposes_to_choose()),
        _("Choose what is told, of what you may read yourself."): not sending.fields or not set(sending.fields) <= may_tell,
        _("Write what you ask for."): not sending.reason.strip(),
        _("The day cannot be to come."): day > today(),
    }
    if found := [sentence for sentence, is_so in faults.items() if is_so]:
        raise Refused(*found)


def _tell(person: Person, sending: Sending, day: datetime.date, by: Actor) -> Disclosure:
    """Ask the gate, for the day on which it was sent as well as for today."""
    then = what_may_be_told(person, purpose=sending.purpose, recipient=sending.to_party, fields=sending.fields, on=day)
    if not then.allowed:
        raise Refused(*reasons_in_words(then))
    return disclose(person, purpose=sending.purpose, recipient=sending.to_party, fields=sending.fields, outlet="referral", by=by)


def _made(person: Person, sending: Sending, from_party: str, told: Disclosure) -> Referral:
    """The referral before it begins: with exactly what is told, and what is told of it in the indexes."""
    knows_who, knows_how = "identity" in told.fields, "contact" in told.fields
    return Referral(
        id=sending.id,
        person=person,
        from_party=from_party,
        to_party=sending.to_party,
        purpose=sending.purpose,
        fields=told.fields,
        details=told_of(person, told.fields),
        reason=sending.reason.strip(),
        name=person.name if knows_who else "",
        document=person.document if knows_who else "",
        phone=person.phone if knows_how else "",
        consent_id=told.consent_id,
        exemption_id=told.exemption_id,
    )
