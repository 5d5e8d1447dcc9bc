"""The pages of a person's consent: who reaches them, what they show and record, and that nothing is lost or done twice."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening, may_open
from cases.consenting import OFFICER, answered, every_field, excepted, may_read, withdrawn
from django.test import Client
from django.urls import reverse

from firmground_site.audit.guard import writing
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.answered import answers_of, standing
from firmground_site.cases.models import Consent
from firmground_site.packs.queries import today
from firmground_site.screening.actions.reading import end_sharing, share_file
from firmground_site.screening.models import NamedReader, Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Signed = Callable[[str], Client]


@pytest.fixture
def person(cast: Any) -> Person:
    """A person of thirty whom an officer of the first agency screened."""
    found: Person = a_screening(cast).person
    return found


@pytest.fixture
def client(person: Person, as_member: Signed) -> Client:
    """The officer's browser with the person's file open."""
    return may_read(as_member(OFFICER), person)


def page(name: str, person: Person, *more: object) -> str:
    return reverse(f"cases:{name}", args=[person.pk, *more])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def filled_in(person: Person, **changed: Any) -> dict[str, Any]:
    said = {"recipient": "swd", "given": "yes", "fields_agreed": every_field("referral"), "language": "english"}
    version = answers_of(person).version
    return {**said, **day("from_on", today()), "evidence": "Signed the sheet.", "version": version, **changed}


def test_the_page_shows_how_everything_stands(person: Person, client: Client, cast: Any) -> None:
    answered(person, cast, evidence="Signed a sheet in English.")
    withdrawn(answered(person, cast, recipient="hkpf"), cast)
    answered(person, cast, "recontact", "", given=False)
    answered(person, cast, "services", "", until_on=today())
    excepted(person, cast, recipient="hkpf")
    text = read(client, page("consent", person))
    for words in ("Agreed", "Withdrawn", "Declined", "Not asked", "This goes on until the person declines", "until "):
        assert words in text
    for words in ("Signed a sheet in English.", "In person: No more.", "Cap. 486, section 58", "A raid is planned."):
        assert words in text
    assert "Nobody was told anything." in text
    assert f'href="{reverse("screening:person", args=[person.pk])}" class="govuk-back-link"' in text


def test_the_page_is_for_whoever_may_see_the_person_and_asks_why_first(person: Person, as_member: Signed, cast: Any) -> None:
    address = page("consent", person)
    assert as_member(OFFICER).get(address)["Location"].startswith(reverse("screening:open_file", args=[person.pk]))
    assert as_member("other_officer").get(address).status_code == 404
    assert as_member("officer_immd").get(address).status_code == 404, "a screening officer is not told what was answered"
    assert read(may_read(as_member("supervisor"), person), address)


def test_who_sees_the_case_but_not_the_file_opens_the_case_and_reads_no_name(
    person: Person, as_member: Signed, cast: Any
) -> None:
    reader = share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
    case = open_case(person=person, role="victim", basis="indicators", summary="S", by=cast.actor("case_worker"))
    end_sharing(reader=reader, by=cast.actor(OFFICER))
    client, address = as_member("case_worker"), page("consent", person)
    assert client.get(address)["Location"].startswith(reverse("cases:open_file", args=[case.pk]))
    text = read(may_open(client, case), address)
    assert str(person) in text
    assert "Maria" not in text
    assert f'href="{reverse("cases:case_consent", args=[case.pk])}" class="govuk-back-link"' in text


def test_a_case_leads_to_the_consent_of_everybody_in_it(person: Person, as_member: Signed, cast: Any) -> None:
    share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
    case = open_case(person=person, role="victim", basis="indicators", summary="S", by=cast.actor("case_worker"))
    answered(person, cast, given=False)
    address = reverse("cases:case_consent", args=[case.pk])
    text = read(may_open(as_member("case_worker"), case), address)
    assert page("consent", person) in text
    assert "Maria Example" in text
    assert "Declined" in text
    assert "5 purposes not asked about yet" in text
    assert as_member("other_officer").get(address).status_code == 404
    assert as_member("investigator").get(address).status_code == 404


def test_an_answer_is_recorded_once_however_often_it_is_sent(person: Person, client: Client) -> None:
    address, sent = page("consent_record", person, "referral"), filled_in(person)
    assert "What did they agree to?" in read(client, address)
    for _ in range(2):
        assert client.post(address, sent)["Location"] == page("consent", person)
    assert Consent.objects.count() == 1
    assert standing(person, "referral", "swd").stands == "agreed"


def test_an_answer_sent_after_somebody_else_recorded_one_stands_beside_it_and_can_be_sent_again(
    person: Person, client: Client, cast: Any
) -> None:
    address, sent = page("consent_record", person, "referral"), filled_in(person)
    answered(person, cast, given=False, evidence="Aloud, before Mr Leung.")
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "Signed the sheet." in answer.content.decode()
    assert "Declined" in answer.content.decode()
    assert Consent.objects.count() == 1
    assert client.post(address, {**sent, "version": answers_of(person).version}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"given": ""}, "Choose what the person answered."),
        ({"recipient": ""}, "Choose who would be told."),
        ({"fields_agreed": []}, "Choose what the person agreed to."),
        ({"evidence": ""}, "Write how they answered."),
        ({"from_on_year": "2999"}, "cannot be to come"),
    ],
)
def test_an_answer_that_is_not_whole_says_what_is_missing(
    changed: dict[str, Any], words: str, person: Person, client: Client
) -> None:
    answer = client.post(page("consent_record", person, "referral"), filled_in(person, **changed))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Consent.objects.exists()


@pytest.mark.parametrize(("age", "asked"), [(15, "What did the child answer?"), (None, "Is the person a child"), (30, "")])
def test_the_form_asks_about_a_child_where_there_may_be_one(age: int | None, asked: str, person: Person, client: Client) -> None:
    with writing("an age"):
        Person.objects.update(age=age)
    text = read(client, page("consent_record", person, "services"))
    assert ("child" in text) is bool(asked)
    assert asked in text


def test_a_child_and_a_guardian_agree_on_the_page(person: Person, client: Client) -> None:
    with writing("a child"):
        Person.objects.update(age=15)
    said = {"assent": "yes", "guardian": "Her mother", "guardian_basis": "parent"}
    assert client.post(page("consent_record", person, "referral"), filled_in(person)).status_code == 400
    assert client.post(page("consent_record", person, "referral"), filled_in(person, **said)).status_code == 302
    text = read(client, page("consent", person))
    assert "The child said yes." in text
    assert "Her mother" in text


def test_a_withdrawal_is_recorded_once_with_how_it_was_told(person: Person, client: Client, cast: Any) -> None:
    consent = answered(person, cast)
    address = page("consent_withdraw", person, consent.pk)
    sent = {**day("on", today()), "how": "by_phone", "words": "I changed my mind."}
    assert "whoever was told something gets a notice" in read(client, address)
    assert client.post(address, {**sent, "words": ""}).status_code == 400
    for _ in range(2):
        assert client.post(address, sent)["Location"] == page("consent", person)
    consent.refresh_from_db()
    assert consent.withdrawal_words == "By phone: I changed my mind."
    assert client.post(address, {**sent, "words": "Again."}).status_code == 400
    assert client.get(address).status_code == 409


def test_an_exception_is_recorded_with_its_section_and_ended(person: Person, client: Client) -> None:
    address = page("exemption_record", person, "crime")
    assert "Cap. 486, section 58" in read(client, address)
    sent = {"for_purpose": "police", "recipient": "hkpf", "fields_told": ["identity"], "reasons": "A raid.", "version": 1}
    assert client.post(address, {**sent, **day("from_on", today()), "reasons": ""}).status_code == 400
    for _ in range(2):
        assert client.post(address, {**sent, **day("from_on", today())}).status_code == 302
    exemption = person.exemptions.get()
    end = page("exemption_end", person, exemption.pk)
    assert "End the exception" in read(client, end)
    assert client.post(end).status_code == 302
    assert client.get(end).status_code == 409
    assert "Over" in read(client, page("consent", person))


@pytest.mark.parametrize("name", ["consent_record", "consent_sheet", "exemption_record"])
def test_what_the_pack_does_not_have_is_not_there(name: str, person: Person, client: Client) -> None:
    assert client.get(page(name, person, "advertising")).status_code == 404


@pytest.mark.parametrize(("key", "agency"), [("case_worker", "swd"), ("investigator", "hkpf"), ("prosecutor", "swd")])
def test_a_file_is_shared_on_the_page_with_whoever_the_person_agreed_to(
    key: str, agency: str, person: Person, client: Client, cast: Any, as_member: Signed
) -> None:
    member, address = getattr(cast, key), page("share_file", person)
    assert address in read(client, reverse("screening:person", args=[person.pk]))
    sent = {"member": str(member.pk), "for_purpose": "referral", "words": "A bed for the night"}
    assert member.name in read(client, address)
    assert client.post(address, {**sent, "words": ""}).status_code == 400
    refused = client.post(address, sent)
    assert refused.status_code == 400
    assert not NamedReader.objects.exists()
    answered(person, cast, recipient=member.agency)
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 400, "shared already"
    theirs = may_read(as_member(key), person)
    text = read(theirs, reverse("screening:person", args=[person.pk]))
    assert "To be referred to another body: A bed for the night" in text
    assert address not in text
    assert theirs.get(address).status_code == 404
    end = reverse("screening:end_sharing", args=[person.pk, NamedReader.objects.get().pk])
    client.post(end)
    assert theirs.get(reverse("screening:person", args=[person.pk])).status_code == 404
    assert "The file was shared" in read(client, page("consent", person))


@pytest.mark.parametrize("key", ["statistician", "auditor", "administrator", "outsider"])
def test_a_file_is_not_shared_with_a_role_that_sees_no_people(key: str, person: Person, client: Client, cast: Any) -> None:
    sent = {"member": str(getattr(cast, key).pk), "for_purpose": "referral", "words": "Shelter"}
    assert client.post(page("share_file", person), sent).status_code == 400
    assert not NamedReader.objects.exists()
