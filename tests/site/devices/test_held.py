"""What waits is looked at by a person, side by side, and recorded or declined; nothing of it is in a list, a log or an event."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from devices.phone import ENTRIES, Officer, Phone
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.access.actors import the_system
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Entry as LedgerEntry
from firmground_site.devices.actions.clearing import clear_refused
from firmground_site.devices.actions.erasing import erase_entries_due
from firmground_site.devices.actions.resolving import decline_entry, open_entry, record_entry
from firmground_site.devices.actions.revoking import end_officer, revoke_device
from firmground_site.devices.models import Device, DeviceOfficer, Entry
from firmground_site.packs.queries import today
from firmground_site.screening.actions.erasing import ASKED, erase_person
from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(as_member: Callable[[str], Client]) -> Client:
    return as_member("supervisor")


def the_held(phone: Phone, officer: Officer, **changed: Any) -> Entry:
    (receipt,) = phone.send(phone.sealed(officer, **changed))
    assert receipt["state"] == "held"
    return Entry.objects.get(number=receipt["id"])


def address(name: str, entry: Entry) -> str:
    return reverse(f"devices:{name}", args=[entry.pk])


def opened(client: Client, entry: Entry) -> str:
    return client.post(address("open_entry", entry), follow=True).content.decode()


def test_the_list_and_the_closed_page_say_nothing_of_anybody_and_opening_is_an_event(
    phone: Phone, officer: Officer, supervisor: Client
) -> None:
    entry = the_held(phone, officer, person={"name": "Planted Name", "sex": "unlisted"})
    for page in ("/devices/held/", address("entry", entry)):
        shown = supervisor.get(page).content.decode()
        assert str(entry) in shown
        assert "Planted" not in shown
    assert "Planted Name" in opened(supervisor, entry)
    assert LedgerEntry.objects.filter(kind="entry:read", subject=f"entry:{entry.pk}").count() == 1


def test_what_is_not_taken_is_replaced_and_the_rest_is_recorded_as_it_came(
    phone: Phone, officer: Officer, supervisor: Client
) -> None:
    wrong = {"documents_held": "perhaps", "no_such_question": "yes", "age": 500}
    entry = the_held(phone, officer, answers=wrong, person={"name": "Planted Name", "sex": "unlisted"})
    assert "perhaps" in opened(supervisor, entry)
    form = {"version": 1, "words": "The officer says so."}
    fields = supervisor.get(address("entry", entry)).context["shown"].form.problems
    assert {each.name for each in fields.values()} == {"sex", "documents_held", "no_such_question", "age"}
    chosen = {name: "yes" if each.name == "documents_held" else "" for name, each in fields.items()}
    answer = supervisor.post(address("record_entry", entry), form | chosen, follow=True)
    assert "The entry is recorded" in answer.content.decode()
    screening = Screening.objects.get(pk=entry.number)
    assert (screening.recorded_by, screening.person.name, screening.person.sex) == (officer.member, "Planted Name", "")
    assert screening.answers["documents_held"] == "yes"
    assert not {"no_such_question", "age"} & screening.answers.keys()
    entry.refresh_from_db()
    assert (entry.state, entry.content, entry.told) == ("recorded", {}, {})
    assert [each["state"] for each in phone.pull()["receipts"]] == ["recorded"]


def test_what_nobody_signed_is_recorded_in_the_name_of_who_resolves_it(phone: Phone, officer: Officer, cast: Any) -> None:
    (receipt,) = phone.send(phone.seal(phone.screening(officer)))
    entry = Entry.objects.get(number=receipt["id"])
    record_entry(entry=entry, version=1, content=entry.content, words="I asked.", by=cast.actor("supervisor"))
    assert Screening.objects.get().recorded_by == cast.supervisor


def test_what_came_from_a_revoked_phone_is_recorded_in_the_name_of_the_officer_who_signed_it(
    phone: Phone, officer: Officer, cast: Any, supervisor: Client
) -> None:
    revoke_device(device=Device.objects.get(), reason="Lost", by=cast.actor("supervisor"))
    entry = the_held(phone, officer)
    opened(supervisor, entry)
    answer = supervisor.post(address("record_entry", entry), {"version": 1, "words": "Found again."}, follow=True)
    assert "The entry is recorded" in answer.content.decode()
    assert Screening.objects.get().recorded_by == officer.member


def test_what_nobody_signed_on_a_revoked_phone_is_not_recorded_in_the_name_of_the_officer(
    phone: Phone, officer: Officer, cast: Any
) -> None:
    revoke_device(device=Device.objects.get(), reason="Stolen", by=cast.actor("supervisor"))
    (receipt,) = phone.send(phone.seal(phone.screening(officer)))
    entry = Entry.objects.get(number=receipt["id"])
    assert (entry.reason, entry.told["sentences"]) == ("signature", ["The phone was revoked before this arrived."])
    record_entry(entry=entry, version=1, content=entry.content, words="I asked.", by=cast.actor("supervisor"))
    assert Screening.objects.get().recorded_by == cast.supervisor


def test_what_earlier_keys_signed_after_their_time_waits_and_says_so_and_is_not_recorded_in_the_officers_name(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    second = phone.enrol(as_member("officer_immd"), cast.officer_immd)
    entry = the_held(phone, officer, accepted_at=(timezone.now() + datetime.timedelta(hours=2)).isoformat())
    assert entry.reason == "officer"
    assert "had given up before it was accepted" in entry.told["sentences"][0]
    before = phone.screening(second)
    end_officer(officer=DeviceOfficer.objects.get(ended_at__isnull=True), by=cast.actor("administrator"))
    phone.send(phone.seal(second.signed(before)))
    other = Entry.objects.get(number=before["id"])
    assert other.state == "held"
    assert "somebody else had ended" in other.told["sentences"][0]
    for each in (entry, other):
        record_entry(entry=each, version=1, content=each.content, words="I asked.", by=cast.actor("supervisor"))
    assert {each.recorded_by for each in Screening.objects.all()} == {cast.supervisor}


@pytest.mark.parametrize("picked", ["2015-01-01", ""])
def test_of_a_phone_whose_clock_fell_back_the_day_is_chosen(
    phone: Phone, officer: Officer, supervisor: Client, picked: str
) -> None:
    fell_back = {"screened_on": "2015-01-01", "accepted_at": "2015-01-01T09:00:00+08:00"}
    encounter = {"group": "domestic_helpers", "trigger": "came_forward", "screened_on": "2015-01-01"}
    entry = the_held(phone, officer, encounter=encounter, **fell_back)
    assert (entry.reason, Screening.objects.exists()) == ("clock", False)
    opened(supervisor, entry)
    form = {"version": 1, "words": "I asked the officer."}
    assert supervisor.post(address("record_entry", entry), form).status_code == 400
    day = picked or today().isoformat()
    supervisor.post(address("record_entry", entry), form | {"instead_0": day})
    assert Screening.objects.get().screened_on.isoformat() == day


def test_what_is_told_of_an_entry_is_kept_in_the_language_of_the_installation(phone: Phone, officer: Officer) -> None:
    phone.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hant"
    assert the_held(phone, officer, person=None).told["sentences"] == ["“person” is missing."]


def test_a_screening_of_another_agency_under_the_same_number_is_shown_to_nobody(
    phone: Phone, officer: Officer, supervisor: Client
) -> None:
    plain = phone.screening(officer)
    phone.send(phone.seal(officer.signed(plain)))
    with writing("it is another agency's"):
        Screening.objects.update(agency="hkpf")
    phone.send(phone.seal(officer.signed(plain | {"encounter": plain["encounter"] | {"place": "Elsewhere"}})))
    entry = Entry.objects.get(is_second=True)
    assert entry.screening is None
    shown = opened(supervisor, entry)
    assert ("Elsewhere" in shown, "Planted Pier" in shown) == (True, False)


def test_a_second_entry_under_a_number_stands_beside_the_first_and_is_recorded_as_another(
    phone: Phone, officer: Officer, supervisor: Client
) -> None:
    plain = phone.screening(officer)
    phone.send(phone.seal(officer.signed(plain)))
    other = plain | {"answers": plain["answers"] | {"documents_held": "yes"}}
    phone.send(phone.seal(officer.signed(other)))
    entry = Entry.objects.get(is_second=True)
    assert "Differs" in opened(supervisor, entry)
    supervisor.post(address("record_entry", entry), {"version": 1, "words": "Two people."})
    assert sorted(each.answers["documents_held"] for each in Screening.objects.all()) == ["no", "yes"]


def test_questions_that_are_not_known_here_are_recorded_with_those_in_force_that_day(
    phone: Phone, officer: Officer, supervisor: Client
) -> None:
    entry = the_held(phone, officer, instrument_digest="sha256:" + "0" * 64)
    opened(supervisor, entry)
    supervisor.post(address("record_entry", entry), {"version": 1, "words": "The same questions."})
    assert Screening.objects.get().was_in_force


def test_what_has_not_the_form_of_an_entry_can_only_be_declined(phone: Phone, officer: Officer, supervisor: Client) -> None:
    entry = the_held(phone, officer, person=None)
    assert "can only be declined" in opened(supervisor, entry)
    assert supervisor.post(address("record_entry", entry), {"version": 1, "words": "W"}).status_code == 400
    assert supervisor.post(address("decline_entry", entry), {"decline-version": 1, "decline-words": ""}).status_code == 400
    supervisor.post(address("decline_entry", entry), {"decline-version": 1, "decline-words": "Not an entry."})
    entry.refresh_from_db()
    assert (entry.state, entry.words, entry.resolved_by.name) == (
        "declined",
        "Not an entry.",
        "Ms Wong Mei-ling" and entry.resolved_by.name,
    )
    assert entry.content
    assert [each["state"] for each in phone.pull()["receipts"]] == ["declined"]


def test_a_form_without_reasons_or_choices_resolves_nothing(phone: Phone, officer: Officer, supervisor: Client) -> None:
    entry = the_held(
        phone, officer, encounter={"group": "unlisted", "trigger": "came_forward", "screened_on": today().isoformat()}
    )
    opened(supervisor, entry)
    for form in ({"version": 1, "words": "W"}, {"version": 1, "words": "", "instead_0": "domestic_helpers"}):
        assert supervisor.post(address("record_entry", entry), form).status_code == 400
    assert not Screening.objects.exists()


def test_two_who_resolve_the_same_entry_do_it_once(phone: Phone, officer: Officer, cast: Any) -> None:
    entry, by = the_held(phone, officer, person={"sex": "unlisted"}), cast.actor("supervisor")
    decline_entry(entry=entry, version=1, words="No.", by=by)
    with pytest.raises(Stale):
        record_entry(entry=entry, version=1, content=entry.content, words="Yes.", by=by)
    with pytest.raises(NotPermitted):
        open_entry(entry=entry, by=by)


def test_what_is_still_not_taken_is_refused_and_waits_on(phone: Phone, officer: Officer, cast: Any) -> None:
    entry = the_held(phone, officer, person={"sex": "unlisted"})
    with pytest.raises(Refused, match="unlisted"):
        record_entry(entry=entry, version=1, content=entry.content, words="So.", by=cast.actor("supervisor"))
    assert Entry.objects.get().state == "held"


def test_supervisors_of_another_agency_and_administrators_see_no_entry(
    phone: Phone, officer: Officer, as_member: Any, cast: Any
) -> None:
    entry = the_held(phone, officer, person={"sex": "unlisted"})
    for who in ("other_supervisor", "administrator", "officer_immd"):
        assert as_member(who).get(address("entry", entry)).status_code == 404
        with pytest.raises(NotPermitted):
            decline_entry(entry=entry, version=1, words="No.", by=cast.actor(who))


def test_nothing_is_recorded_or_declined_by_whoever_did_not_open_it(phone: Phone, officer: Officer, supervisor: Client) -> None:
    entry = the_held(phone, officer, person={"sex": "unlisted"})
    for name in ("record_entry", "decline_entry"):
        assert supervisor.post(address(name, entry), {"version": 1, "words": "W"}).status_code == 302
    assert Entry.objects.get().state == "held"


# --- what cannot be opened --------------------------------------------------------------------------------------------


def the_refused(phone: Phone, officer: Officer) -> Entry:
    (receipt,) = phone.send(phone.sealed(officer) | {"nonce": "AAAA"})
    assert receipt["state"] == "refused"
    return Entry.objects.get(number=receipt["id"])


def test_what_cannot_be_opened_is_put_aside_with_a_reason_and_then_keeps_the_phone_from_nothing(
    phone: Phone, officer: Officer, as_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmground_site.devices.views.entries.WAITING", 2)
    first, second = the_refused(phone, officer), the_refused(phone, officer)
    assert phone.post(ENTRIES, {"entries": [phone.sealed(officer)]}).status_code == 429
    administrator, page = as_member("administrator"), f"/devices/{phone.id}/refused/"
    assert page in administrator.get(f"/devices/{phone.id}/").content.decode()
    shown = administrator.get(page).content.decode()
    assert all(str(each) in shown for each in (first, second))
    assert administrator.post(page, {"entries": [first.pk], "words": " "}).status_code == 400
    done = administrator.post(page, {"entries": [first.pk], "words": "Screened again."}, follow=True).content.decode()
    assert ("1 entry is put aside" in done, str(second) in done) == (True, True)
    first.refresh_from_db()
    assert (first.state, first.words, first.resolved_by, bool(first.envelope)) == (
        "declined",
        "Screened again.",
        Member.objects.get(role="administrator"),
        True,
    )
    assert first.erase_on is not None
    event = LedgerEntry.objects.get(kind="entry:cleared")
    assert (event.subject, event.content.value["words"]) == (f"entry:{first.pk}", "Screened again.")
    assert [each["state"] for each in phone.pull()["receipts"]] == ["declined"]
    assert phone.send(phone.sealed(officer))[0]["state"] == "recorded"


def test_what_somebody_put_aside_meanwhile_or_is_not_of_the_phone_puts_nothing_aside(
    phone: Phone, officer: Officer, cast: Any, as_member: Any
) -> None:
    refused, held = the_refused(phone, officer), the_held(phone, officer, person={"sex": "unlisted"})
    device, by = Device.objects.get(), cast.actor("administrator")
    for entries, words in (([], "W"), ([refused.pk], ""), ([refused.pk, held.pk], "W"), ([held.pk], "W")):
        with pytest.raises(Refused):
            clear_refused(device=device, entries=entries, words=words, by=by)
    answer = as_member("administrator").post(f"/devices/{phone.id}/refused/", {"entries": [held.pk], "words": "W"})
    assert answer.status_code == 400
    with pytest.raises(NotPermitted):
        clear_refused(device=device, entries=[refused.pk], words="W", by=cast.actor("other_supervisor"))
    assert not Entry.objects.filter(state="declined").exists()


# --- erasing ----------------------------------------------------------------------------------------------------------


def test_a_declined_entry_is_erased_when_its_time_has_come_and_not_before(phone: Phone, officer: Officer, cast: Any) -> None:
    entry = the_held(phone, officer, person={"name": "Planted", "sex": "unlisted"})
    decline_entry(entry=entry, version=1, words="Twice.", by=cast.actor("supervisor"))
    system = the_system("erase_due")
    assert erase_entries_due(system) == 0
    with writing("time passes"):
        Entry.objects.update(erase_on=today() - datetime.timedelta(days=1))
    assert erase_entries_due(system) == 1
    entry.refresh_from_db()
    assert (entry.state, entry.content, entry.words) == ("erased", {}, "")
    assert not LedgerEntry.objects.filter(kind="entry:declined", content__isnull=False).exists()
    assert phone.pull()["receipts"][-1]["state"] == "declined"


def test_what_waits_about_a_person_goes_with_their_record_and_the_phone_is_told(
    phone: Phone, officer: Officer, cast: Any
) -> None:
    plain = phone.screening(officer)
    phone.send(phone.seal(officer.signed(plain)))
    phone.send(phone.seal(officer.signed(plain | {"answers": {"documents_held": "yes"}})))
    erase_person(person=Screening.objects.get().person, reason=ASKED, by=cast.actor("supervisor"))
    assert [(each.state, each.content, each.told) for each in Entry.objects.order_by("arrived")] == [
        ("recorded", {}, {}),
        ("erased", {}, {}),
    ]
    assert [each["state"] for each in phone.pull()["receipts"]] == ["declined"]
    said = [each.content.value for each in LedgerEntry.objects.filter(stream="devices", content__isnull=False)]
    assert "Planted" not in json.dumps(said)
