"""Measures against the person themselves: who is asked, who answers, and what everybody else sees of it."""

import dataclasses
import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening, may_open
from cases.prosecuting import REMOVAL, SINCE, a_measure
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.non_punishment import (
    Against,
    answer_prompt,
    record_measure,
    record_measure_as_prosecutor,
)
from firmground_site.cases.models import Case, MeasureAgainst, NonPunishment
from firmground_site.cases.prompting import unanswered
from firmground_site.cases.queries import entries_visible_to
from firmground_site.packs.queries import today

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FALLS_ON_THEM, ON_OTHERS = "immigration_41", "crimes_129"


def answered(measure: MeasureAgainst, cast: Any, *, discontinued: bool = True, **given: Any) -> NonPunishment:
    values = {"basis": "compelled", "reasons": "She was told to.", "version": measure.version, **given}
    return answer_prompt(measure=measure, discontinued=discontinued, by=cast.actor("prosecutor"), **values)


def on_page(client: Client, case: Case, name: str = "measures") -> str:
    return may_open(client, case).get(reverse(f"cases:{name}", args=[case.pk])).content.decode()


@pytest.mark.parametrize("provision", ["", FALLS_ON_THEM, ON_OTHERS])
def test_a_prosecutor_is_asked_whatever_the_register_says_of_the_provision(cast: Any, investigated: Case, provision: str) -> None:
    measure = a_measure(investigated, cast, dataclasses.replace(REMOVAL, provision=provision))
    assert unanswered(cast.actor("prosecutor")) == [measure]


@pytest.mark.parametrize("who", ["case_worker", "investigator"])
def test_whoever_works_on_a_case_records_a_measure_from_the_page(
    as_member: Callable[[str], Client], investigated: Case, who: str
) -> None:
    client, person = may_open(as_member(who), investigated), investigated.involvements.get().person
    entries = {"key": uuid.uuid4(), "person": person.pk, "kind": "detention", "what": "Held at the border."}
    days = {"from_on_day": SINCE.day, "from_on_month": SINCE.month, "from_on_year": SINCE.year}
    address = reverse("cases:record_measure", args=[investigated.pk])
    assert [client.post(address, {**entries, **days}).status_code for _ in range(2)] == [302, 302]
    assert MeasureAgainst.objects.get().what == "Held at the border."


def test_a_prosecutor_records_one_too(cast: Any, investigated: Case) -> None:
    person = investigated.involvements.get().person
    made = record_measure_as_prosecutor(
        case=investigated, person=person, key=uuid.uuid4(), given=REMOVAL, by=cast.actor("prosecutor")
    )
    assert made.recorded_by == cast.prosecutor


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "exile"}, "Choose what was done"),
        ({"provision": "no_such"}, "Choose a provision"),
        ({"from_on": today() + datetime.timedelta(days=7)}, "cannot be to come"),
        ({"conduct_on": SINCE + datetime.timedelta(days=1)}, "It begins after the conduct"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_in_words(cast: Any, investigated: Case, wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        a_measure(investigated, cast, dataclasses.replace(REMOVAL, **wrong))


def test_a_measure_is_against_a_person_of_the_case(cast: Any, investigated: Case) -> None:
    with pytest.raises(NotPermitted):
        record_measure(
            case=investigated,
            person=a_screening(cast).person,
            key=uuid.uuid4(),
            given=Against(kind="charge", what="", from_on=SINCE),
            by=cast.actor("investigator"),
        )


def test_the_prompt_waits_until_it_is_answered_and_a_later_answer_replaces_it(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    measure = a_measure(investigated, cast)
    assert investigated.reference in as_member("prosecutor").get(reverse("cases:prompts")).content.decode()
    answered(measure, cast, discontinued=False, basis="not_connected", reasons="Another matter.")
    assert unanswered(cast.actor("prosecutor")) == []
    answered(MeasureAgainst.objects.get(), cast)
    assert [each.discontinued for each in NonPunishment.objects.all()] == [False, True]
    told = on_page(as_member("prosecutor"), investigated)
    assert told.index("She was told to.") < told.index("Another matter.")


@pytest.mark.parametrize(("wrong", "why"), [({"basis": "mercy"}, "Choose on what"), ({"reasons": " "}, "Write your reasons")])
def test_an_answer_needs_a_basis_and_reasons(cast: Any, investigated: Case, wrong: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        answered(a_measure(investigated, cast), cast, **wrong)


def test_two_prosecutors_do_not_answer_unread(cast: Any, investigated: Case) -> None:
    measure = a_measure(investigated, cast)
    answered(measure, cast)
    with pytest.raises(Stale):
        answered(measure, cast, discontinued=False)


def test_an_answer_sent_twice_is_one_and_another_stands_beside_it(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    measure, client = a_measure(investigated, cast), may_open(as_member("prosecutor"), investigated)
    address = reverse("cases:answer_prompt", args=[investigated.pk, measure.pk])
    entries = {"version": 1, "answer": "discontinued", "basis": "compelled", "reasons": "She was told to."}
    assert [client.post(address, entries).status_code for _ in range(2)] == [302, 302]
    beside = client.post(address, {**entries, "answer": "goes_on"})
    assert (beside.status_code, "She was told to." in beside.content.decode()) == (409, True)
    assert NonPunishment.objects.count() == 1


def test_case_workers_see_that_it_was_asked_and_answered_and_not_why(
    as_member: Callable[[str], Client], cast: Any, investigated: Case
) -> None:
    measure, client = a_measure(investigated, cast), as_member("case_worker")
    assert "waits for a prosecutor" in on_page(client, investigated, "case")
    assert "Waiting" in on_page(client, investigated)
    answered(measure, cast)
    told = on_page(client, investigated)
    assert "Answered" in told
    assert "discontinued" in told
    assert "She was told to." not in told
    kinds = [each.kind for each in entries_visible_to(cast.actor("case_worker"), investigated)]
    assert {"non_punishment:prompted", "non_punishment:answered"} <= set(kinds)
    assert "She was told to." not in on_page(client, investigated, "file")


@pytest.mark.parametrize("who", ["case_worker", "investigator", "supervisor", "other_officer"])
def test_nobody_but_a_prosecutor_answers(as_member: Callable[[str], Client], cast: Any, investigated: Case, who: str) -> None:
    measure, client = a_measure(investigated, cast), may_open(as_member(who), investigated)
    assert client.get(reverse("cases:answer_prompt", args=[investigated.pk, measure.pk])).status_code == 404
    assert client.get(reverse("cases:prompts")).status_code == 404


def test_a_prosecutor_sees_no_prompt_of_a_case_that_is_not_shared_with_them(cast: Any, investigated: Case) -> None:
    measure = a_measure(investigated, cast)
    with writing("somebody leaves, in a test"):
        investigated.team.filter(member=cast.prosecutor).delete()
    assert unanswered(cast.actor("prosecutor")) == []
    with pytest.raises(NotPermitted):
        answered(measure, cast)


def test_no_page_about_measures_calls_anybody_a_victim(as_member: Callable[[str], Client], cast: Any, investigated: Case) -> None:
    a_measure(investigated, cast)
    client = as_member("prosecutor")
    assert "victim" not in on_page(client, investigated).lower()
    assert "victim" not in client.get(reverse("cases:prompts")).content.decode().lower()
