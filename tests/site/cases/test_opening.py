"""Opening a case: from an identification whose decision calls for one, or directly from a person's file; once each."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import PersonMet, a_screening, opened_case
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.models import Case
from firmground_site.screening.models import Identification
from firmground_site.screening.opening import OPEN

pytestmark = pytest.mark.django_db
FIRST = {"role": "victim", "basis": "decision", "summary": "Needs a room."}


def with_open_file(client: Client, person: Any) -> Client:
    client.post(reverse("screening:open_file", args=[person.pk]), {"purpose": "protect"})
    assert str(person.pk) in client.session[OPEN]
    return client


def test_the_page_of_an_identification_leads_to_opening_its_case_and_then_to_the_case(
    identified: Identification, as_member: Callable[[str], Client]
) -> None:
    client = with_open_file(as_member("identification_officer"), identified.person)
    page = reverse("screening:identification", args=[identified.pk])
    address = reverse("cases:open_from", args=[identified.pk])
    assert address in client.get(page).content.decode()
    assert "Maria Example" in client.get(address).content.decode()
    form = {**FIRST, "key": str(uuid.uuid4())}
    answers = [client.post(address, form), client.post(address, form), client.post(address, {**form, "key": str(uuid.uuid4())})]
    case = Case.objects.get()
    assert {each.url for each in answers} == {reverse("cases:case", args=[case.pk])}
    assert (case.opened_from, case.agency) == (identified, "immd")
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 200, "whoever opened it has said why"
    told = client.get(page).content.decode()
    assert str(case) in told
    assert address not in told


def test_an_identification_without_such_a_decision_leads_to_no_case(cast: Any, as_member: Callable[[str], Client]) -> None:
    undecided = a_screening(cast)
    client = with_open_file(as_member("identification_officer"), undecided.person)
    assert "Open a case" not in client.get(reverse("screening:identification", args=[undecided.pk])).content.decode()
    assert client.get(reverse("cases:open_from", args=[undecided.pk])).status_code == 302
    answer = client.post(reverse("cases:open_from", args=[undecided.pk]), {**FIRST, "key": str(uuid.uuid4())})
    assert answer.status_code == 400
    assert "calls for no case" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_case_is_opened_directly_from_a_persons_file_once(cast: Any, as_member: Callable[[str], Client]) -> None:
    person = a_screening(cast).person
    client = with_open_file(as_member("identification_officer"), person)
    address = reverse("cases:open_directly", args=[person.pk])
    assert address in client.get(reverse("screening:person", args=[person.pk])).content.decode()
    form = {"role": "presumed_victim", "basis": "indicators", "key": str(uuid.uuid4())}
    assert client.post(address, {"key": form["key"]}).status_code == 400
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert Case.objects.get().opened_from is None
    assert str(Case.objects.get()) in client.get(reverse("screening:person", args=[person.pk])).content.decode()


@pytest.mark.parametrize("member", ["case_worker", "other_officer"])
def test_nobody_opens_a_case_about_a_person_whose_file_they_cannot_open(
    identified: Identification, cast: Any, member: str, as_member: Callable[[str], Client]
) -> None:
    with pytest.raises(NotPermitted):
        open_case(person=identified.person, by=cast.actor(member), **FIRST)
    assert as_member(member).get(reverse("cases:open_directly", args=[identified.person.pk])).status_code == 404
    assert as_member(member).get(reverse("cases:open_from", args=[identified.pk])).status_code == 404


def test_an_identification_calls_for_one_case_at_most(case: Case, identified: Identification, cast: Any) -> None:
    with pytest.raises(Refused, match="opened already"):
        open_case(person=identified.person, identification=identified, by=cast.actor("identification_officer"), **FIRST)


def test_an_identification_of_somebody_else_opens_no_case(identified: Identification, cast: Any) -> None:
    other = a_screening(cast, PersonMet(name="Ana Example"))
    with pytest.raises(NotPermitted):
        open_case(person=other.person, identification=identified, by=cast.actor("identification_officer"), **FIRST)


def test_a_case_of_another_agency_shows_no_name_to_whom_the_file_is_closed(
    identified: Identification, cast: Any, as_member: Callable[[str], Client]
) -> None:
    case = opened_case(identified, cast)
    officer = with_open_file(as_member("identification_officer"), identified.person)
    assert str(case) not in officer.get(reverse("screening:person", args=[identified.person.pk])).content.decode()
