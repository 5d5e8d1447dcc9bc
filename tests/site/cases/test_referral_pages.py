"""The pages of referrals: who sees what, what a form sent twice does, and what whoever was too late sees."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import may_open
from cases.referring import a_partner, agreed, now, put_forward, referred, sending, take, taken, withdrawn
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from firmground_site.audit.guard import writing
from firmground_site.cases.actions.referring import send_referral
from firmground_site.cases.models import Case, Referral
from firmground_site.screening.actions.reading import end_sharing
from firmground_site.screening.models import Identification, Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TOLD = "9123 4567"
SignIn = Callable[[str], Client]


@pytest.fixture
def person(identified: Identification) -> Person:
    return identified.person


@pytest.fixture
def referral(person: Person, cast: Any) -> Referral:
    return referred(person, cast)


def words(client: Client, name: str, *args: Any, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"cases:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def entries(to: str, **given: Any) -> dict[str, Any]:
    plain = {"purpose": "referral", "fields_told": ["identity", "contact"], "reason": "A bed."}
    return {"key": str(uuid.uuid4()), "to_party": to, **plain, **given}


# --- the lists --------------------------------------------------------------------------------------------------------


def test_each_side_finds_it_in_its_list_and_nobody_else_in_any(referral: Referral, as_member: SignIn) -> None:
    assert referral.reference in words(as_member("case_worker"), "referrals")
    assert referral.reference in words(as_member("identification_officer"), "referrals", query="?show=sent")
    for show in ("received", "sent", "ended"):
        assert referral.reference not in words(as_member("other_officer"), "referrals", query=f"?show={show}")


def test_a_list_tells_a_name_only_to_whoever_may_open_the_file_and_never_what_was_told(
    referral: Referral, as_member: SignIn
) -> None:
    received, sent = (
        words(as_member("case_worker"), "referrals"),
        words(as_member("second_officer"), "referrals", query="?show=sent"),
    )
    assert "Maria" not in received
    assert "Maria Example" in sent
    assert TOLD not in received + sent


def test_what_ended_moves_to_the_list_of_what_has_ended(referral: Referral, cast: Any, as_member: SignIn) -> None:
    taken(referral, "refused", cast=cast)
    client = as_member("identification_officer")
    assert referral.reference not in words(client, "referrals", query="?show=sent")
    assert referral.reference in words(client, "referrals", query="?show=ended")


def test_what_is_overdue_or_lies_still_is_marked(referral: Referral, as_member: SignIn) -> None:
    with writing("a referral that lies still, for a test"):
        Referral.objects.filter(pk=referral.pk).update(changed_at="2020-01-02T00:00Z", due_on="2020-01-03")
    shown = words(as_member("case_worker"), "referrals")
    assert "Lying still" in shown
    assert "Overdue" in shown


def test_a_longer_list_asks_the_database_no_more_often(referral: Referral, cast: Any, as_member: SignIn) -> None:
    client, asked = as_member("identification_officer"), []
    for more in range(2):
        with CaptureQueriesContext(connection) as counted:
            words(client, "referrals", query="?show=sent")
            client.get("/api/v1/referrals/")
        asked.append(len(counted))
        for _ in range(3 * (1 - more)):
            send_referral(person=referral.person, sending=sending("swd"), knowing=True, by=cast.actor("second_officer"))
    assert asked[0] == asked[1]


def test_a_right_that_ends_while_a_form_is_open_takes_the_form_with_it(referral: Referral, cast: Any, as_member: SignIn) -> None:
    client, address = as_member("case_worker"), reverse("cases:accept_referral", args=[referral.pk])
    assert client.get(address).status_code == 200
    with writing("another role, for a test"):
        cast.case_worker.role = "investigator"
        cast.case_worker.save()
    assert client.post(address, {"version": 1, "words": "On Monday."}).status_code == 404
    assert now(referral).state == "sent"


def test_whoever_speaks_for_nobody_is_told_whom_to_ask(as_member: SignIn) -> None:
    assert "Ask the plan secretariat" in words(as_member("partner"), "referrals")


# --- one referral -----------------------------------------------------------------------------------------------------


def test_whoever_receives_it_reads_what_was_told_and_no_more(referral: Referral, person: Person, as_member: SignIn) -> None:
    shown = words(as_member("case_worker"), "referral", referral.pk)
    assert TOLD in shown
    assert "A place to sleep tonight." in shown
    assert str(person.pk) not in shown
    assert as_member("case_worker").get(reverse("screening:person", args=[person.pk])).status_code == 404


@pytest.mark.parametrize("key", ["other_officer", "other_supervisor", "partner"])
def test_for_anybody_else_the_page_is_not_there(referral: Referral, as_member: SignIn, key: str) -> None:
    words(as_member(key), "referral", referral.pk, status=404)
    words(as_member(key), "receipt", referral.pk, status=404)


def test_whoever_sent_it_reads_every_answer(referral: Referral, cast: Any, as_member: SignIn) -> None:
    taken(referral, "received", "accepted", "answered", cast=cast)
    shown = words(as_member("identification_officer"), "referral", referral.pk)
    assert "We are looking." in shown
    assert "We will meet her." in shown


def test_after_a_withdrawal_only_the_sender_still_reads_what_was_told(referral: Referral, cast: Any, as_member: SignIn) -> None:
    withdrawn(referral.consent, cast.identification_officer)
    received = words(as_member("case_worker"), "referral", referral.pk)
    assert TOLD not in received
    assert "A place to sleep" not in received
    assert "can be read no more" in received
    assert TOLD in words(as_member("identification_officer"), "referral", referral.pk)


@pytest.mark.parametrize("event", ["revoked", "refused"])
def test_what_was_revoked_or_refused_is_read_no_more(referral: Referral, cast: Any, as_member: SignIn, event: str) -> None:
    take(referral, event, cast.actor("identification_officer" if event == "revoked" else "case_worker"))
    assert TOLD not in words(as_member("case_worker"), "referral", referral.pk)


def test_whoever_sent_it_reads_what_was_told_only_while_they_may_open_the_file(
    case: Case, person: Person, cast: Any, as_member: SignIn
) -> None:
    sent = referred(person, cast, "ld", by="case_worker")
    assert TOLD in words(as_member("case_worker"), "referral", sent.pk)
    end_sharing(reader=person.readers.get(), by=cast.actor("identification_officer"))
    shown = words(as_member("case_worker"), "referral", sent.pk)
    assert TOLD not in shown
    assert "may open the person’s file" in shown
    assert as_member("case_worker").get(f"/api/v1/referrals/{sent.pk}/").json()["details"] is None


def test_whoever_put_somebody_forward_reads_what_they_wrote(cast: Any, as_member: SignIn) -> None:
    a_partner(cast)
    sent = put_forward(cast)
    assert "Her papers were taken." in words(as_member("partner"), "referral", sent.pk)


def test_who_received_it_reads_no_words_any_more_of_what_was_revoked(referral: Referral, cast: Any, as_member: SignIn) -> None:
    taken(referral, "received", "answered", cast=cast)
    assert "We are looking." in words(as_member("case_worker"), "referral", referral.pk)
    take(referral, "revoked", cast.actor("identification_officer"), words="She went back to her husband.")
    received = words(as_member("case_worker"), "referral", referral.pk)
    assert "She went back" not in received
    assert "We are looking." not in received
    assert "No longer needed" in received
    assert "She went back" in words(as_member("identification_officer"), "referral", referral.pk)
    late = as_member("case_worker").post(reverse("cases:accept_referral", args=[referral.pk]), {"version": 1, "words": "A."})
    assert "She went back" not in late.content.decode()


def test_a_receiver_that_is_gone_is_called_so(person: Person, cast: Any, as_member: SignIn) -> None:
    partner = a_partner(cast)
    referral = referred(person, cast, partner.party)
    with writing("a partner that left, for a test"):
        type(partner).objects.filter(pk=partner.pk).update(left_at=partner.added_at, left_by=cast.secretariat)
    client = as_member("identification_officer")
    assert "No longer there" in words(client, "referrals", query="?show=sent")
    assert "Revoke this" in words(client, "referral", referral.pk)


# --- sending ----------------------------------------------------------------------------------------------------------


def test_a_person_is_referred_from_a_case_and_the_sender_gets_a_receipt(
    case: Case, person: Person, cast: Any, as_member: SignIn
) -> None:
    agreed(person, cast, "ld")
    client = may_open(as_member("case_worker"), case)
    address = reverse("cases:refer_from_case", args=[case.pk, person.pk])
    assert address in words(client, "referrals_of_case", case.pk)
    assert "To be referred" in client.get(address).content.decode()
    answer = client.post(address, entries("ld"))
    sent = Referral.objects.get()
    assert answer.url == reverse("cases:receipt", args=[sent.pk])
    assert sent.reference in client.get(answer.url).content.decode()
    assert sent.reference in words(client, "referrals_of_case", case.pk)


def test_the_same_form_sent_twice_leads_to_the_same_receipt(case: Case, person: Person, cast: Any, as_member: SignIn) -> None:
    agreed(person, cast, "ld")
    client, form = may_open(as_member("case_worker"), case), entries("ld")
    address = reverse("cases:refer_from_case", args=[case.pk, person.pk])
    assert client.post(address, form).url == client.post(address, form).url
    assert Referral.objects.count() == 1


def test_what_looks_sent_already_is_shown_and_sent_once_it_is_confirmed(
    case: Case, person: Person, cast: Any, as_member: SignIn
) -> None:
    before = referred(person, cast, "ld", by="case_worker", case=case)
    client, form = may_open(as_member("case_worker"), case), entries("ld")
    address = reverse("cases:refer_from_case", args=[case.pk, person.pk])
    warned = client.post(address, form)
    assert warned.status_code == 409
    assert before.reference in warned.content.decode()
    assert client.post(address, {**form, "knowing": "on"}).status_code == 302
    assert Referral.objects.count() == 2


def test_a_refusal_is_in_words_and_nothing_is_sent(case: Case, person: Person, as_member: SignIn) -> None:
    client = may_open(as_member("case_worker"), case)
    refused = client.post(reverse("cases:refer_from_case", args=[case.pk, person.pk]), entries("ld"))
    assert refused.status_code == 400
    assert "The person was not asked." in refused.content.decode()
    assert not Referral.objects.exists()


def test_a_case_of_others_refers_nobody(case: Case, person: Person, as_member: SignIn) -> None:
    client = may_open(as_member("other_officer"), case)
    assert client.post(reverse("cases:refer_from_case", args=[case.pk, person.pk]), entries("ld")).status_code == 404
    words(client, "referrals_of_case", case.pk, status=404)


# --- steps ------------------------------------------------------------------------------------------------------------


def test_a_step_is_taken_on_its_page_and_sent_twice_only_once(referral: Referral, as_member: SignIn) -> None:
    client, form = as_member("case_worker"), {"version": 1, "words": "On Monday."}
    page = reverse("cases:accept_referral", args=[referral.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, form).url == client.post(page, form).url == reverse("cases:referral", args=[referral.pk])
    assert [each.event for each in now(referral).steps.all()] == ["sent", "accepted"]


def test_whoever_was_too_late_sees_both_versions_and_keeps_their_words(referral: Referral, cast: Any, as_member: SignIn) -> None:
    take(referral, "revoked", cast.actor("identification_officer"))
    late = as_member("case_worker").post(
        reverse("cases:accept_referral", args=[referral.pk]), {"version": 1, "words": "On Monday."}
    )
    shown = late.content.decode()
    assert late.status_code == 409
    assert "On Monday." in shown
    assert "No longer needed" in shown


def test_a_step_that_cannot_be_taken_leads_back_to_where_things_stand(referral: Referral, as_member: SignIn) -> None:
    back = reverse("cases:referral", args=[referral.pk])
    assert as_member("case_worker").get(reverse("cases:finish_referral", args=[referral.pk])).url == back
    assert as_member("case_worker").get(reverse("cases:revoke_referral", args=[referral.pk])).url == back
    client = as_member("identification_officer")
    for name in ("accept_referral", "link_referral", "open_case_from_referral"):
        assert client.get(reverse(f"cases:{name}", args=[referral.pk])).url == back


@pytest.mark.parametrize("name", ["receive_referral", "accept_referral", "refuse_referral", "finish_referral", "revoke_referral"])
def test_for_anybody_else_no_step_is_there(referral: Referral, as_member: SignIn, name: str) -> None:
    address = reverse(f"cases:{name}", args=[referral.pk])
    assert as_member("other_officer").post(address, {"version": 1, "words": "A.", "reason": "no_capacity"}).status_code == 404


def test_whoever_received_a_referral_that_is_done_still_reads_what_was_told_and_is_told_so(
    referral: Referral, cast: Any, as_member: SignIn
) -> None:
    told = "You can still read what was told"
    assert told not in words(as_member("case_worker"), "referral", referral.pk)
    for event in ("received", "accepted", "done"):
        take(referral, event, cast.actor("case_worker"))
    theirs = words(as_member("case_worker"), "referral", referral.pk)
    assert told in theirs
    assert TOLD in theirs
    assert told not in words(as_member("identification_officer"), "referral", referral.pk)
