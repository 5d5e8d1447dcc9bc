"""What erasing a person does to cases: what holds the record, and that nothing sealed that tells of them outlives it."""

import datetime
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cases.casework import PersonMet, a_screening, an_identified_person, may_open, opened_case
from cases.consenting import answered, withdrawn
from cases.referring import referred, take
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground.cases.lifecycle import states_awaiting
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.audit.models import Content, Entry
from firmground_site.cases import events
from firmground_site.cases.actions.acknowledging import acknowledge_notice
from firmground_site.cases.actions.casework import change_summary, close_case, note_in_case, reopen_case
from firmground_site.cases.actions.involving import involve_person
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.actions.serving import record_service
from firmground_site.cases.actions.sheltering import read_safe_place, record_safe_place
from firmground_site.cases.models import Case, FileEntry, FrozenProperty, Involvement, Referral, Suspect, WithdrawalNotice
from firmground_site.cases.sharing import disclose
from firmground_site.packs.queries import lifecycle, today
from firmground_site.screening.actions.erasing import ASKED, DUE, erase_all_due, erase_person
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Identification, Person
from firmground_site.screening.retention import can_be_erased_now
from firmground_site.sealed.fields import BlindIndexField, SealedJSONField, SealedTextField

PLANTED = "Zaneta Planted 99887766"
OF_NOBODY = {"Partner.contact": "a partner is an organisation; no person leads to it"}
FAR = datetime.date(2020, 1, 1)


def due(person: Person) -> Person:
    with writing("time passes, in a test"):
        Person.objects.filter(pk=person.pk).update(erase_on=FAR)
    return Person.objects.get(pk=person.pk)


def sealed_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_app_config("cases").get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField | BlindIndexField):
                yield model, field


def left_in(model: type[models.Model], field: models.Field) -> int:
    """In how many rows the field holds anything, as it lies in the database."""
    with connection.cursor() as cursor:
        table, column = model._meta.db_table, field.column
        empty = f"OR \"{column}\" = ''" if isinstance(field, BlindIndexField) else ""
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE NOT ("{column}" IS NULL {empty})')
        return int(cursor.fetchone()[0])


def planted(given: dict[str, models.Model]) -> None:
    """One row of each table of cases that seals something, about the person and in the case, with a planted name in each field.

    It reads the models, so that a new table or a new sealed field is planted without anybody thinking of it.
    """
    made, sealing = dict(given), {model for model, _ in sealed_fields()}
    needed = {each.related_model for model in sealing for each in foreign_keys(model)}
    waiting = [each for each in apps.get_app_config("cases").get_models() if each in sealing | needed]
    waiting = [each for each in waiting if each._meta.model_name not in made]
    while waiting:
        model = waiting.pop(0)
        if {each.related_model for each in foreign_keys(model)} & set(waiting):
            waiting.append(model)  # once there is what it needs
        else:
            made[model._meta.model_name] = planted_row(model, made)


def foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [each for each in model._meta.local_fields if isinstance(each, models.ForeignKey)]


def planted_row(model: type[models.Model], made: dict[str, models.Model]) -> models.Model:
    row = model()
    for key in foreign_keys(model):
        wanted = "duplicate" if key.name == "duplicate" else key.related_model._meta.model_name
        if not key.null or wanted in ("person", "case") or key.name in ("sent_by", "taken_by"):  # only the public leaves them out
            setattr(row, key.name, made[wanted])
    for field in model._meta.local_fields:
        if isinstance(field, SealedTextField):
            setattr(row, field.name, {"told": PLANTED} if isinstance(field, SealedJSONField) else PLANTED)
        elif not (field.null or field.primary_key or field.has_default() or field.blank or field.is_relation):
            setattr(row, field.name, plain_value(field))
    row.save(force_insert=True)
    return row


def plain_value(field: models.Field) -> Any:
    kinds = {models.DateTimeField: timezone.now, models.DateField: today, models.BooleanField: bool}
    found = next((kinds[kind] for kind in kinds if isinstance(field, kind)), None)
    return found() if found else ("two" if field.name.startswith("to_") else "employer")


@pytest.fixture
def planted_case(cast: Any) -> Case:
    """A closed case of one person, with a planted name in every sealed field of every table of cases."""
    person = a_screening(cast, PersonMet(name="Maria Example")).person
    second = a_screening(cast, PersonMet(name="Maria Example")).person
    officer = cast.actor("identification_officer")
    case = open_case(person=person, role="victim", basis="indicators", summary=PLANTED, by=officer)
    case = close_case(case=case, version=1, reason="needs_met", words=PLANTED, by=officer)
    with writing("a name in every sealed field, in a test"):
        planted({"case": case, "person": person, "duplicate": second, "member": cast.identification_officer})
        Person.objects.update(erase_on=FAR)
        Referral.objects.update(state="done")
        identifications_are_over()
    return case


def identifications_are_over() -> None:
    Identification.objects.update(state=states_awaiting(lifecycle(), "nothing")[0])


@pytest.mark.django_db
def test_no_sealed_field_of_a_case_outlives_its_last_person(planted_case: Case, cast: Any) -> None:
    fields = [(model, field) for model, field in sealed_fields() if f"{model.__name__}.{field.name}" not in OF_NOBODY]
    unplanted = [f"{model.__name__}.{field.name}" for model, field in fields if not left_in(model, field)]
    assert unplanted == [], "these were not planted, so that erasing them cannot be seen"
    assert len(fields) > 40
    person = Person.objects.filter(involvements__case=planted_case).distinct().get()
    erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    left = [f"{model.__name__}.{field.name}" for model, field in fields if left_in(model, field)]
    assert left == [], "say in cases/erasing.py how these are erased"


@pytest.mark.django_db
def test_nothing_that_the_ledger_said_of_the_case_is_left_with_its_last_person(planted_case: Case, cast: Any) -> None:
    said = Content.objects.filter(entry__kind__in=[events.CASE_OPENED.name, events.CASE_CLOSED.name])
    assert said.count() == 2
    person = Person.objects.filter(involvements__case=planted_case).distinct().get()
    erase_person(person=person, reason=DUE, by=cast.actor("supervisor"))
    assert not said.exists()
    assert Entry.objects.filter(kind=events.CASE_CLOSED.name, erasure__isnull=False).exists()


@pytest.mark.django_db
def test_an_open_case_holds_the_records_of_its_people(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    person, supervisor = due(case.involvements.get().person), cast.actor("supervisor")
    for reason in (DUE, ASKED):
        with pytest.raises(Refused, match="A case of this person is open. Close it first"):
            erase_person(person=person, reason=reason, by=supervisor)
    assert not can_be_erased_now(supervisor).exists()
    page = as_member("supervisor").get(reverse("screening:erase", args=[person.pk])).content.decode()
    assert "A case of this person is open." in page
    assert "A case of this person is open." in as_member("supervisor").get(reverse("screening:retention")).content.decode()
    close_case(case=case, version=1, reason="needs_met", words="Done.", by=cast.actor("case_worker"))
    assert erase_all_due(by=supervisor) == 0, "it is kept as that of a closed case now"
    due(person)
    assert erase_all_due(by=supervisor) == 1


@pytest.mark.django_db
def test_somebody_suspected_in_an_open_case_is_held_too(case: Case, cast: Any) -> None:
    other = a_screening(cast, PersonMet(name="Ana Example")).person
    with writing("a suspect, in a test"):
        identifications_are_over()
        Suspect.objects.create(
            case=case, person=other, kind="individual", basis="caught", from_on=FAR,
            recorded_at=timezone.now(), recorded_by=cast.investigator,
        )  # fmt: skip
    with pytest.raises(Refused, match="^Something else needs this record. Ask the agency that keeps it.$"):
        erase_person(person=due(other), reason=DUE, by=cast.actor("supervisor"))


@pytest.mark.django_db
def test_whoever_worked_on_the_case_does_not_erase_because_the_person_asked(planted_case: Case, cast: Any) -> None:
    person = Person.objects.filter(involvements__case=planted_case).distinct().get()
    with writing("the supervisor wrote into the file, in a test"):
        FileEntry.objects.filter(kind=events.CASE_OPENED.name).update(recorded_by=cast.supervisor)
    with pytest.raises(Refused, match="another supervising officer"):
        erase_person(person=person, reason=ASKED, by=cast.actor("supervisor"))


@pytest.mark.django_db
def test_what_a_case_says_for_itself_stays_until_its_last_person_is_erased(case: Case, cast: Any) -> None:
    worker, supervisor, first = cast.actor("case_worker"), cast.actor("supervisor"), case.involvements.get().person
    second = a_screening(cast, PersonMet(name="Ana Example")).person
    share_file(person=second, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    involve_person(case=case, person=second, role="witness", basis="own_account", from_on=today(), note=PLANTED, by=worker)
    change_summary(case=case, version=1, summary="About both.", by=worker)
    note_in_case(case=case, words="A note about the house.", on=today(), key=uuid.uuid4(), by=worker)
    told = {"case": case, "service": "shelter", "version": 0, "step": "asked", "on": today(), "by": worker}
    record_service(person=first, note="For the first.", **told)
    record_service(person=second, note="For the second.", **told)
    says = {"address": "A", "safe_contact": "B", "must_not_know": "C"}
    record_safe_place(case=case, person=first, version=0, says=says, by=worker)
    close_case(case=case, version=2, reason="needs_met", words="Both are safe.", by=worker)
    with writing("over, in a test"):
        identifications_are_over()
    erase_person(person=due(first), reason=DUE, by=supervisor)
    kept = Case.objects.get()
    assert (kept.summary, kept.closing_words) == ("About both.", "Both are safe.")
    words = {each.words for each in FileEntry.objects.all()}
    assert {"A note about the house.", "For the second.", PLANTED} <= words
    assert "For the first." not in words
    erase_person(person=due(second), reason=DUE, by=supervisor)
    assert {each.words for each in FileEntry.objects.all()} == {""}
    assert (Case.objects.get().summary, Involvement.objects.filter(person=second).get().note) == ("", "")


@pytest.mark.django_db
def test_a_case_whose_people_were_all_erased_shows_no_name_and_is_not_opened_again(
    cast: Any, as_member: Callable[[str], Client]
) -> None:
    case = opened_case(an_identified_person(cast), cast)
    worker, person = cast.actor("case_worker"), case.involvements.get().person
    shut = close_case(case=case, version=1, reason="needs_met", words="Done.", by=worker)
    with writing("over, in a test"):
        identifications_are_over()
    erase_person(person=due(person), reason=DUE, by=cast.actor("supervisor"))
    client = may_open(as_member("case_worker"), case)
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Erased record" in page
    assert "Maria" not in page
    version = Case.objects.values_list("version", flat=True).get(pk=shut.pk)
    with pytest.raises(Refused, match="were erased"):
        reopen_case(case=case, version=version, words="Again.", by=worker)
    with pytest.raises(NotPermitted):
        read_safe_place(case=case, person=person, by=worker)


@pytest.mark.django_db
def test_a_second_record_of_a_person_is_erased_with_the_first(cast: Any) -> None:
    kept, second = (a_screening(cast, PersonMet(name="Maria Example")).person for _ in range(2))
    with writing("found to be one person, in a test"):
        identifications_are_over()
        Person.objects.filter(pk=second.pk).update(merged_into=kept)
    erase_person(person=due(kept), reason=DUE, by=cast.actor("supervisor"))
    assert [each.name for each in Person.objects.all()] == ["", ""]
    assert not Content.objects.filter(entry__subject=f"person:{second.pk}").exists()


def over(person: Person) -> Person:
    """The person, due, with every identification at its end."""
    with writing("over, in a test"):
        identifications_are_over()
    return due(person)


@pytest.mark.django_db
def test_a_referral_that_runs_holds_the_record_and_no_word_about_the_person_comes_after(cast: Any) -> None:
    identified = an_identified_person(cast)
    person, by, swd = identified.person, cast.actor("supervisor"), cast.actor("case_worker")
    referral = take(referred(person, cast), "received", swd)
    with pytest.raises(Refused, match="A referral of this person has not ended"):
        erase_person(person=over(person), reason=DUE, by=by)
    with writing("erased at the very same moment, in a test"):
        Person.objects.filter(pk=person.pk).update(erased_at=timezone.now(), erased_by="member:x")
    take(referral, "refused", swd, words=PLANTED)
    assert [each.words for each in referral.steps.all()] == ["", "", ""]
    assert not [each for each in Content.objects.filter(entry__kind="referral:refused") if PLANTED in str(each.value)]


@pytest.mark.django_db
def test_a_withdrawal_that_nobody_answered_holds_the_record_until_they_do(cast: Any) -> None:
    person = a_screening(cast).person
    consent = answered(person, cast, recipient="hkpf")
    with writing("telling, in a test"):
        disclose(
            person, purpose="referral", recipient="hkpf", fields=["identity"], outlet="referral",
            by=cast.actor("identification_officer"),
        )  # fmt: skip
    withdrawn(consent, cast)
    with pytest.raises(Refused, match="has not answered that they withdrew"):
        erase_person(person=over(person), reason=DUE, by=cast.actor("supervisor"))
    with writing("the one who was told is there no more, in a test"):
        WithdrawalNotice.objects.update(recipient="partner:gone")
    erase_person(person=due(person), reason=DUE, by=cast.actor("supervisor"))
    with writing("and back, in a test"):
        WithdrawalNotice.objects.update(recipient="hkpf")
    answer = acknowledge_notice(notice=WithdrawalNotice.objects.get(), done_with_it=PLANTED, by=cast.actor("other_officer"))
    assert answer.acknowledged_at
    assert WithdrawalNotice.objects.get().done_with_it == ""
    assert not [each for each in Content.objects.all() if PLANTED in str(each.value)]


@pytest.mark.django_db
def test_what_was_frozen_of_a_suspect_goes_with_their_record(case: Case, cast: Any) -> None:
    other, when = a_screening(cast, PersonMet(name="Ana Example")).person, timezone.now()
    with writing("property of a suspect, in a test"):
        suspect = Suspect.objects.create(
            case=case, person=other, kind="individual", basis="caught", from_on=FAR, recorded_at=when,
            recorded_by=cast.investigator,
        )  # fmt: skip
        FrozenProperty.objects.create(
            case=case, suspect=suspect, what=PLANTED, order=PLANTED, from_on=FAR, recorded_at=when,
            recorded_by=cast.investigator,
        )  # fmt: skip
    close_case(case=case, version=1, reason="needs_met", words="Done.", by=cast.actor("case_worker"))
    erase_person(person=over(other), reason=DUE, by=cast.actor("supervisor"))
    held = FrozenProperty.objects.get()
    assert (held.what, held.order) == ("", "")
