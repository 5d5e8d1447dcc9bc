"""Putting somebody forward: with their agreement, sealed, once; and what the agency does with it."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from cases.casework import MARIA, a_screening
from cases.referring import HARBOUR, SAFE, a_partner, forward, now, put_forward, take
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content
from firmground_site.cases.actions.erasing_put_forward import erase_put_forward
from firmground_site.cases.actions.putting_forward import put_person_forward
from firmground_site.cases.actions.taking_on import link_person
from firmground_site.cases.duplicates import AlreadySent, LooksSent
from firmground_site.cases.models import Partner, Referral
from firmground_site.cases.put_forward import kept_until
from firmground_site.cases.queries import referrals_visible_to

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AGENCY = "identification_officer"
SignIn = Callable[[str], Client]


@pytest.fixture
def partner(cast: Any) -> Partner:
    return a_partner(cast)


@pytest.fixture
def forwarded(partner: Partner, cast: Any) -> Referral:
    return put_forward(cast)


def test_somebody_is_put_forward_for_the_partner_that_the_member_speaks_for(forwarded: Referral, partner: Partner) -> None:
    kept = now(forwarded)
    assert (kept.from_party, kept.to_party, kept.state, kept.person) == (partner.party, "immd", "sent", None)
    assert kept.is_put_forward
    assert kept.agreed == "She asked me to."
    assert kept.details["contact"] == [["How to reach them safely", SAFE], ["Phone", "9555 1234"]]


def test_a_case_worker_puts_somebody_forward_for_their_agency(cast: Any) -> None:
    assert put_forward(cast, by="case_worker").from_party == "swd"


def test_nothing_of_somebody_without_a_record_goes_into_the_ledger(forwarded: Referral, cast: Any) -> None:
    for event in ("received", "refused"):
        take(forwarded, event, cast.actor(AGENCY), **({"words": "Lita was not there."} if event == "refused" else {}))
    told = "".join(str(each.value) for each in Content.objects.filter(entry__stream="cases"))
    assert "Lita" not in told
    assert SAFE not in told


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"agreed": " "}, "know and agree"),
        ({"name": ""}, "who it is"),
        ({"reach": ""}, "reach"),
        ({"happened": ""}, "what happened"),
        ({"to_party": "partner:harbour-house"}, "which agency"),
        ({"language": "klingon"}, "language"),
        ({"from_party": "swd"}, "do not speak"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(partner: Partner, cast: Any, given: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        put_forward(cast, **given)
    assert not Referral.objects.exists()


def test_without_agreement_an_emergency_must_be_written_and_is_told(partner: Partner, cast: Any) -> None:
    kept = put_forward(cast, agreed="", emergency="He says he will kill her tonight.")
    assert now(kept).details["account"][1][1] == "He says he will kill her tonight."


def test_whoever_speaks_for_nobody_puts_nobody_forward(cast: Any) -> None:
    with pytest.raises(Refused, match="speak for no agency"):
        put_forward(cast)


def test_whoever_speaks_for_two_says_for_which(partner: Partner, cast: Any) -> None:
    other = a_partner(cast, dataclasses.replace(HARBOUR, name="Consulate"))
    with pytest.raises(Refused, match="for whom"):
        put_forward(cast)
    assert put_forward(cast, from_party=other.party).from_party == other.party


@pytest.mark.parametrize("given", [{"name": "Somebody else"}, {"phone": ""}])
def test_an_identical_one_is_sent_only_knowingly(forwarded: Referral, cast: Any, given: dict[str, str]) -> None:
    with pytest.raises(LooksSent) as found:
        put_forward(cast, **given)
    assert found.value.alike == [forwarded]
    put_forward(cast, knowing=True, **given)


def test_within_a_day_one_that_has_ended_warns_as_well_and_later_no_more(forwarded: Referral, cast: Any) -> None:
    take(forwarded, "taken_back", cast.actor("partner"))
    with pytest.raises(LooksSent):
        put_forward(cast)
    with writing("a day later, for a test"):
        Referral.objects.filter(pk=forwarded.pk).update(sent_at="2020-01-01T00:00Z")
    put_forward(cast)


def test_the_same_form_sent_twice_is_sent_once(partner: Partner, cast: Any) -> None:
    form = forward()
    kept = put_person_forward(forward=form, by=cast.actor("partner"))
    with pytest.raises(AlreadySent) as again:
        put_person_forward(forward=form, by=cast.actor("partner"))
    assert again.value.referral == kept


def test_the_same_form_at_the_same_moment_is_refused_in_words(
    forwarded: Referral, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("firmground_site.cases.actions.putting_forward.must_be_new", lambda *_, **__: None)
    with pytest.raises(Refused, match="sent already"):
        put_person_forward(forward=forward(id=forwarded.pk), knowing=True, by=cast.actor("partner"))
    assert now(forwarded).steps.count() == 1


def test_another_partner_sees_nothing_of_it(forwarded: Referral, cast: Any) -> None:
    with writing("another member, for a test"):
        cast.analyst.role, cast.analyst.agency = "partner", ""
        cast.analyst.save()
    a_partner(cast, dataclasses.replace(HARBOUR, name="Consulate"), speaker="analyst")
    assert not referrals_visible_to(cast.actor("analyst")).exists()
    with pytest.raises(NotPermitted):
        take(forwarded, "taken_back", cast.actor("analyst"))


def test_only_whoever_put_them_forward_takes_them_back(forwarded: Referral, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        take(forwarded, "taken_back", cast.actor(AGENCY))
    with pytest.raises(Refused, match="sent"):
        take(forwarded, "revoked", cast.actor(AGENCY))
    assert take(forwarded, "taken_back", cast.actor("partner")).state == "revoked"


# --- the agency -------------------------------------------------------------------------------------------------------


def test_once_accepted_it_is_linked_to_a_person_whom_the_agency_met(forwarded: Referral, cast: Any) -> None:
    met, by = a_screening(cast).person, cast.actor(AGENCY)
    with pytest.raises(Refused, match="Accept"):
        link_person(referral=forwarded, version=1, person=met, by=by)
    take(forwarded, "accepted", by)
    linked = link_person(referral=forwarded, version=2, person=met, by=by)
    assert now(linked).person == met
    assert now(linked).steps.last().words == "The person was met."
    with pytest.raises(Refused, match="already"):
        link_person(referral=forwarded, version=3, person=met, by=by)


def test_it_is_not_linked_to_somebody_whom_the_agency_may_not_see(forwarded: Referral, cast: Any) -> None:
    met = a_screening(cast).person
    with writing("a person of another agency, for a test"):
        type(met).objects.filter(pk=met.pk).update(agency="ced")
        met.identifications.update(agency="ced")
    take(forwarded, "accepted", cast.actor(AGENCY))
    with pytest.raises(NotPermitted):
        link_person(referral=forwarded, version=2, person=met, by=cast.actor(AGENCY))


# --- the pages --------------------------------------------------------------------------------------------------------


def entered(**given: Any) -> dict[str, Any]:
    plain = {"name": "Lita", "reach": SAFE, "happened": "Her papers were taken.", "to_party": "immd"}
    return {"key": str(uuid.uuid4()), "agrees": "yes", "agreed": "She asked.", **plain, **given}


def test_a_partner_sends_the_form_gets_a_receipt_and_reads_the_answer(partner: Partner, cast: Any, as_member: SignIn) -> None:
    client, address = as_member("partner"), reverse("cases:put_forward")
    assert client.get(address).status_code == 200
    receipt = client.post(address, entered()).url
    kept = Referral.objects.get()
    assert kept.reference in client.get(receipt).content.decode()
    take(kept, "accepted", cast.actor(AGENCY))
    shown = client.get(reverse("cases:referral", args=[kept.pk])).content.decode()
    assert "We will meet her." in shown
    assert "Revoke" in shown


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"agrees": "yes", "agreed": ""}, "how you know"),
        ({"agrees": "no", "agreed": "She asked."}, "must know and agree"),
        ({"agrees": ""}, "knows and agrees"),
        ({"reach": ""}, "reach the person safely"),
    ],
)
def test_the_form_says_what_is_missing_and_keeps_what_was_typed(
    partner: Partner, as_member: SignIn, given: dict[str, str], why: str
) -> None:
    answer = as_member("partner").post(reverse("cases:put_forward"), entered(**given))
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert "Her papers were taken." in answer.content.decode()
    assert not Referral.objects.exists()


def test_the_agency_reads_how_to_reach_them_on_the_page_only(forwarded: Referral, as_member: SignIn) -> None:
    client = as_member(AGENCY)
    listed, page = client.get(reverse("cases:referrals")), client.get(reverse("cases:referral", args=[forwarded.pk]))
    assert "Lita" not in listed.content.decode()
    assert SAFE not in listed.content.decode()
    assert SAFE in page.content.decode()


def test_linking_finds_a_record_by_its_reference_and_nothing_else(forwarded: Referral, cast: Any, as_member: SignIn) -> None:
    met, client = a_screening(cast, MARIA).person, as_member(AGENCY)
    take(forwarded, "accepted", cast.actor(AGENCY))
    address = reverse("cases:link_referral", args=[forwarded.pk])
    for wrong in ("Maria", "00000000", "1a2b"):
        assert client.post(address, {"version": 2, "reference": wrong}).status_code == 400
    assert client.post(address, {"version": 2, "reference": str(met)}).status_code == 302
    assert now(forwarded).person == met


@pytest.mark.parametrize("key", ["supervisor", "secretariat", "investigator"])
def test_whoever_puts_nobody_forward_has_no_such_form(as_member: SignIn, key: str) -> None:
    assert as_member(key).post(reverse("cases:put_forward"), entered()).status_code == 404


def ended_long_ago(referral: Referral, cast: Any) -> Referral:
    """A referral that its receiver refused, four years ago as it seems."""
    for event in ("received", "refused"):
        take(referral, event, cast.actor(AGENCY), **({"words": "Lita was not there."} if event == "refused" else {}))
    with writing("time passes, in a test"):
        Referral.objects.filter(pk=referral.pk).update(changed_at=timezone.now() - datetime.timedelta(days=4 * 366))
    return now(referral)


def erased_by_the_timer(*options: str) -> str:
    said = StringIO()
    call_command("erase_due", *options, stdout=said)
    return said.getvalue()


def test_what_was_told_of_somebody_who_was_never_met_is_erased_when_its_time_has_come(forwarded: Referral, cast: Any) -> None:
    ended_long_ago(forwarded, cast)
    assert "1 would be erased" in erased_by_the_timer("--dry-run")
    assert now(forwarded).name == "Lita"
    assert "1 erased" in erased_by_the_timer()
    kept = now(forwarded)
    assert (kept.details, kept.name, kept.phone, kept.agreed, kept.name_index, kept.phone_index) == ({}, "", "", "", "", "")
    assert [each.words for each in kept.steps.all()] == ["", "", ""]
    assert (kept.state, kept.to_party) == ("refused", "immd"), "what can be counted stays"
    said = Content.objects.filter(entry__subject=f"referral:{kept.pk}").values_list("entry__kind", flat=True)
    assert list(said) == ["referral:erased"]
    assert "0 erased" in erased_by_the_timer()


def test_what_runs_or_ended_lately_is_kept_and_another_agency_erases_none(forwarded: Referral, cast: Any) -> None:
    by = cast.actor("supervisor")
    with pytest.raises(NotPermitted):
        erase_put_forward(referral=forwarded, by=by)
    take(forwarded, "taken_back", cast.actor("partner"))
    with pytest.raises(Refused, match=f"This is kept until {kept_until(now(forwarded)).day} "):
        erase_put_forward(referral=now(forwarded), by=by)
    with writing("to another agency, long ago, in a test"):
        Referral.objects.update(to_party="ld", changed_at=timezone.now() - datetime.timedelta(days=4 * 366))
    with pytest.raises(NotPermitted):
        erase_put_forward(referral=now(forwarded), by=by)
    assert now(forwarded).name == "Lita"
