"""A phone is prepared by an officer who is signed in; only the right one can be prepared again, and its keys can be ended."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from devices.phone import CHANGES, ENROL, LEFT, Officer, Phone, name_of
from django.test import Client

from firmground_site.access.actors import the_system
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.models import Entry as LedgerEntry
from firmground_site.devices.actions.keys import destroy_phone_key, make_phone_key
from firmground_site.devices.actions.leaving import end_left
from firmground_site.devices.actions.revoking import end_officer, revoke_device
from firmground_site.devices.actors import the_device
from firmground_site.devices.models import Device, DeviceOfficer, Entry, SealingKey
from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db
LATER = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=2)).isoformat()
THE_SYSTEM = the_system("new_phone_key")


def device_of(phone: Phone) -> Device:
    return Device.objects.get(pk=phone.id)


def test_the_first_officer_makes_the_key_and_the_phone_learns_its_token_once(phone: Phone, officer: Officer) -> None:
    key = SealingKey.objects.get()
    assert phone.key == {"id": key.pk, "public": key.public}
    assert name_of(key.public) == key.pk
    device = device_of(phone)
    assert (device.agency, device.label) == ("immd", "Van 3")
    assert phone.token not in (device.token_digest, "")
    assert device.officers.get().member == officer.member


def test_a_phone_that_was_prepared_is_told_no_second_token(phone: Phone, officer: Officer, cast: Any, as_member: Any) -> None:
    token = phone.token
    phone.enrol(as_member("identification_officer"), cast.identification_officer)
    assert phone.token == token
    assert (Device.objects.count(), DeviceOfficer.objects.count(), SealingKey.objects.count()) == (1, 2, 1)


def test_whoever_prepares_a_phone_again_has_new_keys_in_the_place_of_the_old_ones(
    phone: Phone, officer: Officer, as_member: Any
) -> None:
    before = phone.sealed(officer)
    again = phone.enrol(as_member("officer_immd"), officer.member)
    assert DeviceOfficer.objects.get(ended_at__isnull=False).ended_as == "replaced"
    old, new = phone.send(before, phone.sealed(again))
    assert (old["state"], new["state"]) == ("recorded", "recorded")
    assert {each.recorded_by for each in Screening.objects.all()} == {officer.member}


@pytest.mark.parametrize(
    ("accepted", "reason"),
    [(LATER, "officer"), ("noon", "officer"), ("2015-01-01T00:00:00+00:00", "clock")],
    ids=["after they ended", "no time at all", "before there were phones"],
)
def test_earlier_keys_sign_nothing_that_was_accepted_when_they_were_not_the_officers(
    phone: Phone, officer: Officer, as_member: Any, accepted: str, reason: str
) -> None:
    phone.enrol(as_member("officer_immd"), officer.member)
    (receipt,) = phone.send(phone.sealed(officer, accepted_at=accepted))
    assert (receipt["state"], receipt["reason"]) == ("held", reason)


def test_earlier_keys_on_a_phone_that_was_revoked_record_nothing_by_themselves(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    phone.enrol(as_member("officer_immd"), officer.member)
    revoke_device(device=device_of(phone), reason="Lost", by=cast.actor("supervisor"))
    assert phone.send(phone.sealed(officer))[0]["reason"] == "revoked"


# --- leaving one ------------------------------------------------------------------------------------------------------


def test_whoever_stops_using_a_phone_has_no_keys_there_and_what_they_had_accepted_still_arrives(
    phone: Phone, officer: Officer, cast: Any, as_member: Any
) -> None:
    second = phone.enrol(as_member("identification_officer"), cast.identification_officer)
    before, stranger = phone.sealed(officer), Officer(officer.member)
    assert [phone.left(*each).json() for each in ((officer, stranger), (officer,))] == [{"left": 2}, {"left": 1}]
    keys = DeviceOfficer.objects.get(member=officer.member)
    assert (keys.ended_as, keys.ended_by) == ("left", officer.member)
    assert list(device_of(phone).officers.filter(ended_at__isnull=True)) == [DeviceOfficer.objects.get(member=second.member)]
    told = LedgerEntry.objects.get(kind="device:officer_left")
    assert (told.actor, told.content.value["officer"]) == (f"device:{phone.id}", str(keys.pk))
    old, new = phone.send(before, phone.sealed(officer, accepted_at=LATER))
    assert (old["state"], new["state"], new["reason"]) == ("recorded", "held", "officer")
    assert Screening.objects.get().recorded_by == officer.member
    page = as_member("administrator").get(f"/devices/{phone.id}/").content.decode()
    assert "The officer stopped using the phone" in page


def test_whoever_came_back_before_the_phone_could_tell_that_they_left_keeps_their_new_keys(
    phone: Phone, officer: Officer, as_member: Any
) -> None:
    again = phone.enrol(as_member("officer_immd"), officer.member)
    assert phone.left(officer).status_code == 200
    assert phone.send(phone.sealed(again))[0]["state"] == "recorded"


@pytest.mark.parametrize("sent", [None, [], {}, ["x"], [{}], [{"member": "x", "signing_key": "k"}], [{}] * 101])
def test_what_names_no_officer_ends_no_keys(phone: Phone, officer: Officer, sent: Any) -> None:
    assert phone.post(LEFT, {"left": sent}).status_code == 400
    assert not DeviceOfficer.objects.filter(ended_at__isnull=False).exists()


def test_a_phone_that_is_revoked_or_unknown_ends_no_keys(phone: Phone, officer: Officer, cast: Any) -> None:
    assert phone.post(LEFT, {"left": []}, headers={"Authorization": "Device x.y"}).status_code == 401
    revoke_device(device=device_of(phone), reason="Lost", by=cast.actor("supervisor"))
    assert (phone.left(officer).status_code, phone.left(officer).json()) == (403, {"revoked": True})
    with pytest.raises(NotPermitted):
        end_left(device=device_of(phone), left=[], by=the_device(device_of(phone)))


def test_the_page_says_who_is_signed_in(as_member: Callable[[str], Client], cast: Any) -> None:
    told = as_member("officer_immd").get(ENROL)
    assert told.json()["officer"] | {"agency": ""} == {
        "member": str(cast.officer_immd.pk),
        "name": cast.officer_immd.name,
        "agency": "",
        "may_debrief": False,
    }
    assert told.json()["key"] is None
    assert "no-store" in told.headers["Cache-Control"]


def test_preparing_a_phone_signs_the_officer_out_of_the_site_and_a_refusal_does_not(
    phone: Phone, as_member: Any, cast: Any
) -> None:
    client = as_member("officer_immd")
    assert refused(phone, client, label="x" * 81) == (400, "not_taken")
    assert client.get(ENROL).status_code == 200
    phone.enrol(client, cast.officer_immd)
    assert client.get(ENROL).status_code == 302
    assert "sessionid" not in client.cookies or client.cookies["sessionid"].value == ""


def refused(phone: Phone, client: Client, **changed: Any) -> tuple[int, str]:
    officer = Officer(type("Nobody", (), {"pk": "x"}))
    from devices.phone import point

    asked = {"device": phone.id, "label": "L", "signing_key": point(officer.signing), "sealing_key": point(officer.sealing)}
    headers = phone.header if phone.token else {}
    answer = client.post(ENROL, asked | changed, content_type="application/json", headers=headers)
    return answer.status_code, answer.json().get("refused", "") if answer["Content-Type"] == "application/json" else ""


@pytest.mark.parametrize(
    "changed", [{"device": "x"}, {"label": "x" * 81}, {"signing_key": "AAAA"}, {"sealing_key": "é"}, {"sealing_key": None}]
)
def test_what_is_no_phone_or_no_key_is_refused(phone: Phone, as_member: Any, changed: Any) -> None:
    assert refused(phone, as_member("officer_immd"), **changed) == (400, "not_taken")
    assert not SealingKey.objects.exists()


def test_a_phone_that_does_not_show_its_token_is_another_agencys_or_was_revoked_is_refused(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    stranger = Phone()
    stranger.id = phone.id
    assert refused(stranger, as_member("officer_immd")) == (409, "not_possible")
    assert refused(phone, as_member("officer_immd"), device=Phone().id) == (409, "not_possible")
    assert refused(phone, as_member("officer_hkpf")) == (409, "not_possible")
    revoke_device(device=device_of(phone), reason="Lost", by=cast.actor("administrator"))
    assert refused(phone, as_member("officer_immd")) == (409, "not_possible")


def test_whoever_screens_nobody_cannot_prepare_a_phone(phone: Phone, as_member: Any) -> None:
    assert refused(phone, as_member("auditor"))[0] == 404
    assert Client().post(ENROL, {}, content_type="application/json").status_code == 302


def test_a_request_of_another_page_prepares_nothing(phone: Phone, cast: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer_immd, backend="allauth.account.auth_backends.AuthenticationBackend")
    token = client.get(ENROL).json()["csrf"]
    assert refused(phone, client)[0] == 403
    officer = Officer(cast.officer_immd)
    from devices.phone import point

    asked = {"device": phone.id, "label": "", "signing_key": point(officer.signing), "sealing_key": point(officer.sealing)}
    assert client.post(ENROL, asked, content_type="application/json", headers={"X-CSRFToken": token}).status_code == 201


# --- losing one -------------------------------------------------------------------------------------------------------


def test_what_lies_sealed_on_a_revoked_phone_still_arrives_and_waits_and_nothing_else_is_told(
    phone: Phone, officer: Officer, cast: Any
) -> None:
    envelope = phone.sealed(officer)
    revoke_device(device=device_of(phone), reason="Lost on the ferry", by=cast.actor("supervisor"))
    (receipt,) = phone.send(envelope)
    assert (receipt["state"], receipt["reason"]) == ("held", "revoked")
    answer = phone.post(CHANGES, {"since": 0})
    assert (answer.status_code, answer.json()) == (403, {"revoked": True})
    assert not Screening.objects.exists()


def test_what_was_sent_before_a_phone_was_revoked_stays_recorded(phone: Phone, officer: Officer, cast: Any) -> None:
    envelope = phone.sealed(officer)
    phone.send(envelope)
    revoke_device(device=device_of(phone), reason="Lost", by=cast.actor("administrator"))
    assert phone.send(envelope)[0]["state"] == "recorded"


def test_a_phone_is_revoked_once_with_a_reason_and_by_whoever_looks_after_it(phone: Phone, officer: Officer, cast: Any) -> None:
    device = device_of(phone)
    with pytest.raises(Refused, match="Say why"):
        revoke_device(device=device, reason=" ", by=cast.actor("supervisor"))
    for key in ("other_supervisor", "officer_immd"):
        with pytest.raises(NotPermitted):
            revoke_device(device=device, reason="Lost", by=cast.actor(key))
    revoke_device(device=device, reason="Lost", by=cast.actor("supervisor"))
    with pytest.raises(Refused, match="already"):
        revoke_device(device=device, reason="Lost", by=cast.actor("administrator"))


def test_an_officer_whose_keys_were_ended_is_told_so_and_sends_nothing_in_their_name(
    phone: Phone, officer: Officer, cast: Any
) -> None:
    end_officer(officer=DeviceOfficer.objects.get(), by=cast.actor("administrator"))
    assert phone.pull()["officers_ended"] == [officer.id]
    assert phone.send(phone.sealed(officer))[0]["reason"] == "officer"
    with pytest.raises(Refused):
        end_officer(officer=DeviceOfficer.objects.get(), by=cast.actor("administrator"))


def test_the_pages_show_phones_and_revoke_them(phone: Phone, officer: Officer, as_member: Any) -> None:
    administrator = as_member("administrator")
    assert "Van 3" in administrator.get("/devices/").content.decode()
    page = f"/devices/{phone.id}/"
    assert administrator.post(page, {"reason": ""}).status_code == 400
    assert administrator.post(page, {"reason": "Lost"}, follow=True).status_code == 200
    assert "Revoked" in administrator.get(page).content.decode()
    assert as_member("other_supervisor").get(page).status_code == 404


# --- keys -------------------------------------------------------------------------------------------------------------


def test_what_was_sealed_to_the_key_before_is_opened_until_that_is_destroyed(phone: Phone, officer: Officer) -> None:
    envelopes = [phone.sealed(officer) for _ in range(2)]
    old = phone.key["id"]
    make_phone_key(by=THE_SYSTEM)
    assert phone.send(envelopes[0])[0]["state"] == "recorded"
    phone.key = phone.pull()["key"]
    assert phone.key["id"] != old
    assert phone.send(phone.sealed(officer))[0]["state"] == "recorded"
    destroy_phone_key(key=old, by=THE_SYSTEM)
    assert (phone.send(envelopes[1])[0]["state"], Entry.objects.latest("arrived").reason) == ("refused", "key")
    assert SealingKey.objects.get(pk=old).private == ""


def test_a_key_in_use_or_unknown_or_destroyed_cannot_be_destroyed(phone: Phone, officer: Officer) -> None:
    for key in ("0" * 16, phone.key["id"]):
        with pytest.raises(Refused):
            destroy_phone_key(key=key, by=THE_SYSTEM)
    make_phone_key(by=THE_SYSTEM)
    destroy_phone_key(key=phone.key["id"], by=THE_SYSTEM)
    with pytest.raises(Refused, match="already"):
        destroy_phone_key(key=phone.key["id"], by=THE_SYSTEM)


def test_a_command_makes_and_destroys_keys(phone: Phone, officer: Officer, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import CommandError, call_command

    call_command("new_phone_key")
    assert f"Key {phone.key['id']} is retired" in capsys.readouterr().out
    call_command("new_phone_key", destroy=phone.key["id"])
    assert "destroyed" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no key"):
        call_command("new_phone_key", destroy="nothing")
