"""A first screening as an officer fills it in, sends it, sends it twice, and reads what it came to."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.screening.assessment import assess
from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.packs.queries import instrument_on
from firmground_site.screening.actions.recording import PersonMet, Received, receive_screening
from firmground_site.screening.models import Identification, Person, Screening
from firmground_site.screening.same import named_by_others

pytestmark = pytest.mark.django_db
NEW = "/screening/new/"
QUESTIONS = ("in_danger_now", "documents_held", "movement_restricted", "deceived_about_work", "debt_to_leave")
MORE = ("threatened_or_harmed", "wages_withheld", "forced_to_act")
ANSWERS = st.sampled_from(["yes", "no", "unsure", "refused", "not_asked", "not_safe_to_ask"])


@pytest.fixture
def filled() -> Callable[..., dict[str, Any]]:
    """A form as a browser sends it: everything no, a day, a group and a trigger."""

    def fill(**changed: Any) -> dict[str, Any]:
        day = {"screened_on_day": "2", "screened_on_month": "11", "screened_on_year": "2026"}
        answers = {f"q_{name}": "no" for name in (*QUESTIONS, *MORE)} | {"q_age": "30"}
        rest = {"id": str(uuid.uuid4()), "group": "domestic_helpers", "trigger": "came_forward"}
        return {**day, **answers, **rest, **changed}

    return fill


def screened(client: Client, form: dict[str, Any]) -> Screening:
    answer = client.post(NEW, form)
    assert answer.status_code == 302, answer.content.decode()
    return Screening.objects.get(pk=form["id"])


def test_an_officer_screens_a_person_who_gives_no_name(as_member: Callable[[str], Client], filled: Any) -> None:
    officer = as_member("officer_immd")
    screening = screened(officer, filled())
    page = officer.get(reverse("screening:result", args=[screening.pk])).content.decode()
    assert "None of the seven indicators was found" in page
    assert "victim" not in page.lower()
    assert not Identification.objects.exists()


def test_one_indicator_opens_an_identification_with_a_clock(as_member: Callable[[str], Client], filled: Any) -> None:
    screening = screened(as_member("officer_immd"), filled(q_wages_withheld="yes"))
    assert screening.outcome == "yes"
    assert (screening.identification.state, screening.identification.agency) == ("waiting_for_debriefing", "immd")
    assert screening.identification.due_on is not None


def test_what_was_not_asked_is_not_recorded_as_no(as_member: Callable[[str], Client], filled: Any) -> None:
    officer, form = as_member("officer_immd"), filled()
    del form["q_debt_to_leave"]
    screening = screened(officer, form | {"q_forced_to_act": "not_safe_to_ask", "q_age": ""})
    assert screening.outcome == "not_known"
    assert "debt_to_leave" not in screening.answers
    page = officer.get(reverse("screening:result", args=[screening.pk])).content.decode()
    assert "What is still unknown and would matter" in page
    assert "Do you owe money" in page


def test_a_form_sent_twice_is_recorded_once(as_member: Callable[[str], Client], filled: Any, cast: Any) -> None:
    officer, form = as_member("officer_immd"), filled()
    first, second = (officer.post(NEW, form) for _ in range(2))
    assert first.url == second.url
    assert (Screening.objects.count(), Person.objects.count()) == (1, 1)


def test_a_form_sent_again_with_other_answers_is_refused_and_changes_nothing(
    as_member: Callable[[str], Client], filled: Any
) -> None:
    officer, form = as_member("officer_immd"), filled()
    screened(officer, form)
    answer = officer.post(NEW, form | {"q_debt_to_leave": "yes"})
    assert answer.status_code == 400
    assert "already sent with other answers" in answer.content.decode()
    assert Screening.objects.get().answers["debt_to_leave"] == "no"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"q_documents_held": "perhaps"}, "Select a valid choice"),
        ({"q_age": "130"}, "less than or equal to 120"),
        ({"q_age": "many"}, "whole number"),
        ({"screened_on_day": "31"}, "must be a real one"),
        ({"screened_on_year": "2099"}, "still to come"),
        ({"group": ""}, "required"),
        ({"trigger": "abducted"}, "Select a valid choice"),
        ({"id": "1 or 1=1"}, "UUID"),
        ({"browser_result": "{"}, "Load the page again"),
        ({"browser_result": '{"outcomes": {"open_full_debriefing": "certainly"}}'}, "Load the page again"),
        ({"browser_result": '{"outcomes": {"guilty": "yes"}}'}, "Load the page again"),
        ({"browser_result": '{"outcomes": {"open_full_debriefing": []}}'}, "Load the page again"),
        ({"browser_result": '{"outcomes": ["open_full_debriefing"]}'}, "Load the page again"),
        ({"browser_result": "[]"}, "Load the page again"),
        pytest.param({"browser_result": "[" * 4990}, "Load the page again", id="brackets without end"),
        ({"name": "x" * 201}, "at most 200"),
    ],
)
def test_a_tampered_or_mistaken_form_is_shown_again_with_what_was_entered(
    as_member: Callable[[str], Client], filled: Any, changed: dict[str, str], said: str
) -> None:
    answer = as_member("officer_immd").post(NEW, filled(alias="Number 7") | changed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert "Number 7" in page
    assert not Screening.objects.exists()
    assert not Person.objects.exists()


def test_the_language_of_the_questions_changes_without_losing_answers(as_member: Callable[[str], Client], filled: Any) -> None:
    answer = as_member("officer_immd").post(NEW, filled(alias="Number 7", q_debt_to_leave="yes", show_in="zh-Hant"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'lang="zh-Hant"' in page
    assert "Number 7" in page
    assert 'name="q_debt_to_leave" value="yes"' in page.replace('id="id_q_debt_to_leave_0" ', "")
    assert not Screening.objects.exists()


def test_a_differing_result_of_the_browser_is_kept_beside_the_servers_and_reported(
    as_member: Callable[[str], Client], filled: Any, cast: Any
) -> None:
    claimed = {"outcomes": {"open_full_debriefing": "yes", "immediate_danger": "no", "child_route": "no"}}
    officer = as_member("officer_immd")
    screening = screened(officer, filled(browser_result=json.dumps(claimed)))
    assert screening.outcome == "no"
    assert screening.browser_result == claimed
    kinds = [entry.kind.name for entry in entries_about(screening.person, cast.actor("officer_immd"))]
    assert "screening:result_differed" in kinds
    assert "another result" in officer.get(reverse("screening:result", args=[screening.pk])).content.decode()


def test_an_agreeing_result_of_the_browser_is_no_event(as_member: Callable[[str], Client], filled: Any, cast: Any) -> None:
    found = {"outcomes": {"open_full_debriefing": "no", "immediate_danger": "no", "child_route": "no"}}
    screening = screened(as_member("officer_immd"), filled(browser_result=json.dumps(found)))
    kinds = [entry.kind.name for entry in entries_about(screening.person, cast.actor("officer_immd"))]
    assert kinds == ["screening:recorded"]


def test_an_officer_records_for_their_own_agency_only(cast: Any, received: Callable[..., Received]) -> None:
    with pytest.raises(Refused, match="own agency"):
        receive_screening(received=received(agency="hkpf"), by=cast.actor("officer_immd"))
    assert not Screening.objects.exists()


@pytest.mark.parametrize("key", ["auditor", "administrator", "statistician", "case_worker", "outsider"])
def test_others_can_neither_open_the_form_nor_send_it(
    as_member: Callable[[str], Client], filled: Any, cast: Any, received: Callable[..., Received], key: str
) -> None:
    assert as_member(key).get(NEW).status_code == 404
    assert as_member(key).post(NEW, filled()).status_code == 404
    with pytest.raises(NotPermitted):
        receive_screening(received=received(), by=cast.actor(key))


@pytest.mark.parametrize(("key", "status"), [("officer_immd", 200), ("supervisor", 302), ("officer_hkpf", 404), ("auditor", 404)])
def test_a_result_is_seen_by_its_officer_and_by_the_agency_after_saying_why(
    as_member: Callable[[str], Client], filled: Any, key: str, status: int
) -> None:
    officer = as_member("officer_immd")
    screening = screened(officer, filled())
    reader = officer if key == "officer_immd" else as_member(key)
    assert reader.get(reverse("screening:result", args=[screening.pk])).status_code == status


def test_a_result_that_is_not_there_looks_like_one_that_may_not_be_seen(as_member: Callable[[str], Client]) -> None:
    assert as_member("officer_immd").get(reverse("screening:result", args=[uuid.uuid4()])).status_code == 404


def test_a_party_that_another_person_named_is_pointed_out_within_scope_and_beyond(
    cast: Any, received: Callable[..., Received]
) -> None:
    helper, other = cast.actor("identification_officer"), cast.actor("other_officer")
    lender = (("lender", "Golden Finance Ltd."),)
    first = receive_screening(received=received(parties=lender), by=helper)
    again = receive_screening(received=received(parties=(("lender", "golden  FINANCE ltd"),)), by=helper)
    elsewhere = receive_screening(received=received(agency=other.agency, parties=lender), by=other)
    same = named_by_others(again.person, helper)[0]
    assert (same.people, same.agencies) == ([first.person], ["Hong Kong Police Force"])
    beyond = named_by_others(elsewhere.person, other)[0]
    assert (beyond.people, beyond.agencies) == ([], ["Immigration Department"])


def test_a_party_nobody_else_named_and_another_kind_of_party_are_not_pointed_out(
    cast: Any, received: Callable[..., Received]
) -> None:
    by = cast.actor("identification_officer")
    receive_screening(received=received(parties=(("employer", "Golden Finance"),)), by=by)
    alone = receive_screening(received=received(parties=(("lender", "Golden Finance"),)), by=by)
    assert named_by_others(alone.person, by) == []


def test_the_same_paper_is_pointed_out_however_it_was_typed(cast: Any, received: Callable[..., Received]) -> None:
    by = cast.actor("identification_officer")
    receive_screening(received=received(person=PersonMet(document="P-123 456")), by=by)
    again = receive_screening(received=received(person=PersonMet(document="p123456")), by=by)
    assert [each.kind for each in named_by_others(again.person, by)] == ["Document"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.dictionaries(st.sampled_from((*QUESTIONS, *MORE)), ANSWERS))
def test_the_site_finds_what_the_library_finds(cast: Any, received: Callable[..., Received], answers: dict[str, str]) -> None:
    sent = received(**answers)
    screening = receive_screening(received=sent, by=cast.actor("officer_immd"))
    on = sent.encounter.screened_on
    found = assess(instrument_on(sent.instrument, on), sent.answers, on=on)
    assert screening.result == json.loads(json.dumps(found.to_json()))
    assert hasattr(screening, "identification") == (str(found.outcome("open_full_debriefing").finding) == "yes")
