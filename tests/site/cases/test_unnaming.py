"""Leaving a record without a name: for whom, when, what goes, what stays, and what by law holds it up."""

from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening, an_identified_person
from cases.consenting import OFFICER, answered, excepted, may_read, withdrawn
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.excepting import end_exemption
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.actions.unnaming import leave_unnamed
from firmground_site.cases.answered import answers_of
from firmground_site.cases.models import Case, MeasureAgainst, Referral, SafePlace
from firmground_site.packs.queries import today
from firmground_site.screening.actions.reading import correct_person, share_file
from firmground_site.screening.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast: Any) -> Person:
    """An identified adult, once known by another name, who declined a referral."""
    found: Person = an_identified_person(cast).person
    correct_person(person=found, version=found.version, changes={"alias": "Marilen"}, by=cast.actor(OFFICER))
    answered(found, cast, given=False)
    found.refresh_from_db()
    return found


def left(person: Person, cast: Any, key: str = OFFICER) -> Person:
    return leave_unnamed(person=person, version=answers_of(person).version, by=cast.actor(key))


def test_name_alias_paper_and_phone_go_and_what_can_be_counted_stays(person: Person, cast: Any) -> None:
    left(person, cast)
    person.refresh_from_db()
    assert (person.name, person.alias, person.document, person.phone) == ("", "", "", "")
    assert (person.document_index, person.phone_index) == ("", "")
    assert (person.sex, person.nationality, person.age) == ("female", "philippines", 30)
    assert person.identifications.get().decisions.exists()


def test_the_file_says_that_they_were_emptied_and_the_ledger_keeps_no_earlier_name(
    person: Person, cast: Any, as_member: Callable[[str], Client]
) -> None:
    left(person, cast)
    told = entries_about(person, cast.actor(OFFICER))
    assert [each.was_erased for each in told if each.kind.name == "person:corrected"] == [True]
    text = may_read(as_member(OFFICER), person).get(reverse("screening:person", args=[person.pk])).content.decode()
    assert "Removed who a person is from their record" in text
    assert "Mari" not in text


def test_what_was_told_before_and_where_they_stay_go_too(person: Person, cast: Any) -> None:
    by, now = cast.identification_officer, timezone.now()
    share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
    case = open_case(person=person, role="victim", basis="decision", summary="S", by=cast.actor("case_worker"))
    with writing("a referral that was done, and a place"):
        Referral.objects.create(
            person=person, from_party="immd", to_party="swd", purpose="referral", state="done", sent_on=today(), sent_at=now,
            sent_by=by, changed_at=now, name="Maria Example", details={"identity": "Maria Example"},
        )  # fmt: skip
        SafePlace.objects.create(case=case, person=person, address="12 Hidden Lane", changed_at=now, changed_by=by)
    left(person, cast)
    referral, place = Referral.objects.get(), SafePlace.objects.get()
    assert (referral.name, referral.name_index, place.address) == ("", "", "")
    assert "Maria" not in str(referral.details)
    assert Case.objects.get().entries.filter(kind="person:identity_removed").exists()


def test_a_child_keeps_who_they_are(person: Person, cast: Any) -> None:
    with writing("a child"):
        Person.objects.update(age=15)
    with pytest.raises(Refused, match="for adults"):
        left(person, cast)


def test_whoever_did_not_decline_or_agreed_to_something_else_keeps_their_name(person: Person, cast: Any) -> None:
    consent = answered(person, cast, "services", "")
    with pytest.raises(Refused, match="agreed to something"):
        left(person, cast)
    withdrawn(consent, cast)
    left(person, cast)
    other: Person = a_screening(cast).person
    with pytest.raises(Refused, match="has not declined"):
        left(other, cast)


def test_what_by_law_or_in_hand_needs_a_name_holds_it_up(person: Person, cast: Any) -> None:
    exemption = excepted(person, cast)
    with pytest.raises(Refused, match="lawful exception"):
        left(person, cast)
    end_exemption(exemption=exemption, by=cast.actor(OFFICER))
    by, now = cast.identification_officer, timezone.now()
    share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
    case = open_case(person=person, role="victim", basis="decision", summary="S", by=cast.actor("case_worker"))
    with writing("a measure, and a referral that runs"):
        MeasureAgainst.objects.create(
            case=case, person=person, kind="detention", from_on=today(), recorded_at=now, recorded_by=by
        )
        Referral.objects.create(
            person=person, from_party="immd", to_party="swd", purpose="referral", state="sent", sent_on=today(), sent_at=now,
            sent_by=by, changed_at=now,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        left(person, cast)
    assert len(refused.value.reasons) == 2
    person.refresh_from_db()
    assert person.name == "Maria Example"


def test_a_person_with_an_identification_that_waits_keeps_their_name(cast: Any) -> None:
    person: Person = a_screening(cast).person
    answered(person, cast, given=False)
    with pytest.raises(Refused, match="waits for a step"):
        left(person, cast)


def test_neither_another_agency_nor_an_old_page_removes_a_name(person: Person, cast: Any) -> None:
    share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
    for key in ("other_officer", "case_worker"):
        with pytest.raises(NotPermitted):
            left(person, cast, key)
    with pytest.raises(Stale):
        leave_unnamed(person=person, version=1, by=cast.actor(OFFICER))


def test_the_page_is_offered_only_where_it_can_be_done(person: Person, cast: Any, as_member: Callable[[str], Client]) -> None:
    client, address = may_read(as_member(OFFICER), person), reverse("cases:leave_unnamed", args=[person.pk])
    consent_page = reverse("cases:consent", args=[person.pk])
    assert address in client.get(consent_page).content.decode()
    version = answers_of(person).version
    assert client.post(address, {"version": version}).status_code == 400
    assert client.post(address, {"version": version, "sure": "on"}).status_code == 302
    text = client.get(consent_page).content.decode()
    assert "This record holds no name" in text
    assert address not in text
    assert client.get(address).status_code == 409
