"""What stays the same in a shift is filled in for the next screening: on the server only, and until the officer signs out."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from firmground_site.screening.models import Screening

pytestmark = pytest.mark.django_db
NEW = "/screening/new/"
DAY = {"screened_on_day": "2", "screened_on_month": "11", "screened_on_year": "2026"}
MET = {"group": "domestic_helpers", "trigger": "came_forward", "place": "Pier 7 <east>", "interpreter": "by_phone"}
AsMember = Callable[[str], Client]


def send(client: Client, **more: str) -> Any:
    return client.post(NEW, {"id": str(uuid.uuid4()), **DAY, **MET, **more})


def page_of(client: Client) -> str:
    return client.get(NEW).content.decode()


def checked(page: str, name: str, value: str) -> bool:
    return f'name="{name}" value="{value}"' in page and "checked" in page.partition(f'name="{name}" value="{value}"')[2][:160]


def test_how_they_met_is_filled_in_for_the_next_person(as_member: AsMember) -> None:
    officer = as_member("officer_immd")
    assert "Filled in" not in page_of(officer)
    assert send(officer, alias="Number 7", note="A note").status_code == 302
    page = page_of(officer)
    assert checked(page, "trigger", "came_forward")
    assert checked(page, "group", "domestic_helpers")
    assert "Came forward; Foreign domestic helpers; Pier 7 &lt;east&gt;; Interpreter by phone" in page
    assert "Number 7" not in page
    assert "A note" not in page


def test_no_question_is_ever_filled_in(as_member: AsMember) -> None:
    officer = as_member("officer_immd")
    send(officer, q_documents_held="no", q_age="30")
    page = page_of(officer)
    assert not checked(page, "q_documents_held", "no")
    assert send(officer).status_code == 302
    assert Screening.objects.order_by("-recorded_at").first().answers == {}


def test_what_is_filled_in_can_be_emptied_without_losing_answers(as_member: AsMember) -> None:
    officer = as_member("officer_immd")
    send(officer)
    page = send(officer, q_debt_to_leave="yes", forget_shift="yes").content.decode()
    assert checked(page, "q_debt_to_leave", "yes")
    assert not checked(page, "group", "domestic_helpers")
    assert "Filled in" not in page_of(officer)
    assert Screening.objects.count() == 1


def test_a_form_that_is_refused_fills_in_nothing(as_member: AsMember) -> None:
    officer = as_member("officer_immd")
    assert send(officer, q_age="many").status_code == 400
    assert "Filled in" not in page_of(officer)


def test_signing_out_forgets_it_and_another_officer_never_sees_it(as_member: AsMember, cast: Any) -> None:
    officer = as_member("officer_immd")
    send(officer)
    kept = officer.session["shift"]
    officer.logout()
    assert "shift" not in officer.session
    other = as_member("officer_hkpf")
    session = other.session
    session["shift"] = kept  # as if one officer's session had come to another
    session.save()
    assert "Filled in" not in page_of(other)


def test_the_session_holds_it_sealed_and_no_cookie_holds_it(as_member: AsMember) -> None:
    officer = as_member("officer_immd")
    send(officer)
    assert "Pier" not in officer.session["shift"]
    assert "domestic" not in officer.session["shift"]
    assert not any("Pier" in cookie.value or "domestic" in cookie.value for cookie in officer.cookies.values())


@pytest.mark.parametrize(("tag", "said"), [("zh-hant", 'lang="zh-hant"'), ("en-gb", 'lang="en-gb"')])
def test_the_language_of_the_page_changes_without_losing_answers(as_member: AsMember, tag: str, said: str) -> None:
    officer = as_member("officer_immd")
    answer = send(officer, q_debt_to_leave="yes", alias="Number 7", interface_in=tag)
    page = answer.content.decode()
    assert (answer.status_code, answer.cookies["django_language"].value) == (200, tag)
    assert said in page
    assert "Number 7" in page
    assert checked(page, "q_debt_to_leave", "yes")
    assert not Screening.objects.exists()


def test_a_language_that_there_is_not_changes_nothing(as_member: AsMember) -> None:
    answer = send(as_member("officer_immd"), interface_in="xx", q_debt_to_leave="yes")
    assert "django_language" not in answer.cookies
    assert checked(answer.content.decode(), "q_debt_to_leave", "yes")
