"""What a phone sealed arrives: it is recorded once in the officer's name, and what cannot be is held or kept as it came."""

import base64
import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from devices.phone import ENTRIES, Officer, Phone, canonical
from django.test import Client
from django.urls import reverse

from firmground.values import digest
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry as LedgerEntry
from firmground_site.devices.actions import arriving
from firmground_site.devices.models import Entry
from firmground_site.packs.queries import instrument_on, today
from firmground_site.screening.models import NamedParty, Person, Screening

pytestmark = pytest.mark.django_db


def state_of(receipt: dict[str, Any]) -> tuple[str, str]:
    return receipt["state"], receipt["reason"]


def test_a_screening_that_was_sealed_without_a_signal_is_recorded_in_the_officers_name(phone: Phone, officer: Officer) -> None:
    envelope = phone.sealed(officer)
    (receipt,) = phone.send(envelope)
    assert (receipt["id"], receipt["digest"], state_of(receipt)) == (envelope["id"], digest(envelope), ("recorded", ""))
    screening = Screening.objects.get(pk=envelope["id"])
    assert (screening.recorded_by, screening.person.name, screening.place) == (officer.member, "Planted Name 陳", "Planted Pier")
    assert screening.was_in_force
    assert NamedParty.objects.get().name == "Planted Employer"
    kept = Entry.objects.get()
    assert (kept.content, kept.envelope, kept.screening) == ({}, {}, screening)


def test_what_is_sent_twice_is_recorded_once_and_has_the_same_receipt(phone: Phone, officer: Officer) -> None:
    envelope = phone.sealed(officer)
    first, again = phone.send(envelope, envelope)
    assert first == again == phone.send(envelope)[0]
    assert (Screening.objects.count(), Person.objects.count(), Entry.objects.count()) == (1, 1, 1)


def test_the_same_entry_sealed_anew_is_recorded_once(phone: Phone, officer: Officer) -> None:
    signed = officer.signed(phone.screening(officer))
    receipts = phone.send(phone.seal(signed), phone.seal(signed))
    assert [state_of(each) for each in receipts] == [("recorded", "")] * 2
    assert (Screening.objects.count(), Person.objects.count()) == (1, 1)


def test_another_entry_under_a_number_that_was_used_is_held_and_changes_nothing(phone: Phone, officer: Officer) -> None:
    plain = phone.screening(officer)
    other = plain | {"answers": plain["answers"] | {"documents_held": "yes"}}
    receipts = phone.send(*(phone.seal(officer.signed(each)) for each in (plain, other)))
    assert [state_of(each) for each in receipts] == [("recorded", ""), ("held", "again")]
    assert Screening.objects.get().answers["documents_held"] == "no"


def test_two_officers_on_one_phone_are_told_apart(phone: Phone, officer: Officer, cast: Any, as_member: Any) -> None:
    second = phone.enrol(as_member("identification_officer"), cast.identification_officer)
    phone.send(phone.sealed(officer), phone.sealed(second))
    assert {each.recorded_by for each in Screening.objects.all()} == {officer.member, second.member}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"signature": ""}, "signature"),
        ({"signature": base64.b64encode(bytes(64)).decode()}, "signature"),
        ({"member": "00000000-0000-4000-8000-000000000000"}, "officer"),
        ({"member": "somebody"}, "officer"),
    ],
)
def test_an_entry_whose_officer_is_not_shown_is_held(phone: Phone, officer: Officer, changed: Any, reason: str) -> None:
    signed = officer.signed(phone.screening(officer))
    (receipt,) = phone.send(phone.seal(signed | changed))
    assert state_of(receipt) == ("held", reason)
    assert not Screening.objects.exists()
    assert Entry.objects.get().content["person"]["name"] == "Planted Name 陳"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"instrument_digest": "sha256:" + "0" * 64}, "instrument"),
        ({"instrument_digest": ""}, "instrument"),
        ({"instrument": "no_such_form"}, "instrument"),
        ({"accepted_at": (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2)).isoformat()}, "clock"),
        ({"accepted_at": "noon"}, "clock"),
        ({"accepted_at": "2015-01-01T00:00:00+00:00"}, "clock"),
        ({"screened_on": "2015-01-01"}, "clock"),
        (
            {"encounter": {"group": "domestic_helpers", "trigger": "came_forward", "screened_on": "2015-01-01"}},
            "clock",
        ),
        ({"answers": {"documents_held": "perhaps"}}, "not_taken"),
        ({"answers": {"no_such_question": "yes"}}, "not_taken"),
        ({"answers": {"age": 500}}, "not_taken"),
        ({"answers": {"age": True}}, "not_taken"),
        ({"person": {"sex": "unlisted"}}, "not_taken"),
        ({"person": None}, "not_taken"),
        ({"person": {"name": "x" * 201}}, "not_taken"),
        ({"parties": [["employer"]]}, "not_taken"),
        ({"parties": [["no_such_kind", "X"]]}, "not_taken"),
        ({"encounter": {"group": "", "trigger": "", "screened_on": "2026-02-30"}}, "not_taken"),
    ],
)
def test_what_the_server_does_not_take_is_held_whole(phone: Phone, officer: Officer, changed: Any, reason: str) -> None:
    (receipt,) = phone.send(phone.sealed(officer, **changed))
    assert state_of(receipt) == ("held", reason)
    assert not Person.objects.exists()


def test_a_day_that_is_tomorrow_here_is_today_and_a_later_one_is_held(phone: Phone, officer: Officer) -> None:
    days = [today() + datetime.timedelta(days=ahead) for ahead in (1, 2)]
    plains = [phone.screening(officer, day=day) for day in days]
    receipts = phone.send(*(phone.seal(officer.signed(each)) for each in plains))
    assert [state_of(each) for each in receipts] == [("recorded", ""), ("held", "not_taken")]
    assert Screening.objects.get().screened_on == today()


def test_an_officer_who_was_deactivated_or_went_elsewhere_finds_their_entries_held(phone: Phone, officer: Officer) -> None:
    for change in ({"is_active": False}, {"is_active": True, "agency": "hkpf"}):
        with writing("a change of a member"):
            type(officer.member).objects.filter(pk=officer.member.pk).update(**change)
        assert state_of(phone.send(phone.sealed(officer))[0]) == ("held", "officer")
    assert not Screening.objects.exists()


def test_an_officer_whose_role_screens_nobody_any_more_finds_their_entries_held(phone: Phone, officer: Officer) -> None:
    with writing("a change of a member"):
        type(officer.member).objects.filter(pk=officer.member.pk).update(role="auditor")
    assert state_of(phone.send(phone.sealed(officer))[0]) == ("held", "officer")


@pytest.mark.parametrize("name", ["id", "nonce", "ephemeral", "sealed", "kind", "key"])
def test_an_envelope_that_was_altered_anywhere_is_kept_as_it_came_and_opened_by_nobody(
    phone: Phone, officer: Officer, name: str
) -> None:
    envelope, other = phone.sealed(officer), phone.sealed(officer)
    altered = envelope | {name: "debriefing" if name == "kind" else "0" * 16 if name == "key" else other[name]}
    (receipt,) = phone.send(altered)
    assert state_of(receipt) == ("refused", "key" if name == "key" else "altered")
    assert Entry.objects.get().envelope == altered
    assert not Screening.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [[], {}, {"entries": []}, {"entries": {}}, {"entries": [{}]}, {"entries": [1]}, {"entries": [None] * 101}, "text"],
)
def test_what_is_no_envelope_is_refused_and_nothing_of_it_is_taken(phone: Phone, officer: Officer, sent: Any) -> None:
    assert phone.post(ENTRIES, sent).status_code == 400
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "other"},
        {"kind": "prepared"},
        {"id": "x"},
        {"more": "x"},
        {"sealed": "x" * 400_001},
        {"nonce": 1},
        {"key": "é"},
    ],
)
def test_an_envelope_of_another_form_is_refused(phone: Phone, officer: Officer, changed: Any) -> None:
    answer = phone.post(ENTRIES, {"entries": [phone.sealed(officer) | changed]})
    assert (answer.status_code, answer.json()["refused"]) == (400, "not_an_envelope")


def test_an_envelope_of_another_phone_is_not_kept_and_that_phone_can_still_send_it(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    other, envelope = Phone(), phone.sealed(officer)
    other.enrol(as_member("officer_immd"), cast.officer_immd)
    answer = other.post(ENTRIES, {"entries": [envelope]})
    assert (answer.status_code, answer.json()["refused"]) == (400, "not_an_envelope")
    assert not Entry.objects.exists()
    assert state_of(phone.send(envelope)[0]) == ("recorded", "")


def test_a_phone_of_which_too_much_waits_is_asked_to_send_later_and_nothing_more_is_kept(
    phone: Phone, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmground_site.devices.views.entries.WAITING", 2)
    phone.send(phone.sealed(officer), phone.sealed(officer, person=None), phone.sealed(officer) | {"nonce": "AAAA"})
    answer = phone.post(ENTRIES, {"entries": [phone.sealed(officer)]})
    assert (answer.status_code, answer.json()["refused"]) == (429, "too_much_waits")
    assert phone.pull()["key"] == phone.key
    assert Entry.objects.count() == 3
    monkeypatch.setattr("firmground_site.devices.views.entries.WAITING", 3)
    assert state_of(phone.send(phone.sealed(officer))[0]) == ("recorded", "")


def test_an_envelope_on_which_something_fails_gets_no_receipt_and_the_others_theirs(
    phone: Phone, officer: Officer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = phone.sealed(officer, person={"name": "Planted Fault"}), phone.sealed(officer)
    rightly = arriving.put_down

    def fails(entry: Entry, content: Any, by: Any) -> Any:
        if content["id"] == bad["id"]:
            raise ZeroDivisionError(content["person"]["name"])
        return rightly(entry, content, by)

    monkeypatch.setattr(arriving, "put_down", fails)
    assert [each["id"] for each in phone.send(bad, good)] == [good["id"]]
    assert not Entry.objects.filter(number=bad["id"]).exists()
    assert "ZeroDivisionError" in caplog.text
    assert "Planted" not in caplog.text
    monkeypatch.setattr(arriving, "put_down", rightly)
    assert state_of(phone.send(bad)[0]) == ("recorded", "")


@pytest.mark.parametrize("outcomes", [{"Planted": "yes"}, {"indicators": "Planted\0"}, {"Planted\0": "no"}])
def test_what_no_page_of_ours_found_is_not_kept_beside_the_answers(phone: Phone, officer: Officer, outcomes: Any) -> None:
    (receipt,) = phone.send(phone.sealed(officer, browser_result={"outcomes": outcomes}))
    assert state_of(receipt) == ("recorded", "")
    assert Screening.objects.get().browser_result is None


def test_what_the_page_of_the_phone_found_is_kept(phone: Phone, officer: Officer) -> None:
    outcome = instrument_on("initial_screening", today()).outcomes[0]
    phone.send(phone.sealed(officer, browser_result={"outcomes": {outcome: "no"}}))
    assert Screening.objects.get().browser_result == {"outcomes": {outcome: "no"}}


def test_what_is_no_json_or_too_large_is_refused_before_it_is_read(phone: Phone, officer: Officer) -> None:
    for content, status in ((b"{", 400), (b"[" * 100_000, 400), (b" " * 2_000_001, 413)):
        answer = phone.client.post(ENTRIES, content, content_type="application/json", headers=phone.header)
        assert answer.status_code == status


def test_an_unknown_phone_and_a_wrong_token_get_one_answer(phone: Phone, officer: Officer) -> None:
    envelope = phone.sealed(officer)
    wrong = ("", "Device", f"Device {phone.id}.", f"Device {phone.id}.wrong", f"Device {Phone().id}.{phone.token}", "Device x.y")
    answers = {phone.post(ENTRIES, {"entries": [envelope]}, headers={"Authorization": each}).content for each in wrong}
    assert {json.loads(each)["refused"] for each in answers} == {"not_known"}
    assert len(answers) == 1
    assert not Entry.objects.exists()


def test_an_address_that_fails_too_often_waits_and_a_phone_that_is_known_does_not(phone: Phone, officer: Officer) -> None:
    answers = [phone.post(ENTRIES, {}, headers={"Authorization": "Device x.y"}).status_code for _ in range(40)]
    assert (answers[0], answers[-1]) == (401, 429)
    assert phone.send(phone.sealed(officer))


def test_all_addresses_of_one_household_fail_as_one(phone: Phone, officer: Officer) -> None:
    headers = {"Authorization": "Device x.y"}
    answers = [phone.post(ENTRIES, {}, headers=headers, REMOTE_ADDR=f"2001:db8:1:2::{n:x}").status_code for n in range(1, 41)]
    assert (answers[0], answers[-1]) == (401, 429)
    assert phone.post(ENTRIES, {}, headers=headers, REMOTE_ADDR="2001:db8:1:3::1").status_code == 401


def test_a_phone_that_calls_too_often_waits_and_loses_nothing(
    phone: Phone, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmground_site.devices.answering.CALLS", 3)
    answers = [phone.post(ENTRIES, {"entries": [phone.sealed(officer)]}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_no_event_and_no_log_says_what_an_entry_says(
    phone: Phone, officer: Officer, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    caplog.set_level("DEBUG", logger="firmground_site")
    phone.send(phone.sealed(officer), phone.sealed(officer, person=None), phone.sealed(officer) | {"nonce": "AAAA"})
    said = [each.content.value for each in LedgerEntry.objects.filter(stream="devices")]
    assert len(said) >= 5
    assert "Planted" not in json.dumps(said) + caplog.text


def test_an_indicator_found_without_a_signal_opens_an_identification(
    phone: Phone, officer: Officer, as_member: Callable[[str], Client]
) -> None:
    (receipt,) = phone.send(phone.sealed(officer, answers={"wages_withheld": "yes"}))
    screening = Screening.objects.get(pk=receipt["id"])
    assert screening.identification.state == "waiting_for_debriefing"
    assert as_member("officer_immd").get(reverse("screening:result", args=[screening.pk])).status_code == 302


def test_both_programs_write_the_same_canonical_json() -> None:
    from firmground.values import canonical_json

    value = {"b": [1, 'é\u2028\t"\\', None, True], "a": {"陳": "x", "B": -3}}
    assert canonical(value) == canonical_json(value)
