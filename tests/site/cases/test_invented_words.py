"""What is written of an invented case says the same, whatever the language of whoever has it written."""

from typing import Any

import pytest
from django.utils import translation

from firmground.cases.course import CareCourse
from firmground_site.access.actors import the_system
from firmground_site.audit.guard import writing
from firmground_site.cases.actions import invented_case
from firmground_site.cases.actions.invented_case import CaseCast, give_invented
from firmground_site.cases.care import people_in
from firmground_site.cases.models import Case
from firmground_site.packs.queries import casework, today

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("language", ["en-gb", "zh-hant"])
def test_the_steps_of_an_invented_service_are_kept_in_the_language_of_the_records(
    language: str, case: Case, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(invented_case, "enter", lambda *args, words, **rest: kept.append(words))
    actor, service = cast.actor("case_worker"), next(iter(casework().services))
    invented = CaseCast(actor, actor, actor, actor, the_system("test"), {})
    with writing("a test"), translation.override(language):
        give_invented(people_in(case)[0], case, CareCourse(service.id, (("needed", today()),)), invented)
    assert kept
    assert all(each.isascii() for each in kept)
