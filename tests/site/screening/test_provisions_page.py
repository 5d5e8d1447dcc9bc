"""Which provisions the answers of an identification suggest: what is used, what is told, and who sees nothing of it."""

import dataclasses
import functools
import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from screening.procedures import GIVEN, current, debriefed, may_open, share_with

from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.audit.guard import writing
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.recording import Received, receive_screening
from firmground_site.screening.models import Identification, Screening
from firmground_site.screening.shown_facts import facts_shown

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAYS_NOTHING = "There are no recorded answers that you can read."


def address(identification: Identification) -> str:
    return reverse("screening:provisions", args=[identification.pk])


def words_of(answer: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def recorded(cast: Any, received: Callable[..., Received]) -> Callable[..., Screening]:
    """A first screening with some answers, by the identification officer."""
    return lambda **answers: receive_screening(received=received(**answers), by=cast.actor("identification_officer"))


def test_an_officer_reads_which_answers_show_which_facts_and_what_they_suggest(as_member: Any, recorded: Any) -> None:
    made = recorded(documents_held="yes", wages_withheld="yes")
    client = may_open(as_member("identification_officer"), made.person)
    text = words_of(client.get(address(made.identification)))
    assert "the first screening of 2 November 2026" in text
    assert "Someone kept the person's papers" in text
    assert "Conduct on 2 November 2026" in text
    assert "Theft Ordinance (Cap. 210)" in text
    assert "Because Someone kept the person's papers" in text
    assert "This is not legal advice" in text


@pytest.mark.parametrize(
    ("language", "says", "not_said"),
    [
        ("zh-hant", "有人扣留當事人的證件", "Someone kept the person's papers"),
        ("en-gb", "Someone kept the person's papers", "有人扣留當事人的證件"),
    ],
)
def test_the_facts_are_told_in_the_language_of_the_page(
    as_member: Any, recorded: Any, language: str, says: str, not_said: str
) -> None:
    made = recorded(documents_held="yes")
    client = may_open(as_member("identification_officer"), made.person)
    client.cookies["django_language"] = language
    text = words_of(client.get(address(made.identification)))
    assert says in text
    assert not_said not in text


def test_the_page_is_linked_from_the_identification(as_member: Any, screening: Screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    text = client.get(reverse("screening:identification", args=[screening.identification.pk])).content.decode()
    assert address(screening.identification) in text


def test_no_name_is_shown(as_member: Any, screening: Screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    answer = client.get(address(screening.identification))
    assert answer.status_code == 200
    assert "Maria" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_another_day_of_the_conduct_can_be_asked_for(as_member: Any, screening: Screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    assert "Conduct on 1 February 2017" in words_of(client.get(address(screening.identification) + "?on=2017-02-01"))
    boxes = client.get(address(screening.identification), {"on_day": "1", "on_month": "2", "on_year": "2017"})
    assert "Conduct on 1 February 2017" in words_of(boxes)


@pytest.mark.parametrize("query", ["?on=2017-02-30", "?on=x", "?on=0001-01-01", "?on=2090-01-01", "?on_day=3"])
def test_a_day_that_cannot_be_read_is_refused_in_words(as_member: Any, screening: Screening, query: str) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    answer = client.get(address(screening.identification) + query)
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert "Conduct on" not in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "said"),
    [("2014-12-31", "The register says nothing of days before 1 January 2015."), ("2090-01-01", "Choose a day up to today.")],
)
def test_a_day_of_which_nothing_is_known_is_refused_in_words(day: str, said: str, as_member: Any, screening: Screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    answer = client.get(address(screening.identification), {"on": day})
    assert answer.status_code == 400
    assert said in answer.content.decode()


def test_in_a_territory_without_a_register_there_is_no_link(
    as_member: Any, screening: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    page = reverse("screening:identification", args=[screening.identification.pk])
    assert address(screening.identification) in client.get(page).content.decode()
    pack = dataclasses.replace(active_pack(), law=None)
    monkeypatch.setattr(queries, "_pack", functools.cache(lambda name: pack))
    assert address(screening.identification) not in client.get(page).content.decode()
    absent = client.get(address(screening.identification))
    assert absent.status_code == 404
    assert "There is no register of law for" in absent.content.decode()


# --- both screenings --------------------------------------------------------------------------------------------------


def test_what_the_debriefing_knows_stands_in_place_of_the_first_screening(cast: Any, as_member: Any, recorded: Any) -> None:
    made = recorded(documents_held="yes", deceived_about_work="no", debt_to_leave="yes")
    identification = debriefed(made.identification, cast)  # misrepresented: yes; a debt: refused
    shown = facts_shown(current(identification), cast.actor("identification_officer"), active_pack())
    assert shown.facts["deceived"] == "yes", "the debriefing knows better"
    assert shown.facts["held_by_debt"] == "yes", "a refusal does not undo what was said before"
    assert shown.facts["age"] == GIVEN["age_at_event"]
    text = words_of(may_open(as_member("identification_officer"), made.person).get(address(identification)))
    assert "the debriefing of" in text
    assert "Set aside:" in text
    assert "(first screening)" in text


def test_an_answer_that_is_not_known_shows_nothing(cast: Any, recorded: Any) -> None:
    made = recorded(documents_held="yes", wages_withheld="refused", debt_to_leave="not_safe_to_ask")
    shown = facts_shown(made.identification, cast.actor("identification_officer"), active_pack())
    known = {fact.words for fact in shown.listed}
    assert not any("debt" in words.lower() for words in known)
    assert shown.facts["held_by_debt"] == "not_safe_to_ask", "and never no"
    assert all(told.answer for fact in shown.listed for told in fact.shown_by)


def test_a_fact_is_shown_by_the_answers_that_show_it_only(cast: Any, recorded: Any) -> None:
    made = recorded(documents_held="yes")
    shown = facts_shown(made.identification, cast.actor("identification_officer"), active_pack())
    assert [len(fact.shown_by) for fact in shown.yes] == [1]
    assert all(fact.shown_by for fact in shown.others)


# --- who sees it ------------------------------------------------------------------------------------------------------


def test_it_is_asked_first_why_the_file_is_opened(as_member: Any, screening: Screening) -> None:
    answer = as_member("identification_officer").get(address(screening.identification) + "?on=2017-02-01")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("screening:open_file", args=[screening.person.pk]))


def test_whoever_may_not_see_the_identification_gets_the_answer_of_one_that_is_not_there(
    cast: Any, as_member: Any, screening: Screening
) -> None:
    by_role = {member.role: key for key, member in reversed(vars(cast).items())}
    for role in ROLES.values():
        client = may_open(as_member(by_role[role.key]), screening.person)
        status = 200 if role.key in ("identification_officer", "supervising_officer") else 404
        assert client.get(address(screening.identification)).status_code == status, role.key
        absent = reverse("screening:provisions", args=[UUID(int=0)])
        assert client.get(absent).status_code == 404
    assert may_open(as_member("other_officer"), screening.person).get(address(screening.identification)).status_code == 404


def test_nobody_finds_it_without_signing_in(client: Client, screening: Screening) -> None:
    assert client.get(address(screening.identification))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("key", ["prosecutor", "investigator"])
def test_whoever_the_file_is_shared_with_for_advice_reads_what_the_answers_suggest(
    cast: Any, as_member: Any, screening: Screening, key: str
) -> None:
    share_with(key, screening.person, cast)
    text = words_of(may_open(as_member(key), screening.person).get(address(screening.identification)))
    assert "Someone kept the person's papers" in text


def test_a_case_worker_who_may_not_read_answers_learns_nothing_from_what_they_suggest(
    cast: Any, as_member: Any, screening: Screening
) -> None:
    assert Permission.SCREENING_READ not in ROLES["case_worker"].grants
    share_with("case_worker", screening.person, cast)
    client = may_open(as_member("case_worker"), screening.person)
    answer = client.get(address(screening.identification))
    assert answer.status_code == 200
    text = words_of(answer)
    assert SAYS_NOTHING in text
    assert "papers" not in text
    assert "Ordinance" not in text
    identification = client.get(reverse("screening:identification", args=[screening.identification.pk]))
    assert address(screening.identification) not in identification.content.decode()


def test_it_takes_no_form(as_member: Any, screening: Screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    assert client.post(address(screening.identification)).status_code == 405


# --- another territory ------------------------------------------------------------------------------------------------


def test_an_answer_to_a_form_that_has_changed_since_is_told_of_and_not_used(as_member: Any, recorded: Any) -> None:
    made = recorded(documents_held="yes", wages_withheld="yes")
    with writing("a form of an earlier day"):
        Screening.objects.filter(pk=made.pk).update(
            answers={**made.answers, "asked_long_ago": "yes", "documents_held": "perhaps"}
        )
    client = may_open(as_member("identification_officer"), made.person)
    text = words_of(client.get(address(made.identification)))
    assert "2 answers to a form that has changed since are not used" in text
    assert "Because Someone kept the person's papers" not in text
