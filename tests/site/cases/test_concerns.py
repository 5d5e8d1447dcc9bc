"""Concerns from the public: sent once, sealed, to the agency that the pack names; answered there; told back in one word."""

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.referring import now, put_forward, take
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.access.actors import ANONYMOUS, THE_PUBLIC
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.cases.actions.erasing_put_forward import erase_put_forward
from firmground_site.cases.actions.putting_forward import take_person_back
from firmground_site.cases.actions.taking_on import link_person
from firmground_site.cases.actions.telling_concerns import send_concern
from firmground_site.cases.concerns import GROUPS, IN_A_GROUP, SIGNS, Concern, new_receipt, state_of_concern
from firmground_site.cases.duplicates import AlreadySent
from firmground_site.cases.models import Referral
from firmground_site.cases.put_forward import kept_until
from firmground_site.cases.queries import referrals_visible_to

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAID, PLACE, REACH = "Two women who never leave the shop.", "12 Pak Tai Street", "6111 2222, evenings"


def a_concern(**given: Any) -> Concern:
    plain = {"happened": SAID, "danger": "no", "where": PLACE, "reach": REACH, "language": "thai"}
    return Concern(**{"id": uuid.uuid4(), **plain, **given})


def told(**given: Any) -> Referral:
    return send_concern(concern=a_concern(**given), by=THE_PUBLIC)


@pytest.fixture
def concern(cast: Any) -> Referral:
    return told()


def test_a_concern_is_a_referral_from_the_public_to_the_agency_that_the_pack_names(concern: Referral) -> None:
    kept = now(concern)
    assert (kept.from_party, kept.to_party, kept.state, kept.person, kept.sent_by) == ("public:", "swd", "sent", None, None)
    assert kept.is_concern
    assert kept.is_put_forward
    assert kept.due_on is not None
    assert kept.details["account"] == [
        ["Somebody is in danger now", "No"], ["What was seen or heard", SAID], ["Where", PLACE]
    ]  # fmt: skip
    assert kept.details["contact"] == [["How to reach whoever told this", REACH], ["Language to answer in", "Thai"]]


def test_what_was_left_out_is_not_told(cast: Any) -> None:
    assert told(where="", reach=" ", language="").details.keys() == {"account"}


def test_nothing_of_a_concern_can_be_read_in_the_database(concern: Referral) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_referral")
        lies_there = repr(cursor.fetchall())
    assert not any(each in lies_there for each in (SAID, PLACE, REACH, concern.receipt, concern.receipt.replace("-", "")))


def test_the_ledger_learns_that_a_concern_came_and_nothing_of_what_it_says(concern: Referral) -> None:
    entry = Entry.objects.get(kind="concern:sent")
    assert (entry.actor, entry.subject) == ("public", f"referral:{concern.pk}")
    content = Content.objects.get(entry=entry).value
    assert content == {
        "on": str(concern.sent_on),
        "referral": str(concern.pk), "to": "swd", "actor": {"name": "The public", "role": "public", "agency": ""}
    }  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {"happened": " "},
        {"danger": ""},
        {"danger": "maybe"},
        {"language": "klingon"},
        {"where": "x" * 501},
        {"happened": "x" * 4001},
    ],
)
def test_half_a_concern_and_one_that_is_too_long_is_refused_and_nothing_is_kept(given: dict[str, Any], cast: Any) -> None:
    with pytest.raises(Refused):
        told(**given)
    assert not Referral.objects.exists()


def test_a_form_that_was_sent_twice_is_recorded_once(cast: Any) -> None:
    concern = a_concern()
    first = send_concern(concern=concern, by=THE_PUBLIC)
    with pytest.raises(AlreadySent) as again:
        send_concern(concern=concern, by=THE_PUBLIC)
    assert again.value.referral.receipt == first.receipt
    assert Referral.objects.count() == Entry.objects.filter(kind="concern:sent").count() == 1


def test_the_same_form_with_other_entries_is_refused_and_shows_nobody_elses_number(concern: Referral, cast: Any) -> None:
    with pytest.raises(Refused) as refused:
        told(id=concern.pk, happened="Something else.")
    assert not isinstance(refused.value, AlreadySent)


def test_the_form_of_somebody_put_forward_is_no_concern(cast: Any) -> None:
    forwarded = put_forward(cast, by="case_worker")
    with pytest.raises(Refused) as refused:
        told(id=forwarded.pk)
    assert not isinstance(refused.value, AlreadySent)


@pytest.mark.parametrize("key", ["case_worker", "partner", "supervisor", "administrator"])
def test_no_member_sends_a_concern_as_a_member(key: str, cast: Any) -> None:
    for by in (cast.actor(key), ANONYMOUS):
        with pytest.raises(NotPermitted):
            send_concern(concern=a_concern(), by=by)


def test_the_database_takes_a_referral_without_a_sender_from_the_public_only(concern: Referral) -> None:
    with writing("for a test"), pytest.raises(IntegrityError):
        Referral.objects.filter(pk=concern.pk).update(from_party="immd")


# --- the number -------------------------------------------------------------------------------------------------------


def test_a_number_is_long_random_and_written_with_signs_that_nobody_confuses() -> None:
    numbers = {new_receipt() for _ in range(200)}
    assert len(numbers) == 200
    assert all(re.fullmatch(rf"([{SIGNS}]{{{IN_A_GROUP}}}-?){{{GROUPS}}}", each) for each in numbers)
    assert not set("01OIL") & set(SIGNS)
    assert len(SIGNS) ** (GROUPS * IN_A_GROUP) > 2**58


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), "waiting"),
        (("received",), "waiting"),
        (("accepted",), "taken_up"),
        (("accepted", "answered"), "taken_up"),
        (("accepted", "done"), "ended"),
        (("refused",), "ended"),
    ],
)
def test_the_number_tells_one_word_and_never_how_it_ended(
    steps: tuple[str, ...], state: str, concern: Referral, cast: Any
) -> None:
    for event in steps:
        take(concern, event, cast.actor("case_worker"))
    assert state_of_concern(concern.receipt) == state
    assert state_of_concern(f" {concern.receipt.lower().replace('-', ' ')}") == state


@pytest.mark.parametrize("number", ["", "-", "AAAA-BBBB-CCCC"])
def test_a_number_that_nobody_has_tells_nothing(number: str, concern: Referral) -> None:
    assert state_of_concern(number) == "unknown"


def test_the_key_of_a_referral_is_not_its_number(concern: Referral, cast: Any) -> None:
    put_forward(cast, by="case_worker")
    for each in Referral.objects.all():
        assert state_of_concern(str(each.pk)) == state_of_concern(each.reference) == "unknown"


# --- the agency that receives it --------------------------------------------------------------------------------------


def test_it_lies_in_the_inbox_of_the_agency_and_of_no_other(concern: Referral, cast: Any) -> None:
    assert list(referrals_visible_to(cast.actor("case_worker"))) == [concern]
    for other in ("identification_officer", "supervisor", "partner"):
        assert not referrals_visible_to(cast.actor(other)).exists()


def test_the_agency_reads_what_was_told_and_that_the_public_told_it(
    concern: Referral, as_member: Callable[[str], Client]
) -> None:
    client = as_member("case_worker")
    listed = client.get(reverse("cases:referrals")).content.decode()
    assert "From The public" in listed
    assert SAID not in listed
    page = client.get(reverse("cases:referral", args=[concern.pk])).content.decode()
    for each in (SAID, PLACE, REACH, "A concern from the public", "They read none of your words"):
        assert each in page
    assert concern.receipt not in page


def test_the_agency_links_it_to_a_person_whom_it_has_met(concern: Referral, identified: Any, case: Any, cast: Any) -> None:
    by = cast.actor("case_worker")
    take(concern, "accepted", by)
    linked = link_person(referral=concern, version=now(concern).version, person=identified.person, by=by)
    assert linked.person == identified.person
    assert state_of_concern(concern.receipt) == "taken_up"


def test_nobody_takes_a_concern_back_for_the_public(concern: Referral, cast: Any) -> None:
    with pytest.raises(Refused, match="Only whoever sent"):
        take_person_back(referral=concern, version=1, reason="no_longer_needed", words="", by=cast.actor("case_worker"))


def test_programs_learn_that_it_is_a_concern_and_nothing_that_was_told(
    concern: Referral, as_member: Callable[[str], Client]
) -> None:
    answer = as_member("case_worker").get(reverse("api:referral", args=[concern.pk]))
    assert (answer.json()["concern"], answer.json()["details"]) == (True, None)
    assert SAID not in answer.content.decode()


# --- keeping and erasing ----------------------------------------------------------------------------------------------


def a_supervisor_of(agency: str, cast: Any) -> Any:
    with writing("for a test"):
        cast.supervisor.agency = agency
        cast.supervisor.save()
    return cast.actor("supervisor")


def test_it_is_erased_when_its_time_has_come_and_its_number_with_it(concern: Referral, cast: Any) -> None:
    supervisor = a_supervisor_of("swd", cast)
    take(concern, "refused", cast.actor("case_worker"))
    with pytest.raises(Refused, match="kept until"):
        erase_put_forward(referral=concern, by=supervisor)
    ended = timezone.now() - (kept_until(now(concern)) - timezone.localdate()) - datetime.timedelta(days=1)
    with writing("time passes, in a test"):
        Referral.objects.filter(pk=concern.pk).update(changed_at=ended)
    erase_put_forward(referral=concern, by=supervisor)
    kept = now(concern)
    assert (kept.details, kept.receipt, kept.receipt_index) == ({}, "", "")
    assert (kept.from_party, kept.to_party, kept.sent_on) == ("public:", "swd", concern.sent_on)
    assert state_of_concern(concern.receipt) == "unknown"


def test_it_is_not_erased_while_it_is_open(concern: Referral, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        erase_put_forward(referral=concern, by=a_supervisor_of("swd", cast))
