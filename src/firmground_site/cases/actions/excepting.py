"""Recording a lawful exception to consent with its reasons, and ending it, which closes what was open on it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground.errors import NotInForce
from firmground.packs.casework_entries import LawfulException
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.actions.consenting import held_of_case
from firmground_site.cases.answers import must_name_recipient, purpose_named
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.models import Exemption
from firmground_site.cases.outlets import close_without_basis
from firmground_site.packs.queries import casework, today
from firmground_site.screening.models import Person

OVER = "no_longer_needed"  # a code of the pack's revocation_reasons


@dataclass(frozen=True)
class Ground:
    """A lawful exception as it is to be recorded: its id in the pack, for what, to whom, what, why, from a day to a day."""

    exception: str
    purpose: str
    recipient: str
    fields: tuple[str, ...]
    reasons: str
    from_on: datetime.date
    until_on: datetime.date | None = None


@action(permission=Permission.CONSENT_RECORD, records=[events.EXEMPTION_RECORDED])
def record_exemption(*, person: Person, version: int, ground: Ground, by: Actor) -> Exemption:
    """Record that the law lets something be told without the person's consent, why, and until when."""
    current = held_of_case(person, by, version)
    _must_be_lawful(ground)
    exemption = Exemption.objects.create(
        person=current,
        exception=ground.exception,
        purpose=ground.purpose,
        recipient=ground.recipient,
        fields=sorted(ground.fields),
        reasons=ground.reasons.strip(),
        from_on=ground.from_on,
        until_on=ground.until_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    said = {"exception": ground.exception, "purpose": ground.purpose, "recipient": ground.recipient}
    about = {"about": exemption.pk, "words": ground.reasons.strip(), "exemption": str(exemption.pk), "fields": exemption.fields}
    enter_of_person(current, events.EXEMPTION_RECORDED, by=by, on=ground.from_on, **about, **said)
    return exemption


@action(permission=Permission.CONSENT_RECORD, records=[events.EXEMPTION_ENDED, events.REFERRAL_REVOKED])
def end_exemption(*, exemption: Exemption, by: Actor) -> Exemption:
    """End a recorded exception today: what rested on it and on nothing else is closed at once."""
    person = held_of_case(exemption.person, by)
    current = Exemption.objects.select_for_update(of=("self",)).get(pk=exemption.pk)
    if current.ended_at is not None:
        raise Refused(_("This exception was ended already."))
    current.ended_at, current.ended_by_id = timezone.now(), by.member_id
    current.save()
    closed = close_without_basis(person, purpose=current.purpose, recipient=current.recipient, reason=OVER, by=by)
    said = {"exception": current.exception, "purpose": current.purpose, "recipient": current.recipient}
    enter_of_person(person, events.EXEMPTION_ENDED, by=by, about=current.pk, **said, **closed.as_content())
    return current


def _must_be_lawful(ground: Ground) -> None:
    purpose, exception = purpose_named(ground.purpose), _exception(ground)
    must_name_recipient(purpose, ground.recipient)
    most = set(exception.fields) & set(purpose.fields)
    if purpose.id not in exception.purposes or purpose.rule != "consent":
        raise Refused(_("This exception is not for this purpose."))
    if not ground.fields or set(ground.fields) - most:
        raise Refused(_("Choose what must be told, of what the exception lets out."))
    if not ground.reasons.strip():
        raise Refused(_("Write why the law lets this be told without the person’s consent."))
    if ground.from_on > today():
        raise Refused(_("An exception is recorded when it is needed. Its first day cannot be to come."))
    if ground.until_on and ground.until_on < ground.from_on:
        raise Refused(_("The last day lies before the first."))


def _exception(ground: Ground) -> LawfulException:
    try:
        return casework().exception(ground.exception, on=today())
    except NotInForce as error:
        raise Refused(_("The law has no such exception today.")) from error
