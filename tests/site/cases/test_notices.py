"""A withdrawal on its way: who sees it, who answers it, and what a party reads of what it was told."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening
from cases.consenting import OFFICER, answered, withdrawn
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.acknowledging import acknowledge_notice
from firmground_site.cases.models import WithdrawalNotice
from firmground_site.cases.sharing import disclose
from firmground_site.packs.queries import today
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db
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
