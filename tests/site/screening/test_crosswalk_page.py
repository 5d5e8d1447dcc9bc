"""Two screening forms side by side, for anyone: lists, languages, what is not known, and a table to take away."""

import csv
import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from firmground_site.packs.queries import clear

PAGE, TABLE = "/screening/crosswalk/", "/screening/crosswalk.csv"
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def freeport(settings: Any) -> Iterator[None]:
    """The site is that of the fictional territory."""
    settings.PACK = "freeport"
    clear()
    yield
    clear()


def words(client: Client, query: str = "") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(TABLE + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_without_a_choice_the_first_form_stands_beside_a_list_that_is_known_whole(client: Client) -> None:
    text = words(client)
    assert "Initial screening, beside HTCDS 2.0: fields that are indicators" in text
    assert "A reconstruction: the official form was not found." in text
    assert "Asked only by Initial screening (3)" in text
    assert "Movement restricted" in text
    assert "The same indicator asked in other words is not the same question" in text


def test_of_a_form_known_in_part_nothing_is_said_to_be_missing(client: Client) -> None:
    text = words(client, "?second=handbook_2018")
    assert "Civil society handbook, 2018: known topics is known in part. The form was not found." in text
    assert "Asked by Initial screening; not known of Civil society handbook, 2018: known topics (13)" in text
    assert "Asked only by Initial screening No indicator." in text
    assert "What these ask about is not known:" in text


def test_questions_are_shown_in_the_language_that_is_chosen_and_marked_with_it(client: Client) -> None:
    answer = client.get(f"{PAGE}?second=ilo_2009_adult_labour&language=zh-Hant").content.decode()
    assert '<span lang="zh-Hant" dir="ltr">有沒有人' in answer
    assert '<span lang="zh-Hant" dir="ltr">以債務束縛</span>' in answer
    assert "Told something untrue about the kind of work" in answer  # what that language lacks is shown in the first one
    assert "Rated: adults strong" in answer
    assert rows(client, "?language=zh-Hant")[0]["label"] == "利用弱勢處境"


def test_a_language_that_runs_from_right_to_left_says_so(client: Client, freeport: None) -> None:
    answer = client.get(f"{PAGE}?language=ar").content.decode()
    assert '<span lang="ar" dir="rtl">هل آذاك أحد؟</span>' in answer
    assert "Quay questions, beside HTCDS 2.0" in answer


def test_a_form_beside_itself_has_everything_in_both(client: Client) -> None:
    text = words(client, "?first=qyit&second=qyit")
    assert "Asked by both (6)" in text
    assert "Asked only by QYIT, 2019 No indicator." in text


def test_the_table_says_what_the_page_says_with_what_each_reading_rests_on(client: Client) -> None:
    found = rows(client, "?first=initial_screening&second=ilo_2009_adult_labour&on=2024-05-06")
    debt = [row for row in found if row["indicator"] == "debt_bondage"]
    assert {(row["side"], row["item"], row["adult"]) for row in debt} == {
        ("first", "debt_to_leave", ""),
        ("second", "d2_debt", "medium"),
        ("second", "d5_debt", "strong"),
    }
    assert {row["confidence"] for row in debt} == {"inferred"}
    assert all(row["note"] for row in debt)


def test_no_cell_of_the_table_is_a_formula(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from firmground_site.packs import queries

    pack = queries.active_pack()
    key = "codes.indicators.debt_bondage"
    monkeypatch.setitem(pack.texts["en"], key, "=HYPERLINK(1)")
    assert {row["label"] for row in rows(client) if row["indicator"] == "debt_bondage"} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?second=ilo_2009_child_sexual", "Choose another. This one is not shipped"),
        ("?on=2001-02-03", "There was none on that day. Choose another day: 2015-12-01"),
        ("?first=palm_reading", "Select a valid choice"),
        ("?first=../hong_kong", "Select a valid choice"),
        ("?second=", "This field is required"),
        ("?language=xx", "Select a valid choice"),
        ("?on=2999-01-01", "Choose a day up to today"),
        ("?on=2024-02-30", "There is a problem"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words_on_the_page_and_for_the_table(client: Client, query: str, told: str) -> None:
    for address in (PAGE, TABLE):
        answer = client.get(address + query)
        assert answer.status_code == 400
        assert told in html.unescape(answer.content.decode())
        assert "There is a problem" in answer.content.decode()


def test_it_takes_no_form_that_writes(client: Client) -> None:
    assert client.post(PAGE, {"first": "qyit"}).status_code == 405
    assert client.post(TABLE).status_code == 405


def test_the_menu_and_help_lead_there_without_signing_in(client: Client) -> None:
    text = client.get("/help/").content.decode()
    assert text.count(f'href="{PAGE}"') >= 2
