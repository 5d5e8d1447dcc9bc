"""The list of cases, the outline of one, and its file: for whom they are there, and what they tell."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cases.casework import may_open
from cases.consenting import may_read
from django.test import Client
from django.urls import reverse

from firmground.errors import PackError
from firmground_site.cases.models import Case
from firmground_site.packs.queries import active_pack, casework

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def no_casework(monkeypatch: pytest.MonkeyPatch) -> None:
    """A territory whose pack ends with the decision."""
    ends = replace(active_pack(), casework=None)
    monkeypatch.setattr("firmground_site.packs.queries._pack", lambda _name: ends)


def test_a_case_worker_finds_the_case_of_their_agency_in_the_list(as_member: Callable[[str], Client], case: Case) -> None:
    assert case.reference in as_member("case_worker").get(reverse("cases:list")).content.decode()


def test_an_officer_of_another_agency_finds_neither_the_case_nor_its_page(as_member: Callable[[str], Client], case: Case) -> None:
    client = as_member("other_officer")
    assert case.reference not in client.get(reverse("cases:list")).content.decode()
    assert client.get(reverse("cases:case", args=[case.pk])).status_code == 404


def test_a_case_opens_only_after_saying_why(as_member: Callable[[str], Client], case: Case) -> None:
    client, address = as_member("case_worker"), reverse("cases:case", args=[case.pk])
    assert client.get(address).url.startswith(reverse("cases:open_file", args=[case.pk]))
    client.post(reverse("cases:open_file", args=[case.pk]), {"purpose": "protect", "next": address})
    assert "Opened a case" in client.get(address).content.decode()


def test_a_persons_file_tells_of_a_case_only_whoever_sees_it(as_member: Callable[[str], Client], case: Case) -> None:
    person = case.involvements.get().person
    address = reverse("screening:person", args=[person.pk])
    read = {key: may_read(as_member(key), person).get(address) for key in ("identification_officer", "case_worker")}
    assert {each.status_code for each in read.values()} == {200}
    assert "part in a case" in read["case_worker"].content.decode()
    assert "part in a case" not in read["identification_officer"].content.decode()


def test_the_file_of_a_case_lists_what_happened(as_member: Callable[[str], Client], case: Case) -> None:
    client: Any = may_open(as_member("case_worker"), case)
    told = client.get(reverse("cases:file", args=[case.pk])).content.decode()
    assert "Needs a place to stay." in told
    assert "Part in the case: identified as a victim" in told


def test_a_territory_whose_pack_ends_with_the_decision_has_no_cases(
    no_casework: None, as_member: Callable[[str], Client]
) -> None:
    with pytest.raises(PackError):
        casework()
    client = as_member("case_worker")
    assert client.get(reverse("cases:list")).status_code == 404
    assert "Cases waiting for you" not in client.get(reverse("pages:home")).content.decode()
