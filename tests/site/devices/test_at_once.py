"""Two sendings in the same moment record once; a killed process loses nothing that it acknowledged; nothing can be read."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from audit.conftest import at_once
from databases.conftest import own_database
from databases.screenings import environment
from devices.phone import ENTRIES, Officer, Phone
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from firmground_site.access.actors import the_system
from firmground_site.audit.rotation import old_batches, reseal_batch
from firmground_site.devices.models import Device, Entry, SealingKey
from firmground_site.screening.models import Person, Screening
from firmground_site.sealed.keys import new_key

IN_DATABASE = pytest.mark.django_db(transaction=True)
__all__ = ["at_once", "own_database"]
KILLS = 6


@IN_DATABASE
def test_two_identical_sendings_at_the_same_moment_record_once(
    phone: Phone, officer: Officer, at_once: Callable[..., list[Any]]
) -> None:
    envelopes = [phone.sealed(officer) for _ in range(3)]

    def send(_number: int) -> Any:
        client = Client(REMOTE_ADDR="10.0.0.9")
        content = {"entries": envelopes}
        return client.post(ENTRIES, content, content_type="application/json", headers=phone.header).json()

    told = at_once(send, range(6), threads=4)
    assert [each for each in told if isinstance(each, Exception)] == []
    assert len({json.dumps(each) for each in told}) == 1
    assert {each["state"] for each in told[0]["receipts"]} == {"recorded"}
    assert (Screening.objects.count(), Person.objects.count(), Entry.objects.count()) == (3, 3, 3)


@IN_DATABASE
def test_two_entries_under_one_number_at_the_same_moment_are_one_recorded_and_one_held(
    phone: Phone, officer: Officer, at_once: Callable[..., list[Any]]
) -> None:
    plain = phone.screening(officer)
    other = plain | {"answers": plain["answers"] | {"documents_held": "yes"}}
    sealed = [phone.seal(officer.signed(each)) for each in (plain, other)]
    told = at_once(lambda each: phone.post(ENTRIES, {"entries": [each]}).json()["receipts"][0]["state"], sealed)
    assert sorted(map(str, told)) == ["held", "recorded"]
    assert Screening.objects.count() == 1


@pytest.mark.slow
@pytest.mark.once
def test_what_was_acknowledged_is_there_once_after_kills(own_database: str) -> None:
    command = [sys.executable, "-P", Path(__file__).with_name("kills_while_sending.py"), str(KILLS)]
    ran = subprocess.run(command, env=environment(own_database), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout)
    assert (told["kills"], told["lost"], told["faults"]) == (KILLS, 0, [])
    assert told["acknowledged"] > KILLS // 2


@IN_DATABASE
@pytest.mark.only_on("sqlite")
def test_nothing_that_a_phone_sent_can_be_read_in_the_database(phone: Phone, officer: Officer) -> None:
    unsigned = phone.seal(phone.screening(officer))
    phone.send(phone.sealed(officer), unsigned, phone.sealed(officer) | {"nonce": "AAAAAAAAAAAAAAAA"})
    with connection.cursor() as cursor:
        lines = "\n".join(connection.connection.iterdump()) if connection.vendor == "sqlite" else ""
        cursor.execute("SELECT count(*) FROM devices_entry")
        assert cursor.fetchone() == (3,)
    assert str(officer.member.pk).replace("-", "") in lines
    for planted in ("Planted", "陳", phone.token, "BEGIN PRIVATE KEY"):
        for written in (planted, planted.encode().hex(), planted.encode().hex().upper()):
            assert written not in lines, planted


@pytest.mark.django_db
def test_private_keys_and_held_entries_take_part_in_a_rotation_of_keys(phone: Phone, officer: Officer) -> None:
    envelope = phone.sealed(officer)
    phone.send(phone.seal(phone.screening(officer)))
    newest = new_key()
    with override_settings(SEALING_KEYS=f"{newest} {settings.SEALING_KEYS}"):
        for model in (SealingKey, Entry):
            for keys in list(old_batches(model)):
                assert reseal_batch(model=model, keys=keys, by=the_system("rotate_keys"))
    with override_settings(SEALING_KEYS=newest):
        assert Entry.objects.get().content["person"]["name"] == "Planted Name 陳"
        assert "PRIVATE KEY" in SealingKey.objects.get().private
    assert envelope["key"] == SealingKey.objects.get().pk
    assert Device.objects.count() == 1
