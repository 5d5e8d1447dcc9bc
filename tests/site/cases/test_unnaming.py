"""Leaving a record without a name: for whom, when, what goes, what stays, and what by law holds it up."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening, an_identified_person
from cases.consenting import OFFICER, answered, excepted, may_read, withdrawn
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground.cases.lifecycle import states_awaiting
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content
from firmground_site.cases.actions.excepting import end_exemption
from firmground_site.cases.actions.merging import give_opinion_on_merge, propose_merge, undo_merge
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.actions.serving import record_service
from firmground_site.cases.actions.unnaming import leave_unnamed
from firmground_site.cases.answered import answers_of
from firmground_site.cases.models import Case, Involvement, MeasureAgainst, Merge, Referral, SafePlace, Suspect
from firmground_site.packs.queries import lifecycle, today
from firmground_site.screening.actions.reading import correct_person, share_file
from firmground_site.screening.models import Identification, NamedParty, Person
from firmground_site.sealed.fields import SealedTextField

pytestmark = pytest.mark.django_db
NAMED = "Maria Example said so."


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
    assert "Something else needs this record. Ask the agency that keeps it." in refused.value.reasons
    assert not [each for each in refused.value.reasons if "charge" in each or "measure" in each]
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


@pytest.fixture
def merged(person: Person, cast: Any) -> Person:
    """The person with the name in every place for words, and a second record merged into theirs."""
    second: Person = a_screening(cast, parties=(("employer", "Wong, who calls her Maria Example"),)).person
    for key in ("second_officer", "supervisor"):
        share_file(person=second, member=getattr(cast, key), purpose="To compare", by=cast.actor(OFFICER))
    merge = propose_merge(kept=person, duplicate=second, key=uuid.uuid4(), reasons=NAMED, by=cast.actor(OFFICER))
    for key in ("second_officer", "supervisor"):
        give_opinion_on_merge(merge=merge, agrees=True, reasons=NAMED, by=cast.actor(key))
    with writing("over, in a test"):
        Identification.objects.update(state=states_awaiting(lifecycle(), "nothing")[0])
    share_file(person=person, member=cast.case_worker, purpose=NAMED, by=cast.actor(OFFICER))
    case = open_case(person=person, role="victim", basis="decision", summary="S", by=cast.actor("case_worker"))
    told = {"case": case, "service": "shelter", "version": 0, "step": "asked", "on": today(), "note": NAMED}
    record_service(person=person, by=cast.actor("case_worker"), **told)
    answered(person, cast, given=False, evidence=NAMED)
    with writing("words, in a test"):
        for part in Involvement.objects.all():
            part.note = NAMED
            part.save()
    person.refresh_from_db()
    return person


def test_the_name_is_left_nowhere_neither_in_words_nor_in_a_merged_record(merged: Person, cast: Any) -> None:
    left(merged, cast)
    models = [*apps.get_app_config("cases").get_models(), *apps.get_app_config("screening").get_models()]
    sealed = [(model, field.name) for model in models for field in model._meta.local_fields if isinstance(field, SealedTextField)]
    telling = {
        f"{model.__name__}.{name}"
        for model, name in sealed
        for row in model._base_manager.all()
        if "Maria" in str(getattr(row, name))
    }
    assert telling == set()
    assert not [each for each in Content.objects.exclude(entry__kind="person:read") if "Maria" in str(each.value)]
    assert not NamedParty.objects.exclude(index="").exists()


def test_a_merge_into_a_record_without_a_name_is_not_undone(merged: Person, cast: Any) -> None:
    left(merged, cast)
    with pytest.raises(Refused, match="left without a name"):
        undo_merge(merge=Merge.objects.get(), words="Two people.", by=cast.actor("supervisor"))


def test_somebody_suspected_keeps_their_name_and_nobody_learns_why(person: Person, cast: Any) -> None:
    other, now = open_case_of_another(cast), timezone.now()
    with writing("a suspect, in a test"):
        Suspect.objects.create(
            case=other, person=person, kind="individual", basis="caught", from_on=today(), recorded_at=now,
            recorded_by=cast.investigator,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        left(person, cast)
    assert refused.value.reasons == ("Something else needs this record. Ask the agency that keeps it.",)


def open_case_of_another(cast: Any) -> Case:
    other: Person = a_screening(cast).person
    return open_case(person=other, role="victim", basis="indicators", summary="S", by=cast.actor(OFFICER))
