"""A phone that asks what changed, and sends what it sealed, among so many records: the seconds and the bytes of each."""

import json
import statistics
import sys
import time
import uuid

AT_ONCE = 2_000
RUNS = 5
PHONES = 50  # among which the records are spread; the phone that asks has its share


def main(records: int, changes: int) -> None:
    """Fill the database of DATABASE_URL, let ``changes`` happen to one phone, and print seconds and bytes as JSON."""
    from databases.screenings import officer, set_up

    set_up()
    by = officer()
    phone, keys = _prepared(by)
    _fill(phone, by, records)
    since = _happen(phone, by, changes)
    pulled = [_asked(phone, "/phone/changes", {"since": since}) for _ in range(RUNS)]
    sealed = [{"entries": [phone.sealed(keys) for _ in range(changes)]} for _ in range(RUNS)]
    sent = [_asked(phone, "/phone/entries", each) for each in sealed]
    told = {
        "asking": statistics.median(seconds for seconds, _ in pulled),
        "sending": statistics.median(seconds for seconds, _ in sent),
        "bytes_told": pulled[0][1],
        "bytes_sent": len(json.dumps(sealed[0])),
    }
    sys.stdout.write(json.dumps(told) + "\n")


def _asked(phone, address: str, content: dict) -> tuple[float, int]:
    from django.core.cache import cache

    cache.clear()  # how often a phone may call is not what is measured
    began = time.perf_counter()
    answer = phone.post(address, content)
    if answer.status_code != 200:
        sys.exit(f"bench: {address} answered {answer.status_code}.")
    return time.perf_counter() - began, len(answer.content)


def _prepared(by):
    from devices.phone import Officer, Phone, point
    from django.test import Client

    from firmground_site.accounts.models import Member
    from firmground_site.devices.actions.enrolling import Wanted, enrol
    from firmground_site.devices.keys import public_half

    phone = Phone()
    phone.client = Client(headers={"x-forwarded-proto": "https"})
    keys = Officer(Member.objects.get(pk=by.member_id))
    wanted = Wanted(uuid.UUID(phone.id), "Measured", point(keys.signing), point(keys.sealing))
    enrolled = enrol(wanted=wanted, known=None, by=by)
    phone.token, phone.key = enrolled.token, public_half(enrolled.key)
    return phone, keys


def _fill(phone, by, records: int) -> None:
    """Screenings, and the entries of phones that they came as, each of which a phone was told of."""
    from django.utils import timezone

    from firmground_site.audit.guard import writing
    from firmground_site.devices.models import Device
    from firmground_site.screening.models import Person

    now = timezone.now()
    with writing("the caseload of a measurement"):
        person = Person.objects.create(
            agency="immd", met_at=now, met_by_id=by.member_id, retention_kind="screening_with_indicators", erase_on=now.date()
        )
        others = [
            Device(
                id=uuid.uuid4(),
                label="P",
                agency="immd",
                token_digest="-",
                last_contact=now,
                enrolled_at=now,
                enrolled_by_id=by.member_id,
            )
            for _ in range(PHONES - 1)
        ]
        phones = [Device.objects.get(pk=phone.id), *Device.objects.bulk_create(others)]
        for start in range(0, records, AT_ONCE):
            _some(phones, person, by, range(start, min(start + AT_ONCE, records)))
        Device.objects.bulk_update(phones, ["sequence"])


def _some(phones: list, person, by, numbers: range) -> None:
    from django.utils import timezone

    from firmground_site.devices.models import Change, Entry
    from firmground_site.screening.models import Screening

    now, screenings, entries, changes = timezone.now(), [], [], []
    for number in numbers:
        device = phones[number % len(phones)]
        screening = Screening(
            person=person, stage="initial", instrument="initial_screening", agency="immd", group="domestic_helpers",
            trigger="came_forward", screened_on=now.date(), recorded_at=now, recorded_by_id=by.member_id,
        )  # fmt: skip
        entry = Entry(
            number=screening.pk, digest=f"sha256:{number:064}", kind="screening", device=device, agency="immd",
            state="recorded", arrived=now, screening=screening,
        )  # fmt: skip
        device.sequence += 1
        screenings.append(screening)
        entries.append(entry)
        changes.append(Change(device=device, number=device.sequence, what="receipt", about=entry.pk))
    for model, rows in ((Screening, screenings), (Entry, entries), (Change, changes)):
        model.objects.bulk_create(rows)


def _happen(phone, by, changes: int) -> int:
    """Let something happen to entries of the phone, so often; the number of the last change before."""
    from firmground_site.audit.guard import writing
    from firmground_site.devices.changing import tell
    from firmground_site.devices.models import Device, Entry

    device = Device.objects.get(pk=phone.id)
    since = device.sequence
    with writing("changes of a measurement"):
        for entry in Entry.objects.filter(device=device).order_by("pk")[:changes]:
            tell(device, "receipt", entry.pk)
    return since


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
