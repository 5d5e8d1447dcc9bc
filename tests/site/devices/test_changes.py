"""A phone learns what changed since it last asked, at a cost that follows the changes, and debriefings prepared for it."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from devices.phone import CHANGES, DEFINITIONS, Officer, Phone, canonical
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from screening.procedures import GIVEN, current, may_open

from firmground.values import digest
from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry as LedgerEntry
from firmground_site.devices.actions.preparing import prepare_debriefing, take_back
from firmground_site.devices.actions.revoking import end_officer, revoke_device
from firmground_site.devices.definitions import definitions_on
from firmground_site.devices.models import Change, Device, DeviceOfficer, Prepared
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.debriefing import begin_sitting, finish_debriefing, save_answers
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.models import Identification, Screening

pytestmark = pytest.mark.django_db
DEBRIEFER = "identification_officer"


@pytest.fixture
def debriefer(phone: Phone, cast: Any, as_member: Any) -> Officer:
    return phone.enrol(as_member(DEBRIEFER), cast.identification_officer)


@pytest.fixture
def identification(cast: Any) -> Identification:
    """An identification whose debriefing is under way."""
    from databases.screenings import screening as invented

    found = receive_screening(received=invented(0), by=cast.actor(DEBRIEFER)).identification
    sitting = begin_sitting(identification=found, version=found.version, interpreter="", language="", by=cast.actor(DEBRIEFER))
    save_answers(screening=sitting.screening, version=1, answers=GIVEN, note="As told.", by=cast.actor(DEBRIEFER))
    return current(found)


@pytest.fixture
def prepared(debriefer: Officer, identification: Identification, cast: Any) -> Prepared:
    keys = DeviceOfficer.objects.get(member=debriefer.member)
    return prepare_debriefing(identification=identification, officer=keys, by=cast.actor(DEBRIEFER))


def filled(phone: Phone, officer: Officer, prepared: Prepared, *, note: str = "As told.", **answers: Any) -> dict[str, Any]:
    """The debriefing as the officer goes on with it on the phone."""
    (told,) = [each for each in phone.pull()["debriefings"] if each["id"] == str(prepared.pk)]
    base = officer.opened(told["envelope"])
    plain = phone.screening(officer) | {"kind": "debriefing", "prepared": base["id"], "note": note}
    return plain | {"answers": base["answers"] | answers, "base": base["answers"] | {"note": base["note"]}}


def send(phone: Phone, officer: Officer, plain: dict[str, Any]) -> dict[str, Any]:
    return phone.send(phone.seal(officer.signed(plain)))[0]


def test_definitions_are_the_published_ones_with_their_digests_in_every_language(client: Client) -> None:
    answer = client.get(DEFINITIONS)
    told = answer.json()
    assert {each["stage"] for each in told["instruments"]} == {"initial", "full"}
    for each in told["instruments"]:
        assert digest(json.loads(canonical(each["content"]))) == each["digest"]
        assert set(each["texts"]["questions"]) == {one["id"] for one in each["content"]["entry"]["questions"]}
    first = told["instruments"][0]["texts"]["questions"]["in_danger_now"]
    assert set(first) == {each.tag for each in active_pack().manifest.languages}
    said = told.pop("digest")
    assert said == digest(told) == answer.headers["ETag"].strip('"')
    assert client.get(DEFINITIONS, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_definitions_that_did_not_change_have_the_same_digest_on_the_next_day() -> None:
    day = datetime.date(2026, 11, 27)
    assert definitions_on(day) == definitions_on(day + datetime.timedelta(days=1))


def test_a_phone_to_which_nothing_happened_learns_the_key_and_the_digest_of_the_definitions(
    phone: Phone, officer: Officer, client: Client
) -> None:
    told = phone.pull()
    assert (told["receipts"], told["debriefings"], told["ended"], told["now"], told["more"]) == ([], [], [], 0, False)
    assert told["key"] == phone.key
    assert told["definitions"] == client.get(DEFINITIONS).json()["digest"]


@pytest.mark.parametrize("since", [-1, "0", None, True, 2**63, 1.5])
def test_a_number_that_is_none_is_refused(phone: Phone, officer: Officer, since: Any) -> None:
    assert phone.post(CHANGES, {"since": since}).status_code == 400


def test_a_phone_tells_how_many_entries_it_could_not_send_and_whoever_looks_after_it_sees_that(
    phone: Phone, officer: Officer, as_member: Any
) -> None:
    page = f"/devices/{phone.id}/"
    for set_aside, is_shown in ((3, True), (3, True), (0, False)):
        assert phone.post(CHANGES, {"since": 0, "set_aside": set_aside}).status_code == 200
        assert ("Lie on the phone, not taken here" in as_member("administrator").get(page).content.decode()) == is_shown
    assert LedgerEntry.objects.filter(kind="device:seen").count() == 2
    assert {phone.post(CHANGES, {"since": 0, "set_aside": each}).status_code for each in (-1, "1", None, 2**31)} == {400}


def test_many_changes_come_in_parts_and_none_is_missed(phone: Phone, officer: Officer) -> None:
    device = Device.objects.get()
    with writing("changes"):
        Change.objects.bulk_create(Change(device=device, number=each, what="ended", about=device.pk) for each in range(1, 451))
    parts = [phone.pull() for _ in range(3)]
    assert [(len(each["ended"]), each["more"]) for each in parts] == [(200, True), (200, True), (50, False)]
    assert phone.since == 450


def test_an_officer_whose_keys_were_ended_and_who_made_new_ones_before_the_phone_asked_keeps_them(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    end_officer(officer=DeviceOfficer.objects.get(), by=cast.actor("administrator"))
    told = phone.pull()
    assert told["officers_ended"] == [officer.id]
    phone.since = 0
    phone.enrol(as_member("officer_immd"), cast.officer_immd)
    assert phone.pull()["officers_ended"] == []


def test_a_phone_learns_nothing_of_another_phone(phone: Phone, prepared: Prepared, cast: Any, as_member: Any) -> None:
    other = Phone()
    other.enrol(as_member(DEBRIEFER), cast.identification_officer)
    assert other.pull()["debriefings"] == []


def test_a_debriefing_is_sealed_to_its_officer_and_comes_back_question_by_question(
    phone: Phone, debriefer: Officer, prepared: Prepared, identification: Identification
) -> None:
    assert "act_recruited" not in json.dumps(prepared.envelope)
    plain = filled(phone, debriefer, prepared, work_debt="yes", note="She said more.")
    assert send(phone, debriefer, plain)["state"] == "recorded"
    debriefing = Screening.objects.get(pk=prepared.debriefing_id)
    assert (debriefing.answers["work_debt"], debriefing.note) == ("yes", "She said more.")
    assert debriefing.answers["act_recruited"] == GIVEN["act_recruited"]


def test_what_others_recorded_meanwhile_stays_and_a_conflict_waits_for_a_person(
    phone: Phone, debriefer: Officer, prepared: Prepared, cast: Any
) -> None:
    plain = filled(phone, debriefer, prepared, work_debt="yes", act_recruited="no")
    meanwhile = {"act_recruited": "unsure", "age_at_event": 28}
    debriefing = Screening.objects.get(pk=prepared.debriefing_id)
    save_answers(screening=debriefing, version=debriefing.version, answers=meanwhile, by=cast.actor(DEBRIEFER))
    receipt = send(phone, debriefer, plain)
    assert (receipt["state"], receipt["reason"]) == ("held", "conflict")
    debriefing.refresh_from_db()
    assert {name: debriefing.answers[name] for name in ("act_recruited", "age_at_event", "work_debt")} == {
        "act_recruited": "unsure",
        "age_at_event": 28,
        "work_debt": "yes",
    }


def test_a_debriefing_that_ended_meanwhile_holds_what_comes_from_the_phone(
    phone: Phone, debriefer: Officer, prepared: Prepared, identification: Identification, cast: Any
) -> None:
    plain = filled(phone, debriefer, prepared, work_debt="yes")
    finish_debriefing(identification=identification, version=current(identification).version, by=cast.actor(DEBRIEFER))
    assert send(phone, debriefer, plain)["state"] == "held"
    assert Screening.objects.get(pk=prepared.debriefing_id).answers["work_debt"] == GIVEN["work_debt"]


def test_a_debriefing_of_another_officer_is_not_taken(
    phone: Phone, debriefer: Officer, officer: Officer, prepared: Prepared
) -> None:
    plain = filled(phone, debriefer, prepared, work_debt="yes") | {"member": officer.id}
    assert send(phone, officer, plain)["reason"] == "not_taken"


def test_what_was_taken_back_or_is_too_old_is_told_to_no_phone(
    phone: Phone, debriefer: Officer, prepared: Prepared, identification: Identification, cast: Any
) -> None:
    with writing("time passes"):
        Prepared.objects.update(until=timezone.now() - datetime.timedelta(minutes=1))
    assert phone.pull()["debriefings"] == []
    keys = DeviceOfficer.objects.get()
    again = prepare_debriefing(identification=identification, officer=keys, by=cast.actor(DEBRIEFER))
    told = phone.pull()
    assert (told["ended"], [each["id"] for each in told["debriefings"]]) == ([str(prepared.pk)], [str(again.pk)])
    take_back(prepared=again, by=cast.actor(DEBRIEFER))
    assert phone.pull()["ended"] == [str(again.pk)]
    assert not Prepared.objects.exclude(envelope=None).exists()
    with pytest.raises(Refused):
        take_back(prepared=again, by=cast.actor(DEBRIEFER))


def test_a_revoked_phone_keeps_no_prepared_debriefing_here(prepared: Prepared, cast: Any) -> None:
    revoke_device(device=Device.objects.get(), reason="Lost", by=cast.actor("supervisor"))
    prepared.refresh_from_db()
    assert prepared.envelope is None
    assert prepared.ended_at is not None


def test_only_the_officer_prepares_only_while_it_is_under_way_and_only_for_their_own_phone(
    prepared: Prepared, identification: Identification, cast: Any, phone: Phone, as_member: Any
) -> None:
    second = phone.enrol(as_member("second_officer"), cast.second_officer)
    keys, theirs = (DeviceOfficer.objects.get(member=each) for each in (cast.identification_officer, second.member))
    for by, of in (("second_officer", theirs), (DEBRIEFER, theirs)):
        with pytest.raises(Refused):
            prepare_debriefing(identification=identification, officer=of, by=cast.actor(by))
    finish_debriefing(identification=identification, version=current(identification).version, by=cast.actor(DEBRIEFER))
    with pytest.raises(Refused, match="has not ended"):
        prepare_debriefing(identification=identification, officer=keys, by=cast.actor(DEBRIEFER))


def test_the_page_of_a_debriefing_leads_to_preparing_it_for_whoever_has_a_phone(
    identification: Identification, phone: Phone, cast: Any, as_member: Callable[[str], Client]
) -> None:
    officer = may_open(as_member(DEBRIEFER), identification.person)
    page, prepare = (reverse(name, args=[identification.pk]) for name in ("screening:debriefing", "devices:prepare"))
    assert prepare not in officer.get(page).content.decode()
    assert "You have no keys on a phone" in officer.get(prepare).content.decode()
    phone.enrol(as_member(DEBRIEFER), cast.identification_officer)
    assert prepare in officer.get(page).content.decode()
    assert officer.post(prepare, {}).status_code == 400
    answer = officer.post(prepare, {"phone": str(DeviceOfficer.objects.get().pk)}, follow=True)
    assert "is prepared for “Van 3”" in answer.content.decode()
    taken = officer.post(reverse("devices:take_back", args=[Prepared.objects.get().pk]), follow=True)
    assert "taken back" in taken.content.decode()
    assert as_member(DEBRIEFER).get(prepare).status_code == 302
