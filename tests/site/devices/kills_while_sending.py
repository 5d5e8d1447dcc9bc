"""Kills processes that take in what a phone sent, as ``databases/kills.py`` kills those that record.

DATABASE_URL=… python kills_while_sending.py KILLS
"""

import sys
import uuid

from databases import kills
from databases.screenings import officer

prepared: list = []


def send_one(_number: int, by) -> uuid.UUID:
    """Seal a screening and let it be taken in; when this returns, there is a receipt. The same is then sent once more."""
    from firmground_site.devices.actions.arriving import receive_entry
    from firmground_site.devices.actors import the_device
    from firmground_site.devices.envelope import envelope_in

    phone, keys, device = prepared or _prepare(by)
    envelope = envelope_in(phone.sealed(keys))
    entry = receive_entry(envelope=envelope, device=device, by=the_device(device))
    again = receive_entry(envelope=envelope, device=device, by=the_device(device))
    if (entry.state, entry.pk) != ("recorded", again.pk):
        sys.exit(f"kills: an entry is {entry.state}, {entry.reason}.")
    return entry.screening_id


def _prepare(by) -> list:
    from devices.phone import Officer, Phone, point

    from firmground_site.accounts.models import Member
    from firmground_site.devices.actions.enrolling import Wanted, enrol
    from firmground_site.devices.keys import public_half

    phone, keys = Phone(), Officer(Member.objects.get(pk=by.member_id))
    wanted = Wanted(uuid.UUID(phone.id), "Killed", point(keys.signing), point(keys.sealing))
    enrolled = enrol(wanted=wanted, known=None, by=by)
    phone.key = public_half(enrolled.key)
    prepared.extend((phone, keys, enrolled.officer.device))
    return prepared


if __name__ == "__main__":
    kills.officer, kills.record_one = officer, send_one
    sys.exit(kills.main(int(sys.argv[1])))
