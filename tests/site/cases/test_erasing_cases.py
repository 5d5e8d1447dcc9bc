"""Erasing a person: nothing that cases tell of them is left, in whichever table; days and codes stay to be counted."""

import uuid
from typing import Any

import pytest
from cases.casework import opened_case
from cases.prosecuting import REMOVAL, joined
from cases.records_of_people import as_they_lie, told_everywhere
from django.apps import apps

from firmground.cases.lifecycle import states_awaiting
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.non_punishment import answer_prompt, record_measure
from firmground_site.cases.erasing import erase_in_cases
from firmground_site.cases.models import Involvement, NonPunishment
from firmground_site.packs.queries import lifecycle
from firmground_site.screening.actions.erasing import ASKED, erase_person
from firmground_site.screening.models import Identification, Person
from firmground_site.sealed.fields import SealedTextField

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(identified: Identification, cast: Any) -> Person:
    case = opened_case(identified, cast)
    told_everywhere(identified.person, case, cast.case_worker)
    return identified.person


def sealed_about_people() -> list[tuple[str, str]]:
    """Every sealed value that is not empty in a table of cases that points at people."""
    found = []
    for model in apps.get_app_config("cases").get_models():
        names = [each.name for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]
        if any(each.related_model is Person for each in model._meta.concrete_fields):
            rows = model._base_manager.filter(**{"person__isnull": False} if hasattr(model, "person_id") else {})
            found += [(model.__name__, name) for name in names if rows.filter(**{f"{name}__isnull": False}).exists()]
    return found


def test_erasing_empties_every_sealed_text_about_the_person(person: Person, cast: Any) -> None:
    with writing("words, in a test"):
        for each in Involvement.objects.all():
            each.note = "She is afraid of her brother."
            each.save()
        Identification.objects.update(state=states_awaiting(lifecycle(), "nothing")[0])
    assert sealed_about_people()
    erase_person(person=person, reason=ASKED, by=cast.actor("supervisor"))
    assert sealed_about_people() == []


def test_what_a_prosecutor_answered_about_them_goes_too(identified: Identification, cast: Any) -> None:
    case = opened_case(identified, cast)
    joined(case, cast.prosecutor)
    measure = record_measure(case=case, person=identified.person, key=uuid.uuid4(), given=REMOVAL, by=cast.actor("case_worker"))
    answer_prompt(
        measure=measure,
        version=1,
        discontinued=True,
        basis="compelled",
        reasons="She was told to.",
        by=cast.actor("prosecutor"),
    )
    with writing("erasing, in a test"):
        erase_in_cases(identified.person)
    answer = NonPunishment.objects.get()
    assert (answer.reasons, answer.discontinued, answer.basis) == ("", True, "compelled")


def test_somebody_else_s_texts_stay(person: Person, identified: Identification, cast: Any) -> None:
    with writing("somebody else, in a test"):
        other = Person.objects.create(
            agency="immd", met_at=person.met_at, met_by=person.met_by, retention_kind="screening", erase_on=person.erase_on
        )
        before = as_they_lie()
        erase_in_cases(other)
    assert as_they_lie() == before
