"""A withdrawal on its way: who sees it, who answers it, and what a party reads of what it was told."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening
from cases.consenting import OFFICER, answered, excepted, withdrawn
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.access.actors import actor_for
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.acknowledging import acknowledge_notice
from firmground_site.cases.consent_in_words import fields_in_words
from firmground_site.cases.models import Consent, Disclosure, WithdrawalNotice
from firmground_site.cases.notices import notices_from
from firmground_site.cases.sharing import disclose
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOTICES, TOLD = "cases:notices", "cases:told"


@pytest.fixture
def person(cast: Any) -> Person:
    """A person of whom the police were told, on the person's word."""
    found: Person = a_screening(cast).person
    answered(found, cast, recipient="hkpf")
    with writing("telling"):
        disclose(found, purpose="referral", recipient="hkpf", fields=["identity"], outlet="referral", by=cast.actor(OFFICER))
    return found


@pytest.fixture
def notice(person: Person, cast: Any) -> WithdrawalNotice:
    """The notice of their withdrawal, on its way to the police."""
    withdrawn(person.consents.get(), cast, words="In person: My husband is there.")
    return WithdrawalNotice.objects.get()


def page(client: Client, name: str) -> str:
    return client.get(reverse(name)).content.decode()


def test_a_recipient_reads_what_they_were_told_without_a_name_and_whether_it_holds(
    person: Person, cast: Any, as_member: Callable[[str], Client]
) -> None:
    client = as_member("other_officer")
    told = page(client, TOLD)
    assert str(person) in told
    assert "Holds" in told
    assert "Maria" not in told
    withdrawn(person.consents.get(), cast)
    assert "Over" in page(client, TOLD)


def test_a_notice_waits_for_its_recipient_and_its_sender_until_it_is_answered(
    notice: WithdrawalNotice, person: Person, as_member: Callable[[str], Client]
) -> None:
    theirs, ours = as_member("other_officer"), as_member(OFFICER)
    assert "1 for you to answer" in page(theirs, "pages:home")
    assert "1 that your agency sent" in page(ours, "pages:home")
    read = page(theirs, NOTICES)
    assert str(person) in read
    assert "My husband" not in read, "why a person withdraws is not for the recipient"
    url, sent = reverse("cases:acknowledge", args=[notice.pk]), {"done_with_it": "All of it was shredded."}
    assert "Write what you did" in theirs.post(url, {}).content.decode()
    assert theirs.post(url, sent)["Location"] == reverse(NOTICES)
    assert theirs.post(url, {"done_with_it": "Sent twice."})["Location"] == reverse(NOTICES)
    assert "All of it was shredded." in page(ours, NOTICES)
    assert "for you to answer" not in page(theirs, "pages:home")
    assert "that your agency sent" not in page(ours, "pages:home")


@pytest.mark.parametrize("key", ["second_officer", "case_worker", "partner"])
def test_a_notice_is_for_nobody_but_its_recipient_to_answer(
    key: str, notice: WithdrawalNotice, cast: Any, as_member: Callable[[str], Client]
) -> None:
    assert as_member(key).post(reverse("cases:acknowledge", args=[notice.pk]), {"done_with_it": "X"}).status_code == 404
    with pytest.raises(NotPermitted):
        acknowledge_notice(notice=notice, done_with_it="X", by=cast.actor(key))


def test_a_notice_is_answered_once_and_in_words(notice: WithdrawalNotice, cast: Any) -> None:
    by = cast.actor("other_officer")
    with pytest.raises(Refused, match="Write what you did"):
        acknowledge_notice(notice=notice, done_with_it=" ", by=by)
    acknowledge_notice(notice=notice, done_with_it="Deleted.", by=by)
    with pytest.raises(Refused, match="already"):
        acknowledge_notice(notice=notice, done_with_it="Deleted again.", by=by)


def test_a_no_after_a_yes_is_a_notice_too(person: Person, cast: Any, as_member: Callable[[str], Client]) -> None:
    answered(person, cast, recipient="hkpf", given=False)
    assert f"Declined on {today().day}" in page(as_member("other_officer"), NOTICES)


def test_a_yes_to_less_is_a_notice_of_what_was_taken_back(person: Person, cast: Any, as_member: Callable[[str], Client]) -> None:
    answered(person, cast, recipient="hkpf", fields=("profile",))
    shown = page(as_member("other_officer"), NOTICES)
    assert f"Agreed to less on {today().day}" in shown


@pytest.mark.parametrize("key", ["statistician", "measure_owner", "auditor", "administrator"])
def test_who_sees_no_people_sees_no_notice(key: str, notice: WithdrawalNotice, as_member: Callable[[str], Client]) -> None:
    client = as_member(key)
    assert client.get(reverse(NOTICES)).status_code == 404
    assert client.get(reverse(TOLD)).status_code == 404


def test_a_notice_stays_with_the_agency_that_sent_it_when_its_sender_goes_to_another(
    notice: WithdrawalNotice, person: Person, cast: Any, as_member: Callable[[str], Client]
) -> None:
    with writing("the sender goes to another agency, in a test"):
        Member.objects.filter(pk=cast.identification_officer.pk).update(agency="ld")
    assert list(notices_from(cast.actor("second_officer"))) == [notice]
    assert not notices_from(actor_for(Member.objects.get(pk=cast.identification_officer.pk))).exists()
    assert "From Immigration Department" in page(as_member("other_officer"), NOTICES)


def test_a_notice_lists_only_what_was_told_on_the_persons_word(
    notice: WithdrawalNotice, person: Person, cast: Any, as_member: Callable[[str], Client]
) -> None:
    exemption = excepted(person, cast, recipient="hkpf")
    with writing("told on an exception before, in a test"):
        Disclosure.objects.create(
            person=person, recipient="hkpf", purpose="referral", fields=["account"], outlet="referral", exemption=exemption,
            told_at=notice.sent_at, told_by=cast.identification_officer,
        )  # fmt: skip
    read = page(as_member("other_officer"), NOTICES)
    assert fields_in_words(["identity"])[0] in read
    assert fields_in_words(["account"])[0] not in read


def test_a_long_list_of_notices_has_pages(notice: WithdrawalNotice, as_member: Callable[[str], Client], monkeypatch: Any) -> None:
    monkeypatch.setattr("firmground_site.cases.views.notices.PAGE", 1)
    first, at = notice.consent, timezone.now()
    with writing("a second notice, in a test"):
        consent = Consent.objects.create(
            person=first.person, purpose="police", recipient="hkpf", given=False, from_on=today(), recorded_at=at,
            recorded_by=first.recorded_by,
        )  # fmt: skip
        WithdrawalNotice.objects.create(
            consent=consent, from_party=notice.from_party, recipient="hkpf", sent_at=at, sent_by=notice.sent_by
        )
    assert 'href="?page=2"' in page(as_member("other_officer"), NOTICES)
    assert 'href="?sent=2"' in page(as_member(OFFICER), NOTICES)
