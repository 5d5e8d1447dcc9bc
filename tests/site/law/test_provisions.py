"""Looking for provisions and reading one, in both territories, without signing in."""

import datetime
import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground.law.coverage import coverage_on
from firmground.law.provision import provisions_of
from firmground.packs.pack import Pack
from firmground.values import Citation, Confidence
from firmground_site.law.citations import cited, web_address
from firmground_site.law.in_words import history_of
from firmground_site.law.views import register
from firmground_site.packs.queries import active_pack

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 11, 16)


def shown(client: Client, **asked: str) -> str:
    answer = client.get(f"/law/?{urlencode(asked)}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def listed(text: str) -> list[str]:
    """The provisions in the table."""
    return re.findall(r'<td[^>]*><a class="govuk-link" href="/law/provisions/([a-z0-9_]+)/"', text)


def words_of(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)))


# --- looking for some -------------------------------------------------------------------------------------------------


def test_everybody_sees_all_provisions_and_how_many_stand_how(client: Client, hong_kong: Pack) -> None:
    text = shown(client)
    assert listed(text) == [each.id for each in provisions_of(hong_kong)]
    standing = coverage_on(hong_kong, DAY).standing
    counted = f"{standing['provision']} named by section, {standing['area']} in a named area, {standing['no']} our reading"
    assert f"{len(listed(text))} provisions in force on 16 November 2026: {counted}" in text
    assert "/law/coverage/?on=2026-11-16#claims" in text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("刑事恐嚇", "crimes_24"),
        ("INTIMIDATION criminal", "crimes_24"),
        ("cap. 200 s. 24", "crimes_24"),
        ("ｃａｐ. 200 恐嚇", "crimes_24"),
        ("17I immigration", "immigration_17i"),
    ],
)
def test_words_are_found_in_any_full_language_and_in_chapter_and_section(client: Client, words: str, found: str) -> None:
    assert found in listed(shown(client, words=words))


@pytest.mark.parametrize("words", ["no such conduct", "cap. 9999", "%%", "*", "<b>", "' OR 1=1 --"])
def test_where_nothing_fits_the_page_says_what_to_do(client: Client, words: str) -> None:
    text = shown(client, words=words)
    assert listed(text) == []
    assert "Use fewer or other words" in text
    assert words not in text or html.escape(words) == words, "what was typed is escaped"


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"ordinance": "theft"}, lambda each: each.ordinance.id == "theft"),
        ({"act": "harbour"}, lambda each: "harbour" in each.entry.acts),
        ({"means": "fraud"}, lambda each: "fraud" in each.entry.means),
        ({"purpose": "organ_removal"}, lambda each: "organ_removal" in each.entry.purposes),
        ({"standing": "provision"}, lambda each: each.entry.named == "provision"),
        ({"standing": "area"}, lambda each: each.entry.named == "area"),
        ({"unverified": "on"}, lambda each: not each.is_verified),
        ({"on_person": "on"}, lambda each: each.entry.falls_on_person != "no"),
    ],
)
def test_provisions_are_narrowed_down(client: Client, hong_kong: Pack, asked: dict[str, str], fits: Any) -> None:
    expected = [each.id for each in provisions_of(hong_kong) if fits(each)]
    assert 0 < len(expected) < len(provisions_of(hong_kong))
    text = shown(client, **asked)
    assert listed(text) == expected
    assert f"{len(expected)} provision" in words_of(text)


def test_the_maximum_penalty_is_that_of_the_day(client: Client) -> None:
    before = words_of(shown(client, words="17I immigration", on="2021-07-31"))
    after = words_of(shown(client, words="17I immigration", on="2021-08-01"))
    assert "$350,000 and 3 years (verify)" in before
    assert "$350,000 and 3 years" not in after
    assert "$500,000 and 10 years (verify)" in after


def test_a_day_is_also_read_from_its_three_boxes(client: Client) -> None:
    text = shown(client, on_day="31", on_month="7", on_year="2021")
    assert "in force on 31 July 2021" in words_of(text)
    assert 'value="2021"' in text


def test_what_was_not_in_force_on_the_day_is_not_listed(client: Client, freeport: None) -> None:
    day = datetime.date(1950, 1, 1)
    in_force = [each.id for each in provisions_of(active_pack()) if day in each.entry.in_force]
    assert 0 < len(in_force) < len(provisions_of(active_pack()))
    assert listed(shown(client, on="1950-01-01")) == in_force


@pytest.mark.parametrize(
    "asked",
    [
        "on=2021-02-30",
        "on=yesterday",
        "on=20210731",
        "on=1650-01-01",
        "on=9999-12-31",
        "on_day=31&on_year=2021",
        "act=murder",
        "purpose=",  # this one is allowed
        "ordinance=..%2F..%2Fetc",
        "standing=yes",
        f"words={'a' * 101}",
        "words=%00",
        "words=%FF%FE",
    ],
)
def test_an_address_that_cannot_be_read_is_answered_in_words(client: Client, asked: str) -> None:
    answer = client.get(f"/law/?{asked}")
    assert answer.status_code == (200 if asked in ("purpose=", "words=%FF%FE") else 400)
    assert "There is a problem" in answer.content.decode() or answer.status_code == 200


@given(
    asked=st.dictionaries(
        st.sampled_from(["words", "on", "on_day", "on_month", "on_year", "act", "means", "purpose", "standing", "unverified"]),
        st.text(max_size=40) | st.dates().map(str) | st.sampled_from(["recruit", "fraud", "no", "area", "12", "2019"]),
    )
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_makes_the_list_fail(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/law/", asked).status_code in (200, 400)


def test_a_form_cannot_be_sent_here(client: Client) -> None:
    assert client.post("/law/", {"words": "a"}).status_code == 405


# --- one provision ----------------------------------------------------------------------------------------------------


def test_every_provision_has_its_page(client: Client, hong_kong: Pack) -> None:
    for each in provisions_of(hong_kong):
        text = client.get(f"/law/provisions/{each.id}/").content.decode()
        assert html.escape(hong_kong.text(f"law.provisions.{each.id}")) in text
        assert len(re.findall("<h1", text)) == 1


def test_a_provision_shows_its_conduct_in_every_full_language_with_its_direction(client: Client, freeport: None) -> None:
    pack = active_pack()
    text = client.get("/law/provisions/" + provisions_of(pack)[0].id + "/").content.decode()
    words = pack.text(f"law.provisions.{provisions_of(pack)[0].id}", "ar")
    assert f'lang="ar" dir="rtl">{words}<' in text
    assert 'lang="en" dir="ltr">' in text


def test_a_provision_tells_how_its_penalty_changed_and_marks_what_was_not_read(client: Client) -> None:
    text = words_of(client.get("/law/provisions/immigration_17i/").content.decode())
    assert "Until 31 July 2021$350,000 and 3 years (verify)" in text
    assert "Since 1 August 2021$500,000 and 10 years (verify)" in text
    assert "Time limit now Not known" in text or "Time limit nowNot known" in text
    assert "the day of the change is recalled" in text
    assert "Verify" in text


def test_what_can_fall_on_the_person_says_what_international_standards_ask(client: Client, hong_kong: Pack) -> None:
    told = {True: 0, False: 0}
    for each in provisions_of(hong_kong):
        text = client.get(f"/law/provisions/{each.id}/").content.decode()
        falls = each.entry.falls_on_person != "no"
        assert ("should not be punished for what they were made to do (OHCHR" in text) is falls, each.id
        told[falls] += 1
    assert all(told.values())


def test_another_source_that_says_something_else_is_shown_beside(client: Client, hong_kong: Pack) -> None:
    disputed = [each for each in provisions_of(hong_kong) if any(penalty.otherwise for penalty in each.entry.penalties)]
    assert disputed
    text = words_of(client.get(f"/law/provisions/{disputed[0].id}/").content.decode())
    assert "another source says" in text.lower()
    assert "Another source on this penalty" in text


@pytest.mark.parametrize("name", ["crimes_9999", "a", "-", "x" * 200, "law", "__class__"])
def test_a_provision_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/law/provisions/{name}/").status_code == 404


def test_the_history_of_a_provision_has_no_day_twice_and_none_left_out(hong_kong: Pack, freeport: None) -> None:
    for pack in (hong_kong, active_pack()):
        for each in provisions_of(pack):
            periods = history_of(pack, each)
            assert len(periods) == len(each.days_of_change) + 1
            assert any(period.in_force for period in periods)


# --- sources ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "address"),
    [
        ("https://a.example/b?c=1 (also https://d.example)", "https://a.example/b?c=1"),
        ("http://www.refworld.org/type,A,,0.html", "http://www.refworld.org/type,A,,0.html"),
        ("https://a.example/b, and a book", "https://a.example/b"),
        ("javascript:alert(1)", ""),
        ("ftp://a.example/", ""),
        ("a book, see https://a.example/", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_only_a_web_address_at_the_beginning_becomes_a_link(where: str, address: str) -> None:
    assert web_address(where) == address


def test_a_source_without_an_address_says_what_it_is(hong_kong: Pack) -> None:
    found = cited(hong_kong, Citation(("NEWS20", "RECALLED"), Confidence.UNVERIFIED, "A note."))
    assert [bool(each.url) for each in found.sources] == [True, False]
    assert found.sources[1].where
    assert not found.is_verified
    assert cited(hong_kong, Citation(("NEWS20",), Confidence.PRIMARY)).is_verified


def test_links_to_sources_tell_them_nothing(client: Client) -> None:
    text = client.get("/law/provisions/immigration_17i/").content.decode()
    away: Iterable[str] = re.findall(r'<a [^>]*href="https?://(?!localhost)[^>]*>', text)
    outside = [each for each in away if "exit" not in each and "skip" not in each]
    assert outside
    assert [each for each in outside if "noreferrer" not in each] == []


# --- a territory without a register -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/law/", "/law/coverage/", "/law/coverage.svg", "/law/coverage.csv", "/law/compare/", "/law/provisions/a/"]
)
def test_a_territory_without_a_register_says_so(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "has_register", lambda: False)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is no register of law for" in answer.content.decode()
