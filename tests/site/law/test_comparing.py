"""Two days of one law, and the laws of two territories."""

import datetime
import html
import re

import pytest
from django.test import Client

from firmground_site.law.views import comparing

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def words(client: Client, query: str = "") -> str:
    answer = client.get(f"/law/compare/{query}")
    assert answer.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_without_a_day_the_last_change_is_shown(client: Client) -> None:
    text = words(client)
    assert "From 31 July 2021 to 16 November 2026" in text
    assert "$350,000 and 3 years (verify)" in text
    assert "$500,000 and 10 years (verify)" in text


def test_two_days_with_the_same_law_do_not_differ(client: Client) -> None:
    assert "Nothing differs." in words(client, "?on=2024-01-01&with_day=2024-01-02")


def test_what_began_and_what_is_reached_since_is_told(client: Client, freeport: None) -> None:
    text = words(client, "?on=1950-01-01&with_day=2026-01-01")
    assert "In force only on the second day" in text
    assert "What is reached otherwise" in text
    assert "In force only on the first day" in words(client, "?on=2026-01-01&with_day=1950-01-01")


def test_another_territory_is_compared_by_what_is_reached_only(client: Client) -> None:
    text = words(client, "?on=2026-01-01&with_day=2026-01-01&with_pack=freeport")
    assert "From Hong Kong, 1 January 2026 to Freeport" in text
    assert "What is reached otherwise" in text
    assert "none needed: children" in text
    assert "Maximum penalties that changed" not in text
    assert "compared within one territory only" in text


def test_the_second_day_is_one_of_which_its_territory_says_something(client: Client) -> None:
    early = client.get("/law/compare/?on=2020-01-01&with_day=2014-12-31")
    assert early.status_code == 400
    assert "The register says nothing of days before 1 January 2015." in early.content.decode()
    assert client.get("/law/compare/?on=2020-01-01&with_day=1960-01-01&with_pack=freeport").status_code == 200
    assert client.get("/law/compare/?on=2020-01-01&with_day=1899-12-31&with_pack=freeport").status_code == 400


def test_without_a_day_nothing_is_asked_of_days_before_the_register(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "first_day", lambda: datetime.date(2024, 1, 1))
    assert "From 1 January 2024 to 16 November 2026" in words(client)


@pytest.mark.parametrize(
    "query",
    [
        "?with_pack=international",
        "?with_pack=hong_kong",
        "?with_pack=../freeport",
        "?with_pack=/",
        "?on=2020-13-01",
        "?with_day=2020-02-30",
        "?with_day=2026-11-17",
        "?with_day_day=3",
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(client: Client, query: str) -> None:
    answer = client.get(f"/law/compare/{query}")
    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
