"""The interface for programs: the same sight as on the pages, never details past the gate, and what is told is written down."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import an_identified_person
from cases.referring import a_partner, agreed, exempted, put_forward, referred, taken, withdrawn
from django.test import Client

from firmground_site.audit.models import Entry
from firmground_site.cases.models import Disclosure, Referral
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
JSON = {"Accept": "application/json"}


@pytest.fixture
def person(cast: Any) -> Person:
    return an_identified_person(cast).person


@pytest.fixture
def referral(person: Person, cast: Any) -> Referral:
    return referred(person, cast)


def at(referral: Referral) -> str:
    return f"/api/v1/referrals/{referral.pk}/"


@pytest.mark.parametrize(("key", "direction"), [("case_worker", "received"), ("second_officer", "sent")])
def test_each_side_reads_its_referrals(referral: Referral, as_member: SignIn, key: str, direction: str) -> None:
    listed = as_member(key).get("/api/v1/referrals/").json()
    assert listed["count"] == 1
    assert listed["next_page"] is None
    found = listed["results"][0]
    assert (found["id"], found["direction"], found["state"]) == (str(referral.pk), direction, "sent")
    assert "Maria" not in str(listed)


def test_others_read_none_and_find_none(referral: Referral, as_member: SignIn) -> None:
    assert as_member("other_officer").get("/api/v1/referrals/").json()["results"] == []
    forbidden, absent = as_member("other_officer").get(at(referral)), as_member("other_officer").get(f"{at(referral)}x/")
    assert forbidden.status_code == absent.status_code == 404
    assert as_member("statistician").get("/api/v1/referrals/").status_code == 404


def test_one_referral_has_its_steps_and_what_was_told(referral: Referral, cast: Any, as_member: SignIn) -> None:
    taken(referral, "received", "accepted", cast=cast)
    found = as_member("case_worker").get(at(referral)).json()
    assert [each["event"] for each in found["steps"]] == ["sent", "received", "accepted"]
    assert found["details"]["contact"] == [["Phone", "9123 4567"]]


def test_no_details_come_once_the_gate_has_closed_also_not_to_the_sender(
    referral: Referral, cast: Any, as_member: SignIn
) -> None:
    withdrawn(referral.consent, cast.identification_officer)
    for key in ("case_worker", "identification_officer"):
        assert as_member(key).get(at(referral)).json()["details"] is None


def test_no_details_come_of_what_was_refused(referral: Referral, cast: Any, as_member: SignIn) -> None:
    taken(referral, "refused", cast=cast)
    assert as_member("case_worker").get(at(referral)).json()["details"] is None


def test_what_a_partner_wrote_of_somebody_is_for_people_to_read(cast: Any, as_member: SignIn) -> None:
    a_partner(cast)
    found = as_member("identification_officer").get(at(put_forward(cast))).json()
    assert found["put_forward"] is True
    assert found["details"] is None


# --- what may be told -------------------------------------------------------------------------------------------------


def told(client: Client, person: Person, query: str = "?recipient=swd&purpose=referral", **headers: str) -> Any:
    return client.get(f"/api/v1/people/{person.pk}/told/{query}", headers={**JSON, **headers})


def test_a_program_is_told_what_the_person_agreed_to_and_that_is_written_down(
    person: Person, cast: Any, as_member: SignIn
) -> None:
    agreed(person, cast, "swd", ("identity",))
    answer = told(as_member("identification_officer"), person)
    assert answer.json()["told"] == {"identity": [["Name", "Maria Example"], ["Number of a paper", "P1234567"]]}
    kept = Disclosure.objects.get()
    assert (str(kept.pk), kept.outlet, kept.fields) == (answer.json()["disclosure"], "interface", ["identity"])
    assert Entry.objects.filter(kind="person:told_of", subject=f"person:{person.pk}").count() == 1


def test_a_program_is_not_told_what_its_member_may_not_read(person: Person, cast: Any, as_member: SignIn) -> None:
    agreed(person, cast, "hkpf", ("identity", "proceedings"), purpose="police")
    assert told(as_member("identification_officer"), person, "?recipient=hkpf&purpose=police").status_code == 200
    assert Disclosure.objects.get().fields == ["identity"]


def test_an_exception_tells_its_fields(person: Person, cast: Any, as_member: SignIn) -> None:
    exempted(person, cast, "swd", ("contact",))
    answer = told(as_member("identification_officer"), person).json()
    assert (answer["basis"], list(answer["told"])) == ("exception", ["contact"])


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?recipient=swd&purpose=referral", "not asked"),
        ("?recipient=nobody&purpose=referral", "party that is there"),
        ("?recipient=swd&purpose=aggregate", "party that is there"),
    ],
)
def test_without_consent_nothing_is_told_and_the_reasons_are_said(
    person: Person, as_member: SignIn, query: str, why: str
) -> None:
    answer = told(as_member("identification_officer"), person, query)
    assert answer.status_code == 409
    assert why in answer.json()["refused"][0]
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("query", ["", "?recipient=swd", "?purpose=referral"])
def test_what_is_missing_in_the_address_is_said(person: Person, as_member: SignIn, query: str) -> None:
    assert told(as_member("identification_officer"), person, query).status_code == 400


def test_a_link_that_a_browser_follows_tells_nothing(person: Person, cast: Any, as_member: SignIn) -> None:
    agreed(person, cast, "swd")
    assert told(as_member("identification_officer"), person, Accept="text/html,*/*").status_code == 400
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("key", ["other_officer", "case_worker", "supervisor", "partner"])
def test_of_a_person_of_others_nothing_is_told(person: Person, cast: Any, as_member: SignIn, key: str) -> None:
    agreed(person, cast, "swd")
    assert told(as_member(key), person).status_code == 404
