"""Preparing a debriefing for a phone without a signal: one by one, sealed to its officer's key there, for some days."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action, record
from firmground_site.devices import events, sealing
from firmground_site.devices.changing import held_device, tell
from firmground_site.devices.models import DeviceOfficer, Prepared
from firmground_site.devices.models.change import DEBRIEFING, ENDED
from firmground_site.devices.queries import own_officers
from firmground_site.devices.vocabulary import PREPARED
from firmground_site.screening.models import Identification, Screening
from firmground_site.screening.procedure import is_being_debriefed

LASTS = datetime.timedelta(days=3)


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.DEBRIEFING_PREPARED, events.PREPARATION_ENDED])
def prepare_debriefing(*, identification: Identification, officer: DeviceOfficer, by: Actor) -> Prepared:
    """Seal a debriefing that is under way to the officer's own key on one of their phones; it takes the place of an earlier one.

    Refused unless the debriefing is the officer's own, has begun and has not ended, and the phone still serves.
    """
    debriefing = _under_way(identification, by)
    device = held_device(officer.device_id)
    current = own_officers(by).filter(pk=officer.pk).first()
    if current is None:
        raise Refused(_("Your keys on this phone have ended. Prepare the phone again first."))
    for earlier in Prepared.objects.filter(debriefing=debriefing, officer=current, ended_at__isnull=True):
        end(earlier, by)
        tell(device, ENDED, earlier.pk)
    now = timezone.now()
    prepared = Prepared(
        id=uuid.uuid4(), debriefing=debriefing, officer=current, until=now + LASTS, prepared_at=now, prepared_by_id=by.member_id
    )
    prepared.envelope = _sealed(prepared, debriefing)
    prepared.save(force_insert=True)
    tell(device, DEBRIEFING, prepared.pk)
    record(events.DEBRIEFING_PREPARED, subject=debriefing.person, prepared=prepared.pk, device=device.pk, until=prepared.until)
    return prepared


def end(prepared: Prepared, by: Actor) -> None:
    """End a prepared debriefing, inside an action that declares the event."""
    prepared.envelope, prepared.ended_at, prepared.ended_by = None, timezone.now(), by.key
    prepared.save()
    record(events.PREPARATION_ENDED, subject=prepared.debriefing.person, prepared=prepared.pk)


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.PREPARATION_ENDED])
def take_back(*, prepared: Prepared, by: Actor) -> Prepared:
    """Take a prepared debriefing back: the phone erases it when it is next in contact."""
    current = Prepared.objects.select_related("officer", "debriefing__person").get(pk=prepared.pk)
    device = held_device(current.officer.device_id)
    if current.officer.member_id != by.member_id or current.ended_at is not None:
        raise Refused(_("This was taken back already, or is not yours."))
    end(current, by)
    tell(device, ENDED, current.pk)
    return current


def _under_way(identification: Identification, by: Actor) -> Screening:
    current = Identification.objects.select_related("debriefing__person").get(pk=identification.pk)
    debriefing = current.debriefing
    if current.agency != by.agency or current.officer_id != by.member_id:
        raise Refused(_("Only the officer of an identification can prepare its debriefing for a phone."))
    if debriefing is None or debriefing.is_finished or not is_being_debriefed(current) or debriefing.person.erased_at:
        raise Refused(_("Only a debriefing that has begun, and has not ended, can be prepared for a phone."))
    return debriefing


def _sealed(prepared: Prepared, debriefing: Screening) -> dict[str, str]:
    officer = prepared.officer
    head = {"id": str(prepared.pk), "kind": PREPARED, "device": str(officer.device_id)}
    plain = {
        **head,
        "member": str(officer.member_id),
        "debriefing": str(debriefing.pk),
        "called": debriefing.person.called,
        "instrument": debriefing.instrument,
        "instrument_digest": debriefing.instrument_digest,
        "screened_on": debriefing.screened_on.isoformat(),
        "language": debriefing.language,
        "answers": debriefing.answers,
        "note": debriefing.note,
        "prepared_at": timezone.localtime(prepared.prepared_at).isoformat(timespec="seconds"),
        "until": timezone.localtime(prepared.until).isoformat(timespec="seconds"),
    }
    return sealing.seal(plain, head, officer.sealing_key)
